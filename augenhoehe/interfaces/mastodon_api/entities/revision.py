"""The wordings of a post as clients know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.media.selectors import pictures_by_ids
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute_links, moment
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post, Revision


def revisions_for(post: Post, revisions: Sequence[Revision]) -> list[dict[str, Any]]:
    """Each wording, with the pictures that stood in it then and their descriptions then."""
    account = orjson.Fragment(account_parts([post.account])[post.account_id])
    ids = {int(one["id"]) for revision in revisions for one in revision.pictures}
    pictures = {} if post.has_media_removed else pictures_by_ids(ids)
    return [
        {
            "account": account,
            "content": absolute_links(revision.html),
            "created_at": moment(
                revision.created_at, day_only=revision.protected_name_id is not None
            ),
            "sensitive": revision.sensitive,
            "spoiler_text": revision.warning,
            "poll": None,
            "quote": None,
            "media_attachments": [
                attachment_entity(pictures[int(one["id"])])
                | {"description": one.get("description") or None}
                for one in revision.pictures
                if int(one["id"]) in pictures
            ],
            "emojis": [],
        }
        for revision in revisions
    ]
