"""What somebody does, by shape (ActivityPub 6 and 7, FEP-044f for quotes)."""

from collections.abc import Mapping
from typing import Any

from augenhoehe.activitypub.reading.addresses import id_of, ids_of, recipients
from augenhoehe.activitypub.reading.bounds import (
    LONGEST_DESCRIPTION,
    LONGEST_WORD,
    MOST_OBJECTS,
    MOST_RECIPIENTS,
)
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import Node, kinds, many, node, text
from augenhoehe.activitypub.reading.tags import emojis, tags_of
from augenhoehe.activitypub.records.activity import Activity
from augenhoehe.activitypub.vocabulary import ACTIVITY_KINDS


def read_activity(value: Any) -> Activity:
    """An activity that was received. The least: an id, a kind, an actor, an object.

    A kind we do not know is read as well, so that whoever handles it can say no. That its actor
    signed it, and that a document that came along belongs to its actor's host, is for the caller.
    """
    opened = node(value)
    found = _activity(opened, _kind(opened))
    for code, has in (
        ("no_id", found.id),
        ("no_actor", found.actor),
        ("no_object", found.object or found.embedded),
    ):
        if not has:
            raise NotReadable(code)
    return found


def read_inner_activity(value: Any) -> Activity:
    """An activity inside another (of Undo, Accept, Reject, Announce): often without an id.

    Of a mere address only the id is known; its kind is "".
    """
    if not any(isinstance(item, Mapping) for item in many(value, 3)):
        where = id_of(value)
        if not where:
            raise NotReadable("no_object")
        return Activity(where, "", "")
    opened = node(next(item for item in many(value, 3) if isinstance(item, Mapping)))
    return _activity(opened, _kind(opened))


def is_activity(value: Any) -> bool:
    """Whether a document is an activity (an outbox also lists bare posts)."""
    try:
        return _kind(node(value)) in ACTIVITY_KINDS
    except NotReadable:
        return False


def _kind(opened: Node) -> str:
    """The kind; of several only one may be a kind we know."""
    found = kinds(opened.get("type"))
    known = {kind for kind in found if kind in ACTIVITY_KINDS}
    if len(known) > 1:
        raise NotReadable("two_types")
    if not found:
        raise NotReadable("no_kind")
    return (known.pop() if known else found[0])[:LONGEST_WORD]


def _activity(opened: Node, kind: str) -> Activity:
    return Activity(
        id=id_of(opened.get("id")),
        kind=kind,
        actor=id_of(opened.get("actor"), fragment=False),
        object=id_of(opened.get("object")),
        embedded=_document(opened.get("object")),
        objects=ids_of(opened.get("object"), MOST_OBJECTS),
        target=id_of(opened.get("target")),
        origin=id_of(opened.get("origin")),
        result=id_of(opened.get("result")),
        instrument=id_of(opened.get("instrument")),
        embedded_instrument=_document(opened.get("instrument")),
        to=recipients(opened.get("to"), MOST_RECIPIENTS),
        cc=recipients(opened.get("cc"), MOST_RECIPIENTS),
        audience=recipients(opened.get("audience"), MOST_RECIPIENTS),
        content=text(opened.get("content") or opened.get("_misskey_reaction"), LONGEST_DESCRIPTION),
        emojis=emojis(tags_of(opened)),
        published=moment(opened.get("published")),
    )


def _document(value: Any) -> Mapping[str, Any] | None:
    """The document of the object that is named, where more than its address came along.

    Of several only the one whose id was taken: nobody's text is shown under another's address.
    """
    first = next(iter(many(value, 1)), None)
    if not isinstance(first, Mapping) or not set(first) - {"id", "@id"}:
        return None
    return first if id_of(first) == id_of(value) else None
