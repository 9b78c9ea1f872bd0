"""Reports: by people with an account, with a mail address, and with neither; some still open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.moderation import actions
from augenhoehe.domain.moderation.actions import Complaint
from augenhoehe.domain.moderation.models import Report


def plan_reports(plan: Plan, world: World, story: Told) -> None:
    """Let people report, and the office write to them and decide."""
    for told in story["reports"]:
        plan.at(world.days.moment(told["at"]), partial(_report, world, told))
        for step in told.get("then", ()):
            do = partial(_STEPS[step["do"]], world, told["id"], step)
            plan.at(world.days.moment(step["at"]), do)


def _report(world: World, told: Told) -> None:
    post = world.post_as_it_is(told["post"])
    world.reports[told["id"]] = actions.make_report(
        post,
        _complaint(told, f"{settings.BASE_URL}/p/{post.id}"),
        by=world.accounts[told["by"]] if "by" in told else None,
    )


def _complaint(told: Told, url: str) -> Complaint:
    legal = told.get("legal")
    return Complaint(
        category=told["category"],
        clause_key=told.get("clause", ""),
        text=told.get("text", ""),
        language="de",
        address=told.get("address", ""),
        is_legal_notice=legal is not None,
        norm=legal["norm"] if legal else "",
        url=url if legal else "",
        name=legal["name"] if legal else "",
        good_faith=legal is not None,
    )


def _as_it_is(world: World, report: str) -> Report:
    return Report.objects.get(id=world.reports[report].id)


def _take(world: World, report: str, step: Told) -> None:
    actions.take_report(_as_it_is(world, report), by=world.accounts[step["by"]])


def _write(world: World, report: str, step: Told) -> None:
    actions.write_in_report(
        world.reports[report], step["to"], by=world.accounts[step["by"]], text=step["text"]
    )


def _reply(world: World, report: str, step: Told) -> None:
    actions.answer_in_report(
        world.reports[report], step["side"], by=world.accounts[step["by"]], text=step["text"]
    )


def _decide(world: World, report: str, step: Told) -> None:
    actions.decide_report(
        world.reports[report],
        by=world.accounts[step["by"]],
        outcome=step["outcome"],
        answer=step["answer"],
    )


_STEPS: dict[str, Callable[[World, str, Told], None]] = {
    "take": _take,
    "write": _write,
    "reply": _reply,
    "decide": _decide,
}
