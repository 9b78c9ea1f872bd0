"""One rule file becomes one rule, or a list of everything that is wrong with it.

The keys are Vale's (https://vale.sh/docs, "existence", "substitution", "occurrence"), so that
rules people have can be used; `suggestion`, `feature` and `weight` are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from augenhoehe.foundation.written.faults import Fault
from augenhoehe.foundation.written.saying import gettext as _
from augenhoehe.foundation.written.yaml_places import Node

FORMS = ("existence", "substitution", "occurrence")
LEVELS = ("suggestion", "warning", "error")
SCOPES = ("text", "sentence", "paragraph")

_LONGEST = {"message": 300, "suggestion": 300, "link": 500, "feature": 20, "token": 2000}
_LONGEST_ENTRY = 500
_MOST_ENTRIES = 2000
_COMMON = {"extends", "message", "level", "scope", "link", "limit", "suggestion", "feature"}
_COMMON |= {"weight", "description", "action", "vocab", "ignorecase"}
_KEYS = {
    "existence": {"append", "nonword", "raw", "tokens", "exceptions"},
    "substitution": {"nonword", "swap", "exceptions", "capitalize"},
    "occurrence": {"token", "max", "min"},
}
_PLACEHOLDERS = {"existence": 1, "substitution": 2, "occurrence": 1}


@dataclass
class Written:
    """What a rule file says, checked; `patterns.py` makes the rule of it."""

    node: Node
    faults: list[Fault] = field(default_factory=list)
    extends: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    truths: dict[str, bool] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    lists: dict[str, list[Node]] = field(default_factory=dict)
    swap: list[tuple[Node, Node]] = field(default_factory=list)
    weight: float = 1.0

    def refuse(self, node: Node, reason: str) -> None:
        self.faults.append(node.fault(reason))

    def place(self, key: str) -> Node:
        """Where the value of this key stands; the whole file where it does not."""
        return self.node.mapping().get(key, self.node)


def read_rule(node: Node) -> Written:
    """All that a file says; whatever is wrong is in `faults`."""
    written = Written(node)
    if not isinstance(node.value, dict):
        written.refuse(
            node, _("A rule is written as keys with values, “extends: existence” first.")
        )
        return written
    _head(written)
    if written.extends:
        _keys(written)
        _body(written)
    return written


def _head(written: Written) -> None:
    values = written.node.mapping()
    for key in ("extends", "message"):
        if key not in values:
            written.refuse(written.node, _("“%(key)s” is missing.") % {"key": key})
    extends = _choice(written, "extends", FORMS, "")
    written.extends = extends
    written.texts["level"] = _choice(written, "level", LEVELS, "warning")
    written.texts["scope"] = _choice(written, "scope", SCOPES, "text")
    for key in ("message", "suggestion", "link", "feature"):
        written.texts[key] = _text(written, key)
    written.weight = _weight(written)
    placeholders = written.texts["message"].count("%s")
    if extends and placeholders > _PLACEHOLDERS[extends]:
        reason = _("There are more %%s in the message than the %(number)s this form fills.")
        written.refuse(written.place("message"), reason % {"number": _PLACEHOLDERS[extends]})


def _keys(written: Written) -> None:
    allowed = _COMMON | _KEYS[written.extends]
    for key, place in written.node.keys.items():
        if key not in allowed:
            reason = _("“%(key)s” is no key of %(form)s. Possible are: %(keys)s.")
            keys = ", ".join(sorted(allowed))
            said = {"key": key[:60], "form": written.extends, "keys": keys}
            written.refuse(place, reason % said)


def _body(written: Written) -> None:
    for key in ("ignorecase", "nonword", "append", "capitalize"):
        written.truths[key] = _truth(written, key)
    for key in ("max", "min", "limit"):
        written.numbers[key] = _number(written, key)
    for key in ("tokens", "raw", "exceptions"):
        written.lists[key] = _list(written, key)
    if written.extends == "existence":
        _needed(written, "tokens", bool(written.lists["tokens"] or written.lists["raw"]))
    elif written.extends == "substitution":
        written.swap = _pairs(written)
        _needed(written, "swap", bool(written.swap))
    else:
        written.texts["token"] = _text(written, "token")
        _needed(written, "token", bool(written.texts["token"]))
        _needed(written, "max", bool(written.numbers["max"] or written.numbers["min"]))


def _needed(written: Written, key: str, is_there: bool) -> None:
    if not is_there and not written.faults:
        reason = _("“%(key)s” is missing or empty; %(form)s needs it.")
        written.refuse(written.place(key), reason % {"key": key, "form": written.extends})


def _choice(written: Written, key: str, choices: tuple[str, ...], default: str) -> str:
    node = written.node.mapping().get(key)
    if node is None:
        return default
    items = node.items()
    one = items[0] if len(items) == 1 else node  # Vale takes a list of scopes
    if one.is_text and one.text in choices:
        return one.text
    shown = one.text if one.is_text else "…"
    reason = _("“%(value)s” is no %(key)s this reads. Possible are: %(choices)s.")
    said = {"value": shown[:60], "key": key, "choices": ", ".join(choices)}
    written.refuse(node, reason % said)
    return default


def _text(written: Written, key: str) -> str:
    node = written.node.mapping().get(key)
    if node is None:
        return ""
    if not node.is_text or not node.text.strip():
        written.refuse(node, _("“%(key)s” is a text.") % {"key": key})
        return ""
    if len(node.text) > _LONGEST[key]:
        reason = _("This is longer than %(number)s characters.")
        written.refuse(node, reason % {"number": _LONGEST[key]})
        return ""
    return node.text.strip() if key != "token" else node.text


def _truth(written: Written, key: str) -> bool:
    node = written.node.mapping().get(key)
    if node is None or isinstance(node.value, bool):
        return bool(node and node.value)
    written.refuse(node, _("“%(key)s” is true or false.") % {"key": key})
    return False


def _number(written: Written, key: str) -> int:
    node = written.node.mapping().get(key)
    if node is None:
        return 0
    value: Any = node.value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000:
        return value
    written.refuse(node, _("“%(key)s” is a whole number from 0 to 10000.") % {"key": key})
    return 0


def _weight(written: Written) -> float:
    node = written.node.mapping().get("weight")
    if node is None:
        return 1.0
    try:
        weight = float(node.text)
    except ValueError:
        weight = math.nan
    if 0 <= weight <= 10:
        return weight
    written.refuse(node, _("“weight” is a number from 0 to 10."))
    return 1.0


def _list(written: Written, key: str) -> list[Node]:
    node = written.node.mapping().get(key)
    if node is None:
        return []
    if not isinstance(node.value, list) or len(node.items()) > _MOST_ENTRIES:
        reason = _("“%(key)s” is a list of at most %(number)s entries, each after a dash.")
        written.refuse(node, reason % {"key": key, "number": _MOST_ENTRIES})
        return []
    return [each for each in node.items() if _is_entry(written, each)]


def _pairs(written: Written) -> list[tuple[Node, Node]]:
    node = written.node.mapping().get("swap")
    if node is None:
        return []
    if not isinstance(node.value, dict) or len(node.value) > _MOST_ENTRIES:
        reason = _("“swap” is at most %(number)s lines of “found: instead”.")
        written.refuse(node, reason % {"number": _MOST_ENTRIES})
        return []
    pairs = [(node.keys[key], value) for key, value in node.value.items()]
    return [pair for pair in pairs if _are_entries(written, pair)]


def _are_entries(written: Written, nodes: Iterable[Node]) -> bool:
    return all([_is_entry(written, each) for each in nodes])


def _is_entry(written: Written, node: Node) -> bool:
    if not node.is_text or not node.text.strip():
        written.refuse(node, _("An entry is a text. Put it in quotes if it looks like YAML."))
        return False
    if len(node.text) > _LONGEST_ENTRY:
        reason = _("This is longer than %(number)s characters.")
        written.refuse(node, reason % {"number": _LONGEST_ENTRY})
        return False
    return True
