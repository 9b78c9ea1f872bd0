"""The codex: what holds now, every version before, each clause under an address that stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.difference import Change
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.domain.codex.selectors_playbooks import playbooks_of
from augenhoehe.interfaces.web.pages.codex.wordings import compared, reworded
from augenhoehe.interfaces.web.requests import reader_of, whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from augenhoehe.domain.codex.difference import AnyClause
    from augenhoehe.domain.codex.models import Clause, Version

AUDIENCES = ("everybody", "members", "writers", "desk", "moderators")


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """What holds now."""
    return _page(request, selectors.current_version())


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version, as it was published."""
    found = selectors.version(number)
    if found is None:
        raise Http404
    return _page(request, found)


@require_safe
def on(request: HttpRequest, day: str) -> HttpResponse:
    """The version that held on a day: what somebody had to know then."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if not 1990 <= wanted.year <= 2200:
        raise Http404
    return _page(request, selectors.version_on(wanted), on_day=wanted)


def _page(
    request: HttpRequest, shown: Version | None, *, on_day: date | None = None
) -> HttpResponse:
    versions = selectors.versions()
    clauses = selectors.clauses_of(shown.number) if shown else []
    context = {
        "version": shown,
        "on_day": on_day,
        "groups": grouped(clauses),
        "versions": versions,
        "playbooks": playbooks_of(shown.number) if shown else [],
        "is_current": bool(shown and shown.number == versions[0].number),
        "may_write": bool(may_publish_codex(reader_of(request).who)),
    }
    return render(request, "codex/show.html", context)


def grouped(clauses: Sequence[AnyClause]) -> list[tuple[str, list[AnyClause]]]:
    """By whom they are written for, in their order; the widest circle first."""
    groups = [(name, [one for one in clauses if one.audience == name]) for name in AUDIENCES]
    return [(name, found) for name, found in groups if found]


@require_safe
def clause(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One clause in the wording of one version: what a measure links to."""
    found = selectors.clause(number, key)
    if found is None:
        raise Http404
    now = selectors.current_version()
    history = selectors.versions_with(key)
    newest = history[0] if now and history[0].version_id == now.id else None
    context = {
        "clause": found,
        "history": _history(history, found),
        "is_current": bool(now and now.id == found.version_id),
        "current": newest,
        "since": _since(found, newest),
    }
    return render(request, "codex/clause.html", context)


def _since(shown: Clause, newest: Clause | None) -> object:
    """What changed in a clause since the version that is shown."""
    if newest is None or newest.id == shown.id:
        return None
    change = Change(shown, newest)
    return None if change.is_same else reworded(shown, newest, change)


def _history(rows: Sequence[Clause], shown: Clause) -> list[tuple[Clause, Clause | None, bool]]:
    """Every version of a clause, the newest first: the one before if it read differently."""
    pairs = zip(rows, [*rows[1:], None], strict=True)
    return [
        (row, before if before and not Change(before, row).is_same else None, row.id == shown.id)
        for row, before in pairs
    ]


@require_safe
def difference(
    request: HttpRequest, older: int | None = None, newer: int | None = None
) -> HttpResponse:
    """What changed between any two versions; without numbers, by the last one."""
    versions = selectors.versions()
    numbers = [version.number for version in versions]
    if older is None or newer is None:
        newer = whole_number(request, "bis") or (numbers[0] if numbers else 0)
        older = whole_number(request, "von") or newer - 1
    if not {older, newer} <= set(numbers):
        raise Http404
    context = {
        "older": older,
        "newer": newer,
        "compared": compared(selectors.difference(older, newer)),
        "playbooks": _playbooks_between(older, newer),
        "versions": versions,
    }
    return render(request, "codex/difference.html", context)


def _playbooks_between(older: int, newer: int) -> dict[str, list[str]]:
    """The keys of playbooks that are new, dropped or say something else."""
    before, after = ({one.key: one.source for one in playbooks_of(n)} for n in (older, newer))
    return {
        "new": [key for key in after if key not in before],
        "dropped": [key for key in before if key not in after],
        "changed": [key for key in after if key in before and before[key] != after[key]],
    }
