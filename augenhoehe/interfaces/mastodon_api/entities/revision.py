"""The wordings of a post as clients know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.media.selectors import pictures_by_ids
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute_links, moment
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity
from augenhoehe.interfaces.mastodon_api.entities.emoji import emojis_in
from augenhoehe.interfaces.mastodon_api.entities.labels import labels_entity, labels_line

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post, Revision


def revisions_for(
    post: Post, revisions: Sequence[Revision], *, reader_id: int | None = None
) -> list[dict[str, Any]]:
    """Each wording, with the pictures that stood in it then and their descriptions then."""
    is_open = post.was_for_anyone or reader_id is None
    account = orjson.Fragment(account_parts([post.account])[post.account_id])
    ids = {int(one["id"]) for revision in revisions for one in revision.pictures}
    pictures = {} if post.has_media_removed else pictures_by_ids(ids)
    return [
        {
            "account": account,
            "content": labels_line(revision) + absolute_links(revision.html),
            "created_at": moment(
                revision.created_at, day_only=revision.protected_name_id is not None
            ),
            "sensitive": revision.sensitive,
            "spoiler_text": revision.warning,
            "poll": _poll(revision),
            "quote": None,
            "labels": labels_entity(revision),
            "media_attachments": [
                attachment_entity(pictures[int(one["id"])], reader_id=reader_id, is_open=is_open)
                | {"description": one.get("description") or None}
                for one in revision.pictures
                if int(one["id"]) in pictures
            ],
            "emojis": emojis_in(revision.html, revision.warning, domain=post.account.domain),
        }
        for revision in revisions
    ]


def _poll(revision: Revision) -> dict[str, Any] | None:
    """What was asked then; and what was chosen, where something else is asked since."""
    if revision.poll is None:
        return None
    options: list[dict[str, Any]] = [{"title": title} for title in revision.poll["options"]]
    for option, votes in zip(options, revision.poll.get("votes", ()), strict=False):
        option["votes_count"] = votes
    return {"options": options}
