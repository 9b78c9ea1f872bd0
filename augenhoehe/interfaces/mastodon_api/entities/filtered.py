"""Which of a reader's filters fit which posts, as clients know them."""

from __future__ import annotations

from collections.abc import Collection

from augenhoehe.domain.posts.audience import Reader


def filtered_for(reader: Reader, post_ids: Collection[int]) -> dict[int, bytes]:
    """By post: the filters that fit it (`FilterResult`), in JSON; nothing where none does."""
    return {}
