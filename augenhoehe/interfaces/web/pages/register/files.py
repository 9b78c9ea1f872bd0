"""The register as files: whole as JSON, by sort as table and feed, and for the EU's database."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from augenhoehe.domain.moderation.dsa import export as dsa_export
from augenhoehe.domain.moderation.register import export, heads
from augenhoehe.domain.moderation.selectors import register as selectors
from augenhoehe.domain.moderation.selectors.register_lines import texts_of
from augenhoehe.interfaces.web.addresses import absolute
from augenhoehe.interfaces.web.pages.register import words
from augenhoehe.interfaces.web.pages.register.filters import query_of, sort_of
from augenhoehe.interfaces.web.requests import whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.selectors.register import Sort
    from augenhoehe.domain.moderation.selectors.register_lines import Line

_FEED = 30
_FOREIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot say at all
_BIT = 500
_SHORTLY = {"Cache-Control": "public, max-age=300"}
COLUMNS = (
    *("seq", "id", "at", "event", "kind", "target", "about", "outcome", "criticism", "count"),
    *("ground", "clause", "clause_version", "norm", "category", "source", "found_by_program"),
    *("rung", "starts", "ends", "scope", "hand", "office", "second_office", "appeal_until", "hash"),
)


@require_safe
def whole(request: HttpRequest) -> HttpResponseBase:
    """`register.json`, from the first entry to the last, for whoever wants to check it."""
    response = StreamingHttpResponse(
        export.document(), content_type="application/json; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="register.json"'
    return response


@require_safe
def table(request: HttpRequest) -> HttpResponseBase:
    """`register.csv`: the records of a sort, the newest first, for a spreadsheet."""
    response = StreamingHttpResponse(
        _table(sort_of(request)), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


def _table(sort: Sort) -> Iterator[str]:
    yield _csv([COLUMNS])
    before: int | None = None
    while lines := selectors.entries_where(sort, before=before, limit=_BIT):
        yield _csv([[_cell(line, name) for name in COLUMNS] for line in lines])
        before = lines[-1].seq


def _cell(line: Line, name: str) -> str:
    text = line.hash if name == "hash" else str(line.record.get(name, ""))
    # A spreadsheet would take what begins like this for a formula.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _csv(rows: Any) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """New entries of a sort; in the feed of everything also the head of each day."""
    sort = sort_of(request)
    here = absolute(f"/register.atom{query_of(sort)}")
    made = Atom1Feed(
        title=_("Public register of %(server)s") % {"server": settings.SERVER_NAME},
        link=absolute(f"/register{query_of(sort)}"),
        description="",
        language=getattr(request, "LANGUAGE_CODE", None),
        feed_url=here,
        feed_guid=here,
    )
    for _at, item in sorted(_items(sort), key=lambda each: each[0], reverse=True)[:_FEED]:
        made.add_item(**item)
    return HttpResponse(
        made.writeString("utf-8"),
        content_type="application/atom+xml; charset=utf-8",
        headers=_SHORTLY,
    )


def _items(sort: Sort) -> Iterator[tuple[Any, dict[str, Any]]]:
    lines = selectors.entries_where(sort, limit=_FEED)
    facts = texts_of([line.seq for line in lines], "facts")
    for line in lines:
        yield line.at, _item(line, str(facts.get(line.seq, {}).get("text", "")))
    if not sort:
        for head in selectors.published_heads(_FEED):
            name = _("Head of the register: entry %(seq)s") % {"seq": head.seq}
            link = absolute(f"/register/koepfe/{head.seq}.json")
            yield (
                head.at,
                {
                    "title": name,
                    "link": link,
                    "description": format_html("<p><code>{}</code></p>", head.document),
                    "pubdate": head.at,
                    "updateddate": head.at,
                    "unique_id": link,
                },
            )


def _item(line: Line, facts: str) -> dict[str, Any]:
    link = absolute(f"/register/{line.uid}")
    return {
        "title": f"{line.seq} · {words.headline(line)}",
        "link": link,
        "description": format_html("<p>{}</p>", _FOREIGN.sub("", facts)) if facts else "",
        "pubdate": line.at,
        "updateddate": line.at,
        "unique_id": link,
    }


@require_safe
@conditional_page
def all_heads(request: HttpRequest) -> HttpResponse:
    """Every head as it went out, with the key their signatures are checked with."""
    published = [json.loads(head.document) for head in selectors.published_heads()]
    document = {
        "format": "augenhoehe-register-heads",
        "version": 1,
        "server": settings.BASE_URL,
        "algorithm": "Ed25519",
        "public_key": heads.public_key(),
        "head": published[0] if published else None,
        "heads": published,
    }
    return _json(document)


@require_safe
@conditional_page
def one_head(request: HttpRequest, seq: int) -> HttpResponse:
    """One head as a file to keep."""
    head = selectors.head_at(seq)
    if head is None:
        raise Http404
    return HttpResponse(head.document, content_type="application/json", headers=_SHORTLY)


@require_safe
def for_the_eu(request: HttpRequest) -> HttpResponse:
    """Statements of reasons after an entry, at most a hundred: a body as the EU takes it."""
    after = whole_number(request, "after") or 0
    statements, last = dsa_export.batch_after(after)
    response = _json({"statements": statements})
    if last is not None:
        response.headers["Link"] = f'<{absolute(f"/register/dsa.json?after={last}")}>; rel="next"'
    return response


def _json(document: Any) -> HttpResponse:
    return HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
        headers=_SHORTLY,
    )
