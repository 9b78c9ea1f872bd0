"""Every role at every route: inspection changes nothing more than anybody, management sees nobody.

The routes are those of the server itself, so a new one is walked without being listed here.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.people.actions import follow, grant_role
from augenhoehe.domain.posts.actions import like
from tests.domain.rollback import undone

pytestmark = pytest.mark.django_db

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What stands in no comparison: the log of readings, who is signed in, and work that waits.
OF_THE_HOUSE = {"people_lookup", "django_session", "usersessions_usersession", "foundation_job"}
# Signing out and leaving would end the walk; nothing else is spared.
_SPARED = re.compile(r"^(abmelden|demo/|styleguide|health|api/v1/streaming)")
_WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
_CAPTURED = re.compile(r"<(?:\w+:)?(\w+)>")
# Of the office: inspection may be the second person of a measure (`policies.may_second`).
OPEN_TO_INSPECTION = {"/aufsicht", "/aufsicht/vorschlaege", "/aufsicht/pruefungen"}
BODY = {
    "text": "Ein Wort",
    "status": "Ein Wort",
    "name": "Ein Name",
    "title": "Ein Titel",
    "reason": "Weil es so ist.",
    "why": "Weil es so ist.",
    "note": "Eine Notiz",
    "role": "admin",
    "handle": "sven",
    "person": "sven",
    "account": "sven",
    "voice": "lindenrad",
    "reference": "BV 7",
    "agreed_on": "2026-01-02",
    "digest": "0" * 64,
    "domain": "there.example",
    "slug": "ein-raum",
    "reach": "world",
    "measure": "withdraw",
    "type": "suspend",
    "is_sure": "on",
}


def routes() -> list[str]:
    """The patterns of all addresses of web and API, as they are written."""

    def walk(resolver: Any, before: str = "") -> Iterator[str]:
        for one in resolver.url_patterns:
            pattern = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one, pattern)
            else:
                yield pattern

    return [one for one in dict.fromkeys(walk(get_resolver())) if not _SPARED.match(one)]


def addresses(pattern: str, known: dict[str, str]) -> list[str]:
    """The addresses behind a pattern: each step of a choice, and what exists of everything else."""
    if pattern.startswith("^"):
        pattern = pattern[1:].rstrip("$")
        chosen = re.search(r"\(\?P<(?:step|verb)>([^)]*)\)", pattern)
        steps = chosen.group(1).split("|") if chosen else [""]
        plain = re.sub(r"\(\?P<(step|verb)>[^)]*\)", "{step}", pattern)
        plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: known.get(m[1], "1"), plain)
        if "(" in plain:
            return []  # what is refused without looking further
        return ["/" + plain.replace("{step}", step) for step in steps]
    filled = _CAPTURED.sub(lambda m: known.get(m[1], "1"), pattern)
    return ["/" + filled]


@pytest.fixture
def town(cast):
    """A firm at work: answers, reports, likes, so that there is something to change and to count.

    Returned is what stands for the parts of an address.
    """
    voice = cast.lindenrad
    for space in (cast.stammtisch, cast.haus):
        assert space
    grant_role(cast.jonas, "desk", by=None)
    cases = [cast.complains(cast.karl, f"Der Riemen riss, Nummer {n}") for n in range(3)]
    for case in cases[:2]:
        cast.answers(cast.jonas, case)
    said = cast.says(cast.jonas, "In der Werkstatt ist viel los")
    report = make_report(said, Complaint(category="insult", text="Das war grob."), by=cast.gerda)
    like(said, by=cast.karl)
    follow(cast.jonas, by=cast.karl)
    return {
        "account_id": str(cast.jonas.id),
        "handle": "lindenrad",
        "post_id": str(said.id),
        "status_id": str(said.id),
        "case_id": str(cases[2].id),
        "report_id": str(report.id),
        "slug": "haus",
        "name": "riementrieb",
        "number": "1",
        "key": "insult",
        "language": "en",
        "kind": "vereinbarung",
        "voice_id": str(voice.id),
        "year": "2026",
        "day": "2026-01-01",
        "version": "1",
        "size": "small",
        "code": "en",
    }


def token_of(who: Any) -> str:
    from augenhoehe.domain.people.actions import issue_token

    wide = "read write follow push admin:read admin:write"
    try:
        return issue_token(who, scopes=wide)
    except ValueError:
        return issue_token(who, scopes="read write follow push")


def caller(cast: Any, who: Any) -> Any:
    """`ask(verb, address)` by somebody, in a browser or with a token as the address wants it."""
    page, token = cast.signed_in(who), token_of(who)
    page.raise_request_exception = False
    app = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})

    def ask(verb: str, address: str) -> Any:
        if address.startswith("/api/"):
            return app.generic(verb, address, json.dumps(BODY), content_type="application/json")
        if verb == "GET":
            return page.get(address)
        return page.post(address, BODY) if verb == "POST" else page.generic(verb, address)

    return ask


def done_by(ask: Any, verb: str, address: str) -> tuple[int, set[str]]:
    """The answer's status, and the tables that were written to; nothing of it stays."""
    written: set[str] = set()

    def note(execute, sql, params, many, context):
        if found := _WRITES.match(sql):
            written.add(found[1].lower())
        return execute(sql, params, many, context)

    with ExitStack() as all_of_it:
        all_of_it.enter_context(undone())
        all_of_it.enter_context(connection.execute_wrapper(note))
        answer = ask(verb, address)
        if answer.streaming and not hasattr(answer.streaming_content, "__aiter__"):
            for _part in answer.streaming_content:
                break
    return answer.status_code, written - OF_THE_HOUSE


