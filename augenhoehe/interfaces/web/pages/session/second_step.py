"""A second step at sign-in: an app that shows codes, spare codes, and passkeys."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.pages.session.views import KeepsWhatWasTyped
from augenhoehe.interfaces.web.requests import address_of
from augenhoehe.interfaces.web.sign_in import wish_of


class SecondStep(base.AuthenticateView):  # type: ignore[misc]
    """After the password: a code, or a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        return answer


class CodeAgain(KeepsWhatWasTyped, base.ReauthenticateView):  # type: ignore[misc]
    """A code before something that matters."""


class PasskeyAgain(KeepsWhatWasTyped, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The passkey before something that matters."""


class SetUpApp(KeepsWhatWasTyped, totp.ActivateTOTPView):  # type: ignore[misc]
    """The secret as a picture and in letters, and the first code."""


class DoWithoutApp(KeepsWhatWasTyped, totp.DeactivateTOTPView):  # type: ignore[misc]
    pass


class NewSpareCodes(KeepsWhatWasTyped, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    pass


class AddPasskey(KeepsWhatWasTyped, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A key this device or a stick keeps; with it one signs in without a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        # allauth forgets the form that could not be used.
        return context | kwargs | {"js_data": {"creation_options": options}}


class RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")


class NamePasskey(KeepsWhatWasTyped, webauthn.EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")


@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """They stand on the page of the second step."""
    return redirect("mfa_index")


class SignInWithPasskey(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """The button below the password: the question for the browser, and its answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        patience.spend("sign_in", address_of(request))  # each question is a row in our database
        return JsonResponse(
            {"request_options": auth.begin_authentication(user=None)},
            json_dumps_params={"default": dict},
            headers={"Cache-Control": "no-store"},
        )

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=wish_of(self.request) or None)
        answer: HttpResponse = flows.perform_passwordless_login(self.request, passkey, login)
        return answer
