"""What the desk sets up for itself: its hours, its promises, its pieces of text."""

from __future__ import annotations

from functools import partial

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.criticism import actions

_WEEK = {0: "mon_to_thu", 1: "mon_to_thu", 2: "mon_to_thu", 3: "mon_to_thu", 4: "fri"}


def plan_desk(plan: Plan, world: World) -> None:
    """Let the desk open before the first criticism comes."""
    rules = told("desk")["rules"]
    plan.at(world.days.moment(rules["at"]), partial(_set_rules, world, rules))
    for block in told("desk")["blocks"]:
        plan.at(world.days.moment(block["at"]), partial(_keep_block, world, block))


def _set_rules(world: World, rules: Told) -> None:
    actions.set_rules(
        by=world.accounts[rules["by"]],
        week={day: [tuple(rules["hours"][name])] for day, name in _WEEK.items()},
        holidays=rules["holidays"],
        time_zone="Europe/Berlin",
        sign_hours=rules["sign_hours"],
        answer_hours=rules["answer_hours"],
        digest=True,
    )


def _keep_block(world: World, block: Told) -> None:
    actions.add_block(
        block["name"],
        block["text"],
        by=world.accounts[block["by"]],
        language=block["language"],
    )
