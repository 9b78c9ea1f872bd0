"""A post as clients know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.selectors import (
    boosted_posts,
    flags_for,
    mentions_of,
    pictures_of,
    post_for,
    tags_of,
)
from augenhoehe.interfaces.mastodon_api.entities.account import account_entity, mention_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import (
    absolute,
    absolute_links,
    account_url,
    moment,
    post_url,
)

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.posts.models import Post, Tag

# What is said inside is private to a client: it knows no house and no circle.
VISIBILITY = {
    Audience.PUBLIC: "public",
    Audience.UNLISTED: "unlisted",
    Audience.FOLLOWERS: "private",
    Audience.DIRECT: "direct",
    Audience.HOUSE: "private",
    Audience.CIRCLE: "private",
}


def status_entity(reader: Reader, post: Post) -> dict[str, Any]:
    """One post this reader may read, with what is special about Augenhöhe at the end."""
    flags = flags_for(reader, [post.id])
    passed_on = boosted_posts(reader, [post]).get(post.boost_of_id or 0)
    day_only = post.protected_name_id is not None
    marked = post.is_marked_sensitive
    return {
        "id": str(post.id),
        "created_at": moment(post.created_at, day_only=day_only),
        **_reply(reader, post),
        "sensitive": post.sensitive,
        "spoiler_text": post.warning or (_("Marked as sensitive") if marked else ""),
        "visibility": VISIBILITY[Audience(post.audience)],
        "language": post.language or None,
        "uri": post.uri or absolute(f"/p/{post.id}"),
        "url": post_url(post),
        "replies_count": post.replies_count,
        "reblogs_count": post.boosts_count,
        "favourites_count": post.likes_count,
        "edited_at": moment(post.edited_at, day_only=day_only) if post.edited_at else None,
        "content": absolute_links(post.html),
        "reblog": status_entity(reader, passed_on) if passed_on else None,
        "application": {"name": post.application, "website": None} if post.application else None,
        "account": _account(post),
        **_attached(post),
        "emojis": [],
        "card": None,
        "poll": None,
        "favourited": post.id in flags.liked,
        "reblogged": post.id in flags.boosted,
        "bookmarked": post.id in flags.kept,
        "muted": False,
        "written_by": _written_by(post),
        "in_service": post.in_service,
        "space": _space(post),
        "guest": post.guest_name or None,
    }


def _account(post: Post) -> dict[str, Any]:
    """Who it appears as. A guest has no page: their name, and the way to what they said."""
    known = account_entity(post.account)
    if not post.guest_name:
        return known
    name = _("%(name)s (guest)") % {"name": post.guest_name}
    return known | {"display_name": name, "url": post_url(post)}


def _reply(reader: Reader, post: Post) -> dict[str, Any]:
    """What it replies to, as far as this reader may know of it."""
    parent = post_for(reader, post.in_reply_to_id) if post.in_reply_to_id else None
    return {
        "in_reply_to_id": str(parent.id) if parent else None,
        "in_reply_to_account_id": str(parent.account_id) if parent else None,
    }


def _attached(post: Post) -> dict[str, Any]:
    return {
        "media_attachments": [_picture(one) for one in pictures_of([post.id]).get(post.id, ())],
        "mentions": [mention_entity(one) for one in mentions_of([post.id]).get(post.id, ())],
        "tags": [_tag(one) for one in tags_of([post.id]).get(post.id, ())],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "id": str(picture.id),
        "type": "image",
        "url": absolute(f"/media/{picture.id}/large.webp"),
        "preview_url": absolute(f"/media/{picture.id}/small.webp"),
        "remote_url": None,
        "meta": {
            "original": {"width": picture.width, "height": picture.height},
            "focus": {"x": picture.focus_x, "y": picture.focus_y},
        },
        "description": picture.description or None,
        "blurhash": picture.blurhash or None,
    }


def _tag(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "url": absolute(f"/tags/{quote(tag.name)}")}


def _written_by(post: Post) -> dict[str, Any] | None:
    """The person behind every post, of a voice too; under a protected name only that."""
    if post.protected_name is not None:
        return {"id": None, "acct": None, "display_name": post.protected_name.name, "url": None}
    author = post.written_by
    if author is None:
        return None
    return {
        "id": str(author.id),
        "acct": author.address,
        "display_name": author.name,
        "url": account_url(author),
    }


def _space(post: Post) -> dict[str, Any] | None:
    space = post.space
    if space is None:
        return None
    return {
        "id": str(space.id),
        "name": space.name,
        "reach": space.reach,
        "url": absolute(f"/raeume/{space.slug}"),
    }
