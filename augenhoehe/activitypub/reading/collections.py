"""Collections and their pages (ActivityPub 5, AS2 Core 5)."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import address, id_of
from augenhoehe.activitypub.reading.bounds import LONGEST_ID, MOST_ITEMS
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import Node, inner, kinds, many, node, whole
from augenhoehe.activitypub.records.collection import Collection, Item
from augenhoehe.activitypub.vocabulary import COLLECTION_KINDS


def read_collection(value: Any) -> Collection:
    """A collection or page that was fetched. Items are addresses or whole documents."""
    opened = node(value)
    found = _collection(opened)
    if not found.kind:
        raise NotReadable("not_a_collection")
    return found


def collection_of(value: Any) -> Collection | None:
    """A collection inside of something else: its address, or what came along of it."""
    if not inner(value):
        where = id_of(value)
        return Collection(where) if where else None
    found = _collection(inner(value))
    return found if found.id or found.kind else None


def _collection(opened: Node, *, with_page: bool = True) -> Collection:
    first = opened.get("first")
    page = inner(first) if with_page else {}
    items = opened.get("orderedItems", opened.get("items"))
    return Collection(
        id=id_of(opened.get("id")),
        kind=next((kind for kind in kinds(opened.get("type")) if kind in COLLECTION_KINDS), ""),
        total=whole(opened.get("totalItems")),
        items=tuple(item for item in many(items, MOST_ITEMS) if _is_item(item)),
        first=id_of(first),
        first_page=_collection(page, with_page=False) if page else None,
        last=id_of(opened.get("last")),
        next=id_of(opened.get("next")),
        previous=id_of(opened.get("prev")),
        part_of=id_of(opened.get("partOf")),
        owner=id_of(opened.get("attributedTo")) or id_of(opened.get("actor")),
    )


def _is_item(item: Item) -> bool:
    return isinstance(item, dict) or bool(address(item, longest=LONGEST_ID))
