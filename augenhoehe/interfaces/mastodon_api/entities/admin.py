"""Accounts, reports and servers as programs of the office know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.moderation.selectors.accounts import SHUT_UP, SILENCED, Known
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.ids import time_of
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.role import role_entity

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import DomainMeasure, Report
    from augenhoehe.domain.moderation.selectors.accounts import Known as KnownAccount
    from augenhoehe.interfaces.mastodon_api.ports import AllowedServer

_CATEGORIES = {"spam": "spam", "advertising": "spam", "unlawful": "legal", "copyright": "legal"}


def admin_accounts(known: Sequence[KnownAccount]) -> list[dict[str, Any]]:
    """Accounts with how they stand. Mail and network addresses are nobody's here to read."""
    parts = account_parts([one.account for one in known])
    return [_account(one, parts[one.account.id]) for one in known]


def _account(known: Known, public: bytes) -> dict[str, Any]:
    account = known.account
    inviter = known.invited_by_id
    return {
        "id": str(account.id),
        "username": account.handle,
        "domain": account.domain or None,
        "created_at": moment(account.created_at),
        "email": None,
        "ip": None,
        "ips": [],
        "locale": known.language or None,
        "invite_request": None,
        "role": role_entity(Who(account.id, roles=known.roles)),
        "confirmed": known.is_confirmed,
        "approved": True,
        "disabled": not known.is_active or account.is_under(SHUT_UP),
        "silenced": account.is_under(SILENCED),
        "suspended": account.is_suspended,
        "sensitized": False,
        "account": orjson.Fragment(public),
        "invited_by_account_id": str(inviter) if inviter else None,
    }


def admin_reports(
    reports: Sequence[Report],
    people: Mapping[int, KnownAccount],
    statuses: Mapping[int, Any],
    rules: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Reports with whom they concern; a post stands in it as far as the asker may read it."""
    found = list(people.values())
    shown = {
        one.account.id: document for one, document in zip(found, admin_accounts(found), strict=True)
    }
    return [_report(report, shown, statuses, rules) for report in reports]


def _report(
    report: Report,
    people: Mapping[int, dict[str, Any]],
    statuses: Mapping[int, Any],
    rules: Mapping[str, Any],
) -> dict[str, Any]:
    status = statuses.get(report.post_id or 0)
    rule = rules.get(report.clause_key)
    decided = report.decided_at
    return {
        "id": str(report.id),
        "action_taken": report.is_decided,
        "action_taken_at": moment(decided) if decided else None,
        "category": _CATEGORIES.get(report.category, "violation" if rule else "other"),
        "comment": report.text,
        "forwarded": report.passed_on_at is not None,
        "created_at": moment(report.created_at),
        "updated_at": moment(decided or report.created_at),
        "account": people.get(report.reporter_id or 0),  # none: reported without an account
        "target_account": people.get(report.account_id),
        "assigned_account": people.get(report.assigned_to_id or 0),
        "action_taken_by_account": people.get(report.decided_by_id or 0),
        "statuses": [status] if status is not None else [],
        "rules": [rule] if rule else [],
    }


def admin_allowed(server: AllowedServer) -> dict[str, Any]:
    """A server on the list of those we talk with."""
    return {
        "id": str(server.id),
        "domain": server.host,
        "created_at": moment(server.allowed_at or time_of(server.id)),
    }


def admin_domain(measure: DomainMeasure) -> dict[str, Any]:
    """How another server is dealt with; everybody may know it."""
    return {
        "id": str(measure.id),
        "domain": measure.domain,
        "digest": None,
        "created_at": moment(time_of(measure.id)),
        "severity": "suspend" if measure.is_suspended else "silence",
        "reject_media": False,
        "reject_reports": False,
        "private_comment": None,
        "public_comment": None,
        "obfuscate": False,
    }
