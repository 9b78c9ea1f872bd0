"""The lists of an account: what it said, who follows it, what stands first on its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from augenhoehe.activitypub.records import Collection
from augenhoehe.activitypub.writing import bare_post, write_collection
from augenhoehe.domain.people.ours import our_account
from augenhoehe.domain.people.pages import followers_page, following_page
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.pages import account_page
from augenhoehe.domain.posts.showing import featured_tags_of, pinned_posts
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.federation.addresses import collection_of
from augenhoehe.interfaces.federation.endpoints.actors import ours_or_gone
from augenhoehe.interfaces.federation.endpoints.answers import NotHere, document
from augenhoehe.interfaces.federation.endpoints.asker import asker_of
from augenhoehe.interfaces.federation.endpoints.door import for_servers
from augenhoehe.interfaces.federation.endpoints.paging import is_page, number_in, page, whole
from augenhoehe.interfaces.federation.outbox.followers import followers_at
from augenhoehe.interfaces.federation.translate.posts_out import described_posts
from augenhoehe.interfaces.federation.translate.said_out import said_by

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

POSTS_A_PAGE, PEOPLE_A_PAGE = 20, 40


@for_servers
def outbox(request: HttpRequest, account_id: int) -> HttpResponse:
    """What an account said to everybody, and passed on."""
    account = _listed(account_id, is_for_desk=True)
    where = collection_of(account_id, "outbox")
    total = account.posts_count
    if account.is_desk or not is_page(request):
        return _answer(request, whole(where, total, has_pages=not account.is_desk))
    before = number_in(request, "max_id")
    ids = account_page(EVERYBODY, account, Stretch(before, limit=POSTS_A_PAGE))
    said = said_by(load_posts(ids))
    items = [said[one] for one in ids if one in said]
    for item in items:
        item.pop("@context")  # the page's own is the same
    last = ids[-1] if len(ids) == POSTS_A_PAGE else None
    return _answer(request, page(where, total, before, items, last))


@for_servers
def followers(request: HttpRequest, account_id: int) -> HttpResponse:
    """Who follows an account: how many, and who, unless it keeps that to itself."""
    account = _listed(account_id)
    return _people(request, account, "followers", account.followers_count, followers_page)


@for_servers
def following(request: HttpRequest, account_id: int) -> HttpResponse:
    """Whom an account follows: how many, and whom, unless it keeps that to itself."""
    account = _listed(account_id)
    return _people(request, account, "following", account.following_count, following_page)


def _people(
    request: HttpRequest,
    account: Account,
    name: str,
    total: int,
    rows_of: Callable[[Account, Stretch], Sequence[tuple[int, Account]]],
) -> HttpResponse:
    where = collection_of(account.id, name)
    if account.hides_relations or not is_page(request):
        if account.hides_relations and is_page(request):
            raise NotHere
        return _answer(request, whole(where, total, has_pages=not account.hides_relations))
    before = number_in(request, "max_id")
    rows = rows_of(account, Stretch(before, limit=PEOPLE_A_PAGE))
    # Who hides their own relations does not stand in other people's lists either.
    items = [uri_of(one) for _row, one in rows if not one.hides_relations]
    last = rows[-1][0] if len(rows) == PEOPLE_A_PAGE else None
    return _answer(request, page(where, total, before, items, last))


@for_servers
def featured(request: HttpRequest, account_id: int) -> HttpResponse:
    """What stands first on a page, whole."""
    account = _listed(account_id)
    ids = pinned_posts(EVERYBODY, account.id)
    said = described_posts(load_posts(ids))
    items = tuple(bare_post(said[one]) for one in ids if one in said)
    where = collection_of(account_id, "featured")
    return _answer(request, Collection(where, "OrderedCollection", total=len(items), items=items))


@for_servers
def tags(request: HttpRequest, account_id: int) -> HttpResponse:
    """The hashtags an account shows as its own."""
    account = _listed(account_id)
    where = collection_of(account_id, "tags")
    items = tuple(
        {
            "type": "Hashtag",
            "href": f"{settings.BASE_URL}/tags/{quote(one.tag.name)}",
            "name": f"#{one.tag.shown}",
        }
        for one in featured_tags_of(account)
    )
    return _answer(request, Collection(where, "Collection", total=len(items), items=items))


@for_servers
def synchronization(request: HttpRequest, account_id: int) -> HttpResponse:
    """Whom of its own people a server should hold for followers (FEP-8fcf): for it alone."""
    account = _listed(account_id)
    asker = asker_of(request)
    where = f"{collection_of(account.id, 'followers')}_synchronization"
    items = tuple(followers_at(account.id, asker.host))
    listed = Collection(where, "OrderedCollection", total=len(items), items=items)
    return document(request, write_collection(listed), to_all=False)


def _listed(account_id: int, *, is_for_desk: bool = False) -> Account:
    account = ours_or_gone(our_account(account_id))
    if account.is_desk and not is_for_desk:
        raise NotHere
    return account


def _answer(request: HttpRequest, listed: Collection) -> HttpResponse:
    return document(request, write_collection(listed))
