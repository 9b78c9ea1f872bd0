"""Criticism that begins as nobody's post: by the form, by telephone, brought in from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from augenhoehe.demo.case_steps import plan_steps
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.telling import plan_post, plan_reactions
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.links import submission_token
from augenhoehe.domain.criticism.models import Case


def plan_arrivals(plan: Plan, world: World) -> None:
    """Let criticism arrive in all these ways, and take its course."""
    for one in told("arrivals")["arrivals"]:
        at = world.days.moment(one["at"])
        plan.at(at, partial(_arrive, world, one))
        if "confirmed_at" in one:
            at = world.days.moment(one["confirmed_at"])
            plan.at(at, partial(_confirm, world, one))
        plan_steps(plan, world, one, at + timedelta(minutes=1))
        plan_reactions(plan, world, one, at)
        for reply in one.get("replies", ()):
            plan_post(plan, world, reply, parent=one["id"], official=True)


def _arrive(world: World, one: Told) -> None:
    _WAYS[one["how"]](world, one)


def _by_form(world: World, one: Told) -> None:
    submission = actions.submit_criticism(
        about=world.accounts[one["case"]["about"]],
        address=one["address"],
        name=one["name"],
        text=one["text"],
        wanted=one["case"]["wanted"],
        language=one["lang"],
    )
    world.tokens[one["id"]] = submission_token(submission)


def _confirm(world: World, one: Told) -> None:
    _keep(world, one, actions.confirm_submission(world.tokens[one["id"]]))


def _by_telephone(world: World, one: Told) -> None:
    case = actions.enter_case(
        by=world.accounts[one["by"]],
        about=world.accounts[one["case"]["about"]],
        channel=Case.Channel.TELEPHONE,
        name=one["name"],
        text=one["text"],
        wanted=one["case"]["wanted"],
        language=one["lang"],
    )
    _keep(world, one, case)


def _from_elsewhere(world: World, one: Told) -> None:
    case = actions.bring_in(
        by=world.accounts[one["by"]],
        about=world.accounts[one["case"]["about"]],
        url=one["source_url"],
        excerpt=one["text"],
        language=one["lang"],
    )
    _keep(world, one, case)


def _keep(world: World, one: Told, case: Case) -> None:
    world.cases[one["id"]], world.posts[one["id"]] = case, case.post


_WAYS: dict[str, Callable[[World, Told], None]] = {
    "form": _by_form,
    "telephone": _by_telephone,
    "elsewhere": _from_elsewhere,
}
