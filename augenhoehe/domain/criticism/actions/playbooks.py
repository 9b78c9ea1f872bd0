"""Playbooks beside a case: opened, answered question by question, steps ticked.

They advise and decide nothing. What is kept belongs to the case; who did it is kept nowhere,
so nothing is told to anybody and no step of the case is written.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.models import Playbook
from augenhoehe.domain.codex.playbooks.walk import place_in
from augenhoehe.domain.codex.selectors import current_version
from augenhoehe.domain.codex.selectors_playbooks import tree_of
from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.models import Case, PlaybookRun
from augenhoehe.domain.criticism.playbooks import place_of
from augenhoehe.domain.criticism.policies_desk import may_work_on
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.verdicts import Invalid, require


@transaction.atomic
def open_playbook(case: Case, playbook: Playbook, *, by: Account) -> PlaybookRun:
    """Lay a playbook beside a case, as it reads now; one that lies there already is the same."""
    case = _worked_on(case, by)
    lying = PlaybookRun.objects.filter(case=case, playbook__key=playbook.key)
    if found := lying.select_related("playbook__version").first():
        return found
    current = current_version()
    if current is None or playbook.version_id != current.id:
        raise Invalid(_("This playbook does not hold any more."), code="gone")
    return PlaybookRun.objects.create(case=case, playbook=playbook)


@transaction.atomic
def answer_in_playbook(run: PlaybookRun, question: str, option: str, *, by: Account) -> PlaybookRun:
    """Answer a question of it. An earlier one can be answered anew: what came after it goes."""
    run = _locked(run, by)
    way = _before(run, question)
    place_in(tree_of(run.playbook), [*way, [question, option]])  # refuses what leads nowhere
    return _went(run, [*way, [question, option]])


@transaction.atomic
def go_back_in_playbook(run: PlaybookRun, question: str, *, by: Account) -> PlaybookRun:
    """Take an answer back, and those after it; that question is asked again."""
    run = _locked(run, by)
    return _went(run, _before(run, question))


@transaction.atomic
def tick_step(run: PlaybookRun, step: str, *, by: Account, done: bool = True) -> PlaybookRun:
    """Say that a step is done, or that it is not; whoever says it, the team sees the same."""
    run = _locked(run, by)
    outcome = place_of(run).outcome
    if outcome is None or step not in {one.id for one in outcome.steps}:
        raise Invalid(_("This step does not stand here."), field="step", code="unknown")
    others = [one for one in run.ticked if one != step]
    run.ticked = [*others, step] if done else others
    run.save(update_fields=["ticked"])
    return run


@transaction.atomic
def put_playbook_away(run: PlaybookRun, *, by: Account) -> None:
    """Take a playbook from beside the case, with all that was answered and ticked in it."""
    run = _locked(run, by)
    run.delete()


def _worked_on(case: Case, by: Account) -> Case:
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    return case


def _locked(run: PlaybookRun, by: Account) -> PlaybookRun:
    """The run as it is now; whoever works on its case may change it."""
    _worked_on(run.case, by)
    found = PlaybookRun.objects.select_related("playbook__version").filter(id=run.id).first()
    if found is None:
        raise Invalid(_("Somebody put this playbook away meanwhile."), code="gone")
    return found


def _before(run: PlaybookRun, question: str) -> list[list[str]]:
    """The way up to a question: all of it, where the question was not answered yet."""
    asked = [pair[0] for pair in run.way]
    return list(run.way[: asked.index(question)] if question in asked else run.way)


def _went(run: PlaybookRun, way: list[list[str]]) -> PlaybookRun:
    run.way = way
    run.save(update_fields=["way"])
    return run
