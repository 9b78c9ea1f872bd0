from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.events import (
    AccountChanged,
    FieldsNeedProof,
    PersonDeactivated,
    PersonSignedUp,
)
from augenhoehe.domain.people.models import AccessToken, Account, Login, ProfileField
from augenhoehe.domain.people.names import free_handle
from augenhoehe.domain.people.policies import may_steward
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock, images
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.text import render, tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_FIELDS = 8
PORTRAIT_SIZES = {"small": 96, "large": 400}
HEADER_SIZES = {"small": 600, "large": 1500}


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
) -> Account:
    """Make an account and its login.

    `address_confirmed` is for the command line; on the web allauth sends a link first.
    Raises `Invalid` for a handle or an address that cannot be had.
    """
    handle = free_handle(handle)
    email = Login.objects.normalize_email(email.strip())
    if Login.objects.filter(email__iexact=email).exists():
        raise Invalid(_("This address is in use already."), field="email", code="taken")
    account = Account.objects.create(
        handle=handle, name=tidy(name)[:100] or handle, language=language
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


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that came in: where it lies, and what it shows in words."""

    path: Path
    description: str = ""


@transaction.atomic
def update_profile(
    account: Account,
    *,
    by: Account,
    values: Mapping[str, str | bool],
    fields: Sequence[tuple[str, str]] | None = None,
    portrait: Upload | None = None,
    header: Upload | None = None,
) -> Account:
    """Change what others see of an account: its own person, or a steward of the voice.

    `values` may have name, about, title, language, approves_followers, discoverable.
    Raises `BadImage` or `Invalid`; nothing is changed then.
    """
    if account.id != by.id:
        require(may_steward(who_is(by), account))
    for field in ("name", "about", "title", "language"):
        if field in values:
            setattr(account, field, tidy(str(values[field])).strip())
    for field in ("approves_followers", "discoverable"):
        if field in values:
            setattr(account, field, bool(values[field]))
    _check_lengths(account)
    account.about_html = render(
        account.about, mention_url=lambda mention: None, tag_url=lambda tag: f"/tags/{tag}"
    )
    if portrait:
        account.portrait = _keep(portrait, "portraits", PORTRAIT_SIZES, square=True)
        account.portrait_alt = portrait.description[:300]
    if header:
        account.header = _keep(header, "headers", HEADER_SIZES)
    account.version += 1
    account.save()
    if fields is not None:
        _replace_fields(account, fields)
    emit(AccountChanged(account.id))
    return account


def _check_lengths(account: Account) -> None:
    if not account.name:
        raise Invalid(_("Please give a name."), field="name", code="empty")
    for field, most in (("name", 100), ("about", 1000), ("title", 100)):
        if len(getattr(account, field)) > most:
            raise Invalid(
                _("At most %(most)d characters, please.") % {"most": most},
                field=field,
                code="too_long",
            )


def _keep(upload: Upload, kind: str, sizes: Mapping[str, int], *, square: bool = False) -> str:
    folder = f"{kind}/{new_id()}"
    images.process_image(
        upload.path, Path(settings.MEDIA_ROOT) / folder, sizes=sizes, square=square
    )
    return folder


def _replace_fields(account: Account, fields: Sequence[tuple[str, str]]) -> None:
    wanted = [(tidy(name).strip(), tidy(value).strip()) for name, value in fields]
    wanted = [(name, value) for name, value in wanted if name or value]
    if len(wanted) > MAX_FIELDS:
        raise Invalid(_("At most eight lines, please."), field="fields", code="too_many")
    if any(len(name) > 100 or len(value) > 300 for name, value in wanted):
        raise Invalid(_("A line of the profile is too long."), field="fields", code="too_long")
    proven = {row.value: row.verified_at for row in account.fields.all()}
    account.fields.all().delete()
    ProfileField.objects.bulk_create(
        ProfileField(
            account=account, position=n, name=name, value=value, verified_at=proven.get(value)
        )
        for n, (name, value) in enumerate(wanted)
    )
    emit(FieldsNeedProof(account.id))


@transaction.atomic
def deactivate_person(account: Account) -> None:
    """The person leaves: the login ends, tokens end, posts and their name stay."""
    login = account.login
    login.is_active = False
    login.save(update_fields=["is_active"])
    AccessToken.objects.filter(user=login).delete()
    account.left_at = clock.now()
    account.save(update_fields=["left_at"])
    emit(PersonDeactivated(account.id))
