"""Values out of YAML, each of the kind it has to be; what is not is a fault at its place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.wording import LANGUAGES
from augenhoehe.foundation.written.faults import Fault
from augenhoehe.foundation.written.yaml_places import Node


class Values:
    """Reads one mapping after the other and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse(self, node: Node, reason: str) -> None:
        self.faults.append(node.fault(reason))

    def mapping(self, node: Node | None, knows: Collection[str]) -> dict[str, Node]:
        """What is written under it; a key that nobody knows is a fault, be it only mistyped."""
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.refuse(node, _("Here belong words with a colon, each with its value."))
            return {}
        for key, place in node.keys.items():
            if key not in knows:
                reason = _("“%(key)s” is not known here. Known are: %(all)s.")
                self.refuse(place, reason % {"key": key[:60], "all": ", ".join(knows)})
        return {key: each for key, each in node.value.items() if key in knows}

    def text(self, node: Node | None) -> str:
        if node is None or node.value is None:
            return ""
        if isinstance(node.value, dict | list):
            self.refuse(node, _("Here belongs one text. Put it in quotes if it has a colon."))
            return ""
        return node.text

    def yes_or_no(self, node: Node | None, *, otherwise: bool) -> bool:
        if node is None or node.value is None:
            return otherwise
        if not isinstance(node.value, bool):
            self.refuse(node, _("Here belongs “true” or “false”."))
            return otherwise
        return node.value

    def day(self, node: Node | None) -> date | None:
        if node is None or node.value is None:
            return None
        if not isinstance(node.value, date):
            self.refuse(node, _("A day is written like 2026-03-31."))
            return None
        return node.value

    def texts(self, node: Node | None) -> tuple[str, ...]:
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, list):
            self.refuse(node, _("Here belongs a list: each text on a line that begins with “-”."))
            return ()
        return tuple(self.text(each) for each in node.value)

    def languages(self, node: Node | None, whole: Node) -> list[str]:
        """The languages in the order in which they are named."""
        if node is None:
            self.refuse(whole, _("Name the languages of this clause: “languages: [de, en]”."))
            return []
        named = [(each, self.text(each)) for each in node.items()]
        if not named:
            self.refuse(node, _("Name the languages of this clause: “languages: [de, en]”."))
        for place, (each, code) in enumerate(named):
            if code not in LANGUAGES:
                self.refuse(each, _("A language is “de” or “en”."))
            elif code in [other for _node, other in named[:place]]:
                self.refuse(each, _("This language is named twice."))
        return list(dict.fromkeys(code for _node, code in named if code in LANGUAGES))
