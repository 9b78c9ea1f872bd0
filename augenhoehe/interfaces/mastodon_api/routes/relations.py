"""Following, muting and blocking. Through a voice nobody is muted and nobody blocked.

A voice follows nobody: what a token of a voice follows, its person follows.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people import actions
from augenhoehe.domain.people.pages import blocks_page, follow_requests_page, mutes_page
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.foundation import clock, patience
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint
from augenhoehe.interfaces.mastodon_api.entities.account import muted_accounts
from augenhoehe.interfaces.mastodon_api.entities.relationship import relationships_for
from augenhoehe.interfaces.mastodon_api.pagination import linked
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    found_account,
    people_page,
    somebody,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account

_LONGEST_MUTE = 10 * 365 * 24 * 3600  # seconds


def _follow(request: HttpRequest, account_id: str) -> dict[str, Any]:
    """Follow, or ask to; also changes what of them one reads, and what was not said stays."""
    holder = _who(request, "write:follows", "follow")
    patience.spend("follow", str(holder.account.id))
    account = found_account(account_id)
    if account.id == holder.speaks_as.id:
        raise Refused(403, _("Nobody follows themselves."))
    sent = parameters_of(request)
    actions.follow(
        account,
        by=holder.account,
        show_boosts=sent.choice("reblogs"),
        notify=sent.choice("notify"),
        languages=sent.texts("languages") if sent.says("languages") else None,
    )
    return _hopeful(relation(holder, account), account)


def _hopeful(standing: dict[str, Any], account: Account) -> dict[str, Any]:
    """Of somebody elsewhere who takes everybody it is said at once that one follows them.

    As Mastodon does; who asks again before their server agreed is told "requested".
    """
    if standing["requested"] and account.domain and not account.approves_followers:
        return standing | {"following": True, "requested": False}
    return standing


def _unfollow(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _who(request, "write:follows", "follow")
    account = found_account(account_id)
    actions.unfollow(account, by=holder.account)
    return relation(holder, account)


def _remove_from_followers(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:follows", "follow")
    account = found_account(account_id)
    actions.reject_follower(account, by=holder.account)
    return relation(holder, account)


def _mute(request: HttpRequest, account_id: str) -> dict[str, Any]:
    """Not read somebody, for `duration` seconds or until one changes one's mind (0)."""
    holder = _person(request, "write:mutes", "follow")
    account = found_account(account_id)
    sent = parameters_of(request)
    seconds = min(sent.whole("duration") or 0, _LONGEST_MUTE)
    with_notices = sent.choice("notifications")
    actions.mute(
        account,
        by=holder.account,
        with_notifications=True if with_notices is None else with_notices,
        until=clock.now() + timedelta(seconds=seconds) if seconds > 0 else None,
    )
    return relation(holder, account)


def _unmute(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:mutes", "follow")
    account = found_account(account_id)
    actions.unmute(account, by=holder.account)
    return relation(holder, account)


def _block(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:blocks", "follow")
    account = found_account(account_id)
    actions.block(account, by=holder.account)
    return relation(holder, account)


def _unblock(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:blocks", "follow")
    account = found_account(account_id)
    actions.unblock(account, by=holder.account)
    return relation(holder, account)


def _authorize(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:follows", "follow")
    account = found_account(account_id)
    actions.accept_follower(account, by=holder.account)
    return relation(holder, account)


def _reject(request: HttpRequest, account_id: str) -> dict[str, Any]:
    holder = _person(request, "write:follows", "follow")
    account = found_account(account_id)
    actions.reject_follower(account, by=holder.account)
    return relation(holder, account)


def _requests(request: HttpRequest) -> Answer:
    holder, _reader = somebody(request, "read:follows", "follow")
    page, stretch = people_page(request)
    return account_list(request, follow_requests_page(holder.speaks_as, stretch), page)


def _blocks(request: HttpRequest) -> Answer:
    holder, _reader = somebody(request, "read:blocks", "follow")
    page, stretch = people_page(request)
    rows = [] if holder.voice else blocks_page(holder.account, stretch)
    return account_list(request, rows, page)


def _mutes(request: HttpRequest) -> Answer:
    holder, _reader = somebody(request, "read:mutes", "follow")
    page, stretch = people_page(request)
    rows = [] if holder.voice else mutes_page(holder.account, stretch)
    document = muted_accounts([(account, until) for _row, account, until in rows])
    return linked(request, document, [row for row, _account, _until in rows], page=page)


def _who(request: HttpRequest, *scopes: str) -> TokenHolder:
    return somebody(request, *scopes)[0]


def _person(request: HttpRequest, *scopes: str) -> TokenHolder:
    """Somebody who speaks for themselves: what follows is a person's own right."""
    holder = _who(request, *scopes)
    if holder.voice is not None:
        raise Refused(403, _("A voice can neither mute nor block: it speaks for the organisation."))
    return holder


def relation(holder: TokenHolder, account: Account) -> dict[str, Any]:
    """How somebody stands to an account now."""
    return relationships_for([account.id], standing_to([account.id], of=holder.account.id))[0]


follow = endpoint(post=_follow)
unfollow = endpoint(post=_unfollow)
remove_from_followers = endpoint(post=_remove_from_followers)
mute = endpoint(post=_mute)
unmute = endpoint(post=_unmute)
block = endpoint(post=_block)
unblock = endpoint(post=_unblock)
authorize = endpoint(post=_authorize)
reject = endpoint(post=_reject)
requests = endpoint(get=_requests)
blocks = endpoint(get=_blocks)
mutes = endpoint(get=_mutes)
