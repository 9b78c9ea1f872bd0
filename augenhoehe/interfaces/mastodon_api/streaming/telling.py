"""The news as apps hear them: the same JSON as the methods answer with.

What everybody may read is put into JSON once, with nobody's eyes, and told to all who listen;
only for whom it looks different it is made again: who wrote it or did something with it, and
who uses filters. What is not open to all is made for each who listens. That is a handful of
questions to the database for a public post, however many listen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import orjson

from augenhoehe.domain.notifications.pages import notice_for
from augenhoehe.domain.people.among import those_with_habit
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.pages import readable_ids
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

_WITH_POSTS = frozenset({"home", "list", *PUBLIC, *HASHTAG})


def tell_post(post_id: int, event: str) -> None:
    """A post is new, or says something else, wherever it stands for those who listen."""
    spread = Spread.of(post_id, present())
    channels = list(spread.channels()) if spread else []
    if spread and channels:
        _tell_each(spread, channels, event)


def _tell_each(spread: Spread, channels: Iterable[Channel], event: str) -> None:
    """To each what they read; the same words once for all who read the same."""
    by_account: dict[int, list[Channel]] = {}
    for channel in channels:
        by_account.setdefault(channel.account_id, []).append(channel)
    particular = _particular(spread, by_account)
    alike = [
        one for account, heard in by_account.items() if account not in particular for one in heard
    ]
    _tell_body(spread, NOBODY, alike, event)
    for account in particular:
        _tell_body(spread, account, by_account[account], event)


def _particular(spread: Spread, accounts: Collection[int]) -> set[int]:
    """For whom it has to be made again."""
    post = spread.post
    quoted = post.quote_of_id
    if not spread.is_open or (quoted and not readable_ids(EVERYBODY, [quoted])):
        return set(accounts)
    place = place_of(post.id)
    own = {post.account_id, (place.written_by_id if place else None) or NOBODY}
    concerned = those_concerned(post.boost_of_id or post.id)
    filtering = those_with_habit(accounts, Habit.FILTERS)
    return (own | concerned | filtering) & set(accounts)


def _tell_body(spread: Spread, account_id: int, channels: Collection[Channel], event: str) -> None:
    reader = spread.readers.of(account_id) if channels else None
    if reader is None:
        return
    ids = readable_ids(reader, [spread.post.id])
    for part in statuses_by_id(reader, ids).values():
        tell(channels, event, orjson.dumps(part).decode())


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
