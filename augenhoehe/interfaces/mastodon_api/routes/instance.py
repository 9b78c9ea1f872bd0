"""`/api/v1/instance…`, `/api/v2/instance`: what this server is, the same for everybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from augenhoehe.domain.moderation.selectors import measures_on_servers
from augenhoehe.domain.people.selectors import known_servers
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint
from augenhoehe.interfaces.mastodon_api.entities.instance import (
    extended_description,
    instance_entity,
    instance_v1_entity,
    privacy_policy_entity,
    rule_entities,
)
from augenhoehe.interfaces.mastodon_api.errors import not_found
from augenhoehe.interfaces.mastodon_api.figures import weeks

_PUBLIC = {"Cache-Control": "public, max-age=60"}
_SECONDS = 60


def _kept(name: str, make: Callable[[], Any]) -> HttpResponse:
    """A document as it goes out, made once a minute for each language."""
    key = f"api:{name}:{get_language()}"
    body: bytes | None = cache.get(key)
    if body is None:
        body = orjson.dumps(make(), default=str)
        cache.set(key, body, _SECONDS)
    kind = "application/json; charset=utf-8"
    return HttpResponse(body, content_type=kind, headers=_PUBLIC)


def _version_1(request: HttpRequest) -> HttpResponse:
    return _kept("instance:1", instance_v1_entity)


def _version_2(request: HttpRequest) -> HttpResponse:
    return _kept("instance:2", instance_entity)


def _rules(request: HttpRequest) -> HttpResponse:
    """The clauses of the codex that can be cited against somebody."""
    return _kept("rules", rule_entities)


def _description(request: HttpRequest) -> Answer:
    return Answer(extended_description(), headers=_PUBLIC)


def _privacy_policy(request: HttpRequest) -> Answer:
    return Answer(privacy_policy_entity(), headers=_PUBLIC)


def _terms_of_service(request: HttpRequest, day: str = "") -> Answer:
    raise not_found()  # the codex is all there is


def _peers(request: HttpRequest) -> Answer:
    """Servers we know people of, without those that an intervention concerns."""
    concerned = {measure.domain for measure in measures_on_servers()}
    servers = [one for one in known_servers() if one not in concerned]
    return Answer(servers, headers=_PUBLIC)


def _activity(request: HttpRequest) -> Answer:
    """By week. Who merely reads is not counted: a login here is somebody who wrote."""
    said = [
        {
            "week": str(int(week.since.timestamp())),
            "statuses": str(week.posts),
            "logins": str(week.people),
            "registrations": str(week.registrations),
        }
        for week in weeks()
    ]
    return Answer(said, headers=_PUBLIC)


def _languages(request: HttpRequest) -> Answer:
    """The languages the pages of this server are in."""
    said = [{"code": code, "name": str(name)} for code, name in settings.LANGUAGES]
    return Answer(said, headers=_PUBLIC)


def _translations(request: HttpRequest) -> Answer:
    return Answer({}, headers=_PUBLIC)  # nothing is translated here


def _domain_blocks(request: HttpRequest) -> Answer:
    """The servers an intervention concerns; reasons stand in the register."""
    said = [
        {
            "domain": measure.domain,
            "digest": hashlib.sha256(measure.domain.encode()).hexdigest(),
            "severity": "suspend" if measure.is_suspended else "silence",
            "comment": f"{settings.BASE_URL}/register",
        }
        for measure in measures_on_servers()
    ]
    return Answer(said, headers=_PUBLIC)


version_1 = endpoint(is_open=True, get=_version_1)
version_2 = endpoint(is_open=True, get=_version_2)
rules = endpoint(is_open=True, get=_rules)
description = endpoint(is_open=True, get=_description)
privacy_policy = endpoint(is_open=True, get=_privacy_policy)
terms_of_service = endpoint(is_open=True, get=_terms_of_service)
peers = endpoint(is_open=True, get=_peers)
activity = endpoint(is_open=True, get=_activity)
languages = endpoint(is_open=True, get=_languages)
translations = endpoint(is_open=True, get=_translations)
domain_blocks = endpoint(is_open=True, get=_domain_blocks)
