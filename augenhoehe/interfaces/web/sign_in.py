"""Signing up and in: allauth does the ceremony, the people room makes the person."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.actions import create_person, settle_hats, use_invite
from augenhoehe.domain.people.names import free_handle
from augenhoehe.domain.people.selectors import email_of
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.requests import address_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Login

PASSWORD_HELP = _("At least eight characters. A short sentence works well.")
# Letters that anybody can have sent to somebody by typing an address.
_ASKED_FOR_BY_ANYBODY = ("unknown_account", "password_reset_key")

_ONCE_MORE = {
    "reauthenticate": _("Type the password"),
    "mfa_reauthenticate": _("Type a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


def is_local_path(address: str) -> bool:
    """Whether an address leads to a page of this server and nowhere else."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def wish_of(request: HttpRequest) -> str:
    """Where somebody wants to go after signing in: a page of this server, or nothing."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    return wish if is_local_path(wish) else ""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks of this server."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has been closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The mail address, the handle or the password is not right."),
        "email_taken": _("This address is in use already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or it has ended."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link has been used or has ended."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.REGISTRATION == "invite":
            return bool(request.POST.get("invite") or request.GET.get("invite"))
        return bool(settings.REGISTRATION == "open")

    def is_safe_url(self, url: str) -> bool:
        return is_local_path(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # allauth would answer with JSON; our pages swap HTML

    def get_user_display_name(self, user: Login) -> str:
        return user.account.name

    def get_client_ip(self, request: HttpRequest) -> str:
        """What the list of sessions keeps of an address: the network, not the machine."""
        try:
            address = ip_address(address_of(request))
        except ValueError:
            return "0.0.0.0"  # noqa: S104 - an unknown address, nothing is bound to it
        kept = 24 if address.version == 4 else 48
        return str(ip_network(f"{address}/{kept}", strict=False).network_address)

    def save_user(
        self, request: HttpRequest, user: Login, form: SignUpForm, commit: bool = True
    ) -> Login:
        """Make the person; allauth confirms the address."""
        values = form.cleaned_data
        invited = settings.REGISTRATION == "invite"
        with transaction.atomic():  # an invitation is used up only if somebody came of it
            account = create_person(
                handle=values["handle"],
                name=values["name"],
                email=values["email"],
                password=values["password1"],
                language=translation.get_language() or "",
                invited_by=use_invite(values["invite"]) if invited else None,
            )
        return account.login

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """An address is confirmed: what hangs on it, such as hats, follows at once."""
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            settle_hats(email_address.user.account)
        return confirmed

    def should_send_confirmation_mail(
        self, request: HttpRequest, email_address: Any, signup: bool
    ) -> bool:
        if not signup:  # signing in again and again with an address that is not confirmed
            patience.spend("mail", email_address.email)
        return True

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        wish = wish_of(request)
        return settings.BASE_URL + path + (f"?{urlencode({'next': wish})}" if wish else "")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Confirmed in another browser than the one of the sign-up: sign in, then go on."""
        wish = wish_of(self.request)
        if self.request.user.is_authenticated:
            return wish or self.get_login_redirect_url(self.request)
        return settings.LOGIN_URL + (f"?{urlencode({'next': wish})}" if wish else "")

    def send_account_already_exists_mail(self, email: str) -> None:
        try:
            patience.spend("mail", email)
        except patience.Patience:
            return  # in silence: asking to wait would tell that the address is taken
        super().send_account_already_exists_mail(email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.BASE_URL + path

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings_account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody can show that it is them, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one | {"description": _ONCE_MORE[one["id"]]} for one in methods]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Login,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, {"user": user} | (context or {}), email
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whom it goes to, where that is known."""
        user: Login | None = context.get("user")
        if template_prefix.endswith(_ASKED_FOR_BY_ANYBODY):
            patience.spend("mail", email)
        language = (user.language if user else "") or translation.get_language()
        with translation.override(language):
            super().send_mail(
                template_prefix,
                email,
                {"server_name": settings.SERVER_NAME, "base_url": settings.BASE_URL} | context,
            )


class SignUpForm(SignupForm):  # type: ignore[misc]
    """A name, a handle, an address, a password; where it is by invitation, the invitation."""

    name = forms.CharField(
        label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"})
    )
    handle = forms.CharField(
        label=_("Handle"),
        max_length=30,
        help_text=_("Your address on this server: letters, digits, dots, dashes or _."),
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    invite = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    field_order = ("name", "handle", "email", "password1", "invite")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["email"], self.fields["password1"]
        email.label, password.label = _("Mail address"), _("Password")
        email.help_text = _("Nobody else sees it.")
        password.help_text = PASSWORD_HELP
        for field in (email, password):
            field.widget.attrs.pop("placeholder", None)

    def clean_handle(self) -> str:
        try:
            return free_handle(self.cleaned_data["handle"])
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if settings.REGISTRATION == "invite" and not cleaned.get("invite"):
            raise forms.ValidationError(_("Signing up here is by invitation."))
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        patience.spend("sign_up", address_of(request))
        if self.account_already_exists:
            # As slow as making somebody, so that the time does not tell what the page hides.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class SignInForm(LoginForm):  # type: ignore[misc]
    """By mail address or by handle."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Mail address or handle"),
            max_length=254,
            widget=forms.TextInput(
                {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        password = self.fields["password"]
        password.label, password.help_text = _("Password"), ""
        password.widget.attrs.pop("placeholder", None)
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        typed = str(self.cleaned_data["login"]).strip()
        # An unknown handle goes on as an address nobody has: the answer must not tell.
        is_address = "@" in typed.removeprefix("@")
        address = typed if is_address else email_of(typed) or f"{typed}@invalid"
        patience.spend("sign_in", address_of(self.request) if self.request else "")
        patience.spend("sign_in_account", address.lower())
        return address
