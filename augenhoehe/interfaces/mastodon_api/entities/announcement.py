"""Announcements as clients know them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from django.conf import settings

from augenhoehe.domain.media.emoji import known_emoji
from augenhoehe.domain.notifications.announcements import Announced, Sign
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import readable_ids
from augenhoehe.domain.posts.wording import mentioned_accounts
from augenhoehe.foundation.ids import is_possible
from augenhoehe.foundation.text import find_hashtags, find_links, normalise_tag
from augenhoehe.interfaces.mastodon_api.entities.account import mention_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, absolute_links, moment
from augenhoehe.interfaces.mastodon_api.entities.emoji import emojis_in

_POST = re.compile(r"/(?:p|@[^/]+|users/[^/]+/statuses)/([0-9]{1,19})")


def announcement_entity(reader: Reader, announced: Announced) -> dict[str, Any]:
    """What is said to everybody here, and how people answer it with signs."""
    row = announced.row
    at = row.published_at or row.created_at
    return {
        "id": str(row.id),
        "content": absolute_links(row.html),
        "starts_at": moment(row.starts_at) if row.starts_at else None,
        "ends_at": moment(row.ends_at) if row.ends_at else None,
        "all_day": row.all_day,
        "published_at": moment(at),
        "updated_at": moment(row.updated_at),
        "read": announced.is_read,
        "mentions": [mention_entity(one) for one in mentioned_accounts(row.text)],
        "statuses": _statuses(reader, row.text),
        "tags": [_tag(tag) for tag in dict.fromkeys(find_hashtags(row.text))],
        "emojis": emojis_in(row.text),
        "reactions": [reaction_entity(sign) for sign in announced.signs],
    }


def reaction_entity(sign: Sign) -> dict[str, Any]:
    """A sign, how many answered with it, and whether one did oneself."""
    said: dict[str, Any] = {"name": sign.name, "count": sign.count, "me": sign.is_mine}
    emoji = known_emoji().by_shortcode.get(sign.name)
    if emoji is not None:
        said |= {"url": absolute(emoji.path), "static_url": absolute(emoji.path)}
    return said


def _statuses(reader: Reader, text: str) -> list[dict[str, str]]:
    """The posts of this server that are linked, as far as this reader may read them."""
    found: dict[int, str] = {}
    for link in find_links(text):
        match = _POST.fullmatch(link.removeprefix(settings.BASE_URL))
        if match and link.startswith(settings.BASE_URL) and is_possible(int(match[1])):
            found[int(match[1])] = link
    return [{"id": str(one), "url": found[one]} for one in readable_ids(reader, list(found))]


def _tag(tag: str) -> dict[str, str]:
    name = normalise_tag(tag)
    return {"name": name, "url": absolute(f"/tags/{quote(name)}")}
