"""Who may hear which stream: asked when it begins, and every minute while it lasts."""

from __future__ import annotations

from dataclasses import dataclass

from augenhoehe.domain.people.access import TokenHolder, token_shown
from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.foundation.text import normalise_tag, tidy
from augenhoehe.interfaces.mastodon_api.endpoint import whole_id
from augenhoehe.interfaces.mastodon_api.streaming.lists import may_read_list
from augenhoehe.interfaces.mastodon_api.streaming.names import (
    HASHTAG,
    NOBODY,
    PERSONAL,
    PUBLIC,
    Channel,
    Stream,
)

NO_TOKEN = "Missing access token"  # noqa: S105 - words, no token
WRONG_TOKEN = "Invalid access token"  # noqa: S105
OUT_OF_SCOPE = "Access token does not have the required scopes"
_LONGEST_TOKEN = 1000


class StreamRefused(Exception):
    """A stream is not opened, or not any longer; `str()` is what the client is told."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who listens: a person by their token, or nobody in particular."""

    account_id: int = NOBODY
    scopes: frozenset[str] = frozenset()
    holder: TokenHolder | None = None

    def has_scope(self, wanted: str) -> bool:
        return self.holder is not None and self.holder.has_scope(wanted)


def visitor_of(token: str) -> Visitor:
    """Who shows this token; without one, or with an app's own, nobody in particular."""
    if not token:
        return Visitor()
    shown = token_shown(token) if len(token) <= _LONGEST_TOKEN else None
    if shown is None:
        raise StreamRefused(401, WRONG_TOKEN)
    if not isinstance(shown.who, TokenHolder):
        return Visitor()
    if not shown.who.is_confirmed or shown.who.is_suspended:
        raise StreamRefused(401, WRONG_TOKEN)
    return Visitor(shown.who.account.id, shown.who.scopes, shown.who)


def channels_of(visitor: Visitor, stream: Stream) -> list[Channel]:
    """What hearing a stream means for this visitor; raises `StreamRefused`."""
    if stream.name in PERSONAL:
        return _personal(visitor, stream)
    if stream.name not in PUBLIC and stream.name not in HASHTAG:
        raise StreamRefused(400, "Unknown stream type")
    if visitor.holder is not None and not visitor.has_scope("read:statuses"):
        raise StreamRefused(401, OUT_OF_SCOPE)
    tag = _tag(stream) if stream.name in HASHTAG else ""
    return [Channel(stream.name, visitor.account_id, tag)]


def _tag(stream: Stream) -> str:
    tag = normalise_tag(tidy(stream.of).removeprefix("#"))[:100]
    if not tag:
        raise StreamRefused(400, "Missing tag name parameter")
    return tag


def _personal(visitor: Visitor, stream: Stream) -> list[Channel]:
    if visitor.holder is None:
        raise StreamRefused(401, NO_TOKEN)
    if not any(visitor.has_scope(scope) for scope in PERSONAL[stream.name]):
        raise StreamRefused(401, OUT_OF_SCOPE)
    me = visitor.account_id
    notices = Channel("notices", me)
    match stream.name:
        case "user":
            # Without the scope for notices there is only the timeline.
            return [Channel("home", me), *[notices] * visitor.has_scope("read:notifications")]
        case "user:notification":
            return [notices]
        case "direct":
            return [Channel("direct", me)]
    return [Channel("list", me, str(_list(visitor.holder, stream)))]


def _list(holder: TokenHolder, stream: Stream) -> int:
    if not stream.of:
        raise StreamRefused(400, "Missing list name parameter")
    number = whole_id(stream.of)
    if number is None or not may_read_list(_reader(holder), number):
        raise StreamRefused(401, "Not authorized to stream this list")
    return number


def _reader(holder: TokenHolder) -> Reader:
    return reader_for(holder.account)
