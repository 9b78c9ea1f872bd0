"""Collections and their pages as they are sent (ActivityPub 5)."""

from augenhoehe.activitypub.records.collection import Collection
from augenhoehe.activitypub.writing.context import POST_CONTEXT, with_context
from augenhoehe.activitypub.writing.fields import Document, laid


def write_collection(collection: Collection) -> Document:
    """The document at the collection's address, or one of its pages."""
    bare = bare_collection(collection)
    return with_context(bare if isinstance(bare, dict) else {"id": bare}, POST_CONTEXT)


def bare_collection(collection: Collection | None) -> Document | str | None:
    """A collection inside of something: whole, or its address where that is all there is."""
    if collection is None:
        return None
    if not collection.kind:
        return collection.id or None
    items = "orderedItems" if collection.kind.startswith("Ordered") else "items"
    return laid(
        id=collection.id,
        type_=collection.kind,
        totalItems=collection.total,
        partOf=collection.part_of,
        attributedTo=collection.owner,
        first=bare_collection(collection.first_page) or collection.first,
        next=collection.next,
        prev=collection.previous,
        last=collection.last,
    ) | _items(items, collection)


def _items(name: str, collection: Collection) -> Document:
    # A page, and a list that has none, say that they are empty; one that keeps its items to
    # itself says only how many there are.
    is_told = collection.items or collection.kind.endswith("Page") or collection.total == 0
    if not is_told or (not collection.items and (collection.first or collection.first_page)):
        return {}
    return {name: list(collection.items)}
