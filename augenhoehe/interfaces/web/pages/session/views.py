"""Allauth's ceremonies at our addresses: a wrong form is a 422, a link that ended a 410."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.actions import end_all_access
from augenhoehe.domain.people.selectors import invited_by
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.pages.session.forms import (
    ChangedPasswordForm,
    FirstPasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    OncePasswordForm,
    OtherAddressForm,
)


class KeepsWhatWasTyped:
    """A form that cannot be used comes back as 422, with what was typed and why not."""

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        return self.render_to_response(context, status=422)  # type: ignore[attr-defined,no-any-return]


class SignIn(KeepsWhatWasTyped, allauth.LoginView):  # type: ignore[misc]
    pass


class SignUp(KeepsWhatWasTyped, allauth.SignupView):  # type: ignore[misc]
    """Open to everybody, to whom was invited, or to nobody: as the operator decided."""

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        return initial | {"invite": self.request.GET.get("invite", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        code = self.request.POST.get("invite") or self.request.GET.get("invite") or ""
        return context | {"inviter": invited_by(code) if code else None}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except Invalid as refusal:  # taken in this very moment, or an invitation that ended
            shown = refusal.field in form.fields and refusal.field != "invite"
            form.add_error(refusal.field if shown else None, str(refusal))
            return self.form_invalid(form)
        return response

    def closed(self) -> HttpResponse:
        return render(self.request, self.template_name_signup_closed, status=403)


@require_safe
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """A link somebody was sent: to the sign-up, or the news that it has ended."""
    if invited_by(code) is None:
        return render(request, "session/invitation_ended.html", status=410)
    return redirect(f"{reverse('account_signup')}?{urlencode({'invite': code})}")


class ConfirmAddress(allauth.ConfirmEmailView):  # type: ignore[misc]
    """The link of the mail leads to a button: looking at a page changes nothing."""

    object: Any = None

    def logout_other_user(self, confirmation: Any) -> None:
        if self.request.method == "POST":
            super().logout_other_user(confirmation)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(*args, **kwargs)
        except (Http404, IntegrityError):
            # Used before, ended, or somebody else signed up with this address meanwhile.
            self.object = None
            return self.render_to_response(self.get_context_data())
        return response

    def get_redirect_url(self) -> str:
        adapter = get_adapter(self.request)
        return str(adapter.get_email_verification_redirect_url(self.object.email_address))

    def render_to_response(self, context: dict[str, Any], **how: Any) -> HttpResponse:
        status = 200 if self.object else 410
        response: HttpResponse = super().render_to_response(context, status=status, **how)
        return response


class ForgottenPassword(KeepsWhatWasTyped, allauth.PasswordResetView):  # type: ignore[misc]
    form_class = ForgottenPasswordForm


class NewPassword(KeepsWhatWasTyped, allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    """After a forgotten password: every session and every app has to come in anew."""

    form_class = NewPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        end_all_access(by=self.reset_user.account)
        response: HttpResponse = super().form_valid(form)
        return response

    def render_to_response(self, context: dict[str, Any], **how: Any) -> HttpResponse:
        if context.get("token_fail"):
            how["status"] = 410
        response: HttpResponse = super().render_to_response(context, **how)
        return response


class ChangePassword(KeepsWhatWasTyped, allauth.PasswordChangeView):  # type: ignore[misc]
    """All other sessions and all apps end with the old password; this session goes on."""

    form_class = ChangedPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        end_all_access(by=self.request.user.account)
        response: HttpResponse = super().form_valid(form)
        return response


class SetPassword(KeepsWhatWasTyped, allauth.PasswordSetView):  # type: ignore[misc]
    form_class = FirstPasswordForm


class Address(KeepsWhatWasTyped, allauth.EmailView):  # type: ignore[misc]
    """Change to another address; the present one holds until the new one is confirmed."""

    form_class = OtherAddressForm

    def _action_send(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        patience.spend("mail", "asked by", str(request.user.pk))
        return super()._action_send(request, *args, **kwargs)


class ConfirmPassword(KeepsWhatWasTyped, allauth.ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something that matters."""

    form_class = OncePasswordForm
