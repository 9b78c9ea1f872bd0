"""Filling an empty server with Lindenrad, as if everything had really happened."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from augenhoehe.demo.arrivals import plan_arrivals
from augenhoehe.demo.council import plan_council
from augenhoehe.demo.days import Days
from augenhoehe.demo.desk import plan_desk
from augenhoehe.demo.elsewhere import leave_servers_as_they_are, plan_elsewhere
from augenhoehe.demo.founding import PASSWORD, plan_founding
from augenhoehe.demo.hats import plan_hats
from augenhoehe.demo.help import plan_help
from augenhoehe.demo.office import plan_heads, plan_measures
from augenhoehe.demo.own import plan_own
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.reports import plan_reports
from augenhoehe.demo.telling import plan_post
from augenhoehe.demo.world import Told, World, office, threads, told
from augenhoehe.domain.moderation.register.verification import verify_register
from augenhoehe.domain.notifications.actions import mark_all_read
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions.echo import KIND as ECHO
from augenhoehe.domain.posts.actions.echo import settle_echo_job
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed

__all__ = ["PASSWORD", "demo_sign_ins", "load_demo"]

Say = Callable[[str], object]


def load_demo(say: Say) -> None:
    """Let a hundred days of Lindenrad happen. All or nothing; refuses where there are people."""
    if Account.objects.exists():
        raise NotAllowed("This server has accounts already; the demo needs an empty one.")
    with TemporaryDirectory() as desk, transaction.atomic():
        world = World(days=Days(clock.now()), desk=Path(desk))
        plan = Plan()
        plan_founding(plan, world)
        plan_desk(plan, world)
        plan_council(plan, world)
        plan_hats(plan, world)
        for story in threads():
            for post in story["posts"]:
                plan_post(plan, world, post)
        plan_arrivals(plan, world)
        plan_own(plan, world)
        plan_elsewhere(plan, world)
        plan_help(plan, world)
        for story in office():
            plan_reports(plan, world, story)
            plan_measures(plan, world, story)
        plan_heads(plan, world)
        say(f"Lindenrad opens: {len(told('people')['people'])} people, two voices, five spaces.")
        with _seldom_looking_for_garbage():
            plan.happen(_reporter(say, len(plan)))
        _come_back_to_the_present(world)
    say(
        f"The demo is ready: {len(world.posts)} posts, {len(world.cases)} cases of criticism, "
        f"{len(world.measures)} interventions."
    )


@contextmanager
def _seldom_looking_for_garbage() -> Iterator[None]:
    """Telling makes millions of small things and hardly a circle; looking costs a sixth."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _reporter(say: Say, total: int) -> Callable[[int], object]:
    """Say a quarter, a half and three quarters of the way."""
    marks = {total * n // 4: n * 25 for n in (1, 2, 3)}

    def report(done: int) -> None:
        if done in marks:
            say(f"  {marks[done]} % of the last hundred days have been told …")

    return report


def _come_back_to_the_present(world: World) -> None:
    for job in Job.objects.filter(kind=ECHO).order_by("id"):
        settle_echo_job(job.payload)
    # Nobody is to get letters about what never was.
    Job.objects.all().delete()
    leave_servers_as_they_are(world)
    yesterday = first_id_at(world.days.end - timedelta(days=1))
    for account in world.accounts.values():
        mark_all_read(by=account, up_to=yesterday)
    # Otherwise the register would say that nobody has looked at it yet.
    verify_register()


def demo_sign_ins() -> list[tuple[str, str, str, str]]:
    """Name, handle, mail address and part of everybody one can sign in as."""
    return [
        (person["name"], person["handle"], person["email"], _part(person))
        for person in told("people")["people"]
    ]


def _part(person: Told) -> str:
    duties = [role.replace("admin", "administrator") for role in person["roles"]]
    if not person["member"]:
        return ", ".join(duties) or "customer"
    return ", ".join([f"works at Lindenrad ({person['unit']})", *duties])