def test_inspection_changes_nothing_that_not_everybody_may_change(cast, town):
    """The same request by Sven, who inspects, and by Wilhelm, who only works there."""
    inspects, works = caller(cast, cast.sven), caller(cast, cast.wilhelm)
    more, broken, asked = [], [], 0

    for pattern in routes():
        for address in addresses(pattern, town):
            for verb in VERBS:
                asked += 1
                status, written = done_by(inspects, verb, address)
                if status >= 500:
                    broken.append((verb, address, status))
                if not written:
                    continue
                _other, by_anybody = done_by(works, verb, address)
                if written - by_anybody:
                    more.append((verb, address, status, sorted(written - by_anybody)))

    assert asked > 2000
    assert more == []
    assert broken == []


def test_inspection_reads_all_of_einsicht_and_nothing_else_opens(cast, town):
    inspects, works = caller(cast, cast.sven), caller(cast, cast.wilhelm)
    pages = [one for one in routes() if not one.startswith("^")]

    surprises = []
    for address in (found for pattern in pages for found in addresses(pattern, town)):
        status, _written = done_by(inspects, "GET", address)
        other, _written = done_by(works, "GET", address)
        if address in OPEN_TO_INSPECTION:
            assert (status, other) == (200, 403), address
            continue
        inside = address.startswith("/einsicht") and "vereinbarung/1" not in address
        if (status, other) != (200, 403) if inside else status != other:
            surprises.append((address, status, other))

    assert surprises == []


# --- management -----------------------------------------------------------------------------

EMPLOYED = {
    "jonas": "Jonas Weber",
    "erika": "Erika Hansen",
    "theo": "Theo Kurz",
    "priya": "Priya Raman",
    "hanna": "Hanna Lindner",
}
_FIGURE = re.compile(
    r"[\d.,]+\s*(%|‰|min\w*|hours?|h|days?|s|answers?|cases?|posts?|points?|stars?)?"
)
_ROW = re.compile(r"<tr\b.*?</tr>", re.S)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.S)
_ITEM = re.compile(r"<(?:li|dd|dt)\b[^>]*>((?:(?!<(?:li|dd|dt)\b).)*?)</(?:li|dd|dt)>", re.S)
_COUNTED = re.compile(
    r"\b\d+([.,]\d+)?\s*(%|answers|cases|posts|minutes|hours)\b(?! ago| and| or more)", re.I
)
# Mastodon's API gives these of everybody, staff and customers alike; everybody can count them.
_OF_EVERYBODY = {"followers_count", "following_count", "statuses_count", "last_status_at"}
_MEASURE = re.compile(
    r"(_count|_total|_seconds|_minutes|_hours|_rate|_score|score|rating|rank|response_time"
    r"|average|median|activity|last_seen|online)$"
)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def names_somebody(text: str) -> bool:
    return any(name in text or f"@{handle}" in text for handle, name in EMPLOYED.items())


def figures_on_page(html: str) -> Iterator[str]:
    """Rows and lines of a page that put a figure beside the name of an employee."""
    for row in _ROW.findall(html):
        cells = [text_of(cell) for cell in _CELL.findall(row)]
        if any(map(names_somebody, cells)) and any(map(_FIGURE.fullmatch, cells)):
            yield " | ".join(cells)
    for item in _ITEM.findall(html):
        text = text_of(item)
        if len(text) < 120 and names_somebody(text) and _COUNTED.search(text):
            yield text


def figures_in_table(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text)):
        if any(map(names_somebody, row)) and any(map(_FIGURE.fullmatch, row)):
            yield ",".join(row)


def figures_in_document(document: Any) -> Iterator[str]:
    """Measures of an object that is an employee, or that leads to one."""
    if isinstance(document, list):
        for one in document:
            yield from figures_in_document(one)
    elif isinstance(document, dict):
        handles = {str(document.get(key)) for key in ("acct", "handle", "username")}
        for key, value in document.items():
            if key not in _OF_EVERYBODY and _MEASURE.search(key) and handles & set(EMPLOYED):
                yield f"{key}: {value}"
            if key in EMPLOYED or key in EMPLOYED.values():
                yield f"{key}: {value}"  # a table by person
            yield from figures_in_document(value)


def figures(answer: Any) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200 or (answer.streaming and "csv" not in kind):
        return []
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "csv" in kind:
        return list(figures_in_table(content.decode()))
    if "json" in kind:
        return list(figures_in_document(json.loads(content or b"null")))
    return list(figures_on_page(content.decode())) if "html" in kind else []


def test_what_looks_for_figures_finds_them():
    table = "<tr><td>Jonas Weber</td><td>17</td></tr><li>Theo Kurz: 3 answers</li>"

    assert len(list(figures_on_page(table))) == 2
    assert list(figures_in_table("who,median\nPriya Raman,4 h\n"))
    assert list(figures_in_document([{"acct": "erika", "answers_count": 3}]))
    assert list(figures_in_document({"erika": 3}))


@pytest.mark.parametrize("who", ["inga", "jonas", "erika"])  # admin, desk, steward
def test_management_has_no_address_by_person(cast, town, who):
    """No page, file or answer puts activity, ratings or times beside an employee (M8, B2)."""
    ask = caller(cast, getattr(cast, who))
    told = []

    for pattern in routes():
        for address in addresses(pattern, town):
            with undone():
                told += [(address, one) for one in figures(ask("GET", address))]

    assert told == []
