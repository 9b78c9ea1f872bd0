"""Posts and boosts as activities: the Create of a post, the Announce of a boost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from augenhoehe.activitypub.writing import activities
from augenhoehe.activitypub.writing.fields import Document
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.selectors import uris_at
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.addresses import create_uri
from augenhoehe.interfaces.federation.translate.posts_out import (
    Internal,
    addressed_to,
    described_posts,
)

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def said_by(posts: Sequence[Post]) -> dict[int, Document]:
    """By id: what was said and passed on, as documents; a handful of queries for a page."""
    own = [post for post in posts if post.boost_of_id is None]
    boosts = [post for post in posts if post.boost_of_id is not None]
    said = {
        post_id: activities.create(create_uri(post_id), described)
        for post_id, described in described_posts(own).items()
    }
    return said | _announced(boosts)


def _announced(boosts: Sequence[Post]) -> dict[int, Document]:
    known = uris_at({boost.boost_of_id for boost in boosts if boost.boost_of_id})
    found = {}
    for boost in boosts:
        if boost.is_internal:
            raise Internal(f"boost {boost.id}")
        of = known.get(boost.boost_of_id or 0)
        if of is not None:
            to, cc = addressed_to(boost, [of.author])
            found[boost.id] = activities.announce(
                local_uri(boost.id),
                actor_uri(boost.account_id),
                of.uri,
                to=to,
                cc=cc,
                published=boost.created_at,
            )
    return found
