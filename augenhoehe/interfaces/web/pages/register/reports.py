"""The report of a year, as a page and as files; all of it counted from the register."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.codex.selectors import newest_titles
from augenhoehe.domain.moderation.register.yearly_report import report_of_year
from augenhoehe.domain.moderation.selectors.register import years
from augenhoehe.domain.moderation.words import (
    category_in_words,
    done_in_words,
    ground_in_words,
    outcome_in_words,
    source_in_words,
)

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.register.yearly_report import Report

_SHORTLY = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A heading with its numbers, the greatest first."""

    title: str
    rows: list[tuple[str, int]]


@require_safe
def page(request: HttpRequest, year: int) -> HttpResponse:
    """To read."""
    report = _report(year)
    context = {"report": report, "figures": _figures(report), "years": years()}
    return render(request, "register/report.html", context)


@require_safe
def as_json(request: HttpRequest, year: int) -> HttpResponse:
    """To count with."""
    document = {"format": "augenhoehe-register-report", "server": settings.BASE_URL}
    written = json.dumps(document | _report(year).as_json(), ensure_ascii=False, indent=1)
    return HttpResponse(written, content_type="application/json; charset=utf-8", headers=_SHORTLY)


@require_safe
def as_table(request: HttpRequest, year: int) -> HttpResponse:
    """For a spreadsheet."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("figure", "of", "number"))
    rows.writerows(_report(year).lines())
    headers = _SHORTLY | {"Content-Disposition": f'attachment; filename="register-{year}.csv"'}
    return HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _report(year: int) -> Report:
    if year not in years():
        raise Http404
    return report_of_year(year)


def _figures(report: Report) -> list[Figure]:
    titles = newest_titles(report.by_clause)
    made = (
        _figure(_("What was done"), report.by_kind, done_in_words),
        _figure(_("Ground"), report.by_ground, ground_in_words),
        _figure(_("Category"), report.by_category, _category),
        _figure(_("Clause of the codex"), report.by_clause, lambda key: titles.get(key, key)),
        _figure(_("How it came to notice"), report.by_source, source_in_words),
        _figure(_("After orders, by category"), report.orders_by_category, _category),
        _figure(_("After notices and reports, by category"), report.notices_by_category, _category),
        _figure(_("On own initiative, by category"), report.own_by_category, _category),
        _figure(_("Appeals decided"), report.appeals, outcome_in_words),
        _figure(_("Declared steps elsewhere"), report.declared, done_in_words),
        _figure(_("Observed elsewhere"), report.observed, done_in_words),
    )
    return [figure for figure in made if figure.rows]


def _figure(title: str, counted: Mapping[str, int], say: Callable[[str], str]) -> Figure:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return Figure(title, [(say(word), number) for word, number in ordered])


def _category(word: str) -> str:
    return category_in_words(word.removeprefix("STATEMENT_CATEGORY_"))
