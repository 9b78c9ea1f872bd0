"""Documents for other servers, as answers over HTTP."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from augenhoehe.activitypub.records import Tombstone
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.activitypub.writing import write_tombstone

JSON = f"{MEDIA_TYPE}; charset=utf-8"
FOR_ALL_SECONDS = 180
_FOR_ALL = f"public, max-age={FOR_ALL_SECONDS}"
_FOR_ONE = "private, no-store"
# Programs in browsers may read what everybody may: no cookie counts here.
_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
# A browser asks first where `Accept` names a profile (Fetch standard: no safelisted value).
_PREFLIGHT = _ANYWHERE | {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Cache-Control, Content-Type",
    "Access-Control-Max-Age": "7200",
}


class NotHere(Exception):
    """There is nothing, or nothing for who asks: both look the same."""


class Refused(Exception):
    """Not to this server, or not without a signature that can be believed."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Gone(Exception):
    """Here was something, and it is said when it went."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__(tombstone.id)
        self.tombstone = tombstone


def document(
    request: HttpRequest, said: dict[str, Any] | bytes, *, to_all: bool = True, kind: str = JSON
) -> HttpResponse:
    """A document; `to_all` where everybody is told the same, so that caches may keep it."""
    body = said if isinstance(said, bytes) else orjson.dumps(said)
    if settings.FEDERATION_AUTHORIZED_FETCH or not to_all:
        headers = {"Cache-Control": _FOR_ONE, "Vary": "Accept, Signature"}
        return HttpResponse(body, content_type=kind, headers=headers)
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"Cache-Control": _FOR_ALL, "Vary": "Accept", "ETag": tag} | _ANYWHERE
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type=kind, headers=headers)


def gone(tombstone: Tombstone) -> HttpResponse:
    """410, with the place and the date."""
    said = orjson.dumps(write_tombstone(tombstone))
    return HttpResponse(said, content_type=JSON, status=410, headers=_ANYWHERE)


def preflight() -> HttpResponse:
    """What a browser wants to hear before it asks for a program."""
    return HttpResponse(status=204, headers=_PREFLIGHT)


def refusal(status: int, words: str) -> HttpResponse:
    """A refusal that a program can read."""
    said = orjson.dumps({"error": words})
    headers = {"Cache-Control": _FOR_ONE} | _ANYWHERE
    response = HttpResponse(said, content_type="application/json", status=status, headers=headers)
    if status == 405:
        response.headers["Allow"] = "GET, HEAD, OPTIONS"
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response
