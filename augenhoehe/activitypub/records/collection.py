"""A list that another server keeps: followers, replies, an outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Item = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Collection:
    """A whole collection or one page; an item is an address or a document that came along.

    `kind` is "" where only the address is known. `first_page` is the first page where it came
    along; `total` is what the server says, None where it does not.
    """

    id: str
    kind: str = ""
    total: int | None = None
    items: tuple[Item, ...] = ()
    first: str = ""
    first_page: Collection | None = None
    last: str = ""
    next: str = ""
    previous: str = ""
    part_of: str = ""
    owner: str = ""
