"""The codex of Lindenrad: there from the first day, and reworded once since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import World
from augenhoehe.domain.codex.actions import publish_codex
from augenhoehe.domain.codex.folder.clause_file import clause_in
from augenhoehe.domain.codex.folder.files import Files
from augenhoehe.domain.codex.folder.reading import CLAUSES, read_folder
from augenhoehe.domain.codex.models import Clause, Playbook, Version
from augenhoehe.domain.codex.wording import Codex, Wording

_FOLDER = Path(__file__).with_name("codex")
_REWORDED_AT = "-45d 10:00"
_CAME_LATER = ("crisis", "after-leaving")


def begin_with_the_codex() -> None:
    """Let the first version be Lindenrad's own instead of the one every database comes with."""
    Clause.objects.all().delete()
    Playbook.objects.all().delete()
    Version.objects.all().delete()
    publish_codex(_before(read_folder(_FOLDER)), by=None)


def plan_the_second_version(plan: Plan, world: World) -> None:
    """In the middle of the stories: what cites the first version goes on showing that one."""

    def publish() -> None:
        publish_codex(read_folder(_FOLDER), by=world.accounts["inga"])

    plan.at(world.days.moment(_REWORDED_AT), publish)


def _before(codex: Codex) -> Codex:
    """The first version: some clauses in older words, others not there yet."""
    older = {wording.key: wording for wording in _older_words()}
    clauses = tuple(
        older.get(each.key, each) for each in codex.clauses if each.key not in _CAME_LATER
    )
    return replace(codex, clauses=clauses, note_de="", note_en="")


def _older_words() -> list[Wording]:
    read = [clause_in(each) for each in Files(_FOLDER / "before").numbered(CLAUSES, "md")]
    return [clause.wording for clause, _faults in read if clause is not None]
