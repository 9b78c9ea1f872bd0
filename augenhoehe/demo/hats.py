"""Who speaks for what: by the mail domain, by a group, by a steward; and until when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.actions.groups import set_groups
from augenhoehe.domain.people.actions.hats import grant_hat, make_hat_rule
from augenhoehe.domain.people.actions.linked import link_account
from augenhoehe.domain.people.hats import hat_named
from augenhoehe.domain.people.models import Hat, LinkedAccount
from augenhoehe.domain.spaces.actions import wear_by_habit
from augenhoehe.foundation import clock


def plan_hats(plan: Plan, world: World) -> None:
    """Let hats be confirmed, worn by habit, and end with somebody's leaving."""
    for kind, do in _KINDS.items():
        for entry in told("hats")[kind]:
            plan.at(world.days.moment(entry["at"]), partial(do, world, entry))


def hat_of(world: World, handle: str, words: str) -> Hat:
    """The hat somebody wears in a story."""
    hat = hat_named(world.accounts[handle].id, words)
    if hat is None:
        raise ValueError(f"{handle} does not speak for {words}.")
    return hat


def _rule(world: World, entry: Told) -> None:
    voice = world.accounts[entry["voice"]] if "voice" in entry else None
    by = world.accounts[entry["by"]]
    make_hat_rule(entry["kind"], entry["value"], entry["words"], by=by, voice=voice)


def _groups(world: World, entry: Told) -> None:
    set_groups(world.accounts[entry["who"]], entry["groups"])


def _hire(world: World, entry: Told) -> None:
    account, by = world.accounts[entry["who"]], world.accounts[entry["by"]]
    people.become_member(account, by=by, unit=entry["unit"])


def _grant(world: World, entry: Told) -> None:
    voice, by = world.accounts[entry["voice"]], world.accounts[entry["by"]]
    grant_hat(world.accounts[entry["who"]], entry["words"], by=by, voice=voice)


def _wear_by_habit(world: World, entry: Told) -> None:
    hat = hat_of(world, entry["by"], entry["hat"])
    wear_by_habit(world.spaces[entry["space"]], hat, by=world.accounts[entry["by"]])


def _link(world: World, entry: Told) -> None:
    """As if the page elsewhere had been looked at: no demo asks the network."""
    by = world.accounts[entry["by"]]
    linked = link_account(hat_of(world, entry["by"], entry["hat"]), entry["address"], by=by)
    now = clock.now()
    LinkedAccount.objects.filter(id=linked.id).update(verified_at=now, checked_at=now)


def _leave(world: World, entry: Told) -> None:
    people.end_membership(world.accounts[entry["who"]], by=world.accounts[entry["by"]])


_KINDS: dict[str, Callable[[World, Told], None]] = {
    "rules": _rule,
    "groups": _groups,
    "hired": _hire,
    "granted": _grant,
    "habits": _wear_by_habit,
    "linked": _link,
    "left": _leave,
}
