"""Whom one recommends on one's page, and what one notes about somebody for oneself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people import actions, reading
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    anybody,
    found_account,
    people_page,
    somebody,
)
from augenhoehe.interfaces.mastodon_api.routes.relations import relation


def _endorse(request: HttpRequest, account_id: str) -> dict[str, Any]:
    """Recommend somebody one follows."""
    return _changed(request, account_id, actions.endorse)


def _unendorse(request: HttpRequest, account_id: str) -> dict[str, Any]:
    return _changed(request, account_id, actions.stop_endorsing)


def _changed(request: HttpRequest, account_id: str, act: Any) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:accounts")
    if holder.voice is not None:
        raise Refused(403, _("A voice recommends nobody: it follows nobody."))
    account = found_account(account_id)
    act(account, by=holder.account)
    return relation(holder, account)


def _mine(request: HttpRequest) -> Answer:
    holder, _reader = somebody(request, "read:accounts")
    page, stretch = people_page(request)
    return account_list(request, reading.endorsements_page(holder.speaks_as, stretch), page)


def _of_account(request: HttpRequest, account_id: str) -> Answer:
    """Whom somebody recommends: this one is public."""
    anybody(request, "read:accounts")
    account = found_account(account_id)
    page, stretch = people_page(request)
    return account_list(request, reading.endorsements_page(account, stretch), page)


def _note(request: HttpRequest, account_id: str) -> dict[str, Any]:
    """Keep a private note; an empty `comment` forgets it."""
    holder, _reader = somebody(request, "write:accounts")
    account = found_account(account_id)
    actions.note_account(account, by=holder.account, text=parameters_of(request).text("comment"))
    return relation(holder, account)


endorse = endpoint(post=_endorse)
unendorse = endpoint(post=_unendorse)
mine = endpoint(get=_mine)
of_account = endpoint(get=_of_account)
note = endpoint(post=_note)
