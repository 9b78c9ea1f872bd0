"""Names such as `poll[options][]` and `fields_attributes[0][name]`, read into one document.

As Rails reads them: `[]` is an item of a list, `[name]` a part of a mapping. A list of
mappings may be written with numbers, or with `[]`, where a name that comes again begins the
next item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_PARTS = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST = 6


def nested(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The document that a form of these names and values stands for; the last value counts."""
    document: dict[str, Any] = {}
    for name, value in pairs:
        path = _path(name)
        if len(path) <= _DEEPEST:
            _put(document, path, value)
    return document


def _path(name: str) -> list[str]:
    """`poll[options][]` → ["poll", "options", ""]; a name that is no such path stays whole."""
    base, bracket, _rest = name.partition("[")
    parts = _PARTS.findall(name[len(base) :])
    if not base or not bracket or base + "".join(f"[{part}]" for part in parts) != name:
        return [name]
    return [base, *parts]


def _put(document: dict[str, Any], path: Sequence[str], value: Any) -> None:
    here, rest = path[0], path[1:]
    if not rest:
        document[here] = value
    elif rest[0] == "":
        items = document.get(here)
        if not isinstance(items, list):
            items = document[here] = []
        _append(items, rest[1:], value)
    else:
        part = document.get(here)
        if not isinstance(part, dict):
            part = document[here] = {}
        _put(part, rest, value)


def _append(items: list[Any], path: Sequence[str], value: Any) -> None:
    if not path:
        items.append(value)
        return
    last = items[-1] if items else None
    if not isinstance(last, dict) or _is_taken(last, path):
        last = {}
        items.append(last)
    _put(last, path, value)


def _is_taken(item: dict[str, Any], path: Sequence[str]) -> bool:
    return path[0] in item and (len(path) == 1 or path[1] != "")
