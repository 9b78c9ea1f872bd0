"""The beginning of a post in one line, for lists, previews and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.posts.labels import with_labels
from augenhoehe.foundation.text import plain

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def excerpt_of(post: Post, most: int) -> str:
    """At most so many characters; of a post behind a warning only the warning.

    Labels stand before the words here as everywhere.
    """
    words = unlabelled(post, most)
    return words if post.deleted_at else _cut(with_labels(post, words), most)


def unlabelled(post: Post, most: int) -> str:
    """The same where the labels are shown beside it."""
    if post.deleted_at:
        return _("Removed post") if post.is_removed else _("Deleted post")
    if post.is_marked_sensitive and not post.warning:
        return _("Marked as sensitive")
    words = post.warning or " ".join((post.text or plain(post.html)).split())
    return _cut(words or _("Picture"), most)


def _cut(words: str, most: int) -> str:
    # After a whole word, unless the first word alone is too long.
    if len(words) <= most:
        return words
    begun = words[:most].rsplit(" ", 1)[0]
    return f"{begun[: most - 1].rstrip(' ,;:.–-')}…"
