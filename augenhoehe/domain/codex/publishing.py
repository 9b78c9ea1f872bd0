"""Publishing a version of the codex. Nothing here changes a published one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.events import CodexPublished
from augenhoehe.domain.codex.models import Clause, Playbook, Version
from augenhoehe.domain.codex.objections import objections_to, refuse_double_or_missing
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.domain.codex.selectors import written_codex
from augenhoehe.domain.codex.wording import Codex, PlaybookWording, Wording, tidied
from augenhoehe.domain.codex.written import first_codex
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.foundation.written.faults import Broken, Fault

LONGEST_NOTE = 500


@transaction.atomic
def publish_version(
    clauses: Sequence[Wording],
    playbooks: Sequence[PlaybookWording] | None = None,
    *,
    by: Account | None,
    note_en: str = "",
    note_de: str = "",
) -> Version:
    """Publish the codex as it is from now on; earlier ones stay.

    `by` None: the command line. `playbooks` None: those of the version before go on.
    """
    if by is not None:
        require(may_publish_codex(who_is(by)))
    clauses = [tidied(clause) for clause in clauses]
    last = Version.objects.select_for_update().order_by("-number").first()
    if playbooks is None:
        playbooks = _carried_over(last)
    _check(clauses, approval_needed=bool(settings.WORKS_COUNCIL))
    _check_playbooks(playbooks, [clause.key for clause in clauses])
    return _publish(last, clauses, playbooks, by, note_en, note_de)


@transaction.atomic
def publish_codex(codex: Codex, *, by: Account | None) -> Version | None:
    """Publish what was read from a folder; None where it is what holds already."""
    last = Version.objects.select_for_update().order_by("-number").first()
    if last is not None:
        held = written_codex(last.number)
        if (held.clauses, held.playbooks) == (codex.clauses, codex.playbooks):
            return None
    note = {"note_en": codex.note_en, "note_de": codex.note_de}
    return publish_version(codex.clauses, codex.playbooks, by=by, **note)


@transaction.atomic
def publish_first_version() -> Version | None:
    """Give a server without a codex its first one; None where there is one already.

    It is a beginning that nobody of the firm wrote, so nobody of the firm approved it either:
    the works council is asked from the next version on.
    """
    if Version.objects.exists():
        return None
    first = first_codex()
    return _publish(None, first.clauses, first.playbooks, None, first.note_en, first.note_de)


def _publish(
    last: Version | None,
    clauses: Sequence[Wording],
    playbooks: Sequence[PlaybookWording],
    by: Account | None,
    note_en: str,
    note_de: str,
) -> Version:
    version = Version.objects.create(
        number=last.number + 1 if last else 1,
        published_by=by,
        note_en=tidy(note_en).strip()[:LONGEST_NOTE],
        note_de=tidy(note_de).strip()[:LONGEST_NOTE],
    )
    Clause.objects.bulk_create(
        Clause(version=version, position=position, **_values(clause))
        for position, clause in enumerate(clauses, start=1)
    )
    Playbook.objects.bulk_create(
        Playbook(version=version, position=position, key=playbook.key, source=playbook.source)
        for position, playbook in enumerate(playbooks, start=1)
    )
    emit(CodexPublished(version.id))
    return version


def _values(clause: Wording) -> dict[str, object]:
    values = {each.name: getattr(clause, each.name) for each in fields(clause)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _carried_over(last: Version | None) -> Sequence[PlaybookWording]:
    return written_codex(last.number).playbooks if last else ()


def _check(clauses: Sequence[Wording], *, approval_needed: bool) -> None:
    for objection in refuse_double_or_missing([clause.key for clause in clauses]):
        raise Invalid(objection.reason, field=objection.field)
    for clause in clauses:
        for objection in objections_to(clause, approval_needed=approval_needed):
            told = {"key": clause.key[:60], "reason": objection.reason}
            raise Invalid(_("“%(key)s”: %(reason)s") % told, field=objection.field)


def _check_playbooks(playbooks: Sequence[PlaybookWording], keys: Sequence[str]) -> None:
    """Every tree is whole, has its own key, and cites only clauses of this version."""
    faults, seen = [], set()
    for playbook in playbooks:
        file = f"{playbook.key}.yaml"
        try:
            tree = playbook_in(playbook.source, file, clauses=keys)
        except Broken as broken:
            faults.extend(broken.faults)
            continue
        if tree.key != playbook.key or tree.key in seen:
            faults.append(Fault(file, 1, 1, _("Each playbook has a key of its own, its “id”.")))
        seen.add(tree.key)
    if faults:
        raise Broken(faults, field="playbooks")
