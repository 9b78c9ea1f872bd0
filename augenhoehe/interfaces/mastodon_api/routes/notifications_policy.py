"""From whom one wants notices, and who waits until one does: policy and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.notifications.actions import (
    accept_requests,
    choose_senders,
    put_requests_away,
)
from augenhoehe.domain.notifications.requests import (
    policy_of,
    requests_by_ids,
    requests_page,
    waiting_counts,
)
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.notification_policy import (
    ANSWERS,
    FILTERS,
    older_policy_entity,
    policy_entity,
    requests_for,
)
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody, stretch_of

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import NoticeRequest
    from augenhoehe.domain.people.models import Account


def _policy(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "read:notifications")
    return policy_entity(policy_of(holder.account), waiting_counts(holder.account))


def _choose(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    sent = parameters_of(request)
    answers = {ours: sent.text(theirs) for theirs, ours in ANSWERS.items() if sent.has(theirs)}
    policy = choose_senders(by=holder.account, answers=answers)
    return policy_entity(policy, waiting_counts(holder.account))


def _older_policy(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "read:notifications")
    return older_policy_entity(policy_of(holder.account), waiting_counts(holder.account))


def _choose_older(request: HttpRequest) -> dict[str, Any]:
    """True holds back, false accepts; what was to be dropped stays dropped under a true."""
    holder, _reader = somebody(request, "write:notifications")
    sent, known = parameters_of(request), policy_of(holder.account)
    answers = {}
    for theirs, ours in FILTERS.items():
        wanted = sent.choice(theirs)
        if wanted is not None and wanted != (getattr(known, ours) != "accept"):
            answers[ours] = "filter" if wanted else "accept"
    policy = choose_senders(by=holder.account, answers=answers)
    return older_policy_entity(policy, waiting_counts(holder.account))


def _requests(request: HttpRequest) -> Answer:
    holder, reader = somebody(request, "read:notifications")
    page = page_of(request, limit=40, most=80)
    found = requests_page(holder.account, stretch_of(page))
    return linked(request, requests_for(reader, found), [one.id for one in found], page=page)


def _request(request: HttpRequest, request_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, "read:notifications")
    return requests_for(reader, [_found(holder.account, request_id)])[0]


def _found(account: Account, raw: str) -> NoticeRequest:
    number = whole_id(raw)
    found = requests_by_ids(account, [number]) if number is not None else []
    if not found:
        raise not_found()
    return found[0]


def _accept(request: HttpRequest, request_id: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    accept_requests([_found(holder.account, request_id)], by=holder.account)
    return {}


def _dismiss(request: HttpRequest, request_id: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    put_requests_away([_found(holder.account, request_id)], by=holder.account)
    return {}


def _named(request: HttpRequest, account: Account) -> list[NoticeRequest]:
    """Those of the ids that are one's own; all of them, as clients send them."""
    return requests_by_ids(account, parameters_of(request).numbers("id"))


def _accept_several(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    accept_requests(_named(request, holder.account), by=holder.account)
    return {}


def _dismiss_several(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    put_requests_away(_named(request, holder.account), by=holder.account)
    return {}


def _merged(request: HttpRequest) -> dict[str, bool]:
    """What was accepted stands among the notices at once."""
    somebody(request, "read:notifications")
    return {"merged": True}


policy = endpoint(get=_policy, patch=_choose, put=_choose)
older_policy = endpoint(get=_older_policy, patch=_choose_older, put=_choose_older)
requests = endpoint(get=_requests)
single = endpoint(get=_request)
accept = endpoint(post=_accept)
dismiss = endpoint(post=_dismiss)
accept_several = endpoint(post=_accept_several)
dismiss_several = endpoint(post=_dismiss_several)
merged = endpoint(get=_merged)
