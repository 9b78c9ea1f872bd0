"""Before the first story: people sign up, the firm opens its voices and spaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.rules import begin_with_the_codex, plan_the_second_version
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.actions import Upload
from augenhoehe.domain.people.models import Account, Login
from augenhoehe.domain.spaces import actions as spaces

PASSWORD = "lindenrad"  # noqa: S105 - printed at the start, for everybody to use
_BEGINNING = "-100d 09:00"
_PORTRAIT = {"de": "Gezeichnetes Porträt von {name}", "en": "Drawn portrait of {name}"}


def plan_founding(plan: Plan, world: World) -> None:
    """Let everybody and every place come to be, a few seconds apart."""
    clock = _seconds(world.days.moment(_BEGINNING))
    for person in told("people")["people"]:
        plan.at(next(clock), partial(_sign_up, world, person))
    plan.at(next(clock), begin_with_the_codex)
    plan_the_second_version(plan, world)
    plan.at(next(clock), _give_everybody_the_password)
    for voice in told("voices")["voices"]:
        _plan_voice(plan, world, voice, clock)
    for space in told("spaces")["spaces"]:
        _plan_space(plan, world, space, clock)
    for stranger in told("strangers")["strangers"]:
        plan.at(world.days.moment(stranger["joined"]), partial(_come, world, stranger))
    for person in told("people")["people"]:
        for other in person["follows"]:
            plan.at(next(clock), partial(_follow, world, person["handle"], other))


def _seconds(beginning: datetime) -> Iterator[datetime]:
    while True:
        yield beginning
        beginning += timedelta(seconds=20)


def _sign_up(world: World, person: Told) -> None:
    account = people.create_person(
        handle=person["handle"],
        name=person["name"],
        email=person["email"],
        password=None,
        language=person["language"],
        address_confirmed=True,
    )
    if person["member"]:
        people.become_member(account, by=None, unit=person["unit"])
    for role in person["roles"]:
        people.grant_role(account, role, by=None)
    world.accounts[person["handle"]] = account
    _introduce(world, account, person, by=account)


def _come(world: World, stranger: Told) -> None:
    """Somebody signs up later, for a story; nobody signs in as them."""
    handle = stranger["handle"]
    world.accounts[handle] = people.create_person(
        handle=handle,
        name=stranger["name"],
        email=f"{handle}@example.net",
        password=None,
        language=stranger["language"],
        address_confirmed=True,
    )


def _introduce(world: World, account: Account, who: Told, *, by: Account) -> None:
    alt = _PORTRAIT[who["language"]].format(name=who["name"])
    people.update_profile(
        account,
        by=by,
        values={
            "about": who["summary"],
            "title": who.get("title", ""),
            "interest": who.get("interest", ""),
        },
        fields=[(field["name"], field["value"]) for field in who.get("fields", ())],
        portrait=Upload(world.drawn(f"portraits/{who['handle']}"), alt),
    )


def _give_everybody_the_password() -> None:
    # Hashed once for all: seventeen times would take ten seconds.
    Login.objects.update(password=make_password(PASSWORD))


def _plan_voice(plan: Plan, world: World, voice: Told, clock: Iterator[datetime]) -> None:
    plan.at(next(clock), partial(_found_voice, world, voice))
    for writer in voice["writers"]:
        if writer not in voice["stewards"]:
            plan.at(next(clock), partial(_add_writer, world, voice, writer))


def _found_voice(world: World, voice: Told) -> None:
    account = people.create_voice(
        handle=voice["handle"], name=voice["name"], by=None, language=voice["language"]
    )
    world.accounts[voice["handle"]] = account
    for steward in voice["stewards"]:
        people.add_to_voice(account, world.accounts[steward], by=None, role="steward")
    _introduce(world, account, voice, by=world.accounts[voice["stewards"][0]])


def _add_writer(world: World, voice: Told, writer: str) -> None:
    steward = world.accounts[voice["stewards"][0]]
    people.add_to_voice(world.accounts[voice["handle"]], world.accounts[writer], by=steward)


def _plan_space(plan: Plan, world: World, space: Told, clock: Iterator[datetime]) -> None:
    founder, *others = space["moderators"]
    plan.at(next(clock), partial(_found_space, world, space, founder))
    for member in space["members"]:
        if member != founder:
            plan.at(next(clock), partial(_join, world, space, member, founder))
    for moderator in others:
        plan.at(next(clock), partial(_entrust, world, space, moderator, founder))


def _found_space(world: World, space: Told, founder: str) -> None:
    world.spaces[space["slug"]] = spaces.create_space(
        slug=space["slug"],
        name=space["name"],
        reach=space["reach"],
        join=space["join"],
        purpose=f"{space['purpose']}\n\n{space['purpose_en']}",
        by=world.accounts[founder],
    )


def _join(world: World, space: Told, member: str, founder: str) -> None:
    place, account = world.spaces[space["slug"]], world.accounts[member]
    if space["join"] == "invite":
        spaces.invite_to_space(place, account, by=world.accounts[founder])
    spaces.join_space(place, by=account)


def _entrust(world: World, space: Told, moderator: str, founder: str) -> None:
    spaces.make_space_moderator(
        world.spaces[space["slug"]], world.accounts[moderator], by=world.accounts[founder]
    )


def _follow(world: World, person: str, other: str) -> None:
    people.follow(world.accounts[other], by=world.accounts[person])
