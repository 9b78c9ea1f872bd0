"""The log of readings: paged, filtered, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from augenhoehe.domain.people.selectors.inspecting import (
    all_readings,
    kinds_of_readings,
    readings,
)
from augenhoehe.interfaces.web.pages.inspection.access import inspecting
from augenhoehe.interfaces.web.pages.inspection.words import ROLES, reading_name, role_name
from augenhoehe.interfaces.web.requests import whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, Lookup

_LAST = 10_000
# The log says that a secret was opened, and never what was in it: that stays with the auditor.
_SECRET = ("protected_name", "office")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon out


@inspecting("readings")
def log(request: HttpRequest) -> HttpResponse:
    """Who, having a duty, read what about whom."""
    asked, chosen = _asked(request)
    page = min(max(whole_number(request, "page") or 1, 1), _LAST)
    rows, has_more = readings(**chosen, page=page)
    context = {
        "rows": [
            (reading_name(row.what), role_name(row.role), row, _concerned(row)) for row in rows
        ],
        "kinds": [(what, reading_name(what)) for what in kinds_of_readings()],
        "roles": [(role, role_name(role)) for role in ROLES],
        "asked": asked,
        "as_file": f"?{urlencode(asked)}" if asked else "",
        "older": f"?{urlencode({**asked, 'page': str(page + 1)})}" if has_more else "",
        "newer": f"?{urlencode(asked)}" if page > 1 else "",
    }
    return render(request, "inspection/readings.html", context)


@inspecting("readings_file")
def log_file(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV, all of it."""
    _kept, chosen = _asked(request)
    response = StreamingHttpResponse(_table(chosen), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="readings.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _concerned(row: Lookup) -> Account | None:
    return None if row.what.partition(":")[0] in _SECRET else row.about


def _asked(request: HttpRequest) -> tuple[dict[str, str], dict[str, Any]]:
    """What was asked for, as typed and as a selector takes it; nonsense is left out."""
    found = {name: request.GET.get(name, "")[:60] for name in ("what", "role", "since")}
    found["role"] = found["role"] if found["role"] in ROLES else ""
    try:
        day = parse_date(found["since"])
    except ValueError:
        day = None
    found["since"] = day.isoformat() if day else ""
    since = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    typed = {name: value for name, value in found.items() if value}
    return typed, {"what": found["what"].replace("\0", ""), "role": found["role"], "since": since}


def _table(chosen: dict[str, Any]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("at", "role", "by", "what", "about"))
    for row in all_readings(**chosen):
        cells = (row.at.isoformat(), row.role, row.by, row.what, _concerned(row))
        writer.writerow([_safe(str(cell or "")) for cell in cells])
        if out.tell() > 64_000:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
