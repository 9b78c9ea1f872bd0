"""The cases of the stories: opened by their critics, answered by name, confirmed or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from augenhoehe.demo.names import wear_the_right_name
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.team_steps import TEAM_STEPS, set_topic
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.links import token_of
from augenhoehe.domain.criticism.models import Case

_VERDICTS: dict[bool | str, str] = {True: "true", False: "false"}  # what YAML makes of these words
_BY_MAIL = "mail"  # in place of a handle: the critic follows a link in a letter


def plan_case(plan: Plan, world: World, post: Told, at: datetime) -> None:
    """Let the author say that it is criticism, and let it take its course."""
    plan.at(at + timedelta(minutes=1), partial(_open, world, post))
    plan_steps(plan, world, post, at)


def plan_steps(plan: Plan, world: World, post: Told, at: datetime) -> None:
    """Let happen what happens to a case once it is open."""
    if "topic" in post["case"]:
        plan.at(at + timedelta(minutes=20), partial(set_topic, world, post))
    for step in post["case"]["steps"]:
        plan.at(world.days.moment(step["at"]), partial(_do, world, post, step))


def _do(world: World, post: Told, step: Told) -> None:
    by_mail = step.get("by") == _BY_MAIL
    if "by" in step and not by_mail:
        voice = world.accounts[step.get("as", post["case"]["about"])]
        wear_the_right_name(voice, world.accounts[step["by"]])
    steps = _BY_LINK if by_mail else _STEPS
    steps[step["do"]](world, post["id"], step)


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


def _says(act: Callable[..., object]) -> Callable[[World, str, Told], None]:
    """A step that is nothing but a sentence of somebody."""

    def do(world: World, case: str, step: Told) -> None:
        act(world.cases[case], by=world.accounts[step["by"]], text=step["text"])

    return do


def _by_link(kind: str) -> Callable[[World, str, Told], None]:
    """The same by somebody without an account, with the link of a letter."""

    def do(world: World, case: str, step: Told) -> None:
        mine = _as_it_is(world, case)
        if mine.contact is None:
            raise ValueError(f"Nobody gets letters about {case}.")
        link = actions.make_link(to=mine.contact, case=mine)
        actions.step_by_link(token_of(link), kind, text=step["text"])

    return do


def _let_rest(world: World, case: str, step: Told) -> None:
    actions.let_silent_cases_rest()


_STEPS: dict[str, Callable[[World, str, Told], None]] = {
    "take": _take,
    "answer": _answer,
    "remedy": _says(actions.claim_remedy),
    "contest": _says(actions.contest_case),
    "dispute": _says(actions.dispute_case),
    "accept": _says(actions.accept_answer),
    "confirm": _says(actions.confirm_case),
    "reopen": _says(actions.reopen_case),
    "withdraw": _says(actions.withdraw_case),
    "dormant": _let_rest,
    **TEAM_STEPS,
}
_BY_LINK = {
    "dispute": _by_link("disputed"),
    "accept": _by_link("accepted"),
    "confirm": _by_link("confirmed"),
    "reopen": _by_link("reopened"),
    "withdraw": _by_link("withdrawn"),
}
