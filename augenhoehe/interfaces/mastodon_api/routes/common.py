"""What most methods begin and end with: who reads, which thing, which page of which list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest

from augenhoehe.domain.people.access import TokenHolder
from augenhoehe.domain.people.pages import accounts_by_ids
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, reader_for
from augenhoehe.domain.posts.pages import authors_of, posts_by_ids
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    holder_if_any,
    holder_of,
    not_found,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.pagination import Page, linked, page_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post


def anybody(request: HttpRequest, *scopes: str) -> Reader:
    """Who reads: the person behind the token, or without one everybody."""
    holder = holder_if_any(request, *scopes)
    return reader_for(holder.account) if holder else EVERYBODY


def somebody(request: HttpRequest, *scopes: str) -> tuple[TokenHolder, Reader]:
    """Who asks for what only a person has."""
    holder = holder_of(request, *scopes)
    return holder, reader_for(holder.account)


def found_post(reader: Reader, raw: str) -> Post:
    """The post of an address, if it may be read."""
    number = whole_id(raw)
    posts = posts_by_ids(reader, [number]) if number is not None else []
    if not posts or (posts[0].boost_of_id and not authors_of(reader, [posts[0].boost_of_id])):
        raise not_found()
    return posts[0]


def itself(reader: Reader, post: Post) -> Post:
    """The post that is passed on, where one was named that passes on."""
    return found_post(reader, str(post.boost_of_id)) if post.boost_of_id else post


def found_account(raw: str) -> Account:
    """The account of an address. Internal spaces are known to nobody here."""
    number = whole_id(raw)
    accounts = accounts_by_ids([number]) if number is not None else []
    if not accounts:
        raise not_found()
    return accounts[0]


def stretch_of(page: Page) -> Stretch:
    return Stretch(page.max_id, page.after, page.limit, page.upwards)


def post_page(request: HttpRequest) -> tuple[Page, Stretch]:
    """Which page of posts is asked for."""
    page = page_of(request, limit=20, most=40)
    return page, stretch_of(page)


def people_page(request: HttpRequest) -> tuple[Page, Stretch]:
    """Which page of people is asked for."""
    page = page_of(request, limit=40, most=80)
    return page, stretch_of(page)


def post_list(request: HttpRequest, reader: Reader, ids: Sequence[int], page: Page) -> Answer:
    """Posts in the order of their ids, and the way on."""
    return linked(request, list(statuses_by_id(reader, ids).values()), ids, page=page)


def account_list(request: HttpRequest, rows: Sequence[tuple[int, Account]], page: Page) -> Answer:
    """People in the order of a list with ids of its own, and the way on."""
    document = accounts_for([account for _row, account in rows])
    return linked(request, document, [row for row, _account in rows], page=page)
