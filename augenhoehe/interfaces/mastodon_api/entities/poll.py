"""Polls as clients know them."""

from __future__ import annotations

from collections.abc import Collection

from augenhoehe.domain.posts.audience import Reader


def polls_for(reader: Reader, post_ids: Collection[int]) -> dict[int, bytes]:
    """By post: its poll in JSON, with what this reader chose. A handful of queries."""
    return {}
