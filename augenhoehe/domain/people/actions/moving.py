"""Moving to another server, or from one: both accounts say that they are the same person.

Followers go along by themselves where their servers understand a Move, as this one does;
posts stay where they are. Of people who move from one other server to the next, `elsewhere` tells.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.relations import end_follow, follow
from augenhoehe.domain.people.events import AccountChanged, AccountMoved, FollowWentAlong
from augenhoehe.domain.people.models import Account, Follow, ListMember
from augenhoehe.domain.people.policies import may_change_profile
from augenhoehe.domain.people.selectors import followers_here
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MOST_ALIASES = 10
# As with Mastodon: followers are not to be sent about every day.
BETWEEN_MOVES = timedelta(days=30)


@transaction.atomic
def add_alias(account: Account, other: Account, *, by: Account) -> None:
    """Say that one is `other` too, so that they can move here with their followers."""
    row = _own(account, by)
    alias = uri_of(other)
    if other.id == row.id:
        raise Invalid(_("This is the account you are in."), field="address")
    if alias in row.also_known_as:
        return
    if len(row.also_known_as) >= MOST_ALIASES:
        raise Invalid(
            _("At most %(most)d other accounts, please.") % {"most": MOST_ALIASES}, field="address"
        )
    _keep(row, [*row.also_known_as, alias])


@transaction.atomic
def drop_alias(account: Account, alias: str, *, by: Account) -> None:
    """Not be somebody else as well any longer."""
    row = _own(account, by)
    _keep(row, [one for one in row.also_known_as if one != alias])


def _keep(row: Account, aliases: list[str]) -> None:
    row.also_known_as = aliases
    row.version += 1
    row.save(update_fields=["also_known_as", "version"])
    emit(AccountChanged(row.id))


@transaction.atomic
def move_account(account: Account, *, to: Account, by: Account) -> None:
    """Say that one lives elsewhere now; followers go along, posts and the account stay.

    The other account has to name this one first, or anybody could send somebody's followers
    to themselves.
    """
    row = _own(account, by)
    if to.id == row.id:
        raise Invalid(_("This is the account you are in."), field="address")
    if uri_of(row) not in to.also_known_as:
        raise Invalid(
            _("That account does not say yet that it is you. Please enter this one there first."),
            field="address",
        )
    if row.moved_at is not None and clock.now() - row.moved_at < BETWEEN_MOVES:
        raise Invalid(_("You moved less than thirty days ago."), field="address")
    row.moved_to, row.moved_at = to, clock.now()
    row.version += 1
    row.save(update_fields=["moved_to", "moved_at", "version"])
    emit(AccountChanged(row.id))
    take_followers_along(row, to)
    emit(AccountMoved(row.id, to.id))


def take_followers_along(old: Account, new: Account) -> None:
    """Who of this server followed the old account follows the new one, as they wished to."""
    for follower in followers_here(old):
        _take_along(follower, old, new)


def _take_along(follower: Account, old: Account, new: Account) -> None:
    wishes = Follow.objects.get(follower=follower, followed=old)
    try:
        follow(
            new,
            by=follower,
            show_boosts=wishes.show_boosts,
            notify=wishes.notify,
            languages=wishes.languages,
        )
    except NotAllowed:  # they blocked each other, for example; then the old follow stays
        return
    placed = ListMember.objects.filter(reading_list__owner=follower)
    there = placed.filter(account=new).values("reading_list_id")
    placed.filter(account=old).exclude(reading_list_id__in=list(there)).update(account=new)
    end_follow(follower, old)
    emit(FollowWentAlong(follower.id, old.id, new.id))


@transaction.atomic
def take_back_move(account: Account, *, by: Account) -> None:
    """Live here again. Who went along stays there."""
    row = _own(account, by)
    if row.moved_to_id is None:
        return
    row.moved_to = None  # the moment stays: it counts for the next move
    row.version += 1
    row.save(update_fields=["moved_to", "version"])
    emit(AccountChanged(row.id))


def _own(account: Account, by: Account) -> Account:
    require(may_change_profile(who_is(by), account))
    return Account.objects.select_for_update().get(id=account.id)
