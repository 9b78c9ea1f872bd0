"""`/api/v1/lists`: people one reads on a page of their own, and the spaces one belongs to.

A space appears as a list that cannot be edited: its members change it on its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people import actions, reading
from augenhoehe.domain.people.pages import accounts_by_ids
from augenhoehe.domain.posts.pages import list_page, space_page
from augenhoehe.domain.spaces.selectors import members_page, my_spaces, spaces_one_belongs_to
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    Refused,
    endpoint,
    invalid,
    not_found,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.entities.list import list_entity, space_entity
from augenhoehe.interfaces.mastodon_api.pagination import page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    found_account,
    post_list,
    post_page,
    somebody,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account, ReadingList
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.spaces.models import Space

_WHOLE = 5000  # what `limit=0` gives of the members, which is all there can be


def _read_all(request: HttpRequest) -> list[Any]:
    holder, reader = somebody(request, "read:lists")
    own = [list_entity(one) for one in reading.lists_of(holder.account)]
    return own + [space_entity(space) for space in spaces_one_belongs_to(reader.who)]


def _make(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:lists")
    sent = parameters_of(request)
    with _worded():
        made = actions.make_list(
            sent.text("title"),
            by=holder.account,
            replies=sent.text("replies_policy") or "list",
            is_exclusive=sent.truth("exclusive"),
        )
    return list_entity(made)


def _read(request: HttpRequest, list_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, "read:lists")
    own = _own(holder, list_id)
    return list_entity(own) if own else space_entity(_space(reader, list_id))


def _change(request: HttpRequest, list_id: str) -> dict[str, Any]:
    """Change what was sent, and nothing else."""
    holder, chosen = _to_change(request, list_id)
    sent = parameters_of(request)
    with _worded():
        changed = actions.change_list(
            chosen,
            by=holder.account,
            title=sent.text("title") if sent.says("title") else None,
            replies=sent.text("replies_policy") if sent.has("replies_policy") else None,
            is_exclusive=sent.choice("exclusive"),
        )
    return list_entity(changed)


def _delete(request: HttpRequest, list_id: str) -> dict[str, Any]:
    holder, chosen = _to_change(request, list_id)
    actions.delete_list(chosen, by=holder.account)
    return {}


def _members(request: HttpRequest, list_id: str) -> Answer:
    """Who is read in a list. `limit=0` is everybody."""
    holder, reader = somebody(request, "read:lists")
    page = page_of(request, limit=40, most=80)
    if parameters_of(request).whole("limit") == 0:
        page = replace(page, limit=_WHOLE)
    own = _own(holder, list_id)
    if own is not None:
        rows = reading.list_members_page(own, page.stretch)
    else:
        rows = members_page(_space(reader, list_id), page.stretch)
    return account_list(request, rows, page)


def _add(request: HttpRequest, list_id: str) -> dict[str, Any]:
    holder, chosen = _to_change(request, list_id)
    with _worded():
        actions.put_in_list(chosen, _named(request), by=holder.account)
    return {}


def _remove(request: HttpRequest, list_id: str) -> dict[str, Any]:
    holder, chosen = _to_change(request, list_id)
    ids = parameters_of(request).numbers("account_ids")
    actions.take_out_of_list(chosen, accounts_by_ids(ids), by=holder.account)
    return {}


def _named(request: HttpRequest) -> list[Account]:
    """The accounts that were sent; one that does not exist is an error, as clients expect."""
    ids = parameters_of(request).numbers("account_ids")
    accounts = accounts_by_ids(ids)
    if len(accounts) < len(ids):
        raise not_found()
    return accounts


def _lists_with(request: HttpRequest, account_id: str) -> list[Any]:
    """In which of one's lists, and in which of one's spaces, somebody is."""
    holder, reader = somebody(request, "read:lists")
    account = found_account(account_id)
    own = [list_entity(one) for one in reading.lists_with(holder.account, account)]
    theirs = my_spaces(account.id)
    mine = spaces_one_belongs_to(reader.who) if theirs else []
    return own + [space_entity(space) for space in mine if space.id in theirs]


def _timeline(request: HttpRequest, list_id: str) -> Answer:
    """The posts of a list's members, or the conversations of a space."""
    holder, reader = somebody(request, "read:lists")
    page, stretch = post_page(request)
    own = _own(holder, list_id)
    if own is not None:
        return post_list(request, reader, list_page(reader, own, stretch), page)
    space = _space(reader, list_id)
    return post_list(request, reader, space_page(reader, space.id, stretch), page)


def _own(holder: TokenHolder, raw: str) -> ReadingList | None:
    number = whole_id(raw)
    return reading.own_list(holder.account, number) if number is not None else None


def _to_change(request: HttpRequest, raw: str) -> tuple[TokenHolder, ReadingList]:
    """One's own list; a space is one that cannot be changed here."""
    holder, reader = somebody(request, "write:lists")
    chosen = _own(holder, raw)
    if chosen is None:
        _space(reader, raw)
        raise invalid(_("This list is a space. Its members change it on its page."))
    return holder, chosen


def _space(reader: Reader, raw: str) -> Space:
    number = whole_id(raw)
    for space in spaces_one_belongs_to(reader.who):
        if space.id == number:
            return space
    raise not_found()


@contextmanager
def _worded() -> Iterator[None]:
    """Refusals with the status clients know for them."""
    try:
        yield
    except Invalid as refusal:
        if refusal.code == "not_followed":
            raise Refused(404, str(refusal)) from None
        if refusal.code == "replies":
            raise Refused(422, str(refusal)) from None
        raise


lists = endpoint(get=_read_all, post=_make)
single = endpoint(get=_read, put=_change, delete=_delete)
members = endpoint(get=_members, post=_add, delete=_remove)
lists_with = endpoint(get=_lists_with)
timeline = endpoint(get=_timeline)
