"""Quotes as clients know them: whether what is quoted may be shown."""

from __future__ import annotations

from collections.abc import Mapping

from augenhoehe.domain.posts.glance import Glance, QuoteState

_WORDS = {
    QuoteState.PENDING: "pending",
    QuoteState.REJECTED: "rejected",
    QuoteState.REVOKED: "revoked",
}


def is_shown_in(post: Glance) -> bool:
    """Whether who is quoted agrees to it."""
    return post.quote_state == QuoteState.ACCEPTED


def state_of_quote(post: Glance, quoted: Mapping[int, Glance]) -> str | None:
    """In Mastodon's words; None where nothing is quoted."""
    if post.quote_state == QuoteState.NOTHING:
        return None
    if not is_shown_in(post):
        return _WORDS[QuoteState(post.quote_state)]
    if post.quote_of_id is None:
        return "deleted"
    return "accepted" if post.quote_of_id in quoted else "unauthorized"
