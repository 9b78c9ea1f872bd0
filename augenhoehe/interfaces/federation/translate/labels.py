"""Labels between the domain's words and the protocol's, as properties and as a first line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import escape

from augenhoehe.domain.posts.labels import Labels, from_elsewhere, in_one_line, labels_of

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Post as Described
    from augenhoehe.domain.posts.models import Post

# The first paragraph of a content, for servers that know none of the properties.
LABELS_CLASS = "p-labels"
# By the name of a label: how the property of the protocol is called in our records.
_PROPERTIES = {
    "advertising": "advertising",
    "paid_by": "paid_by",
    "own_interest": "own_interest",
    "prepared_by_agency": "prepared_by",
    "prepared_with_machine": "prepared_with",
}


def labels_out(post: Post) -> dict[str, Any]:
    """The properties of a post: words where a label has some, else that it is so."""
    labels = labels_of(post)
    return {_PROPERTIES[name]: labels.words.get(name) or True for name in labels.names}


def labels_in(post: Described) -> Labels:
    """What another server says of a post, bounded and made harmless."""
    return from_elsewhere({name: getattr(post, one) for name, one in _PROPERTIES.items()})


def labels_paragraph(post: Post) -> str:
    """The first line: what readers elsewhere are told before the text."""
    line = in_one_line(post)
    return f'<p class="{LABELS_CLASS}"><strong>{escape(line)}</strong></p>' if line else ""
