"""Lists for other servers: how many there are, and page by page what everybody may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from augenhoehe.activitypub.records import Collection
from augenhoehe.activitypub.records.collection import Item

LARGEST = 2**63 - 1


def number_in(request: HttpRequest, name: str) -> int | None:
    """An id in the query; what is none counts as not said."""
    said = request.GET.get(name, "")
    is_one = said.isascii() and said.isdigit() and len(said) < 20
    return min(int(said), LARGEST) if is_one else None


def is_page(request: HttpRequest) -> bool:
    """Whether a page is asked for, and not the whole."""
    return "page" in request.GET


def whole(where: str, total: int, *, has_pages: bool = True) -> Collection:
    """The list itself: its length, and where its pages begin if there are any."""
    first = f"{where}?page=true" if has_pages else ""
    return Collection(where, "OrderedCollection", total=total, first=first)


def page(
    where: str, total: int, before: int | None, items: Sequence[Item], last: int | None
) -> Collection:
    """One page, newest first; `last` is the id it ends with, where there may be more."""
    behind = f"&max_id={before}" if before is not None else ""
    return Collection(
        f"{where}?page=true{behind}",
        "OrderedCollectionPage",
        total=total,
        part_of=where,
        items=tuple(items),
        next=f"{where}?page=true&max_id={last}" if last is not None else "",
    )
