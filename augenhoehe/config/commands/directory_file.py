"""The file of a directory: JSON or CSV, read whole or refused with every line that is wrong.

JSON: {"people": [{"account": "erika", "groups": ["Presse"]}, …]}, or "mail" for "account".
CSV: a line "account,groups" (or "mail,groups"), then a line for each person, groups apart by ;
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from augenhoehe.config.commands.command import Refused

MOST_BYTES = 20_000_000
_WHO = ("account", "mail")


class Faulty(Exception):
    """What is wrong with a file: line numbers, counted from 1, and sentences."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__("faulty")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody, by handle or mail address, and their groups. `number` is where it stands."""

    number: int
    who: str
    groups: list[str]


def read_file(path: Path) -> list[Line]:
    """Everybody in the file. Raises `Refused` if it cannot be read, `Faulty` if it is wrong."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
        text = None if raw is None else raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The file {path} cannot be read: {error}.") from None
    if text is None:
        raise Refused(f"The file {path} is larger than {MOST_BYTES // 1_000_000} MB.")
    lines = _of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_csv(text)
    if not lines:  # an empty export would take every group from everybody
        raise Faulty([(1, "The file names nobody.")])
    return lines


def _of_json(text: str) -> list[Line]:
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        raise Faulty([(error.lineno, f"This is not JSON: {error.msg}.")]) from None
    except RecursionError:
        raise Faulty([(1, "This is nested too deeply.")]) from None
    people = said.get("people") if isinstance(said, dict) else said
    if not isinstance(people, list):
        raise Faulty([(1, 'There is no list "people".')])
    places = _places(text, len(people))
    found, faults = [], []
    for number, one in zip(places, people, strict=True):
        line = _entry(number, one)
        if line is None:
            faults.append((number, 'Here stands no {"account": "…", "groups": ["…"]}.'))
        else:
            found.append(line)
    if faults:
        raise Faulty(faults)
    return found


def _entry(number: int, one: Any) -> Line | None:
    who = next((one[name] for name in _WHO if name in one), None) if isinstance(one, dict) else None
    groups = one.get("groups") if isinstance(one, dict) else None
    if not isinstance(who, str) or not who.strip() or not isinstance(groups, list):
        return None
    if not all(isinstance(group, str) for group in groups):
        return None
    return Line(number, who.strip().removeprefix("@"), groups)


def _places(text: str, count: int) -> list[int]:
    """In which line each entry of the list begins: the parser of Python does not say."""
    at = text.find("[")
    decoder, places = json.JSONDecoder(), []
    if text.lstrip().startswith("{"):
        at = text.find("[", text.find('"people"'))
    for _entry_number in range(count):
        at += 1
        while text[at] in " \t\r\n,":
            at += 1
        places.append(text.count("\n", 0, at) + 1)
        _value, end = decoder.raw_decode(text, at)
        at = end - 1
    return places


def _of_csv(text: str) -> list[Line]:
    rows = csv.reader(io.StringIO(text), strict=True)
    found, faults = [], []
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if len(head) != 2 or head[0] not in _WHO or head[1] != "groups":
            raise Faulty([(1, 'The first line has to be "account,groups" or "mail,groups".')])
        for row in rows:
            if not row:
                continue
            if len(row) != 2 or not row[0].strip():
                faults.append((rows.line_num, "Here stand not exactly a person and groups."))
                continue
            groups = [group for group in row[1].split(";") if group.strip()]
            found.append(Line(rows.line_num, row[0].strip().removeprefix("@"), groups))
    except csv.Error as error:
        raise Faulty([(rows.line_num, f"This is not CSV: {error}.")]) from None
    if faults:
        raise Faulty(faults)
    return found
