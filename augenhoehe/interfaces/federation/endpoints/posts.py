"""What was said: posts, boosts, replies to them, and agreements to quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from augenhoehe.activitypub.records import Collection, QuoteAuthorization, Tombstone
from augenhoehe.activitypub.writing import (
    write_collection,
    write_post,
    write_quote_authorization,
)
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.pages import posts_by_ids
from augenhoehe.domain.posts.selectors import (
    agreed_quote,
    post_for,
    replies_to,
    tombstone,
    uris_at,
)
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.addresses import about_post, stamp_uri
from augenhoehe.interfaces.federation.endpoints.answers import Gone, NotHere, document
from augenhoehe.interfaces.federation.endpoints.asker import known_asker
from augenhoehe.interfaces.federation.endpoints.door import for_servers
from augenhoehe.interfaces.federation.endpoints.paging import number_in
from augenhoehe.interfaces.federation.translate.posts_out import described_post
from augenhoehe.interfaces.federation.translate.said_out import said_by

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

REPLIES_A_PAGE = 30


@for_servers
def post(request: HttpRequest, post_id: int, handle: str = "") -> HttpResponse:
    """BASE/p/<id> and its page: a Note or Question, or the Announce of a boost."""
    found = _post_asked_for(request, post_id)
    if handle and found.account.handle.lower() != handle.lower():
        raise NotHere
    is_open = found.is_open
    if found.boost_of_id is not None:
        return document(request, said_by([found])[found.id], to_all=is_open)
    return document(request, write_post(described_post(found)), to_all=is_open)


@for_servers
def activity(request: HttpRequest, post_id: int) -> HttpResponse:
    """BASE/p/<id>/activity: its Create."""
    found = _post_asked_for(request, post_id)
    if found.boost_of_id is not None:
        raise NotHere
    return document(request, said_by([found])[found.id], to_all=found.is_open)


@for_servers
def replies(request: HttpRequest, post_id: int) -> HttpResponse:
    """The direct replies that everybody may read, from here and elsewhere."""
    found = _open_post(post_id)
    where = about_post(post_id, "replies")
    after = number_in(request, "min_id")
    page = _replies_page(found, where, after)
    if "page" in request.GET:
        return document(request, write_collection(page))
    whole = Collection(where, "Collection", total=found.replies_count, first_page=page)
    return document(request, write_collection(whole))


def _replies_page(found: Post, where: str, after: int | None) -> Collection:
    ids = replies_to(EVERYBODY, found.id, after=after, limit=REPLIES_A_PAGE)
    known = uris_at(ids)
    behind = f"&min_id={after}" if after is not None else ""
    more = f"{where}?page=true&min_id={ids[-1]}" if len(ids) == REPLIES_A_PAGE else ""
    return Collection(
        f"{where}?page=true{behind}",
        "CollectionPage",
        part_of=where,
        items=tuple(known[one].uri for one in ids if one in known),
        next=more,
    )


@for_servers
def likes(request: HttpRequest, post_id: int) -> HttpResponse:
    """How many like it. Who they are is said by nobody but themselves."""
    return _total(request, post_id, "likes", "likes_count")


@for_servers
def shares(request: HttpRequest, post_id: int) -> HttpResponse:
    """How many passed it on."""
    return _total(request, post_id, "shares", "boosts_count")


def _total(request: HttpRequest, post_id: int, name: str, count: str) -> HttpResponse:
    total: Any = getattr(_open_post(post_id), count)
    whole = Collection(about_post(post_id, name), "Collection", total=total)
    return document(request, write_collection(whole))


@for_servers
def stamp(request: HttpRequest, quoting_id: int) -> HttpResponse:
    """BASE/stamps/<id>: its author agrees that a post of ours is quoted there (FEP-044f)."""
    pair = agreed_quote(quoting_id)
    if pair is None:
        raise NotHere
    quoting, quoted = pair
    stamp = QuoteAuthorization(stamp_uri(quoting_id), quoted.author, quoting.uri, quoted.uri)
    return document(request, write_quote_authorization(stamp))


def _post_asked_for(request: HttpRequest, post_id: int) -> Post:
    """One of our posts, as far as who asks may read it; nothing internal, whoever asks."""
    found = _open(post_id)
    if found is None and (asker := known_asker(request)):
        found = post_for(asker.reader, post_id)
    if found is not None and found.account.is_local and not found.is_internal:
        return found
    raise _gone(post_id) or NotHere


def _open(post_id: int) -> Post | None:
    return next(iter(posts_by_ids(EVERYBODY, [post_id])), None)


def _open_post(post_id: int) -> Post:
    found = _open(post_id)
    if found is None or not found.account.is_local or found.boost_of_id is not None:
        raise _gone(post_id) or NotHere
    return found


def _gone(post_id: int) -> Gone | None:
    """What stands where an open post of ours was."""
    was = tombstone(post_id)
    if was is None or not was.account.is_local or was.deleted_at is None:
        return None
    return Gone(Tombstone(local_uri(post_id), "Note", was.deleted_at))
