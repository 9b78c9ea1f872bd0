"""What is gone (AS2 Vocabulary 3.3, ActivityPub 6.4)."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import id_of
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import inner, kind_among, kinds, node
from augenhoehe.activitypub.records.stamps import Tombstone


def is_tombstone(value: Any) -> bool:
    """Whether a document says that something is gone."""
    return "Tombstone" in kinds(inner(value).get("type"))


def read_tombstone(value: Any) -> Tombstone:
    """A tombstone with its id."""
    opened = node(value)
    kind_among(opened.get("type"), frozenset({"Tombstone"}), code="not_a_tombstone")
    where = id_of(opened.get("id"))
    if not where:
        raise NotReadable("no_id")
    former = next(iter(kinds(opened.get("formerType"))), "")[:100]
    return Tombstone(where, former, moment(opened.get("deleted")))
