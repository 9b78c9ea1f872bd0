from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.affiliation import end_membership
from augenhoehe.domain.people.actions.hats import settle_hats
from augenhoehe.domain.people.events import PersonDeactivated, PersonSignedUp
from augenhoehe.domain.people.models import AccessToken, Account, Grant, Login, RefreshToken
from augenhoehe.domain.people.names import free_handle
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid


@transaction.atomic
def create_person(
    *,
    handle: str,
    email: str,
    password: str | None,
    name: str = "",
    language: str = "",
    invited_by: Account | None = None,
    address_confirmed: bool = False,
    by_operator: bool = False,
) -> Account:
    """Make an account and its login.

    `address_confirmed` is for the command line; on the web allauth sends a link first.
    Raises `Invalid` for a handle or an address that cannot be had.
    """
    handle = free_handle(handle, by_operator=by_operator)
    email = _free_address(email)
    account = Account.objects.create(
        handle=handle, name=tidy(name).strip()[:100] or handle, language=language
    )
    login = Login(account=account, email=email, language=language, invited_by=invited_by)
    if password is None:
        login.set_unusable_password()
    else:
        login.set_password(password)
    login.save()
    if address_confirmed:
        EmailAddress.objects.create(user=login, email=email, primary=True, verified=True)
    emit(PersonSignedUp(account.id))
    return account


def _free_address(email: str) -> str:
    email = Login.objects.normalize_email(email.strip())
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(_("This is no mail address."), field="email", code="malformed") from None
    if Login.objects.filter(email__iexact=email).exists():
        raise Invalid(_("This address is in use already."), field="email", code="taken")
    return email


@transaction.atomic
def correct_address(email: str, *, by: Account) -> None:
    """Another address for who has not confirmed one yet: the first was mistyped.

    Raises `Invalid` for one that cannot be had, and where one is confirmed already.
    """
    waiting = EmailAddress.objects.select_for_update().filter(user__account=by)
    if waiting.filter(verified=True).exists():
        raise Invalid(_("Your address is confirmed already."), field="email", code="confirmed")
    if email.strip().casefold() == by.login.email.casefold():
        return
    by.login.email = _free_address(email)
    by.login.save(update_fields=["email"])
    waiting.delete()  # with the links that were sent to it
    EmailAddress.objects.create(user=by.login, email=by.login.email, primary=True, verified=False)


@transaction.atomic
def deactivate_person(account: Account) -> None:
    """The person leaves: login, tokens, employment, voices and hats end; posts and name stay."""
    login = account.login
    login.is_active = False
    login.save(update_fields=["is_active"])
    for kept in (RefreshToken, AccessToken, Grant):
        kept.objects.filter(user=login).delete()
    end_membership(account, by=None)
    account.left_at = clock.now()
    account.save(update_fields=["left_at"])
    settle_hats(account)
    emit(PersonDeactivated(account.id))


@transaction.atomic
def choose_language(*, by: Account, language: str) -> None:
    """The language a person's pages and mail are in."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("This language is not spoken here."), field="language")
    Login.objects.filter(account=by).update(language=language)
