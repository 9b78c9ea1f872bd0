"""`admin/domain_blocks`: measures on other servers, by the same door; and trends, of which none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors.servers import measures_on_servers
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, whole_id
from augenhoehe.interfaces.mastodon_api.entities.admin import admin_domain
from augenhoehe.interfaces.mastodon_api.errors import invalid, not_found
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.admin.doors import moderator
from augenhoehe.interfaces.mastodon_api.routes.admin.wishes import end, restrict, told

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import DomainMeasure

_READ, _WRITE = "admin:read:domain_blocks", "admin:write:domain_blocks"
_SEVERITIES = {"silence": Kind.LIMIT_DOMAIN, "suspend": Kind.SUSPEND_DOMAIN}


def _list(request: HttpRequest) -> Answer:
    moderator(request, _READ)
    page = page_of(request, limit=100, most=200)
    rows = page.stretch.among(measures_on_servers())
    return linked(request, [admin_domain(one) for one in rows], [row.id for row in rows], page=page)


def _found(raw: str) -> DomainMeasure:
    number = whole_id(raw)
    for measure in measures_on_servers():
        if measure.id == number:
            return measure
    raise not_found()


def _one(request: HttpRequest, block_id: str) -> Any:
    moderator(request, _READ)
    return admin_domain(_found(block_id))


def _block(request: HttpRequest) -> Any:
    """Restrict a server: with a clause, reasons and an entry in the register, or not at all."""
    holder, _who = moderator(request, _WRITE)
    sent = parameters_of(request)
    severity = sent.text("severity") or "silence"
    domain = sent.text("domain").strip()
    if not domain:
        raise invalid("Domain can't be blank")
    if severity not in _SEVERITIES:
        raise invalid(_("A server is limited (silence) or suspended (suspend) here."))
    intervention = restrict(sent, _SEVERITIES[severity], by=holder.account, domain=domain[:253])
    if intervention.state == "proposed":
        return told(intervention)
    named = {one.domain: one for one in measures_on_servers()}
    target = intervention.targets.first()
    return admin_domain(named[target.domain if target else domain])


def _end(request: HttpRequest, block_id: str) -> dict[str, Any]:
    holder, _who = moderator(request, _WRITE)
    measure = _found(block_id)
    kinds = tuple(_SEVERITIES.values())
    end(parameters_of(request), kinds, by=holder.account, domain=measure.domain)
    return {}


def _no_trends(request: HttpRequest) -> list[Any]:
    """Nothing is put first because much is made of it, for moderators neither."""
    moderator(request, "admin:read")
    return []


blocks = endpoint(get=_list, post=_block)
block = endpoint(get=_one, delete=_end)
trends = endpoint(get=_no_trends)
