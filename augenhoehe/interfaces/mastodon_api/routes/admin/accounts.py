"""`admin/accounts`: who is here and how they stand; restricting somebody, and ending that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors.accounts import (
    Known,
    Sought,
    account_sought,
    accounts_sought,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint, whole_id
from augenhoehe.interfaces.mastodon_api.entities.admin import admin_accounts
from augenhoehe.interfaces.mastodon_api.entities.role import roles_with_ids
from augenhoehe.interfaces.mastodon_api.errors import invalid, not_found
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.admin.doors import moderator, officer
from augenhoehe.interfaces.mastodon_api.routes.admin.wishes import end, restrict, told

_READ, _WRITE = "admin:read:accounts", "admin:write:accounts"
_STATUSES = ("active", "disabled", "silenced", "suspended")
# What apps call it, and what comes nearest here.
_ACTIONS = {
    "none": Kind.WARN,
    "disable": Kind.WITHDRAW_POSTING_RIGHT,
    "silence": Kind.DELIST,
    "suspend": Kind.SUSPEND,
}
_SILENCING = (Kind.DELIST, Kind.LIMIT_REACH, Kind.MUTE)


def _list_v1(request: HttpRequest) -> Answer:
    """Filters are switches: local, remote, active, pending, disabled, silenced, suspended."""
    officer(request, _READ)
    sent = parameters_of(request)
    status = next((name for name in _STATUSES if sent.truth(name)), "")
    is_local = True if sent.truth("local") else False if sent.truth("remote") else None
    nobody = any(sent.truth(name) for name in ("pending", "sensitized"))
    return _listed(request, sent, is_local, status, nobody=nobody, staff=sent.truth("staff"))


def _list_v2(request: HttpRequest) -> Answer:
    """Filters are words: origin, status, permissions, role_ids."""
    officer(request, _READ)
    sent = parameters_of(request)
    origin, status = sent.text("origin"), sent.text("status")
    is_local = {"local": True, "remote": False}.get(origin)
    nobody = bool(status) and status not in _STATUSES
    staff = sent.text("permissions") == "staff"
    return _listed(request, sent, is_local, status, nobody=nobody, staff=staff)


def _listed(
    request: HttpRequest,
    sent: Parameters,
    is_local: bool | None,
    status: str,
    *,
    nobody: bool,
    staff: bool,
) -> Answer:
    page = page_of(request, limit=100, most=200)
    if nobody or sent.has("email") or sent.has("ip"):  # nobody waits; addresses are not looked up
        return Answer([])
    roles = roles_with_ids(sent.texts("role_ids"))
    if sent.has("role_ids") and not roles:
        return Answer([])
    sought = Sought(
        is_local=is_local,
        status=status,
        username=sent.text("username")[:64],
        display_name=sent.text("display_name")[:100],
        domain=sent.text("by_domain")[:253],
        roles=frozenset(roles or (("moderator", "admin") if staff else ())),
        invited_by=sent.number("invited_by"),
    )
    found = accounts_sought(sought, page.stretch)
    return linked(request, admin_accounts(found), [one.account.id for one in found], page=page)


def _found(raw: str) -> Known:
    number = whole_id(raw)
    known = account_sought(number) if number is not None else None
    if known is None:
        raise not_found()
    return known


def _one(request: HttpRequest, account_id: str) -> Any:
    officer(request, _READ)
    return _shown(account_id)


def _shown(account_id: str) -> dict[str, Any]:
    return admin_accounts([_found(account_id)])[0]


def _act(request: HttpRequest, account_id: str) -> Answer:
    """Restrict somebody, by the one door: with a clause, reasons, an entry, and the check."""
    holder, _who = moderator(request, _WRITE)
    account = _found(account_id).account
    sent = parameters_of(request)
    wanted = sent.text("type") or "none"
    if wanted == "sensitive":
        raise invalid(_("Posts are marked sensitive one by one here, and no whole account is."))
    if wanted not in _ACTIONS:
        raise invalid("Type is not included in the list")
    return told(restrict(sent, _ACTIONS[wanted], by=holder.account, accounts=[account]))


def _ending(kinds: Sequence[Kind]) -> Callable[..., Any]:
    """End what is in force of these kinds; `reasons` go into the register."""

    def ending(request: HttpRequest, account_id: str) -> Any:
        holder, _who = moderator(request, _WRITE)
        account = _found(account_id).account
        end(parameters_of(request), kinds, by=holder.account, account=account)
        return _shown(account_id)

    return ending


def _nobody_waits(request: HttpRequest, account_id: str) -> Any:
    """Nobody's account is approved beforehand, so nobody's is refused."""
    moderator(request, _WRITE)
    _found(account_id)
    raise Refused(403, _("This account waits for nobody: signing up needs no approval here."))


def _delete(request: HttpRequest, account_id: str) -> Any:
    moderator(request, _WRITE)
    _found(account_id)
    raise Refused(403, _("Only people themselves close their accounts here."))


collection_v1 = endpoint(get=_list_v1)
collection_v2 = endpoint(get=_list_v2)
single = endpoint(get=_one, delete=_delete)
action = endpoint(post=_act)
enable = endpoint(post=_ending((Kind.WITHDRAW_POSTING_RIGHT, Kind.TIME_LIMIT)))
unsilence = endpoint(post=_ending(_SILENCING))
unsensitive = endpoint(post=_ending(()))
unsuspend = endpoint(post=_ending((Kind.SUSPEND,)))
approve = endpoint(post=_nobody_waits)
reject = endpoint(post=_nobody_waits)
