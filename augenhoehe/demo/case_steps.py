"""The cases of the stories: opened by their critics, answered by name, confirmed or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from augenhoehe.demo.names import wear_the_right_name
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.models import Case

_VERDICTS: dict[bool | str, str] = {True: "true", False: "false"}  # what YAML makes of these words


def plan_case(plan: Plan, world: World, post: Told, at: datetime) -> None:
    """Let the author say that it is criticism, and let it take its course."""
    plan.at(at + timedelta(minutes=1), partial(_open, world, post))
    for step in post["case"]["steps"]:
        plan.at(world.days.moment(step["at"]), partial(_do, world, post, step))


def _do(world: World, post: Told, step: Told) -> None:
    if "by" in step:
        voice = world.accounts[step.get("as", post["case"]["about"])]
        wear_the_right_name(voice, world.accounts[step["by"]])
    _STEPS[step["do"]](world, post["id"], step)


def _open(world: World, post: Told) -> None:
    world.cases[post["id"]] = actions.open_case(
        world.posts[post["id"]],
        about=world.accounts[post["case"]["about"]],
        by=world.accounts[post["by"]],
        wanted=post["case"]["wanted"],
    )


def _as_it_is(world: World, case: str) -> Case:
    """The case as somebody sees it who opens its page now."""
    return Case.objects.get(id=world.cases[case].id)


def _take(world: World, case: str, step: Told) -> None:
    actions.take_case(_as_it_is(world, case), by=world.accounts[step["by"]], text=step["text"])


def _answer(world: World, case: str, step: Told) -> None:
    actions.answer_case(
        world.cases[case],
        by=world.accounts[step["by"]],
        voice=world.accounts[step["as"]] if "as" in step else None,
        verdict=_VERDICTS.get(step["verdict"]) or step["verdict"],
        text=step["text"],
    )


def _claim_remedy(world: World, case: str, step: Told) -> None:
    actions.claim_remedy(world.cases[case], by=world.accounts[step["by"]], text=step["text"])


def _dispute(world: World, case: str, step: Told) -> None:
    actions.dispute_case(world.cases[case], by=world.accounts[step["by"]], text=step["text"])


def _confirm(world: World, case: str, step: Told) -> None:
    actions.confirm_case(world.cases[case], by=world.accounts[step["by"]], text=step["text"])


def _withdraw(world: World, case: str, step: Told) -> None:
    actions.withdraw_case(world.cases[case], by=world.accounts[step["by"]], text=step["text"])


def _let_rest(world: World, case: str, step: Told) -> None:
    actions.let_silent_cases_rest()


_STEPS: dict[str, Callable[[World, str, Told], None]] = {
    "take": _take,
    "answer": _answer,
    "remedy": _claim_remedy,
    "dispute": _dispute,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "dormant": _let_rest,
}
