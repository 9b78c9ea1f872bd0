"""Quotes as clients know them: whether what is quoted may be shown, and who may quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from augenhoehe.domain.posts.audience import OPEN, Reader
from augenhoehe.domain.posts.glance import Glance, QuotePolicy, QuoteState, glances_at
from augenhoehe.domain.posts.pages import authors_of, readable_ids
from augenhoehe.domain.posts.selectors import turned_from

_WORDS = {
    QuoteState.PENDING: "pending",
    QuoteState.REJECTED: "rejected",
    QuoteState.REVOKED: "revoked",
}
_AWAY = {"blocked": "blocked_account", "muted": "muted_account"}
_TOLD = frozenset({"accepted", *_AWAY.values()})
POLICIES = {
    "public": QuotePolicy.ANYBODY,
    "followers": QuotePolicy.FOLLOWERS,
    "nobody": QuotePolicy.NOBODY,
}
_WHO: dict[int, bytes] = {
    QuotePolicy.ANYBODY: b'["public"]',
    QuotePolicy.FOLLOWERS: b'["followers"]',
    QuotePolicy.NOBODY: b"[]",
}
_APPROVALS = {
    (who, allowed): b',"quote_approval":{"automatic":%b,"manual":[],"current_user":"%b"}'
    % (who, b"automatic" if allowed else b"denied")
    for who in _WHO.values()
    for allowed in (True, False)
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the posts of a page quote with consent, as far as its reader may read it.

    `authors` are those of what is quoted in quotes, too; `away` whom the reader looks away
    from.
    """

    posts: Mapping[int, Glance] = field(default_factory=dict)
    authors: Mapping[int, int] = field(default_factory=dict)
    away: Mapping[int, str] = field(default_factory=dict)


_NOTHING = Quoted()


def quoted_in(reader: Reader, posts: Sequence[Glance]) -> Quoted:
    """Asks the database only where one of these posts quotes."""
    wanted = _wanted_by(posts)
    if not wanted:
        return _NOTHING
    found = glances_at(readable_ids(reader, wanted))
    authors = {post.id: post.account_id for post in found}
    authors |= authors_of(reader, _wanted_by(found) - authors.keys())
    return Quoted(
        posts={post.id: post for post in found},
        authors=authors,
        away=turned_from(reader, set(authors.values())),
    )


def _wanted_by(posts: Iterable[Glance]) -> set[int]:
    accepted = QuoteState.ACCEPTED
    return {post.quote_of_id for post in posts if post.quote_of_id and post.quote_state == accepted}


def state_of_quote(post: Glance, quoted: Quoted) -> str | None:
    """In Mastodon's words; None where nothing is quoted."""
    if post.quote_state == QuoteState.NOTHING:
        return None
    if post.quote_state != QuoteState.ACCEPTED:
        return _WORDS[QuoteState(post.quote_state)]
    if post.quote_of_id is None:
        return "deleted"
    author = quoted.authors.get(post.quote_of_id)
    if author is None:
        return "unauthorized"
    return _AWAY.get(quoted.away.get(author, ""), "accepted")


def is_told(state: str) -> bool:
    """Whether what is quoted goes along; whether it is shown, the client decides."""
    return state in _TOLD


def approval_of(post: Glance, quotable: Collection[int]) -> bytes:
    """Who may quote a post, and whether this reader may."""
    who = _WHO[post.quote_policy] if post.audience <= OPEN[-1] else b"[]"
    return _APPROVALS[who, post.id in quotable]
