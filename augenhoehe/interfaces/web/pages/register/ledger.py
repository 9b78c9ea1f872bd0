"""The ledger: what was done, the newest first, and whether all of it is still there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation.selectors import register as selectors
from augenhoehe.domain.moderation.selectors.register_lines import entry_by_uid
from augenhoehe.interfaces.web.pages.register import words
from augenhoehe.interfaces.web.pages.register.filters import groups, query_of, sort_of
from augenhoehe.interfaces.web.requests import whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.selectors.register_lines import Line, Words

PAGE = 50
_UID = re.compile(r"[A-Za-z0-9_-]{1,24}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the ledger in words."""

    line: Line
    headline: str
    duration: str
    appeal: str
    clause: str
    clause_url: str
    is_suspect: bool  # at or after the first bad entry


@dataclass(frozen=True, slots=True)
class Checked:
    """The last look at the chain, for the line on top."""

    ago: str
    up_to: int
    broken_at: int | None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The ledger, by sort and page by page."""
    sort = sort_of(request)
    overview = selectors.overview(sort)
    before = whole_number(request, "before")
    found = selectors.entries_where(sort, before=before, limit=PAGE + 1)
    lines, checked = found[:PAGE], last_check()
    more = lines[-1].seq if len(found) > PAGE else None
    context = {
        "lines": [shown(line, checked) for line in lines],
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
    texts = [text_of(text) for text in whole.words if text.part != "links"]
    links = next((text for text in whole.words if text.part == "links"), None)
    context = {
        "shown": shown(whole.line, checked),
        "sentences": words.sentences(whole.line.record),
        "texts": sorted(texts, key=lambda text: text["part"]),
        "where": links,
        "later": [shown(line, checked) for line in whole.later],
        "about": shown(whole.about, checked) if whole.about else None,
        "written": whole.written,
        "checked": checked,
        "may_object": whole.line.event == "intervention" and whole.line.appeal_until,
    }
    return render(request, "register/entry.html", context)


def text_of(text: Words) -> dict[str, object]:
    """A text beside an entry with its heading."""
    return {"part": text.part, "title": words.part_words(text.part), "text": text}


def shown(line: Line, checked: Checked | None) -> Shown:
    """A line in words, with the wording of the clause that held then."""
    clause, version = (str(line.record.get(name, "")) for name in ("clause", "clause_version"))
    broken_at = checked.broken_at if checked else None
    return Shown(
        line=line,
        headline=words.headline(line),
        duration=words.duration(line),
        appeal=words.appeal_state(line),
        clause=clause,
        clause_url=f"/codex/{version}/{clause}" if clause and version.isdigit() else "",
        is_suspect=broken_at is not None and line.seq >= broken_at,
    )


def last_check() -> Checked | None:
    """When the chain was looked at, in words; None if it never was."""
    run = selectors.last_check()
    return Checked(words.ago(run.at), run.seq, run.broken_at) if run else None
