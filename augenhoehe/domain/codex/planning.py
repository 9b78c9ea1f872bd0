"""The next version of the codex, while administrators write it. Only they read it.

Nothing planned: no rows. Otherwise the rows are the whole of the next version. Two who write
at once do not overwrite each other: whoever saves says which state they saw (`seen`, by
`planned.state_of`), and what was changed since is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.models import Clause, PlannedClause, PlannedPlaybook, Playbook, Version
from augenhoehe.domain.codex.objections import Objection, objections_to
from augenhoehe.domain.codex.planned import plan, state_of
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.domain.codex.publishing import publish_codex
from augenhoehe.domain.codex.wording import Codex, PlaybookWording, Wording, tidied, wording_of
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require

Row = TypeVar("Row", PlannedClause, PlannedPlaybook)
CHANGED_MEANWHILE = "changed_meanwhile"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 60


class Unfit(Invalid):
    """A clause cannot be kept as it is worded; `objections` is everything against it."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        self.objections = objections
        super().__init__(objections[0].reason, field=objections[0].field)


@transaction.atomic
def begin_plan(*, by: Account) -> None:
    """Start the next version from what holds now; one that is there already is gone on with."""
    require(may_publish_codex(who_is(by)))
    if plan():
        return
    now = Version.objects.order_by("-number").first()
    PlannedClause.objects.bulk_create(
        PlannedClause(position=row.position, changed_by=by, **_fields(wording_of(row)))
        for row in Clause.objects.filter(version=now)
    )
    PlannedPlaybook.objects.bulk_create(
        PlannedPlaybook(key=row.key, position=row.position, source=row.source, changed_by=by)
        for row in Playbook.objects.filter(version=now)
    )


@transaction.atomic
def plan_clause(wording: Wording, *, by: Account, instead_of: str = "", seen: str = "") -> None:
    """Write a clause of the next version: a new one at the end, or `instead_of` one there is.

    A clause that was published keeps its key: whatever cites it finds it by that.
    """
    begin_plan(by=by)
    wording = tidied(wording)
    objections = list(objections_to(wording))
    if objections:
        raise Unfit(objections)
    was_published = Clause.objects.filter(key=instead_of).exists() if instead_of else False
    if was_published and wording.key != instead_of:
        raise Invalid(_("A clause that was published keeps its key."), field="key")
    row = _seen(PlannedClause, instead_of, seen) if instead_of else _new(PlannedClause)
    _write(row, by, _fields(wording))


@transaction.atomic
def plan_playbook(
    wording: PlaybookWording, *, by: Account, instead_of: str = "", seen: str = ""
) -> None:
    """Write a playbook of the next version: a new one at the end, or `instead_of` another.

    `Broken` names everything that is wrong with it, with line and column.
    """
    begin_plan(by=by)
    _check_key(wording.key)
    source = wording.source.replace("\r\n", "\n")
    tree = playbook_in(source, f"{wording.key}.yaml", clauses={row.key for row in plan().clauses})
    if tree.key != wording.key:
        raise Invalid(_("This is not the “id” of the playbook."), field="key")
    row = _seen(PlannedPlaybook, instead_of, seen) if instead_of else _new(PlannedPlaybook)
    _write(row, by, {"key": wording.key, "source": source})


@transaction.atomic
def move_planned(row: PlannedClause | PlannedPlaybook, *, by: Account, up: bool) -> None:
    """One place up or down in the order of the next version."""
    require(may_publish_codex(who_is(by)))
    model = type(row)
    ids = list(model.objects.order_by("position", "id").values_list("id", flat=True))
    at = ids.index(row.id) if row.id in ids else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(ids):
        return
    ids[at], ids[to] = ids[to], ids[at]
    for position, row_id in enumerate(ids, start=1):
        model.objects.filter(id=row_id).update(position=position)


@transaction.atomic
def drop_planned(row: PlannedClause | PlannedPlaybook, *, by: Account, seen: str) -> None:
    """Leave a clause or a playbook out of the next version."""
    require(may_publish_codex(who_is(by)))
    if isinstance(row, PlannedClause):
        _seen(PlannedClause, row.key, seen).delete()
    else:
        _seen(PlannedPlaybook, row.key, seen).delete()


@transaction.atomic
def drop_plan(*, by: Account) -> None:
    """Throw the next version away as far as it was written. What holds, holds on."""
    require(may_publish_codex(who_is(by)))
    PlannedClause.objects.all().delete()
    PlannedPlaybook.objects.all().delete()


@transaction.atomic
def publish_plan(*, by: Account, seen: str, note_en: str = "", note_de: str = "") -> Version:
    """Publish the planned version as it was looked at; then nothing is planned any more."""
    require(may_publish_codex(who_is(by)))
    planned = plan()
    if not planned or planned.state != seen:
        raise _changed()
    codex = Codex(
        clauses=tuple(wording_of(row) for row in planned.clauses),
        playbooks=tuple(
            PlaybookWording(key=row.key, source=row.source) for row in planned.playbooks
        ),
        note_en=note_en,
        note_de=note_de,
    )
    version = publish_codex(codex, by=by)
    if version is None:
        raise Invalid(_("This changes nothing, so there is nothing to publish."), code="same")
    drop_plan(by=by)
    return version


def _new(model: type[Row]) -> Row:
    last = model.objects.aggregate(last=Max("position"))["last"]
    return model(position=(last or 0) + 1)


def _seen(model: type[Row], key: str, seen: str) -> Row:
    """The row as it is, unless somebody else changed it since it was looked at."""
    row = model.objects.select_for_update().filter(key=key).first()
    if row is None or state_of(row) != seen:
        raise _changed()
    return row


def _changed() -> Invalid:
    return Invalid(
        _(
            "Somebody else has changed this since you opened it. Nothing was overwritten: compare "
            "it with what stands there now, and save again."
        ),
        code=CHANGED_MEANWHILE,
    )


def _write(row: PlannedClause | PlannedPlaybook, by: Account, values: dict[str, Any]) -> None:
    same = type(row).objects.filter(key=values["key"]).exclude(id=row.id)
    if same.exists():
        raise Invalid(_("There is one with this key already."), field="key")
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_by, row.changed_at = by, clock.now()
    row.save()


def _fields(wording: Wording) -> dict[str, Any]:
    """A wording as the columns of a planned clause."""
    values = {each.name: getattr(wording, each.name) for each in fields(Wording)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise Invalid(_("A key has small letters, digits and dashes, 60 at most."), field="key")
