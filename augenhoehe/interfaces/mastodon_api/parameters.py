"""What a client sent: JSON, a form and multipart read alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import Refused, invalid, whole_id

_TRUE = {True, "1", "true", "t", "on", "yes"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name, of whatever type the client chose."""

    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Words; numbers are taken as they are written."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise invalid(f"{name} must be text.")
        return str(value)

    def truth(self, name: str) -> bool:
        value = self.values.get(name)
        value = value.lower() if isinstance(value, str) else value
        return isinstance(value, str | int | bool) and value in _TRUE

    def number(self, name: str) -> int | None:
        """An id, or None when there is none; raises for what cannot be an id."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        found = whole_id(value)
        if found is None:
            raise Refused(404, "Record not found")
        return found

    def numbers(self, name: str) -> list[int]:
        """Ids, in their order and each once."""
        value = self.values.get(name) or []
        if not isinstance(value, list):
            value = [value]
        found = [whole_id(item) for item in value]
        if None in found:
            raise invalid(f"{name} must be ids.")
        return list(dict.fromkeys(item for item in found if item is not None))

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "", [], {})


def parameters_of(request: HttpRequest) -> Parameters:
    """The parameters in the body of a request."""
    if request.content_type == "application/json":
        return Parameters(_from_json(request.body))
    return Parameters(_from_form(request))


def _from_json(body: bytes) -> Mapping[str, Any]:
    if not body.strip():
        return {}
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(400, "The body is not valid JSON") from None
    if not isinstance(document, dict):
        raise Refused(400, "The body must be a JSON object")
    return document


def _from_form(request: HttpRequest) -> Mapping[str, Any]:
    """`name[]` is a list; of a name that is repeated the last value counts."""
    values: dict[str, Any] = {}
    for name, sent in request.POST.lists():
        base = name.partition("[")[0]
        values[base] = list(sent) if base != name or base == "media_ids" else sent[-1]
    return values
