"""YAML that strangers wrote, read within bounds: every value knows its line and column.

A small part of YAML on purpose: mappings, lists, text, numbers, true and false, dates, nothing.
No tags, no anchors, no aliases (so nothing grows), no second document. `no` and `on` are text,
as in YAML 1.2, and so is every key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from augenhoehe.foundation.written.faults import Broken, Fault
from augenhoehe.foundation.written.places import control_character, line_and_column
from augenhoehe.foundation.written.saying import gettext as _
from augenhoehe.foundation.written.saying import gettext_lazy

LARGEST_FILE = 1024 * 1024  # bytes
UNSEEN = gettext_lazy("A character is in here that nobody can see. Delete it.")
_DEEPEST = 20  # lists and mappings inside each other
_MOST = 20_000  # values in one file

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?\d{1,15}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

Value = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place: a dict or a list of further nodes, or a plain value."""

    value: dict[str, Node] | list[Node] | Value
    file: str
    line: int
    column: int
    text: str = ""  # of a plain value, as it was written
    keys: dict[str, Node] = field(default_factory=dict)  # of a mapping: where each key stands

    def fault(self, reason: object) -> Fault:
        """Something is wrong with this value."""
        return Fault(self.file, self.line, self.column, str(reason))

    def mapping(self) -> dict[str, Node]:
        """What is written under it by key; empty where it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> list[Node]:
        """What is listed under it; empty where it is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def is_text(self) -> bool:
        """A plain value that is read as what was written: also `12`, also `2026-01-01`."""
        return not isinstance(self.value, dict | list) and self.value is not None

    def plain(self) -> Any:
        """Without the places: dicts, lists and values."""
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        if isinstance(self.value, list):
            return [each.plain() for each in self.value]
        return self.value


def yaml_with_places(text: str, file: str, *, first_line: int = 1) -> Node:
    """What is written in `text`; `Broken` with all that is wrong. `first_line`: of the text."""
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise Broken([Fault(file, 0, 0, _("This file is larger than one megabyte."))])
    found = control_character(text)
    if found is not None:
        line, column = line_and_column(text, found)
        raise Broken([Fault(file, line + first_line - 1, column, str(UNSEEN))])
    reader = _Reader(file, first_line - 1)
    node = reader.read(text)
    if reader.faults:
        raise Broken(reader.faults)
    return node


class _Reader:
    """Reads event after event and stops as soon as it is too much."""

    def __init__(self, file: str, lines_before: int) -> None:
        self.file, self.before = file, lines_before
        self.faults: list[Fault] = []
        self.count = 0

    def read(self, text: str) -> Node:
        events = yaml.parse(text, Loader=_LOADER)
        try:
            return self._document(events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(mark, _("This is not written as YAML: %s.") % _problem(error))
        except yaml.YAMLError as error:  # told without a place
            raise Broken([Fault(self.file, 0, 0, _("This is not YAML: %s.") % error)]) from None
        raise AssertionError("unreachable")

    def _document(self, events: Iterator[Any]) -> Node:
        node = Node(None, self.file, self.before + 1, 1)
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(event.start_mark, _("Only one document belongs in one file."))
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, depth=0)
        return node

    def _node(self, event: Any, events: Iterator[Any], *, depth: int) -> Node:
        self.count += 1
        if depth > _DEEPEST:
            self._stop(event.start_mark, _("This is nested too deeply."))
        if self.count > _MOST:
            self._stop(event.start_mark, _("There is too much in this file."))
        self._refuse_references(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            listed = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                listed.append(self._node(item, events, depth=depth + 1))
            return self._at(event, listed)
        if isinstance(event, yaml.ScalarEvent):
            if control_character(event.value) is not None:  # written as an escape
                self._told(event.start_mark, UNSEEN)
            return self._at(event, _value(event), text=event.value)
        return self._at(event, None)

    def _mapping(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        while not isinstance(item := next(events), yaml.MappingEndEvent):
            key = self._node(item, events, depth=depth + 1)
            value = self._node(next(events), events, depth=depth + 1)
            if isinstance(key.value, dict | list):
                self.faults.append(key.fault(_("A key is a word.")))
            elif key.text in values:
                first = keys[key.text].line
                reason = _("“%(key)s” stands here twice, first in line %(line)s.")
                self.faults.append(key.fault(reason % {"key": key.text[:60], "line": first}))
            else:
                values[key.text], keys[key.text] = value, key
        return self._at(event, values, keys=keys)

    def _refuse_references(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            reason = _("Anchors (&) and references (*) are not read. Write it out, or quote it.")
            self._told(event.start_mark, reason)
        elif event.tag and event.tag != "!":
            self._told(event.start_mark, _("Tags (!) are not read. Leave it out, or quote it."))

    def _at(self, event: Any, value: Any, **more: Any) -> Node:
        line, column = self._place(event.start_mark)
        return Node(value, self.file, line, column, **more)

    def _place(self, mark: Any) -> tuple[int, int]:
        return mark.line + 1 + self.before, mark.column + 1

    def _told(self, mark: Any, reason: object) -> None:
        self.faults.append(Fault(self.file, *self._place(mark), str(reason)))

    def _stop(self, mark: Any, reason: str) -> None:
        self._told(mark, reason)
        raise Broken(self.faults)


def _value(event: yaml.ScalarEvent) -> Value:
    """A plain word is what it looks like; what is quoted is text."""
    text = str(event.value)
    if event.style:  # None or "" is plain
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _problem(error: yaml.MarkedYAMLError) -> str:
    told = [str(part) for part in (error.context, error.problem) if part]
    return ", ".join(told) or str(error)
