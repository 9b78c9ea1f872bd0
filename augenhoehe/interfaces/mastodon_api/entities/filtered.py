"""Which of a reader's filters fit which posts, as clients know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.filtering import Match, filters_on
from augenhoehe.domain.posts.glance import Glance
from augenhoehe.interfaces.mastodon_api.entities.filter import filter_without_words


def filtered_for(reader: Reader, posts: Sequence[Glance]) -> dict[int, bytes]:
    """By post: the filters that fit it (`FilterResult`), in JSON; nothing where none does."""
    found = filters_on(reader, posts)
    return {post_id: orjson.dumps([_result(one) for one in found[post_id]]) for post_id in found}


def _result(match: Match) -> dict[str, Any]:
    return {
        "filter": filter_without_words(match.filter),
        "keyword_matches": list(match.keywords) or None,
        "status_matches": [str(post_id) for post_id in match.post_ids] or None,
    }
