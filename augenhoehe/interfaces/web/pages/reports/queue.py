"""The queue of reports: notices of unlawful content first, then what waits longest."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation.policies import may_moderate
from augenhoehe.domain.moderation.selectors.reports import QUEUES, queue_counts, report_queue
from augenhoehe.interfaces.web.pages.reports.office import in_office
from augenhoehe.interfaces.web.pages.reports.words import CATEGORIES
from augenhoehe.interfaces.web.requests import reader_of, whole_number

PAGE = 30


@require_safe
@in_office(may_moderate)
def queue(request: HttpRequest) -> HttpResponse:
    """Reports in one state, of one category or all; a wave is one line."""
    who = reader_of(request).who
    chosen = request.GET.get("state", QUEUES[0])
    chosen = chosen if chosen in QUEUES else QUEUES[0]
    category = request.GET.get("category", "")
    category = category if category in CATEGORIES else ""
    page = min(max(whole_number(request, "page") or 1, 1), 1000)
    lines = report_queue(who, chosen, category=category, page=page, limit=PAGE + 1)
    counts = queue_counts(who)
    labels = {"waiting": _("Waiting"), "mine": _("Mine"), "decided": _("Decided")}
    context = {
        "lines": lines[:PAGE],
        "states": [
            (labels[name], _address(name, category), name == chosen, counts.get(name))
            for name in QUEUES
        ],
        "categories": [
            (words, _address(chosen, name), name == category)
            for name, words in [("", _("All")), *CATEGORIES.items()]
        ],
        "category": CATEGORIES.get(category, ""),
        "is_decided": chosen == "decided",
        "older": _address(chosen, category, page + 1) if len(lines) > PAGE else "",
        "newer": _address(chosen, category) if page > 1 else "",
    }
    return render(request, "reports/queue.html", context)


def _address(state: str, category: str, page: int = 1) -> str:
    asked = {
        "state": state if state != QUEUES[0] else "",
        "category": category,
        "page": str(page) if page > 1 else "",
    }
    written = urlencode({name: value for name, value in asked.items() if value})
    return f"?{written}" if written else "/aufsicht/meldungen"
