"""The works council and the instructions: agreed with two keys, read, acknowledged, looked up."""

from __future__ import annotations

import hashlib
from functools import partial

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.codex.acknowledging import acknowledge_clause, to_acknowledge
from augenhoehe.domain.codex.agreement import (
    confirm_agreement,
    propose_agreement,
    works_agreements,
)
from augenhoehe.domain.people.actions.lookup import note_reading
from augenhoehe.domain.people.actions.voice import resolve_protected_name
from augenhoehe.domain.people.models import ProtectedName


def plan_council(plan: Plan, world: World) -> None:
    """Let the agreement be made, and whoever wants read what the instructions say."""
    story = told("council")
    agreement = story["agreement"]
    plan.at(world.days.moment(agreement["at"]), partial(_propose, world, agreement))
    confirmed = partial(_confirm, world, agreement)
    plan.at(world.days.moment(agreement["confirmed_at"]), confirmed)
    for entry in story["acknowledged"]:
        plan.at(world.days.moment(entry["at"]), partial(_acknowledge, world, entry))
    for entry in story["resolved"]:
        plan.at(world.days.moment(entry["at"]), partial(_resolve, world, entry))
    for entry in story["read"]:
        plan.at(world.days.moment(entry["at"]), partial(_read, world, entry))


def _propose(world: World, entry: Told) -> None:
    propose_agreement(
        reference=entry["reference"],
        agreed_on=world.days.moment(entry["agreed"]).date(),
        digest=hashlib.sha256(entry["reference"].encode()).hexdigest(),
        by=world.accounts[entry["by"]],
    )


def _confirm(world: World, entry: Told) -> None:
    confirm_agreement(works_agreements()[0], by=world.accounts[entry["confirmed_by"]])


def _acknowledge(world: World, entry: Told) -> None:
    by = world.accounts[entry["by"]]
    for clause in to_acknowledge(by):
        if clause.key not in entry.get("but", ()):
            acknowledge_clause(clause, by=by)


def _resolve(world: World, entry: Told) -> None:
    protected = ProtectedName.objects.get(voice=world.accounts[entry["voice"]])
    resolve_protected_name(protected, by=world.accounts[entry["by"]])


def _read(world: World, entry: Told) -> None:
    about = world.accounts[entry["about"]] if "about" in entry else None
    note_reading(entry["what"], by=world.accounts[entry["by"]], role=entry["role"], about=about)
