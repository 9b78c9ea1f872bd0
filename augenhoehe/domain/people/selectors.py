"""What can be asked about people."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from augenhoehe.domain.people.access import TokenHolder as TokenHolder
from augenhoehe.domain.people.access import token_holder as token_holder
from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    Block,
    Follow,
    FollowRequest,
    Invite,
    Login,
    Mute,
    ProfileField,
    ProtectedName,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.domain.people.uris import account_id_in
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.unchanged import remembered

_LONGEST = 400  # of an address; SQLite refuses to compare with words without end


def account_by_id(account_id: int) -> Account | None:
    return Account.objects.filter(id=account_id).first()


def account_by_address(address: str) -> Account | None:
    """`name`, `@name` or `@name@server.example`; None if nobody has it."""
    handle, _at, domain = tidy(address[:_LONGEST]).strip().removeprefix("@").partition("@")
    return Account.objects.known().filter(handle__iexact=handle, domain=domain_kept(domain)).first()


def account_by_uri(uri: str) -> Account | None:
    """Whoever has this id, here or elsewhere; None if nobody known has it."""
    if (account_id := account_id_in(uri)) is not None:
        return Account.objects.known().filter(id=account_id, domain="").first()
    return Account.objects.filter(uri=uri).first() if uri else None


def accounts_by_uris(uris: Collection[str]) -> dict[str, Account]:
    """By id: those of these accounts, here or elsewhere, that somebody outside may know of."""
    ours = {uri: number for uri in uris if (number := account_id_in(uri)) is not None}
    away = {uri for uri in uris if uri and uri not in ours}
    found: dict[str, Account] = {}
    if ours:
        rows = Account.objects.known().present().filter(id__in=ours.values(), domain="")
        by_id = {account.id: account for account in rows}
        found = {uri: by_id[number] for uri, number in ours.items() if number in by_id}
    if away:
        found |= {account.uri: account for account in Account.objects.filter(uri__in=away)}
    return found


def domain_kept(domain: str) -> str:
    """The server of an address as accounts keep it: "" where it is this one."""
    return "" if domain.lower() == settings.HOST.lower() else domain.lower()


def accounts_by_handles(handles: Iterable[tuple[str, str]]) -> list[Account]:
    """The accounts with these (handle, domain) pairs, in one query."""
    wanted = Q(pk__in=[])
    for handle, domain in handles:
        wanted |= Q(handle__iexact=handle, domain=domain_kept(domain))
    return list(Account.objects.known().present().filter(wanted))


def member_ids(among: Collection[int]) -> set[int]:
    """Which of these accounts work for the organisation now."""
    return {account_id for (account_id,) in _members_among(frozenset(among))}


@prepared
def _members_among(ids: Set[int]) -> QuerySet[Affiliation, tuple[int]]:
    rows = Affiliation.objects.filter(account_id__in=ids, until__isnull=True)
    return rows.values_list("account_id")


def member_since(among: Collection[int]) -> dict[int, datetime]:
    """By account, of those who work for the organisation now: since when."""
    rows = Affiliation.objects.filter(account_id__in=among, until__isnull=True)
    return dict(rows.values_list("account_id", "since"))


def all_members() -> QuerySet[Account]:
    """Everybody who works here, by name."""
    return Account.objects.filter(
        affiliations__until__isnull=True, affiliations__isnull=False
    ).order_by("name", "id")


def voices_of(person: Account) -> list[Account]:
    """The voices somebody writes for."""
    return list(
        Account.objects.filter(
            voice_members__person=person, voice_members__left_at__isnull=True
        ).order_by("name")
    )


def all_voices() -> QuerySet[Account]:
    """The voices of the organisation."""
    return Account.objects.local().voices().present().order_by("name")


def voice_team(voice: Account) -> QuerySet[VoiceMembership]:
    """Who speaks through a voice now."""
    return (
        VoiceMembership.objects.filter(voice=voice, left_at__isnull=True)
        .select_related("person")
        .order_by("joined_at", "id")
    )


def protected_name_in_use(person: Account, voice: Account) -> ProtectedName | None:
    """The name somebody writes under for a voice, if they chose to be protected."""
    return ProtectedName.objects.filter(voice=voice, person=person, in_use=True).first()


def protected_people(voice: Account) -> dict[int, ProtectedName]:
    """By person: who must not be named beside this voice."""
    names = ProtectedName.objects.filter(voice=voice, in_use=True)
    return {name.person_id: name for name in names}


def voice_log(voice: Account) -> QuerySet[VoiceEvent]:
    """The public log of a voice, newest first."""
    return VoiceEvent.objects.filter(voice=voice).select_related(
        "person", "protected_name", "by", "by_protected_name"
    )


def is_following(follower: Account, followed: Account) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def has_asked_to_follow(follower: Account, followed: Account) -> bool:
    return FollowRequest.objects.filter(follower=follower, followed=followed).exists()


def asked_by_id(uri: str, *, by: Account) -> Account | None:
    """Whom somebody elsewhere follows, or asked to, under this id of their server."""
    for kind in (Follow, FollowRequest):
        row = kind.objects.filter(follower=by, uri=uri).select_related("followed").first()
        if row is not None and uri:
            return row.followed
    return None


def id_of_follow(follower_id: int, followed_id: int) -> str:
    """The id under which the follower's server, elsewhere, knows a follow or the wish for one."""
    for kind in (Follow, FollowRequest):
        rows = kind.objects.filter(follower_id=follower_id, followed_id=followed_id)
        if (uri := rows.values_list("uri", flat=True).first()) is not None:
            return uri
    return ""


