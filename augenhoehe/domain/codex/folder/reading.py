"""Reading a folder as a codex: whole, or nothing of it and everything that is wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.folder.clause_file import ClauseFile, clause_in
from augenhoehe.domain.codex.folder.fields import Values
from augenhoehe.domain.codex.folder.files import Files
from augenhoehe.domain.codex.objections import UNLAWFUL
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.wording import LANGUAGES, Codex, PlaybookWording
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.written.faults import Broken, Fault
from augenhoehe.foundation.written.yaml_places import Node, yaml_with_places

ABOUT, CLAUSES, PLAYBOOKS = "codex.yaml", "clauses", "playbooks"
LONGEST_NOTE = 500


def read_folder(folder: Path, *, approval_needed: bool = False) -> Codex:
    """The codex that is written there, or `Broken`. `approval_needed`: by a works council."""
    if not folder.is_dir():
        raise Broken([Fault(str(folder), 0, 0, _("There is no such folder."))])
    files = Files(folder)
    about = _about(files)
    clauses = _clauses(files, approval_needed=approval_needed)
    keys = [each.wording.key for each in clauses]
    playbooks = _playbooks(files, keys)
    if not files.faults and UNLAWFUL not in keys:
        reason = _('The clause "%(key)s" stays: measures against unlawful content cite it.')
        files.faults.append(Fault(CLAUSES, 0, 0, reason % {"key": UNLAWFUL}))
    if files.faults:
        raise Broken(files.faults)
    return Codex(
        clauses=tuple(each.wording for each in clauses), playbooks=tuple(playbooks), **about
    )


def _about(files: Files) -> dict[str, str]:
    """What is said of the whole: its name, and why this version is published."""
    text = files.text(ABOUT) if files.has(ABOUT) else None
    if text is None:
        return {}
    values = Values()
    try:
        found = values.mapping(yaml_with_places(text, ABOUT), ("name", "note"))
    except Broken as broken:
        files.faults.extend(broken.faults)
        return {}
    notes = values.mapping(found.get("note"), LANGUAGES)
    about = {"name": _short(values, found.get("name"), 100)}
    for language in LANGUAGES:
        about[f"note_{language}"] = _short(values, notes.get(language), LONGEST_NOTE)
    files.faults.extend(values.faults)
    return about


def _short(values: Values, node: Node | None, most: int) -> str:
    text = tidy(values.text(node)).strip()
    if node is not None and len(text) > most:
        values.refuse(node, _("This is too long: at most %(n)d characters.") % {"n": most})
    return text


def _clauses(files: Files, *, approval_needed: bool) -> list[ClauseFile]:
    found = []
    for written in files.numbered(CLAUSES, "md"):
        clause, faults = clause_in(written, approval_needed=approval_needed)
        files.faults.extend(faults)
        if clause is not None:
            found.append(clause)
    _refuse_twice(files, found)
    return found


def _refuse_twice(files: Files, clauses: list[ClauseFile]) -> None:
    counted = Counter(each.wording.key for each in clauses)
    for each in clauses:
        if counted[each.wording.key] > 1 and "id" in each.places:
            reason = _("Two files have the clause “%(key)s”.") % {"key": each.wording.key[:60]}
            files.faults.append(each.places["id"].fault(reason))


def _playbooks(files: Files, clauses: list[str]) -> list[PlaybookWording]:
    found: dict[str, PlaybookWording] = {}
    for written in files.numbered(PLAYBOOKS, "yaml"):
        try:
            tree = playbook_in(written.text, written.file, clauses=clauses)
        except Broken as broken:
            files.faults.extend(broken.faults)
            continue
        if tree.key != written.key:
            reason = _("The file is called after another playbook: it is “%(key)s” inside.")
            files.faults.append(Fault(written.file, 1, 1, reason % {"key": tree.key}))
        elif tree.key in found:
            reason = _("Two files have the playbook “%(key)s”.") % {"key": tree.key}
            files.faults.append(Fault(written.file, 1, 1, reason))
        found[tree.key] = PlaybookWording(key=tree.key, source=written.text)
    return list(found.values())
