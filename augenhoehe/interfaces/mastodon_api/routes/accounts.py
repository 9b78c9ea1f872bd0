"""`/api/v1/accounts/…`: who somebody is, what they said, whom they follow."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.domain.people.pages import (
    accounts_by_ids,
    familiar_followers,
    find_people,
    followers_page,
    following_page,
)
from augenhoehe.domain.people.policies import may_see_relations
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.domain.posts.pages import Wanted, account_page, people_by_last_post
from augenhoehe.domain.posts.showing import pinned_posts
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.account import (
    account_entity,
    account_parts,
    accounts_for,
)
from augenhoehe.interfaces.mastodon_api.entities.relationship import relationships_for
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.pagination import page_of
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    anybody,
    found_account,
    people_page,
    post_list,
    post_page,
    somebody,
)
from augenhoehe.interfaces.mastodon_api.routes.search import count_search, looked_up, wanted_address

_AT_ONCE = 100


def _one(request: HttpRequest, account_id: str) -> dict[str, Any]:
    anybody(request, "read:accounts")
    return account_entity(found_account(account_id))


def many(request: HttpRequest) -> list[Any]:
    """Several accounts by `id[]`; those that do not exist are left out."""
    anybody(request, "read:accounts")
    return accounts_for(accounts_by_ids(_ids(parameters_of(request))))


def _ids(sent: Parameters) -> list[int]:
    found = [whole_id(one) for one in sent.texts("id")[:_AT_ONCE]]
    return list(dict.fromkeys(one for one in found if one))


def _statuses(request: HttpRequest, account_id: str) -> Answer:
    """What somebody said; with `pinned`, what stands first on their page."""
    reader = anybody(request, "read:statuses")
    account = found_account(account_id)
    sent = parameters_of(request)
    page, stretch = post_page(request)
    if sent.truth("pinned"):
        ids = pinned_posts(reader, account.id)[: page.limit]
        return Answer(list(statuses_by_id(reader, ids).values()))
    wanted = Wanted(
        only_media=sent.truth("only_media"),
        without_replies=sent.truth("exclude_replies"),
        without_boosts=sent.truth("exclude_reblogs"),
    )
    ids = account_page(reader, account, stretch, wanted, tag=sent.text("tagged"))
    return post_list(request, reader, ids, page)


def _followers(request: HttpRequest, account_id: str) -> Answer:
    reader = anybody(request, "read:accounts")
    account = found_account(account_id)
    if not may_see_relations(reader.who, account):
        return Answer([])
    page, stretch = people_page(request)
    return account_list(request, followers_page(account, stretch), page)


def _following(request: HttpRequest, account_id: str) -> Answer:
    reader = anybody(request, "read:accounts")
    account = found_account(account_id)
    if not may_see_relations(reader.who, account):
        return Answer([])
    page, stretch = people_page(request)
    return account_list(request, following_page(account, stretch), page)


def _relationships(request: HttpRequest) -> list[Any]:
    """How one stands to others; in the order asked for."""
    holder, _reader = somebody(request, "read:follows")
    ids = [account.id for account in accounts_by_ids(_ids(parameters_of(request)))]
    return relationships_for(ids, standing_to(ids, of=holder.account.id))


def _familiar_followers(request: HttpRequest) -> list[Any]:
    """Whom one follows oneself among the followers of others."""
    holder, _reader = somebody(request, "read:follows")
    ids = [account.id for account in accounts_by_ids(_ids(parameters_of(request)))]
    found = familiar_followers(ids, of=holder.account)
    account_parts(account for some in found.values() for account in some)  # all in one go
    return [
        {"id": str(account_id), "accounts": accounts_for(some)}
        for account_id, some in found.items()
    ]


def _lookup(request: HttpRequest) -> dict[str, Any]:
    """The account behind an address such as `name` or `name@server.example`."""
    anybody(request, "read:accounts")
    account = account_by_address(wanted_address(parameters_of(request).text("acct")))
    if account is None:
        raise not_found()
    return account_entity(account)


def _search(request: HttpRequest) -> list[Any]:
    holder, _reader = somebody(request, "read:accounts")
    count_search(request, holder.account)
    sent = parameters_of(request)
    page = page_of(request, limit=40, most=80)
    if sent.truth("resolve"):  # known afterwards, so that it is found
        looked_up(sent.text("q"), holder.account)
    people = find_people(
        wanted_address(sent.text("q")),
        limit=page.limit,
        offset=min(page.offset, 1000),
        of=holder.account if sent.truth("following") else None,
    )
    return accounts_for(people)


def _directory(request: HttpRequest) -> list[Any]:
    """Who is here. Who spoke last comes first, or who came last: nobody is counted."""
    anybody(request, "read:accounts")
    sent = parameters_of(request)
    page = page_of(request, limit=40, most=80)
    people = people_by_last_post(
        limit=page.limit,
        offset=min(page.offset, 10_000),
        newest_accounts=sent.text("order") == "new",
        local=sent.truth("local"),
    )
    return accounts_for(people)


one = endpoint(get=_one)
statuses = endpoint(get=_statuses)
followers = endpoint(get=_followers)
following = endpoint(get=_following)
relationships = endpoint(get=_relationships)
familiar = endpoint(get=_familiar_followers)
lookup = endpoint(get=_lookup)
search = endpoint(get=_search)
directory = endpoint(get=_directory)
