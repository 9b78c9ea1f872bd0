"""What can be asked about people."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    Block,
    Follow,
    FollowRequest,
    Invite,
    Mute,
    ProtectedName,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.foundation import clock


def account_by_address(address: str) -> Account | None:
    """`name`, `@name` or `@name@server.example`; None if nobody has it."""
    handle, _at, domain = address.strip().removeprefix("@").partition("@")
    return Account.objects.filter(handle__iexact=handle, domain=domain.lower()).first()


def accounts_by_handles(handles: Iterable[tuple[str, str]]) -> list[Account]:
    """The accounts with these (handle, domain) pairs, in one query."""
    wanted = Q(pk__in=[])
    for handle, domain in handles:
        wanted |= Q(handle__iexact=handle, domain=domain)
    return list(Account.objects.filter(wanted, left_at__isnull=True))


def member_ids(among: Collection[int]) -> set[int]:
    """Which of these accounts work for the organisation now."""
    return set(
        Affiliation.objects.filter(account_id__in=among, until__isnull=True).values_list(
            "account_id", flat=True
        )
    )


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


def followers_of(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(followed=account).order_by("-id")
    return _in_order(rows.values_list("follower_id", flat=True))


def followed_by(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(follower=account).order_by("-id")
    return _in_order(rows.values_list("followed_id", flat=True))


def _in_order(ids: QuerySet[Follow, int]) -> QuerySet[Account]:
    return Account.objects.filter(id__in=ids).order_by("-id")


def follow_requests_for(account: Account) -> list[Account]:
    rows = FollowRequest.objects.filter(followed=account).select_related("follower")
    return [row.follower for row in rows.order_by("-id")[:200]]


def hidden_from(account_id: int | None) -> set[int]:
    """Whom a reader does not want to read, or who does not want to be read by them."""
    if account_id is None:
        return set()
    now = clock.now()
    muted = Mute.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), account_id=account_id
    ).values_list("muted_id", flat=True)
    blocked = Block.objects.filter(account_id=account_id).values_list("blocked_id", flat=True)
    blocking = Block.objects.filter(blocked_id=account_id).values_list("account_id", flat=True)
    return set(muted.union(blocked, blocking))


def is_blocked_by(account_id: int, *, other_id: int) -> bool:
    """Whether `other` has blocked this account."""
    return Block.objects.filter(account_id=other_id, blocked_id=account_id).exists()


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
    account = Account.objects.local().persons().filter(handle__iexact=handle.strip().lstrip("@"))
    return account.values_list("login__email", flat=True).first()
