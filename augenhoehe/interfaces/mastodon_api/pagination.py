"""Pages of lists: `max_id`, `since_id`, `min_id`, `limit`, and the Link header that leads on.

Addresses in the header are whole and keep all other parameters. Lists that page by ids of
their own (favourites, followers, blocks) give those ids to `linked`; only the header tells
them, as clients expect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, whole_id
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of

_PAGING = ("max_id", "since_id", "min_id", "offset")
_NOT_KEPT = frozenset({*_PAGING, "access_token"})
_GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """The stretch of a list somebody asks for.

    `since_id` is the newest page above an id; `min_id` the one directly above it.
    """

    limit: int
    max_id: int | None = None
    since_id: int | None = None
    min_id: int | None = None
    offset: int = 0

    @property
    def stretch(self) -> Stretch:
        """The same as the domain has it."""
        return Stretch(self.max_id, self.after, self.limit, self.upwards)

    @property
    def after(self) -> int | None:
        """Only what is newer than this."""
        return self.min_id if self.min_id is not None else self.since_id

    @property
    def upwards(self) -> bool:
        """Whether the page next to `min_id` is meant: the oldest of what is newer."""
        return self.min_id is not None


def page_of(request: HttpRequest, *, limit: int = 20, most: int = 40) -> Page:
    """Which page is asked for. `limit` is what nobody named, `most` what nobody exceeds."""
    sent = parameters_of(request)
    wanted = sent.whole("limit")
    return Page(
        limit=limit if wanted is None else max(1, min(abs(wanted), most)),
        max_id=_bound(sent.values.get("max_id"), "max_id"),
        since_id=_bound(sent.values.get("since_id"), "since_id"),
        min_id=_bound(sent.values.get("min_id"), "min_id"),
        offset=max(0, sent.whole("offset") or 0),
    )


def _bound(raw: object, name: str) -> int | None:
    if raw in (None, ""):
        return None
    text = str(raw)
    if text.isascii() and text.isdigit() and len(text) > 18:
        return min(int(text[:40]), _GREATEST)
    found = whole_id(raw)
    if found is None:
        raise invalid(f"{name} must be an id.")
    return found


def linked(
    request: HttpRequest,
    document: Sequence[Any],
    ids: Sequence[int | str],
    *,
    page: Page | None = None,
    has_more: bool | None = None,
) -> Answer:
    """A list and the way to the pages before and after it.

    `ids` are those the list is ordered by, newest first, one for each row that was read.
    There is a next page unless `has_more` is False, or `page` was not filled.
    """
    if not ids:
        return Answer(document)
    more = has_more if has_more is not None else page is None or len(ids) >= page.limit
    links = [_link(request, {"min_id": ids[0]}, "prev")]
    if more:
        links.insert(0, _link(request, {"max_id": ids[-1]}, "next"))
    return Answer(document, headers={"Link": ", ".join(links)})


def linked_by_offset(request: HttpRequest, document: Sequence[Any], page: Page) -> Answer:
    """A list that is paged by counting, such as trends."""
    links = []
    if len(document) >= page.limit:
        links.append(_link(request, {"offset": page.offset + page.limit}, "next"))
    if page.offset:
        links.append(_link(request, {"offset": max(0, page.offset - page.limit)}, "prev"))
    return Answer(document, headers={"Link": ", ".join(links)} if links else {})


def _link(request: HttpRequest, to: Mapping[str, int | str], rel: str) -> str:
    kept = [(name, values) for name, values in request.GET.lists() if name not in _NOT_KEPT]
    query = urlencode([*kept, *to.items()], doseq=True)
    return f'<{settings.BASE_URL}{request.path}?{query}>; rel="{rel}"'
