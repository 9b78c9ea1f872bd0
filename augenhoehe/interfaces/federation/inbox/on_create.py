"""Something was said elsewhere; or somebody chose an answer of a poll, which arrives like it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from augenhoehe.activitypub.reading import NotReadable, claims
from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.records import Post as PostRecord
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.people.uris import account_id_in
from augenhoehe.domain.posts.actions import receive_post, vote
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.selectors import is_followed_here, poll_titles, post_at
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.resolve.backfill import look_for_replies
from augenhoehe.interfaces.federation.resolve.posts import (
    is_agreed,
    is_limited,
    known_or_fetched_post,
    need_of_ancestors,
    need_of_quote,
)
from augenhoehe.interfaces.federation.translate.posts_in import read_here, said_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def on_create(activity: Activity, actor: Account) -> None:
    """Keep what somebody said, if it concerns anybody here."""
    if not claims.may_bring(activity):
        return  # it was fetched from where it belongs
    record = brought(activity)
    if record.is_ballot:
        _count_ballot(record, actor)
        return
    said = said_of(
        record, author=actor, is_agreed=is_agreed(record), is_limited=is_limited(actor.domain)
    )
    post = receive_post(said, by=actor)
    if post is not None and any(account.is_local for account in said.mentioned):
        look_for_replies(post.thread or post)


def brought(activity: Activity) -> PostRecord:
    """The post that came along, as its author's own words; raises where it is not."""
    record = read_here(activity.embedded)
    if not claims.may_say(record, actor=activity.actor):
        raise NotReadable("somebody_else")
    return record


def brought_or_none(activity: Activity) -> PostRecord | None:
    """The same, where what does not count is no trouble."""
    if not claims.may_bring(activity):
        return None
    try:
        return brought(activity)
    except NotReadable:
        return None


def need_of_create(activity: Activity) -> Course[None]:
    """What it replies to and quotes, where anybody here will read it."""
    if activity.embedded is not None and not _names_another(activity.embedded):
        return
    record = brought_or_none(activity)
    if record is None:
        if activity.embedded is None and _concerns_us(activity):
            yield from known_or_fetched_post(activity.object)
        return
    if record.is_ballot or not (record.in_reply_to or record.quote):
        return
    if _speaks_to_us(record) or _is_followed(activity.actor):
        yield from need_of_ancestors(record.in_reply_to)
        yield from need_of_quote(record)


def _names_another(document: Mapping[str, Any]) -> bool:
    """Whether a document could reply to or quote anything: most do not, and are read once."""
    return any(
        value and ("inReplyTo" in name or "quote" in name.lower())
        for name, value in document.items()
    )


def _concerns_us(activity: Activity) -> bool:
    """Whether what comes by its address alone is worth a question: followed, or said to us."""
    return _names_us(*activity.to, *activity.cc) or _is_followed(activity.actor)


def _speaks_to_us(record: PostRecord) -> bool:
    return _names_us(*record.to, *record.cc, *(one.href for one in record.mentions))


def _names_us(*uris: str) -> bool:
    return any(account_id_in(uri) is not None for uri in uris)


def _is_followed(uri: str) -> bool:
    account = account_by_uri(uri)
    return account is not None and is_followed_here(account.id)


def _count_ballot(record: PostRecord, actor: Account) -> None:
    """Somebody elsewhere chose an answer of one of our polls."""
    if post_id_in(record.in_reply_to) is None:
        return
    post = post_at(record.in_reply_to, reader=reader_for(actor))
    if post is None or not post.account.is_local:
        raise NotAllowed("This poll cannot be read.")
    titles = poll_titles(post)
    if record.name.strip() in titles:
        vote(post, by=actor, choices=[titles.index(record.name.strip())])
