"""Reading values out of YAML one by one: whatever is wrong is noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.playbooks.limits import ID, LONGEST_ID, MOST_LISTED
from augenhoehe.domain.codex.playbooks.tree import LANGUAGES, NOTHING, Words
from augenhoehe.foundation.written.faults import Fault
from augenhoehe.foundation.written.yaml_places import Node

_ID = re.compile(ID)


class Fields:
    """Collects faults. A value that cannot be used is empty, so that the rest is still read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def wrong(self, node: Node, reason: str) -> None:
        self.faults.append(node.fault(reason))

    def mapping(
        self, node: Node, *, needs: Collection[str], knows: Collection[str] = ()
    ) -> dict[str, Node]:
        """The values by key, once it is clear that all are there and none is foreign."""
        if not isinstance(node.value, dict):
            self.wrong(node, _("Names with values belong here, such as “id: …”."))
            return {}
        known = [*needs, *knows]
        for key in node.value:
            if key not in known:
                self.wrong(node.keys.get(key, node), _unknown(key, known))
        for key in needs:
            if key not in node.value:
                self.wrong(node, _("“%s” is missing here.") % key)
        return {key: each for key, each in node.value.items() if key in known}

    def listed(self, node: Node | None, *, most: int = MOST_LISTED, least: int = 0) -> list[Node]:
        """What is listed under it; nothing where it is not written at all."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.wrong(node, _("A list belongs here, each of its entries after a hyphen."))
            return []
        if len(node.value) > most:
            told = {"there": len(node.value), "most": most}
            self.wrong(node, _("%(there)s are too many here, at most %(most)s.") % told)
            return node.value[:most]
        if len(node.value) < least:
            self.wrong(node, _("At least one entry belongs here."))
        return node.value

    def text(self, node: Node | None, longest: int) -> str:
        """A text with something in it."""
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.wrong(node, _("A text belongs here. Put numbers and yes or no into quotes."))
            return ""
        if not node.value.strip():
            self.wrong(node, _("Nothing is written here."))
        if len(node.value) > longest:
            told = {"there": len(node.value), "most": longest}
            self.wrong(node, _("%(there)s characters are too many, at most %(most)s.") % told)
            return ""
        return node.value.strip()

    def words(self, node: Node | None, longest: int) -> Words:
        """A text in both languages."""
        if node is None:
            return NOTHING
        if not isinstance(node.value, dict):
            self.wrong(node, _("Both languages belong here: {de: …, en: …}."))
            return NOTHING
        found = self.mapping(node, needs=LANGUAGES)
        return Words(**{each: self.text(found.get(each), longest) for each in LANGUAGES})

    def many_words(self, node: Node | None, longest: int) -> tuple[Words, ...]:
        return tuple(self.words(each, longest) for each in self.listed(node))

    def id(self, node: Node | None) -> str:
        """A short name that other places refer to."""
        found = self.text(node, LONGEST_ID)
        if node is not None and found and not _ID.fullmatch(str(node.value)):
            reason = _("Only small letters a to z, digits and single hyphens make a name here.")
            self.wrong(node, reason)
        return found

    def ids(self, node: Node | None) -> tuple[str, ...]:
        return tuple(self.id(each) for each in self.listed(node))

    def one_of(self, node: Node | None, known: Collection[str]) -> str:
        """One of the words that are known here."""
        found = self.text(node, LONGEST_ID)
        if node is not None and found and node.value not in known:
            self.wrong(node, _unknown(found, known))
            return ""
        return found


def _unknown(key: str, known: Collection[str]) -> str:
    """What is not known here, and what was perhaps meant."""
    shown = key[:60]
    near = get_close_matches(shown, known, n=1)
    if near:
        told = {"there": shown, "near": near[0]}
        return _("“%(there)s” is not known here. Did you mean “%(near)s”?") % told
    told = {"there": shown, "known": ", ".join(known)}
    return _("“%(there)s” is not known here. Known are: %(known)s.") % told
