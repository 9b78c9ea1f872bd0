"""Replies that never came here: asked for when somebody here opens a conversation.

Servers send a reply to whom it names and to its author's followers. Whoever reads a conversation
wants the others too; so the home of a post is asked for its replies, seldom and within bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from augenhoehe.activitypub.reading import NotReadable, id_of, read_collection, same_host
from augenhoehe.activitypub.records import Collection
from augenhoehe.domain.posts.selectors import is_kept, post_with_quoted
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import ASKS_ELSEWHERE
from augenhoehe.foundation.jobs import enqueue
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import Course, bounded, run_here
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.models import ThreadAsked
from augenhoehe.interfaces.federation.resolve.client import ask_now
from augenhoehe.interfaces.federation.resolve.documents import fetched
from augenhoehe.interfaces.federation.resolve.posts import (
    fetched_record,
    keep,
    known_post,
    need_of_quote,
)

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

BACKFILL = "federation_backfill"  # a kind of job
EVERY = timedelta(hours=1)
MOST_PAGES = 5
MOST_POSTS = 50
_MOST_ASKS = 150  # a reply may bring its author and a name to be confirmed


def look_for_replies(post: Post) -> None:
    """Somebody here reads a post, or is spoken to in it: have its home asked for the replies.

    Cheap where nothing is to be done. Of what is not open nothing is asked: its replies are
    for those who have them.
    """
    if not post.uri or not post.is_open:
        return
    before = clock.now() - EVERY
    if ThreadAsked.objects.filter(post_id=post.id, asked_at__gt=before).exists():
        return
    with transaction.atomic():
        now = clock.now()
        ThreadAsked.objects.update_or_create(post_id=post.id, defaults={"asked_at": now})
        enqueue(BACKFILL, {"post_id": post.id}, host=ASKS_ELSEWHERE)


def fetch_replies(payload: Mapping[str, Any]) -> None:
    """The job. What does not come now comes when somebody reads it another time."""
    post = post_with_quoted(int(payload["post_id"]))
    if post is not None and post.uri:
        run_here(backfilled(post.uri), ask_now)


def backfilled(uri: str) -> Course[int]:
    """Ask for a post anew and for its replies; how many came that were not here."""
    return (yield from bounded(_backfilled(uri), _MOST_ASKS))


def _backfilled(uri: str) -> Course[int]:
    found = yield from fetched_record(uri)
    if found is None:
        return 0
    record, author = found
    yield from need_of_quote(record)
    keep(record, author, wanted=True)
    if record.replies is None:
        return 0
    replies = yield from _listed(record.replies, record.id)
    came = 0
    for reply in replies:
        came += yield from _kept(reply)
    return came


def _listed(replies: Collection, of: str) -> Course[list[str]]:
    """The ids of replies, page by page, all from the post's own host."""
    found: dict[str, None] = {}
    page: Collection | None = replies
    if not (replies.items or replies.first or replies.first_page):
        page = yield from _page(replies.id, of)
    for _ in range(MOST_PAGES + 1):  # the collection itself has none, or its first within
        if page is None:
            break
        first = page.first_page
        found |= dict.fromkeys([*_ids(page), *(_ids(first) if first else ())])
        following = (first.next if first else "") or page.next or ("" if first else page.first)
        if len(found) >= MOST_POSTS or not following:
            break
        page = yield from _page(following, of)
    return list(found)[:MOST_POSTS]


def _page(where: str, of: str) -> Course[Collection | None]:
    if not where or not same_host(where, of):
        return None
    found = yield from fetched(where)
    if found.document is None:
        return None
    try:
        with as_servers_speak_here():
            return read_collection(found.document)
    except NotReadable:
        return None


def _ids(page: Collection) -> Iterator[str]:
    with as_servers_speak_here():
        yield from [uri for item in page.items if (uri := id_of(item)) and not is_ours(uri)]


def _kept(uri: str) -> Course[int]:
    """One reply, from its own home, if it replies to something that is here."""
    if is_kept(uri):
        return 0
    found = yield from fetched_record(uri)
    if found is None:
        return 0
    record, author = found
    if known_post(record.in_reply_to) is None:
        return 0
    yield from need_of_quote(record)
    return 1 if keep(record, author, wanted=True) is not None else 0
