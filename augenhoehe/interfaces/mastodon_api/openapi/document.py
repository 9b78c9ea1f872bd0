"""The description as a document. Refusals look the same everywhere, so they are said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import augenhoehe
from augenhoehe.interfaces.mastodon_api.methods import documented, routes_of_methods
from augenhoehe.interfaces.mastodon_api.openapi.reading import Asked, asked_by

_CAPTURED = re.compile(r"<\w+:(\w+)>")
_TEXT = {"type": "string"}
_ID = {"type": "string", "pattern": "^[0-9]{1,19}$"}
# A form knows only words, so every value may come as one.
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "text": _TEXT,
    "texts": {"type": "array", "items": _TEXT},
    "truth": {"type": ["boolean", "string"]},
    "whole": {"type": ["integer", "string"]},
    "id": _ID,
    "ids": {"type": "array", "items": _ID},
    "part": {"type": "object"},
    "parts": {"type": "array", "items": {"type": "object"}},
    "file": {"type": "string", "format": "binary"},
}
_REFUSALS = {
    "400": "The request cannot be understood.",
    "401": "There is no token, or it has ended.",
    "403": "The token's scopes, or a rule, do not allow it.",
    "404": "There is no such thing, or not for this reader.",
    "405": "The address does not know this verb.",
    "406": "The address answers with JSON.",
    "410": "It is gone.",
    "413": "The request is too large.",
    "422": "Something that was sent cannot be used; the words say what.",
    "429": "Too much at once; `Retry-After` says how long to wait.",
    "503": "The server cannot write for a moment.",
}
_JSON = "application/json"
_FORMS = (_JSON, "application/x-www-form-urlencoded", "multipart/form-data")


@cache
def description() -> dict[str, Any]:
    """Every method of `/api` and what it takes. Made once in the life of the process."""
    paths: dict[str, dict[str, Any]] = {}
    for verb, path, view in routes_of_methods():
        if path.startswith("/api/"):
            described = _method(verb, path, view)
            paths.setdefault(_CAPTURED.sub(r"{\1}", path), {})[verb.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The client API of Augenhöhe",
            "description": "Mastodon's client API, with the organisation's own fields.",
            "version": augenhoehe.__version__,
        },
        "paths": dict(sorted(paths.items())),
        "components": _components(),
    }


def _components() -> dict[str, Any]:
    error = {
        "type": "object",
        "required": ["error"],
        "properties": {"error": _TEXT, "error_description": _TEXT},
    }
    flow = {"authorizationUrl": "/oauth/authorize", "tokenUrl": "/oauth/token", "scopes": {}}
    return {
        "schemas": {"Error": error},
        "responses": {
            status: {
                "description": words,
                "content": {_JSON: {"schema": {"$ref": "#/components/schemas/Error"}}},
            }
            for status, words in _REFUSALS.items()
        },
        "securitySchemes": {"token": {"type": "oauth2", "flows": {"authorizationCode": flow}}},
    }


def _method(verb: str, path: str, view: Callable[..., Any]) -> dict[str, Any]:
    asked = asked_by(view)
    described: dict[str, Any] = {
        "operationId": f"{verb} {path}",
        "parameters": list(_parameters(verb, path, asked)),
        "responses": _responses(),
        "security": [{"token": sorted(asked.scopes)}, {}] if asked.scopes else [{}],
    }
    if notes := _note_on(verb, path):
        described["description"] = notes
    if verb not in ("GET", "DELETE"):
        described["requestBody"] = {"required": False, "content": dict(_bodies(asked))}
    return described


def _parameters(verb: str, path: str, asked: Asked) -> Iterator[dict[str, Any]]:
    for name in _CAPTURED.findall(path):
        yield {"name": name, "in": "path", "required": True, "schema": _TEXT}
    if verb not in ("GET", "DELETE"):
        return
    for name, kind in sorted(asked.parameters.items()):
        if kind in ("part", "parts", "file"):
            continue
        many = kind in ("texts", "ids")
        yield {"name": f"{name}[]" if many else name, "in": "query", "schema": SCHEMAS[kind]}


def _bodies(asked: Asked) -> Iterator[tuple[str, Any]]:
    for kind in _FORMS:
        properties = {
            name: SCHEMAS[what]
            for name, what in sorted(asked.parameters.items())
            if what != "file" or kind == "multipart/form-data"
        }
        yield kind, {"schema": {"type": "object", "properties": properties}}


def _responses() -> dict[str, Any]:
    fine = {
        status: {"description": words, "content": {_JSON: {"schema": {}}}}
        for status, words in (
            ("200", "As the public documentation describes it."),
            ("202", "It is being worked on."),
            ("206", "It is not ready yet."),
        )
    }
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSALS}
    return fine | refused


@cache
def _notes() -> dict[tuple[str, str], str]:
    return {method.key: method.note for method in documented()}


def _note_on(verb: str, path: str) -> str:
    return _notes().get((verb, re.sub(r"<\w+:\w+>", ":id", path)), "")
