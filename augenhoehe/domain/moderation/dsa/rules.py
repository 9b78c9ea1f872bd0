"""What the transparency database of the European Union accepts, rule by rule.

Stricter than the database in two points: what it would silently drop is a problem here, and
so is an address of a person in a text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from augenhoehe.domain.moderation.dsa import schema
from augenhoehe.domain.moderation.dsa.terms import SourceType

_PUID = re.compile(r"[a-zA-Z0-9_-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EAN_13 = re.compile(r"[0-9]{13}")
_ADDRESS_OF_A_PERSON = re.compile(
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.\w|"  # mail, and the second half of @name@server
    r"(?<!\w)@\w|"  # a handle
    r"(?<!\w)(?:\+|00?)[1-9](?:[ /()-]{0,2}\d){6,}|"  # telephone
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}"  # bank account
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that is broken."""

    field: str
    what: str


Statement = Mapping[str, object]


def problems(statement: Statement) -> list[Problem]:
    """Everything the database would refuse in this statement as JSON; none is a pass."""
    rules = (
        _unknown_fields,
        _texts,
        _choices,
        _lists,
        _some_decision,
        _conditions,
        _dates,
        _forms,
        _source_identity,
        _no_personal_data,
    )
    return [problem for rule in rules for problem in rule(statement)]


def _is_missing(statement: Statement, field: str) -> bool:
    return statement.get(field) in (None, "", [])


def _unknown_fields(statement: Statement) -> Iterator[Problem]:
    for field in statement:
        if field not in schema.KNOWN_FIELDS:
            yield Problem(field, "The schema has no such field.")


def _texts(statement: Statement) -> Iterator[Problem]:
    for field, rule in schema.TEXTS.items():
        text = statement.get(field)
        if _is_missing(statement, field):
            if rule.required:
                yield Problem(field, "It is required.")
        elif not isinstance(text, str):
            yield Problem(field, "It has to be text.")
        elif rule.required and not text.strip():
            yield Problem(field, "It is required.")
        elif len(text) > rule.longest:
            yield Problem(field, f"It is longer than {rule.longest} characters.")


def _choices(statement: Statement) -> Iterator[Problem]:
    for field, rule in schema.CHOICES.items():
        if _is_missing(statement, field):
            if rule.required:
                yield Problem(field, "It is required.")
        elif statement[field] not in list(rule.allowed):
            yield Problem(field, f"{statement[field]!r} is not among the words of the schema.")


def _lists(statement: Statement) -> Iterator[Problem]:
    for field, rule in schema.LISTS.items():
        given = statement.get(field)
        if _is_missing(statement, field):
            if rule.required:
                yield Problem(field, "It is required.")
        elif not isinstance(given, list):
            yield Problem(field, "It has to be a list.")
        else:
            for word in given:
                if word not in list(rule.allowed):
                    yield Problem(field, f"{word!r} is not among the words of the schema.")


def _some_decision(statement: Statement) -> Iterator[Problem]:
    if all(_is_missing(statement, field) for field in schema.DECISIONS):
        yield Problem(schema.DECISIONS[0], "At least one decision is required.")


def _conditions(statement: Statement) -> Iterator[Problem]:
    for field, rule in schema.CONDITIONS.items():
        decided = statement.get(rule.decides)
        applies = rule.value in decided if isinstance(decided, list) else decided == rule.value
        missing = _is_missing(statement, field)
        if applies and rule.required and missing:
            yield Problem(field, f"It is required with {rule.value}.")
        elif not applies and not missing:
            yield Problem(field, f"It belongs to {rule.value} only.")


def _dates(statement: Statement) -> Iterator[Problem]:
    for field, earliest in schema.REQUIRED_DATES.items():
        if _is_missing(statement, field):
            yield Problem(field, "It is required.")
        else:
            yield from _date(field, statement[field], earliest)
    for field in schema.END_DATES:
        if not _is_missing(statement, field):
            yield from _date(field, statement[field], date.min)


def _date(field: str, value: object, earliest: date) -> Iterator[Problem]:
    try:
        if not (isinstance(value, str) and _DAY.fullmatch(value)):
            raise ValueError
        day = date.fromisoformat(value)
    except ValueError:
        yield Problem(field, "It has to be a day such as 2026-11-23.")
        return
    if not earliest <= day <= schema.LAST_DATE:
        yield Problem(field, f"It has to lie between {earliest} and {schema.LAST_DATE}.")


def _forms(statement: Statement) -> Iterator[Problem]:
    puid = statement.get("puid")
    if isinstance(puid, str) and puid and not _PUID.fullmatch(puid):
        yield Problem("puid", "Only letters a to z, digits, - and _ are allowed.")
    url = statement.get("decision_ground_reference_url")
    if isinstance(url, str) and url and not _is_web_address(url):
        yield Problem("decision_ground_reference_url", "It has to be a web address.")
    yield from _content_id(statement.get("content_id"))


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _content_id(content_id: object) -> Iterator[Problem]:
    if content_id is None:
        return
    if not isinstance(content_id, dict) or set(content_id) - {"EAN-13"}:
        yield Problem("content_id", "It has to be an object with EAN-13.")
    elif not _EAN_13.fullmatch(str(content_id.get("EAN-13", ""))):
        yield Problem("content_id", "An EAN-13 has thirteen digits.")


def _source_identity(statement: Statement) -> Iterator[Problem]:
    voluntary = statement.get("source_type") == SourceType.VOLUNTARY
    if voluntary and not _is_missing(statement, "source_identity"):
        yield Problem("source_identity", "Nobody gave notice, so there is nobody to name.")


def _no_personal_data(statement: Statement) -> Iterator[Problem]:
    for field in schema.TEXTS:
        found = _ADDRESS_OF_A_PERSON.search(str(statement.get(field) or ""))
        if found and field != "puid":
            yield Problem(field, f"{found.group()!r} looks like somebody's address or number.")
