"""A second step at sign-in and passkeys: what allauth asks of this server."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.requests import address_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Login

_NOT_RIGHT = _("This code is not right, or it has ended.")


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names, words, and how the secret shared with an app is kept."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("The address cannot be changed while a second step is set up."),
        "cannot_generate_recovery_codes": _("Spare codes go with an app or a passkey."),
        "incorrect_code": _NOT_RIGHT,
        "unverified_email": _("Please confirm your mail address first."),
    }

    def get_totp_label(self, user: Login) -> str:
        """What an app shows beside the code; not the address, which looks over a shoulder see."""
        return f"@{user.account.handle}"

    def get_totp_issuer(self) -> str:
        return str(settings.SERVER_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.HOST.partition(":")[0], "name": settings.SERVER_NAME}

    def get_public_key_credential_user_entity(self, user: Login) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"name": f"@{user.account.handle}", "display_name": user.account.name}

    def generate_authenticator_name(self, user: Login, type: Any) -> str:
        return gettext("My passkey")

    def encrypt(self, text: str) -> str:
        """Who reads a copy of the database cannot make codes of it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second step:" + settings.ADDRESS_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _CodeField:
    """One field for a code, in our words; guessing is slowed down like passwords are."""

    user: Login
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs |= {"inputmode": "numeric", "autocapitalize": "none"}

    def clean_code(self) -> str:
        _slow_down(self.user)
        code: str = super().clean_code()  # type: ignore[misc]
        return code


def _slow_down(user: Login) -> None:
    patience.spend("sign_in_account", "code", str(user.pk))


class CodeForm(_CodeField, AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a spare one, at sign-in."""


class CodeAgainForm(_CodeField, ReauthenticateForm):  # type: ignore[misc]
    """The same, before something that matters."""


class FirstCodeForm(_CodeField, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app shows that it was set up right."""


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey; what the device says of it is put in by the script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # ours always are
        _name_of_key(self)


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_of_key(self)


def _name_of_key(form: forms.Form) -> None:
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Tells it apart from others, such as: my telephone."),
    )
    form.fields["name"] = name


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """Sign in with a passkey alone. Nothing can be guessed; the address is counted all the same."""

    def clean_credential(self) -> Any:
        from allauth.core import context

        patience.spend("sign_in", address_of(context.request))
        return super().clean_credential()


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey as the second step."""


class PasskeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey once more, before something that matters."""
