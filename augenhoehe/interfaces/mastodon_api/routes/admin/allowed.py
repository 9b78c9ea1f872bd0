"""`admin/domain_allows`: the servers we talk with where only listed ones are talked with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, whole_id
from augenhoehe.interfaces.mastodon_api.entities.admin import admin_allowed
from augenhoehe.interfaces.mastodon_api.errors import invalid, not_found
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.ports import AllowedServer, allow_list
from augenhoehe.interfaces.mastodon_api.routes.admin.doors import caretaker

_READ, _WRITE = "admin:read:domain_allows", "admin:write:domain_allows"


def _list(request: HttpRequest) -> Answer:
    caretaker(request, _READ)
    page = page_of(request, limit=100, most=200)
    rows = page.stretch.among(allow_list().servers())
    return linked(
        request, [admin_allowed(one) for one in rows], [row.id for row in rows], page=page
    )


def _found(raw: str) -> AllowedServer:
    number = whole_id(raw)
    for server in allow_list().servers():
        if server.id == number:
            return server
    raise not_found()


def _one(request: HttpRequest, allow_id: str) -> dict[str, Any]:
    caretaker(request, _READ)
    return admin_allowed(_found(allow_id))


def _allow(request: HttpRequest) -> dict[str, Any]:
    caretaker(request, _WRITE)
    domain = parameters_of(request).text("domain").strip()
    if not domain:
        raise invalid("Domain can't be blank")
    return admin_allowed(allow_list().allow(domain[:253]))


def _withdraw(request: HttpRequest, allow_id: str) -> dict[str, Any]:
    caretaker(request, _WRITE)
    server = _found(allow_id)
    allow_list().withdraw(server.host)
    return {}


servers = endpoint(get=_list, post=_allow)
server = endpoint(get=_one, delete=_withdraw)
