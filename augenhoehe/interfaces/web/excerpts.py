"""The beginning of a post in one line, for lists, previews and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from augenhoehe.foundation.text import plain

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def excerpt_of(post: Post, most: int) -> str:
    """At most so many characters; of a post behind a warning only the warning."""
    if post.deleted_at:
        return _("Deleted post")
    words = post.warning or " ".join((post.text or plain(post.html)).split())
    return Truncator(words or _("Picture")).chars(most)
