"""The news as apps hear them: the same JSON as the methods answer with.

What everybody may read is put into JSON once for all who listen, with the eyes of one of them;
only for whom it looks different it is made alone: who wrote it or did something with it, who
uses filters, who looks away from whom it quotes. What is not open to all is made for each who
listens. That is a handful of questions to the database for a public post, however many listen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import orjson

from augenhoehe.domain.notifications.pages import notice_for
from augenhoehe.domain.people.among import those_following, those_hiding, those_with_habit
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import EVERYBODY, Reader
from augenhoehe.domain.posts.glance import QuotePolicy
from augenhoehe.domain.posts.pages import authors_of, readable_ids
from augenhoehe.domain.posts.selectors import (
    conversation_for,
    may_know_of,
    place_of,
    those_concerned,
)
from augenhoehe.interfaces.mastodon_api.entities.conversation import conversations_for
from augenhoehe.interfaces.mastodon_api.entities.notification import TYPES, notifications_for
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.streaming.names import HASHTAG, NOBODY, PUBLIC, Channel
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import Present, present, tell
from augenhoehe.interfaces.mastodon_api.streaming.readers import Readers, Spread

_ALIKE = -1
_WITH_POSTS = frozenset({"home", "list", *PUBLIC, *HASHTAG})


def tell_post(post_id: int, event: str) -> None:
    """A post is new, or says something else, wherever it stands for those who listen."""
    spread = Spread.of(post_id, present())
    channels = list(spread.channels()) if spread else []
    if spread and channels:
        _tell_each(spread, channels, event)


def _tell_each(spread: Spread, channels: Iterable[Channel], event: str) -> None:
    """To each what they read; made once for all who read the same."""
    by_account: dict[int, list[Channel]] = {}
    for channel in channels:
        by_account.setdefault(channel.account_id, []).append(channel)
    for alike in _groups(spread, by_account.keys()):
        eyes = next(filter(None, map(spread.readers.of, alike)), None)
        if eyes is not None:
            heard = [channel for account in alike for channel in by_account[account]]
            _tell_body(spread, eyes, heard, event)


def _groups(spread: Spread, accounts: Collection[int]) -> list[list[int]]:
    """Those for whom a post looks the same, together; nobody in particular apart."""
    particular = _particular(spread, accounts)
    following: set[int] = set()
    if spread.itself.quote_policy == QuotePolicy.FOLLOWERS:  # who follows may quote it
        following = those_following(spread.itself.account_id, accounts)
    groups: dict[tuple[int, bool], list[int]] = {}
    for account in accounts:
        is_alone = account == NOBODY or account in particular
        key = (account, False) if is_alone else (_ALIKE, account in following)
        groups.setdefault(key, []).append(account)
    return list(groups.values())


def _particular(spread: Spread, accounts: Collection[int]) -> set[int]:
    """For whom it has to be made alone."""
    if not spread.is_open:
        return set(accounts)
    quoted = spread.itself.quote_of_id
    quoted_authors = authors_of(EVERYBODY, [quoted]) if quoted else {}
    if quoted and not quoted_authors:
        return set(accounts)
    place = place_of(spread.post.id)
    own = {spread.post.account_id, spread.itself.account_id}
    own |= {place.written_by_id or NOBODY} if place else set()
    turned_away = those_hiding(quoted_authors.values())
    filtering = those_with_habit(accounts, Habit.FILTERS)
    return (own | turned_away | filtering | those_concerned(spread.itself.id)) & set(accounts)


def _tell_body(spread: Spread, reader: Reader, heard: Collection[Channel], event: str) -> None:
    ids = readable_ids(reader, [spread.post.id])
    for part in statuses_by_id(reader, ids).values():
        tell(heard, event, orjson.dumps(part).decode())


def tell_gone(post_id: int, addressed: Collection[int], boost_id: int | None = None) -> None:
    """A post was deleted or removed: only its number is told, to those who could read it.

    `boost_id`: not the post has gone, but that somebody passed it on.
    """
    there = present()
    readers = Readers()
    is_open = may_know_of(EVERYBODY, post_id)

    def could_read(account_id: int) -> bool:
        reader = readers.of(account_id)
        return reader is not None and may_know_of(reader, post_id)

    channels = [
        channel
        for channel in _with_posts(there)
        if is_open or channel.account_id in addressed or could_read(channel.account_id)
    ]
    tell(channels, "delete", str(boost_id or post_id))


def _with_posts(there: Present) -> list[Channel]:
    return [
        Channel(kind, account, which)
        for (kind, which), accounts in there.items()
        if kind in _WITH_POSTS
        for account in accounts
    ]


def tell_notice(account_id: int, notice_id: int) -> None:
    """Something concerned somebody."""
    if account_id not in present().get(("notices", ""), ()):
        return
    reader = Readers().of(account_id)
    notice = notice_for(reader, list(TYPES), notice_id) if reader else None
    for entity in notifications_for(reader, [notice]) if reader and notice else ():
        tell([Channel("notices", account_id)], "notification", orjson.dumps(entity).decode())


def tell_conversation(account_id: int, conversation_id: int) -> None:
    """Something was said among a few people, one of whom listens."""
    if account_id not in present().get(("direct", ""), ()):
        return
    reader = Readers().of(account_id)
    talk = conversation_for(reader, conversation_id) if reader else None
    for entity in conversations_for(reader, [talk]) if reader and talk else ():
        tell([Channel("direct", account_id)], "conversation", orjson.dumps(entity).decode())


def tell_filters(account_id: int) -> None:
    """Somebody changed what they do not want to read: their other apps ask anew."""
    tell([Channel("home", account_id)], "filters_changed", "")


def tell_merged(account_id: int) -> None:
    """What was held back from somebody stands among their notices now."""
    tell([Channel("notices", account_id)], "notifications_merged", "1")
