"""`/api/v1/domain_blocks`: of which servers one reads nothing. A person's own right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people import actions, reading
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder


def _read(request: HttpRequest) -> Answer:
    holder, _reader = somebody(request, "read:blocks", "follow")
    page = page_of(request, limit=100, most=200)
    rows = [] if holder.voice else reading.blocked_servers_page(holder.account, page.stretch)
    return linked(request, [name for _row, name in rows], [row for row, _name in rows], page=page)


def _block(request: HttpRequest) -> dict[str, Any]:
    """Read nothing of a server; ends follows both ways."""
    holder = _person(request)
    actions.block_server(parameters_of(request).text("domain"), by=holder.account)
    return {}


def _unblock(request: HttpRequest) -> dict[str, Any]:
    holder = _person(request)
    actions.unblock_server(parameters_of(request).text("domain"), by=holder.account)
    return {}


def _person(request: HttpRequest) -> TokenHolder:
    holder, _reader = somebody(request, "write:blocks", "follow")
    if holder.voice is not None:
        raise Refused(403, _("A voice can neither mute nor block: it speaks for the organisation."))
    return holder


collection = endpoint(get=_read, post=_block, delete=_unblock)
