"""What stands beside a post, in its place or on a profile when an intervention restricts it.

A post's measures are everybody's to see. Of an account everybody sees what they would notice
anyway (suspended, out of lists, silent); the rest, a warning say, is only for whom it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors import (
    Statement,
    statements_on,
    statements_on_account,
    statements_on_tag,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens import token_for
from augenhoehe.domain.posts.audience import Reader

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_NOTICED_BY_ALL = frozenset(
    {Kind.SUSPEND, Kind.TIME_LIMIT, Kind.WITHDRAW_POSTING_RIGHT, Kind.LIMIT_REACH, Kind.DELIST}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A statement of reasons in one line: what, since when, by which clause, and the way on."""

    kind: str
    words: str
    at: datetime | None
    ends_at: datetime | None
    clause: str
    entry_url: str
    appeal_url: str = ""  # only for whom it concerns


def measures_on(reader: Reader, posts: Iterable[Post]) -> Mapping[int, Sequence[Measure]]:
    """By post: what is in force against it. Asks only if there is one with a restriction."""
    restricted = {post.id: post for post in posts if post.is_restricted}
    if not restricted:
        return {}
    return {
        post_id: [_measure(one, _on_post(), _concerns(reader, restricted[post_id])) for one in said]
        for post_id, said in statements_on(list(restricted)).items()
    }


def _concerns(reader: Reader, post: Post) -> bool:
    who = reader.who
    return who.account_id is not None and (
        post.written_by_id == who.account_id or post.account_id in who.speaks_as
    )


def measures_on_account(reader: Reader, account: Account) -> list[Measure]:
    """What is in force against an account, as far as it is this reader's to know."""
    is_own = reader.account_id == account.id
    if not (account.restrictions or is_own):
        return []
    said = statements_on_account(account.id)
    shown = [one for one in said if is_own or one.kind in _NOTICED_BY_ALL]
    return [_measure(one, _on_account(), concerns=is_own) for one in shown]


def measures_on_tag(tag_id: int) -> list[Measure]:
    """Why the page of a hashtag is closed, with the entries that say so."""
    words: dict[str, str] = {Kind.BLOCK_HASHTAG: _("Closed")}
    return [_measure(one, words, concerns=False) for one in statements_on_tag(tag_id)]


def _measure(one: Statement, words: Mapping[str, str], concerns: bool) -> Measure:
    return Measure(
        kind=one.kind,
        words=words.get(one.kind, _("Restricted")),
        at=one.at,
        ends_at=one.ends_at,
        clause=one.clause_title,
        entry_url=f"/register/{one.uid}",
        appeal_url=f"/begruendung/{token_for(one.target_id)}" if concerns else "",
    )


def _on_post() -> dict[str, str]:
    return {
        Kind.REMOVE_POST: _("Removed"),
        Kind.MARK_SENSITIVE: _("Marked as sensitive"),
        Kind.LIMIT_REACH: _("Not in public lists, and not passed on"),
        Kind.DELIST: _("Not in public lists"),
        Kind.LOCK_REPLIES: _("Replies are closed here"),
        Kind.PAUSE_THREAD: _("This conversation is paused"),
        Kind.REMOVE_MEDIA: _("Pictures were taken out"),
        Kind.WARN: _("A warning was given"),
    }


def _on_account() -> dict[str, str]:
    return {
        Kind.SUSPEND: _("This account is suspended"),
        Kind.TIME_LIMIT: _("This account cannot write for a time"),
        Kind.WITHDRAW_POSTING_RIGHT: _("This account cannot write here"),
        Kind.LIMIT_REACH: _("This account is not in public lists, and not passed on"),
        Kind.DELIST: _("This account is not in public lists"),
        Kind.MUTE: _("What you write raises no notices with people who do not follow you"),
        Kind.BLOCK: _("You cannot address the organisation"),
        Kind.WITHDRAW_VOICE: _("You do not speak through a voice any longer"),
        Kind.WITHDRAW_HAT: _("You do not wear a hat any longer"),
        Kind.WARN: _("You were given a warning"),
    }