def followers_here(account: Account) -> list[Account]:
    """Who of this server follows somebody elsewhere."""
    rows = Follow.objects.filter(followed=account, follower__domain="")
    return [row.follower for row in rows.select_related("follower")]


def followers_of(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(followed=account)
    return _latest_first(rows, "follower_id")


def followed_by(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(follower=account)
    return _latest_first(rows, "followed_id")


def follower_uris(account_id: int, *, among: QuerySet[Any, Any]) -> list[str]:
    """The ids of those who follow somebody, of these accounts elsewhere."""
    rows = Follow.objects.filter(followed_id=account_id, follower__in=among)
    return sorted(rows.values_list("follower__uri", flat=True))


def _latest_first(follows: QuerySet[Follow], side: str) -> QuerySet[Account]:
    began = follows.filter(**{side: OuterRef("id")}).values("id")[:1]
    there = Account.objects.filter(id__in=follows.values(side))
    return there.order_by(Subquery(began).desc())


def follow_requests_for(account: Account) -> list[Account]:
    rows = FollowRequest.objects.filter(followed=account).select_related("follower")
    return [row.follower for row in rows.order_by("-id")[:200]]


_SECONDS_LONGER = 5


def hidden_from(account_id: int | None) -> set[int]:
    """Whom a reader does not want to read, or who does not want to be read by them.

    Nobody is kept from reading a voice: an intervention closes it to being addressed.
    """
    if account_id is None:
        return set()
    now = clock.now()
    # A mute that ends by itself may last some seconds longer.
    key = ("hidden", account_id, int(now.timestamp()) // _SECONDS_LONGER)
    return set(remembered(key, lambda: _hidden(account_id, now)))


def _hidden(account_id: int, now: datetime) -> frozenset[int]:
    # By hand: every list asks this, and Django takes half a millisecond to write it.
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(_HIDDEN, [account_id, moment, account_id, account_id, account_id])
        return frozenset(row[0] for row in cursor.fetchall())


# The last condition is worded as the index of accounts elsewhere has it, else it is not used.
_HIDDEN = """
    SELECT muted_id FROM people_mute
    WHERE account_id = %s AND (ends_at IS NULL OR ends_at > %s)
    UNION SELECT blocked_id FROM people_block WHERE account_id = %s
    UNION SELECT people_block.account_id FROM people_block
    JOIN people_account ON people_account.id = people_block.account_id
    WHERE blocked_id = %s AND people_account.kind <> 'voice'
    UNION SELECT people_account.id FROM people_domainblock
    JOIN people_account ON people_account.domain = people_domainblock.domain
    WHERE people_domainblock.account_id = %s AND NOT (people_account.domain = '')
"""


def is_blocked_by(account_id: int, *, other_id: int) -> bool:
    """Whether `other` has blocked this account."""
    return Block.objects.filter(account_id=other_id, blocked_id=account_id).exists()


def voices_closed_to(account_id: int, *, among: Iterable[Account]) -> list[Account]:
    """Which of these are voices that an intervention closed to this account."""
    voices = {account.id: account for account in among if account.is_voice}
    if not voices:
        return []
    rows = Block.objects.filter(account_id__in=voices, blocked_id=account_id)
    return [voices[voice_id] for voice_id in rows.values_list("account_id", flat=True)]


def muted_and_blocked(account: Account) -> tuple[list[Account], list[Account]]:
    """Whom somebody mutes and whom they block, for their own settings page."""
    muted = Mute.objects.filter(account=account).select_related("muted").order_by("-id")
    blocked = Block.objects.filter(account=account).select_related("blocked").order_by("-id")
    return [row.muted for row in muted], [row.blocked for row in blocked]


def invites_of(account: Account) -> QuerySet[Invite]:
    return Invite.objects.filter(
        made_by=account, uses_left__gt=0, ends_at__gt=clock.now()
    ).order_by("-id")


def account_of_login(login_id: int) -> Account | None:
    """The account somebody signs in for, while the login is active."""
    return Account.objects.filter(login__id=login_id, login__is_active=True).first()


def email_of(handle: str) -> str | None:
    """The address behind a local handle, for signing in by handle."""
    handle = handle[:_LONGEST].strip().lstrip("@")
    account = Account.objects.local().persons().filter(handle__iexact=handle)
    return account.values_list("login__email", flat=True).first()


def invited_by(code: str) -> Account | None:
    """Who made an invitation, as long as it can be used."""
    live = Invite.objects.filter(
        digest=Invite.digest_of(code), uses_left__gt=0, ends_at__gt=clock.now()
    )
    invite = live.select_related("made_by").first()
    return invite.made_by if invite else None


@dataclass(frozen=True, slots=True)
class Relation:
    """How somebody stands to another account. Only they themselves may see it."""

    follows: bool = False
    has_asked: bool = False
    is_followed: bool = False
    mutes: bool = False
    blocks: bool = False
    is_blocked: bool = False


def relation_to(other: Account, *, of: Account | None) -> Relation:
    """What `of` did with `other`, and whether they are blocked or followed by them."""
    if of is None or of.id == other.id:
        return Relation()
    mutes = Mute.objects.filter(account=of, muted=other)
    return Relation(
        follows=is_following(of, other),
        has_asked=has_asked_to_follow(of, other),
        is_followed=is_following(other, of),
        mutes=mutes.exclude(ends_at__lte=clock.now()).exists(),
        blocks=is_blocked_by(other.id, other_id=of.id),
        is_blocked=is_blocked_by(of.id, other_id=other.id),
    )


def login_of(account: Account) -> Login | None:
    """How somebody gets in, and where letters to them go; None for people elsewhere."""
    return Login.objects.filter(account=account).first()


def count_people(since: datetime | None = None, until: datetime | None = None) -> int:
    """How many people have an account here, or signed up between two moments."""
    people = Account.objects.local().persons().present().filter(login__is_active=True)
    if since is not None:
        people = people.filter(created_at__gte=since)
    if until is not None:
        people = people.filter(created_at__lt=until)
    return people.count()


def known_servers() -> list[str]:
    """The other servers this one has heard of, by name."""
    away = Account.objects.exclude(domain="").values_list("domain", flat=True)
    return list(away.order_by("domain").distinct())


def count_known_servers() -> int:
    return Account.objects.exclude(domain="").values("domain").distinct().count()


def count_people_of_servers(domains: Collection[str]) -> dict[str, int]:
    """By server: how many of its people are known here."""
    there = Account.objects.filter(domain__in=set(domains) - {""}).values_list("domain")
    return dict(there.annotate(Count("id")).order_by())


def profile_fields(accounts: Iterable[int]) -> dict[int, list[ProfileField]]:
    """By account: the lines of its profile, in their order."""
    found: dict[int, list[ProfileField]] = {}
    for line in ProfileField.objects.filter(account_id__in=list(accounts)).order_by("position"):
        found.setdefault(line.account_id, []).append(line)
    return found


def count_follow_requests(account: Account) -> int:
    return FollowRequest.objects.filter(followed=account).count()
