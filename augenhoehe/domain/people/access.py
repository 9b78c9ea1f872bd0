"""Who shows a token, and what has access for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min, QuerySet
from django.utils.crypto import constant_time_compare

from augenhoehe.domain.people.models import AccessToken, Account, Application, Grant, Restriction
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.tokens import digest_of, includes
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import rows_by_id
from augenhoehe.foundation.unchanged import remembered


@dataclass(frozen=True, slots=True)
class AppToken:
    """A token with which an app speaks for itself."""

    token_id: int
    scopes: frozenset[str]
    application_id: int

    def has_scope(self, wanted: str) -> bool:
        """`write` includes `write:statuses`."""
        return includes(self.scopes, wanted)


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """For whom a program speaks: a person, maybe through a voice, and what it may do."""

    account: Account
    voice: Account | None
    scopes: frozenset[str]
    token_id: int = 0
    application_id: int | None = None
    application: str = ""  # its name, for what is posted with it
    website: str = ""
    is_confirmed: bool = True  # whether the address is, where that is asked for

    @property
    def speaks_as(self) -> Account:
        """Whom others see: the voice, else the person."""
        return self.voice or self.account

    @property
    def is_suspended(self) -> bool:
        """Whether an intervention took everything but reading and appealing."""
        return self.account.is_under(Restriction.SUSPENDED)

    def has_scope(self, wanted: str) -> bool:
        """`write` includes `write:statuses`."""
        return includes(self.scopes, wanted)


# By hand: every request of an app begins with this question.
_SHOWN = """
    SELECT token.id, token.scope, token.voice_id, token.application_id, token.last_used_on,
        app.name, app.website, login.account_id, login.is_active,
        EXISTS (
            SELECT 1 FROM account_emailaddress mail WHERE mail.user_id = login.id AND mail.verified
        )
    FROM people_accesstoken token
    LEFT JOIN people_application app ON app.id = token.application_id
    LEFT JOIN people_login login ON login.id = token.user_id
    WHERE token.token_checksum = %s AND token.expires > %s
"""


class _Row(NamedTuple):
    """The columns of the question above."""

    token_id: int
    scope: str
    voice_id: int | None
    app_id: int | None
    last_used_on: object  # a date, or its text
    app: str | None
    website: str | None
    account_id: int | None
    is_active: bool
    has_confirmed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a token is good for, and whether today is the first time it is used."""

    who: TokenHolder | AppToken
    is_first_today: bool


def token_shown(raw: str, *, only_reads: bool = False) -> Shown | None:
    """Who shows this token, unless it has ended, the person left, or may not speak as the voice.

    Whoever `only_reads` may be given what an earlier request was given, while it still holds.
    """
    if not only_reads:
        return _shown(digest_of(raw))
    digest, hour = digest_of(raw), int(clock.now().timestamp()) // 3600
    return remembered(("token", digest, hour), lambda: _shown(digest))


def _shown(digest: str) -> Shown | None:
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(clock.now())
        cursor.execute(_SHOWN, [digest, now])
        found = cursor.fetchone()
    if found is None:
        return None
    row = _Row(*found)
    who = _app(row) if row.account_id is None else _holder(row, row.account_id)
    if who is None:
        return None
    return Shown(who, str(row.last_used_on or "") != clock.now().date().isoformat())


def token_holder(raw: str) -> TokenHolder | None:
    """Like `token_shown`, of people alone."""
    shown = token_shown(raw)
    return shown.who if shown and isinstance(shown.who, TokenHolder) else None


def _app(row: _Row) -> AppToken | None:
    if row.app_id is None:
        return None
    return AppToken(row.token_id, frozenset(row.scope.split()), row.app_id)


def _holder(row: _Row, account_id: int) -> TokenHolder | None:
    accounts = rows_by_id(Account, {account_id, row.voice_id or account_id})
    person, voice = accounts.get(account_id), accounts.get(row.voice_id or 0)
    if not row.is_active or person is None or person.left_at is not None:
        return None
    if voice is not None and not may_speak_as(who_is(person), voice):
        return None
    return TokenHolder(
        account=person,
        voice=voice,
        scopes=frozenset(row.scope.split()),
        token_id=row.token_id,
        application_id=row.app_id,
        application=row.app or "",
        website=row.website or "",
        # Nobody signs in on a page before; only a sign-up in an app gives a token earlier.
        is_confirmed=bool(row.has_confirmed) or not settings.REGISTRATION_CONFIRM_EMAIL,
    )


def app_by_client_id(client_id: str) -> Application | None:
    if not client_id or "\0" in client_id:
        return None
    found: Application | None = Application.objects.filter(client_id=client_id[:300]).first()
    return found


def app_by_id(application_id: int) -> Application | None:
    found: Application | None = Application.objects.filter(id=application_id).first()
    return found


def is_secret_of(application: Application, secret: str) -> bool:
    """Whether an app shows the secret it was given."""
    return constant_time_compare(digest_of(secret), application.client_secret)


def grant_for(code: str, application: Application) -> Grant | None:
    """What somebody allowed this app, as long as the code is good."""
    live = Grant.objects.select_related("user__account", "voice", "application").filter(
        code=digest_of(code),
        application=application,
        expires__gt=clock.now(),
        user__is_active=True,
    )
    found: Grant | None = live.first()
    return found


@dataclass(frozen=True, slots=True)
class ConnectedApp:
    """Something that may speak for somebody: since when, what it may, when it last did."""

    application: Application | None  # None is a program of one's own, by the command line
    voice: Account | None
    scopes: tuple[str, ...]
    since: datetime
    last_used_on: date | None


def connected_apps(person: Account) -> list[ConnectedApp]:
    """What has access for somebody, the newest first. Nobody else sees it."""
    groups = _groups(AccessToken.objects.filter(user__account=person, expires__gt=clock.now()))
    apps = Application.objects.in_bulk({app for app, *_rest in groups if app})
    voices = Account.objects.in_bulk({voice for _app, voice, *_rest in groups if voice})
    held = _scopes_held(person)
    return [
        ConnectedApp(
            application=apps.get(app or 0),
            voice=voices.get(voice or 0),
            scopes=tuple(sorted(held.get((app, voice), ()))),
            since=since,
            last_used_on=last,
        )
        for app, voice, since, last in groups
    ]


def _groups(
    tokens: QuerySet[AccessToken],
) -> list[tuple[int | None, int | None, datetime, date | None]]:
    by = tokens.values_list("application_id", "voice_id")
    return list(by.annotate(since=Min("created"), last=Max("last_used_on")).order_by("-since"))


def _scopes_held(person: Account) -> dict[tuple[int | None, int | None], set[str]]:
    held: dict[tuple[int | None, int | None], set[str]] = {}
    rows = AccessToken.objects.filter(user__account=person, expires__gt=clock.now())
    for app, voice, scope in rows.values_list("application_id", "voice_id", "scope"):
        held.setdefault((app, voice), set()).update(scope.split())
    return held
