"""The filters of the ledger: plain links, each with how many entries it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.selectors import newest_titles
from augenhoehe.domain.moderation.selectors.register import Overview, Sort
from augenhoehe.domain.moderation.terms import Event, Ground, Kind
from augenhoehe.domain.moderation.words import done_in_words, ground_in_words
from augenhoehe.interfaces.web.pages.register.words import event_words

_YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Choice:
    """One link; chosen already, it leads back to without it."""

    label: str
    url: str
    n: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    choices: list[Choice]


def sort_of(request: HttpRequest) -> Sort:
    """What the address asks for; nonsense is not asked for."""
    asked = request.GET
    year = asked.get("year", "")
    return Sort(
        kind=_known(asked.get("kind", ""), Kind),
        ground=_known(asked.get("ground", ""), Ground),
        event=_known(asked.get("event", ""), Event),
        clause=asked.get("clause", "")[:60].replace("\0", ""),
        criticism=asked.get("criticism") == "yes",
        year=int(year) if year.isascii() and year.isdigit() and _is_year(year) else 0,
    )


def _is_year(text: str) -> bool:
    return len(text) == len("2026") and int(text) in _YEARS


def _known(word: str, words: Any) -> str:
    return word if word in set(words) else ""


def query_of(sort: Sort, **more: str) -> str:
    """The query of an address that asks for this; "" for everything."""
    asked = {each.name: _written(getattr(sort, each.name)) for each in fields(sort)} | more
    written = urlencode({name: word for name, word in asked.items() if word})
    return f"?{written}" if written else ""


def _written(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def groups(sort: Sort, overview: Overview) -> list[Group]:
    """Everything that can be chosen and leads somewhere."""
    titles = newest_titles(overview.facets["clause"])
    words: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("event", _("What is told"), event_words),
        ("kind", _("What was done"), done_in_words),
        ("ground", _("Ground"), ground_in_words),
        ("clause", _("Clause"), lambda key: titles.get(key, key)),
        ("year", _("Year"), str),
        ("criticism", _("Criticism"), lambda _word: _("only criticism of the organisation")),
    )
    made = [Group(label, list(_choices(sort, overview, name, say))) for name, label, say in words]
    return [group for group in made if group.choices]


def _choices(
    sort: Sort, overview: Overview, name: str, say: Callable[[str], str]
) -> Iterator[Choice]:
    now = _written(getattr(sort, name))
    for word, n in sorted(overview.facets[name].items(), key=_in_order(name)):
        if n or word == now:
            value: Any = {"year": int, "criticism": bool}.get(name, str)(word)
            empty: Any = {"year": 0, "criticism": False}.get(name, "")
            target = replace(sort, **{name: empty if word == now else value})
            yield Choice(say(word), f"/register{query_of(target)}", n, word == now)


def _in_order(name: str) -> Callable[[tuple[str, int]], Any]:
    """Years from the newest, everything else as counted: the most frequent first."""
    return lambda item: -int(item[0]) if name == "year" else 0
