"""Which post is quoted, and the author's agreement.

FEP-044f (`quote`, `quoteAuthorization`) goes first. Before it there were `quoteUrl`, `quoteUri`
(Fedibird), `_misskey_quote` and links in the tags (FEP-e232); those know no agreement.
"""

from typing import Any

from augenhoehe.activitypub.reading.addresses import id_of
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import Node, kind_among
from augenhoehe.activitypub.reading.shapes import node as opened_node
from augenhoehe.activitypub.reading.tags import linked_objects
from augenhoehe.activitypub.records.stamps import QuoteAuthorization


def quote_of(node: Node, tags: list[Node]) -> tuple[str, str]:
    """The quoted post and the stamp of its author; "" for what is missing."""
    if quoted := id_of(node.get("quote")):
        return quoted, id_of(node.get("quoteAuthorization"))
    for name in ("quoteUrl", "quoteUri", "quoteURL", "_misskey_quote"):
        if quoted := id_of(node.get(name)):
            return quoted, ""
    linked = (href for href, rel in linked_objects(tags) if "_misskey_quote" in rel)
    return next(linked, ""), ""


def read_quote_authorization(value: Any) -> QuoteAuthorization:
    """The stamp. That it lies on the quoted author's host is for the caller to see."""
    node = opened_node(value)
    kind_among(node.get("type"), frozenset({"QuoteAuthorization"}), code="not_a_stamp")
    found = QuoteAuthorization(
        id=id_of(node.get("id")),
        author=id_of(node.get("attributedTo")),
        quoting=id_of(node.get("interactingObject")),
        quoted=id_of(node.get("interactionTarget")),
    )
    if not (found.id and found.author and found.quoting and found.quoted):
        raise NotReadable("incomplete_stamp")
    return found
