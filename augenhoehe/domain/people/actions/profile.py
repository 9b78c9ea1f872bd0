from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.attribution import checked_domains
from augenhoehe.domain.people.events import AccountChanged, FieldsNeedProof
from augenhoehe.domain.people.models import Account, ProfileField
from augenhoehe.domain.people.policies import may_change_profile
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import images
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.text import render, tidy, untracked
from augenhoehe.foundation.verdicts import Invalid, require

MAX_FIELDS = 8
PORTRAIT_SIZES = {"small": 96, "large": 400}
HEADER_SIZES = {"small": 600, "large": 1500}
_LONGEST = {
    "name": 100,
    "about": 1000,
    "title": 100,
    "interest": 200,
    "language": 8,
    "portrait_alt": 300,
    "header_alt": 300,
}
_CHOICES = ("approves_followers", "discoverable", "indexable", "is_automated", "hides_relations")
_PICTURES = ("portrait", "header")

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that came in: where it lies, and what it shows in words."""

    path: Path
    description: str = ""


def update_profile(
    account: Account,
    *,
    by: Account,
    values: Mapping[str, Any],
    fields: Sequence[Line] | None = None,
    portrait: Upload | None = None,
    header: Upload | None = None,
) -> Account:
    """Change what others see of an account: its own person, or a steward of the voice.

    `values` may have name, about, title, interest, language, portrait_alt and header_alt
    (words), approves_followers, discoverable, indexable, is_automated and hides_relations (yes
    or no) and attribution_domains (a list). Raises `BadImage` or `Invalid`; then nothing is
    changed.
    """
    require(may_change_profile(who_is(by), account))
    _set(account, values)
    lines = None if fields is None else _checked_lines(fields)
    # The slow part, in another process, before the transaction that would hold up others.
    if portrait:
        account.portrait = _keep(portrait, "portraits", PORTRAIT_SIZES, square=True)
        account.portrait_alt = portrait.description[:300]
    if header:
        account.header = _keep(header, "headers", HEADER_SIZES)
        account.header_alt = header.description[:300]
    _write(account, lines)
    return account


def take_picture_away(
    account: Account, *, by: Account, kind: Literal["portrait", "header"]
) -> Account:
    """Go on without a portrait, or without a picture above the profile."""
    require(may_change_profile(who_is(by), account))
    setattr(account, kind, "")
    setattr(account, f"{kind}_alt", "")
    _write(account, None)
    return account


def _set(account: Account, values: Mapping[str, Any]) -> None:
    for name in _LONGEST:
        if name in values:
            setattr(account, name, tidy(str(values[name])).strip())
    for name in _CHOICES:
        if name in values:
            setattr(account, name, bool(values[name]))
    if "attribution_domains" in values:
        account.attribution_domains = checked_domains(values["attribution_domains"])
    account.about = untracked(account.about)
    account.about_html = render_about(account.about)
    _check(account)


def render_about(text: str) -> str:
    """What somebody says about themselves, as HTML; nobody is called by it."""
    return render(text, mention_url=lambda mention: None, tag_url=lambda tag: f"/tags/{quote(tag)}")


def _check(account: Account) -> None:
    if not account.name:
        raise Invalid(_("Please give a name."), field="name", code="empty")
    for name, most in _LONGEST.items():
        if len(getattr(account, name)) > most:
            raise Invalid(
                _("At most %(most)d characters, please.") % {"most": most},
                field=name,
                code="too_long",
            )
    if account.is_voice and account.approves_followers:
        raise Invalid(
            _("A voice speaks to everybody. It does not choose who follows it."),
            field="approves_followers",
        )


def _checked_lines(fields: Sequence[Line]) -> list[Line]:
    lines = [(tidy(name).strip(), untracked(tidy(value).strip())) for name, value in fields]
    lines = [(name, value) for name, value in lines if name or value]
    if len(lines) > MAX_FIELDS:
        raise Invalid(_("At most eight lines, please."), field="fields", code="too_many")
    if any(len(name) > 100 or len(value) > 300 for name, value in lines):
        raise Invalid(_("A line of the profile is too long."), field="fields", code="too_long")
    return lines


def _keep(upload: Upload, kind: str, sizes: Mapping[str, int], *, square: bool = False) -> str:
    folder = f"{kind}/{new_id()}"
    images.process_image(
        upload.path, Path(settings.MEDIA_ROOT) / folder, sizes=sizes, square=square
    )
    return folder


@transaction.atomic
def _write(account: Account, lines: Sequence[Line] | None) -> None:
    account.version += 1
    words = ("about_html", "attribution_domains", "version")
    account.save(update_fields=[*_LONGEST, *_CHOICES, *_PICTURES, *words])
    if lines is not None:
        _replace_fields(account, lines)
    emit(AccountChanged(account.id))


def _replace_fields(account: Account, lines: Sequence[Line]) -> None:
    proven = {row.value: row.verified_at for row in account.fields.all()}
    account.fields.all().delete()
    ProfileField.objects.bulk_create(
        ProfileField(
            account=account, position=n, name=name, value=value, verified_at=proven.get(value)
        )
        for n, (name, value) in enumerate(lines)
    )
    emit(FieldsNeedProof(account.id))
