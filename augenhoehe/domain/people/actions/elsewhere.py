"""People of other servers, as their own servers describe them: kept, refreshed and let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.moving import BETWEEN_MOVES, take_followers_along
from augenhoehe.domain.people.actions.relations import end_follow
from augenhoehe.domain.people.events import AccountChanged, AccountGone, AccountMoved
from augenhoehe.domain.people.models import Account, Follow, FollowRequest, ProfileField
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

MOST_FIELDS = 20
_LONGEST = {
    "name": 100,
    "portrait_alt": 300,
    "header_alt": 300,
    "interest": 200,
}
_LONGEST_LINE = (100, 300)
_LONGEST_PAGE = 500
_AS_TOLD = (
    *("handle", "domain", "kind", "url", "about", "about_html", *_LONGEST),
    *("portrait_away", "header_away", "approves_followers", "discoverable", "indexable"),
    *("is_automated", "also_known_as", "left_at"),
)

_KNOWN = ("about", "about_html", "portrait_away", "header_away", *_LONGEST)


@dataclass(frozen=True, slots=True)
class Told:
    """What another server says of somebody; that the name is theirs has been confirmed.

    `about_html` is clean already. Texts may be longer than what is kept.
    """

    uri: str
    handle: str
    domain: str
    kind: str
    name: str
    url: str = ""
    about: str = ""
    about_html: str = ""
    fields: Sequence[tuple[str, str]] = ()
    portrait_away: str = ""
    portrait_alt: str = ""
    header_away: str = ""
    header_alt: str = ""
    interest: str = ""
    approves_followers: bool = False
    discoverable: bool = True
    indexable: bool = False
    is_automated: bool = False
    also_known_as: Sequence[str] = ()
    moved_to: str = ""  # the id of where they live now; believed if that account says so too
    is_suspended: bool = False  # by their own server, which shows nothing of them
    since: datetime | None = None


@transaction.atomic
def keep_account(told: Told) -> Account:
    """Know somebody of another server, or know them better.

    Who had the same name under another id has it no more: the name's own server says so.
    Raises `Invalid` for a name of this server.
    """
    if not told.domain or told.domain.lower() == settings.HOST.lower() or not told.uri:
        raise Invalid(_("This is a name of this server."))
    account = Account.objects.filter(uri=told.uri).first()
    _free_the_name(told)
    values = _values(told, account)
    if account is None:
        account = _made(told, values)
    _keep_up(account, values, _lines(told))
    return account


def _made(told: Told, values: dict[str, object]) -> Account:
    try:
        with transaction.atomic():
            since = min(told.since or clock.now(), clock.now())
            return Account.objects.create(uri=told.uri, created_at=since, version=0, **values)
    except IntegrityError:  # somebody else was quicker
        return Account.objects.get(uri=told.uri)


def _free_the_name(told: Told) -> None:
    """Their server gave the name to another: the account was deleted, and made anew."""
    named = Account.objects.filter(handle__iexact=told.handle, domain=told.domain.lower())
    for former in named.exclude(uri=told.uri):
        let_go_of_account(former)
        # Nobody can be called so: a name has no space.
        former.handle = f"{former.handle[:40]} {former.id}"
        former.save(update_fields=["handle"])


def _values(told: Told, known: Account | None) -> dict[str, object]:
    left_at = None
    if told.is_suspended:
        left_at = known.left_at if known and known.left_at else clock.now()
    values: dict[str, object] = {
        name: getattr(told, name) for name in _AS_TOLD if name not in ("left_at", *_LONGEST)
    }
    for name, most in _LONGEST.items():
        values[name] = tidy(getattr(told, name)).strip()[:most]
    return values | {
        "domain": told.domain.lower(),
        "name": values["name"] or told.handle,
        "url": told.url if len(told.url) <= _LONGEST_PAGE else "",
        "also_known_as": list(told.also_known_as),
        "left_at": left_at,
        "moved_to": _new_home(told),
    }


def _new_home(told: Told) -> Account | None:
    """Where somebody lives now, if both accounts say that they are the same person."""
    new = account_by_uri(told.moved_to) if told.moved_to else None
    return new if new and told.uri in new.also_known_as and new.uri != told.uri else None


def _lines(told: Told) -> list[tuple[str, str]]:
    most_name, most_value = _LONGEST_LINE
    lines = [(tidy(name).strip(), tidy(value).strip()) for name, value in told.fields]
    return [(name[:most_name], value[:most_value]) for name, value in lines][:MOST_FIELDS]


def _keep_up(account: Account, values: dict[str, object], lines: list[tuple[str, str]]) -> None:
    """Write what is different from what was known, and only then."""
    changed = [name for name, value in values.items() if getattr(account, name) != value]
    kept = list(account.fields.values_list("name", "value"))
    if not changed and kept == lines and account.version:
        return
    for name in changed:
        setattr(account, name, values[name])
    account.version += 1
    account.save(update_fields=[*changed, "version"])
    if kept != lines:
        account.fields.all().delete()
        ProfileField.objects.bulk_create(
            ProfileField(account=account, position=n, name=name, value=value)
            for n, (name, value) in enumerate(lines)
        )
    emit(AccountChanged(account.id))


@transaction.atomic
def let_go_of_account(account: Account) -> None:
    """Somebody elsewhere is gone, as their own server says: follows end, what they said goes."""
    if account.is_local:
        raise Invalid(_("This is somebody of this server."))
    if account.left_at is None:
        account.left_at = clock.now()
        account.version += 1
        account.save(update_fields=["left_at", "version"])
    FollowRequest.objects.filter(follower=account).delete()
    FollowRequest.objects.filter(followed=account).delete()
    for row in Follow.objects.filter(follower=account).select_related("followed"):
        end_follow(account, row.followed)
    for row in Follow.objects.filter(followed=account).select_related("follower"):
        end_follow(row.follower, account, by_follower=False)
    emit(AccountGone(account.id))


@transaction.atomic
def blank_account(account: Account) -> None:
    """Let go of somebody elsewhere and of what is known of them: only their address stays."""
    let_go_of_account(account)
    account.fields.all().delete()
    for name in _KNOWN:
        setattr(account, name, "")
    account.name = account.handle
    account.version += 1
    account.save(update_fields=[*_KNOWN, "version"])
    emit(AccountChanged(account.id))


@transaction.atomic
def follow_to_new_home(account: Account, *, to: Account) -> None:
    """Who follows somebody elsewhere follows where they live now; both accounts say so.

    Not twice within thirty days: nobody is sent about. Raises `NotAllowed`.
    """
    if account.is_local or account.moved_to_id != to.id:
        raise NotAllowed(_("Both accounts have to say that they are the same person."))
    if account.moved_at and clock.now() - account.moved_at < BETWEEN_MOVES:
        raise NotAllowed(_("This account moved less than thirty days ago."))
    account.moved_at = clock.now()
    account.save(update_fields=["moved_at"])
    take_followers_along(account, to)
    emit(AccountMoved(account.id, to.id))
