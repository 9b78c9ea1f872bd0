"""What can be asked of the playbooks. Everybody may read them, so no reader comes first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from augenhoehe.domain.codex.models import Playbook, Version
from augenhoehe.domain.codex.playbooks.reading import playbook_in

if TYPE_CHECKING:
    from augenhoehe.domain.codex.playbooks.tree import Tree


def current_playbooks() -> list[Playbook]:
    """The playbooks that hold now, in their order."""
    current = Version.objects.order_by("-number").values("id")[:1]
    found = Playbook.objects.filter(version_id__in=current).order_by("position")
    return list(found.select_related("version"))


def playbooks_of(number: int) -> list[Playbook]:
    """All playbooks of a version, in their order."""
    found = Playbook.objects.filter(version__number=number).order_by("position")
    return list(found.select_related("version"))


def playbook(number: int, key: str) -> Playbook | None:
    """One playbook as a version has it."""
    found = Playbook.objects.filter(version__number=number, key=key)
    return found.select_related("version").first()


def current_playbook(key: str) -> Playbook | None:
    """One playbook as it holds now."""
    current = Version.objects.order_by("-number").values("id")[:1]
    found = Playbook.objects.filter(version_id__in=current, key=key)
    return found.select_related("version").first()


def versions_with_playbook(key: str) -> list[Playbook]:
    """One playbook in all versions that have it, the newest first."""
    found = Playbook.objects.filter(key=key).order_by("-version__number")
    return list(found.select_related("version"))


def tree_of(playbook: Playbook) -> Tree:
    """What is written in it. What is published never changes, so it is read once."""
    return _read(playbook.source, f"{playbook.key}.yaml")


def current_trees() -> list[Tree]:
    """The trees of all playbooks that hold now, in their order."""
    return [tree_of(each) for each in current_playbooks()]


@lru_cache(maxsize=64)
def _read(source: str, file: str) -> Tree:
    return playbook_in(source, file)
