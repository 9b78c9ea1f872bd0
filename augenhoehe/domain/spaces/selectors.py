"""What can be asked about spaces; the one who asks comes first."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.spaces.models import (
    HatHabit,
    JoinRequest,
    SelfTest,
    Space,
    SpaceMembership,
)
from augenhoehe.domain.spaces.policies import spaces_open_to
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.unchanged import remembered


def my_spaces(account_id: int | None) -> Mapping[int, str]:
    """The spaces somebody belongs to, with their role there."""
    if account_id is None:
        return {}
    return dict(remembered(("spaces", account_id), lambda: _memberships(account_id)))


@prepared
def _memberships(account_id: int) -> QuerySet[SpaceMembership, tuple[int, str]]:
    return SpaceMembership.objects.filter(account_id=account_id).values_list("space_id", "role")


def readable_spaces(who: Who) -> QuerySet[Space]:
    """The spaces somebody may read, by name."""
    mine = frozenset(my_spaces(who.account_id))
    return Space.objects.filter(spaces_open_to(who, mine)).order_by("name")


def visible_spaces(who: Who) -> QuerySet[Space]:
    """The spaces somebody may know of: those they may read, and circles they may ask to join.

    Circles that admit by invitation are known to their members only, and to those invited.
    """
    mine = frozenset(my_spaces(who.account_id))
    known = spaces_open_to(who, mine)
    if who.is_member:
        known |= Q(reach=Space.Reach.CIRCLE, join=Space.Join.REQUEST)
    if who.is_known:
        known |= Q(
            join_requests__account_id=who.account_id, join_requests__invited_by__isnull=False
        )
    return Space.objects.filter(known).distinct().order_by("name")


def space_by_slug(who: Who, slug: str) -> Space | None:
    """The space if this person may know of it."""
    return visible_spaces(who).filter(slug=slug).first()


def may_read_space(who: Who, space: Space) -> bool:
    return readable_spaces(who).filter(id=space.id).exists()


def role_in(space: Space, account_id: int | None) -> str | None:
    """member, moderator, or None."""
    return my_spaces(account_id).get(space.id)


def members_of(space: Space) -> QuerySet[SpaceMembership]:
    return space.memberships.select_related("account").order_by("joined_at", "id")


def requests_for(space: Space) -> QuerySet[JoinRequest]:
    """People who asked to be admitted."""
    return space.join_requests.filter(invited_by__isnull=True).select_related("account")


def is_invited(space: Space, account: Account) -> bool:
    return space.join_requests.filter(account=account, invited_by__isnull=False).exists()


def has_asked(space: Space, account: Account) -> bool:
    return space.join_requests.filter(account=account, invited_by__isnull=True).exists()


def house_space() -> Space | None:
    """Where members speak among themselves when they name no space: the first of the house."""
    return Space.objects.filter(reach=Space.Reach.HOUSE).order_by("id").first()


def spaces_one_belongs_to(who: Who) -> list[Space]:
    """The spaces somebody joined and may read, by name."""
    mine = my_spaces(who.account_id)
    return list(readable_spaces(who).filter(id__in=mine)) if mine else []


def usual_hat_id(space: Space, account_id: int) -> int | None:
    """The hat somebody puts on in this space unless they say otherwise; it may have ended."""
    return next((hat_id for (hat_id,) in _usual_hats(account_id, space.id)), None)


@prepared
def _usual_hats(account_id: int, space_id: int) -> QuerySet[HatHabit, tuple[int]]:
    rows = HatHabit.objects.filter(account_id=account_id, space_id=space_id)
    return rows.values_list("hat_id")


def members_page(space: Space, stretch: Stretch) -> list[tuple[int, Account]]:
    """Who belongs to a space, who came last first, with the ids of that order."""
    rows = stretch.cut(space.memberships.select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])


def internal_spaces() -> list[Space]:
    """The house and all circles, for the self-test alone: no reader is asked for."""
    return list(Space.objects.exclude(reach=Space.Reach.WORLD).order_by("id"))


def newest_self_test() -> SelfTest | None:
    """What came out when the promise of spaces was tried last."""
    return SelfTest.objects.order_by("-id").first()


def self_tests(limit: int = 30) -> list[SelfTest]:
    """The latest runs, newest first."""
    return list(SelfTest.objects.select_related("looked_by").order_by("-id")[:limit])


def self_test_by_id(test_id: int) -> SelfTest | None:
    return SelfTest.objects.filter(id=test_id).first()


def leak_to_look_at() -> SelfTest | None:
    """The latest run that found a leak at which no administrator has looked."""
    return next(iter(_leaks_to_look_at()), None)


@prepared
def _leaks_to_look_at() -> QuerySet[SelfTest, SelfTest]:
    return SelfTest.objects.filter(looked_at=None).exclude(leaks=[]).order_by("-id")[:1]
