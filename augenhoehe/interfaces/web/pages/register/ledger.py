"""The ledger: what was done, the newest first, and whether all of it is still there."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation.selectors import register as selectors
from augenhoehe.domain.moderation.selectors.register_lines import entry_by_uid
from augenhoehe.interfaces.web.pages.register import words
from augenhoehe.interfaces.web.pages.register.filters import groups, query_of, sort_of
from augenhoehe.interfaces.web.pages.register.rows import Checked, rows_of, shown
from augenhoehe.interfaces.web.requests import whole_number

PAGE = 50
_UID = re.compile(r"[A-Za-z0-9_-]{1,24}")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The ledger, by sort and page by page."""
    sort = sort_of(request)
    overview = selectors.overview(sort)
    before = whole_number(request, "before")
    start = before if before is not None else overview.total + 1
    found = selectors.entries_where(sort, before=start, limit=PAGE + 1)
    lines, checked = found[:PAGE], last_check()
    more = lines[-1].seq if len(found) > PAGE else None
    context = {
        "rows": rows_of(lines, checked),
        "overview": overview,
        "sort": sort,
        "groups": groups(sort, overview),
        "checked": checked,
        "query": query_of(sort),
        "older": f"/register{query_of(sort, before=str(more))}" if more else "",
        "newer": f"/register{query_of(sort)}" if before is not None else "",
        "years": selectors.years(),
    }
    return render(request, "register/index.html", context)


@require_safe
def entry(request: HttpRequest, uid: str) -> HttpResponse:
    """One entry; its address outlives what it is about, and its own words."""
    whole = entry_by_uid(uid) if _UID.fullmatch(uid) else None
    if whole is None:
        raise Http404
    checked = last_check()
    texts = [text for text in whole.words if text.part != "links"]
    links = next((text for text in whole.words if text.part == "links"), None)
    context = {
        "shown": shown([whole.line], checked)[0],
        "sentences": words.sentences(whole.line.record),
        "texts": [(words.part_words(text.part), text) for text in texts],
        "where": links,
        "later": shown(whole.later, checked),
        "about": shown([whole.about], checked)[0] if whole.about else None,
        "written": whole.line.written,
        "checked": checked,
        "may_object": whole.line.event == "intervention" and whole.line.appeal_until,
    }
    return render(request, "register/entry.html", context)


def last_check() -> Checked | None:
    """When the chain was looked at, in words; None if it never was."""
    run = selectors.last_check()
    return Checked(words.ago(run.at), run.seq, run.broken_at) if run else None
