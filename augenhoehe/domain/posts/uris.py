"""The addresses by which other servers know our posts: ids, not pages; they never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def uri_of(post: Post) -> str:
    """The id of a post, from here or elsewhere; of a boost, that of its Announce."""
    return post.uri or local_uri(post.id)


def local_uri(post_id: int) -> str:
    """The id of a post of this server."""
    return f"{settings.BASE_URL}/p/{post_id}"


def post_id_in(uri: str) -> int | None:
    """Which post's id this is, if it is one of ours; whether there is such a post is not asked."""
    number = uri.removeprefix(f"{settings.BASE_URL}/p/")
    is_one = number != uri and number.isascii() and number.isdigit() and len(number) < 20
    return int(number) if is_one else None
