"""The office: what was restricted, why and by whom, and what became of it. All by the real door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation import actions
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Appeal, Intervention
from augenhoehe.domain.moderation.register.heads import publish_head
from augenhoehe.domain.moderation.terms import Ground, Kind, Source
from augenhoehe.domain.posts.models import Tag
from augenhoehe.foundation import clock

_AFTER_MIDNIGHT = timedelta(minutes=10)
_DAYS_OF_HEADS = 95


def plan_measures(plan: Plan, world: World, story: Told) -> None:
    """Let the office act, and others look at it again, appeal, object and decide."""
    for told in story["measures"]:
        at = world.days.moment(told["at"])
        plan.at(at, partial(_intervene, world, told))
        for step in told.get("then", ()):
            do = partial(_STEPS[step["do"]], world, told["id"], step)
            plan.at(world.days.moment(step["at"]), do)
            if "ends" in step:
                _plan_end(plan, world, world.days.moment(step["ends"]))
        if "lasts" in told:
            _plan_end(plan, world, at + timedelta(days=told["lasts"]))
    for told in story.get("declared", ()):
        plan.at(world.days.moment(told["at"]), partial(_declare, world, told))


def plan_heads(plan: Plan, world: World) -> None:
    """Let the head of the register be signed every night, as the timetable does."""
    first = world.days.moment(f"-{_DAYS_OF_HEADS}d 00:00") + _AFTER_MIDNIGHT
    for day in range(_DAYS_OF_HEADS + 1):
        plan.at(first + timedelta(days=day), publish_head)


def _plan_end(plan: Plan, world: World, at: datetime) -> None:
    if at < world.days.end:
        plan.at(at + timedelta(minutes=1), actions.end_what_is_over)


def _intervene(world: World, told: Told) -> None:
    world.measures[told["id"]] = actions.intervene(
        _measure(world, told), by=world.accounts[told["by"]]
    )


def _measure(world: World, told: Told) -> Measure:
    unlawful = told.get("ground") == Ground.UNLAWFUL
    return Measure(
        kind=Kind(told["kind"]),
        **_aims(world, told),
        ground=Ground.UNLAWFUL if unlawful else Ground.RULES,
        judgement="unlawful" if unlawful else "rules",
        norm=told.get("norm", ""),
        clause=next(one for one in current_clauses(citable=True) if one.key == told["clause"]),
        category=told["category"],
        source=Source(told.get("source", Source.OWN_INITIATIVE)),
        report=world.reports[told["report"]] if "report" in told else None,
        facts=told["facts"],
        reasons=told["reasons"],
        language=told.get("language", "de"),
        rung=told["rung"],
        rung_why=told["rung_why"],
        ends_at=clock.now() + timedelta(days=told["lasts"]) if "lasts" in told else None,
        at_once=told.get("at_once", False),
        said_to_be_none=told.get("said_to_be_none", False),
    )


def _aims(world: World, told: Told) -> dict[str, Any]:
    """What it is taken against, by the name of the field."""
    posts = [*told.get("posts", ()), *([told["post"]] if "post" in told else ())]
    accounts = [*told.get("accounts", ()), *([told["account"]] if "account" in told else ())]
    return {
        "posts": [world.post_as_it_is(name) for name in posts],
        "accounts": [world.account_as_it_is(name) for name in accounts],
        "tag": Tag.objects.get(name=told["tag"]) if "tag" in told else None,
        "domain": told.get("domain", ""),
        "voice": world.accounts[told["voice"]] if "voice" in told else None,
    }


def _declare(world: World, told: Told) -> None:
    actions.declare(
        by=world.accounts[told["by"]],
        kind=Kind(told["kind"]),
        text=told["text"],
        url=told["url"],
        language="de",
    )


def _with_reasons(act: Callable[..., object]) -> Callable[[World, str, Told], None]:
    """A step of the office that is nothing but its reasons."""

    def do(world: World, measure: str, step: Told) -> None:
        act(world.measures[measure], by=world.accounts[step["by"]], reasons=step["reasons"])

    return do


def _put_into_force(world: World, measure: str, step: Told) -> None:
    actions.put_into_force(world.measures[measure], by=world.accounts[step["by"]])


def _review(world: World, measure: str, step: Told) -> None:
    actions.review(
        world.measures[measure],
        by=world.accounts[step["by"]],
        keep=step["keep"],
        reasons=step["reasons"],
    )


def _amend(world: World, measure: str, step: Told) -> None:
    actions.amend(world.measures[measure], by=world.accounts[step["by"]], text=step["text"])


def _appeal(world: World, measure: str, step: Told) -> None:
    target = _as_it_is(world, measure).targets.select_related("post", "intervention").get()
    actions.appeal_against(target, by=world.accounts[step["by"]], text=step["text"])


def _object(world: World, measure: str, step: Told) -> None:
    by = world.accounts[step["by"]]
    actions.object_to(_as_it_is(world, measure), by=by, text=step["text"])


def _decide_appeal(world: World, measure: str, step: Told) -> None:
    appeal = Appeal.objects.get(intervention=world.measures[measure], outcome="")
    actions.decide_appeal(
        appeal,
        by=world.accounts[step["by"]],
        outcome=step["outcome"],
        reasons=step["reasons"],
        ends_at=world.days.moment(step["ends"]) if "ends" in step else None,
    )


def _as_it_is(world: World, measure: str) -> Intervention:
    return Intervention.objects.get(id=world.measures[measure].id)


_STEPS: dict[str, Callable[[World, str, Told], None]] = {
    "consent": _with_reasons(actions.consent),
    "decline": _with_reasons(actions.decline),
    "put_into_force": _put_into_force,
    "review": _review,
    "amend": _amend,
    "end": _with_reasons(actions.end_intervention),
    "appeal": _appeal,
    "object": _object,
    "decide_appeal": _decide_appeal,
}
