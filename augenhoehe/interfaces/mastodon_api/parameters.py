"""What a client sent: query, JSON, a form and multipart read alike, for every verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils import translation

from augenhoehe.interfaces.mastodon_api.endpoint import whole_id
from augenhoehe.interfaces.mastodon_api.errors import Refused, invalid, not_found
from augenhoehe.interfaces.mastodon_api.nesting import nested

_TRUE = frozenset({"1", "true", "t", "on", "yes", "y"})
_FALSE = frozenset({"0", "false", "f", "off", "no", "n"})
_MOST_ITEMS = 400
_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name, of whatever type the client chose."""

    values: Mapping[str, Any]
    files: Mapping[str, UploadedFile[bytes]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Words; numbers are taken as they are written."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise invalid(f"{name} must be text.")
        return str(value)

    def texts(self, name: str) -> list[str]:
        """Several words, in their order; one alone is a list of one."""
        found = []
        for item in self._items(name):
            if isinstance(item, bool) or not isinstance(item, str | int | float):
                raise invalid(f"{name} must be a list of texts.")
            found.append(str(item))
        return found

    def truth(self, name: str) -> bool:
        """Whether something is wanted; nothing and nonsense are a no."""
        return bool(self.choice(name))

    def choice(self, name: str) -> bool | None:
        """Yes, no, or None if nothing was said."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return value
        said = str(value).strip().lower() if isinstance(value, str | int) else ""
        return True if said in _TRUE else False if said in _FALSE else None

    def whole(self, name: str) -> int | None:
        """A whole number, maybe below zero; None when there is none."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        said = str(value).strip() if isinstance(value, str | int) else ""
        digits = said.removeprefix("-")
        if isinstance(value, bool) or not (digits.isascii() and digits.isdigit()):
            raise invalid(f"{name} must be a whole number.")
        number = int(digits[:19])
        return max(-(2**63), -number) if said.startswith("-") else min(number, 2**63 - 1)

    def number(self, name: str) -> int | None:
        """An id, or None when there is none; raises for what cannot be an id."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        found = whole_id(value)
        if found is None:
            raise not_found()
        return found

    def numbers(self, name: str) -> list[int]:
        """Ids, in their order and each once."""
        found = [whole_id(item) for item in self._items(name)]
        if None in found:
            raise invalid(f"{name} must be ids.")
        return list(dict.fromkeys(item for item in found if item is not None))

    def part(self, name: str) -> Parameters:
        """What stands inside of a name: `source[privacy]`, or a mapping in JSON."""
        value = self.values.get(name)
        if value in (None, "", [], {}):
            return Parameters({})
        if not isinstance(value, Mapping):
            raise invalid(f"{name} must have parts.")
        return Parameters(value)

    def parts(self, name: str) -> list[Parameters]:
        """A list of mappings; a mapping by numbers is one too, in the order of its numbers."""
        value = _in_order(self.values.get(name))
        if value is None or value == {} or isinstance(value, str):  # a word is no list: nothing
            return []
        if not isinstance(value, Sequence) or not all(isinstance(one, Mapping) for one in value):
            raise invalid(f"{name} must be a list.")
        _check_length(name, value)
        return [Parameters(one) for one in value]

    def file(self, name: str) -> UploadedFile[bytes] | None:
        """A file that was uploaded."""
        return self.files.get(name)

    def has(self, name: str) -> bool:
        """Whether something was said, and not nothing."""
        return name in self.files or self.values.get(name) not in (None, "", [], {})

    def says(self, name: str) -> bool:
        """Whether the name is there at all, be it empty: an empty text deletes."""
        return name in self.values or name in self.files

    def _items(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if value in (None, "", [], {}):
            return []
        value = _in_order(value)
        items = value if isinstance(value, list) else [value]
        _check_length(name, items)
        return items


def _check_length(name: str, items: Sequence[Any]) -> None:
    if len(items) > _MOST_ITEMS:
        raise invalid(f"{name} has too many items.")


def _in_order(value: Any) -> Any:
    """What is written by numbers (`name[0]`, `name[1]`) as the list it stands for."""
    if not isinstance(value, Mapping) or not all(whole_id(key) is not None for key in value):
        return value
    return [value[key] for key in sorted(value, key=int)]


def parameters_of(request: HttpRequest) -> Parameters:
    """The parameters of a request; what stands in the body counts more than the query."""
    known: Parameters | None = getattr(request, "_parameters", None)
    if known is None:
        query = nested(_pairs(request.GET, request.META.get("QUERY_STRING", "")))
        body, files = _body(request)
        known = Parameters({**query, **body}, files)
        request._parameters = known  # type: ignore[attr-defined]
        _speak_as_asked(body)
    return known


def _speak_as_asked(body: Mapping[str, Any]) -> None:
    """Some libraries send the language of the answer with everything, in the body too."""
    wanted = body.get("lang")
    if isinstance(wanted, str) and wanted in _LANGUAGES:
        translation.activate(wanted)


def _body(request: HttpRequest) -> tuple[Mapping[str, Any], Mapping[str, UploadedFile[bytes]]]:
    kind = request.content_type or ""
    if kind == "application/json" or kind.endswith("+json"):
        return _from_json(request.body), {}
    if kind == "multipart/form-data":
        # Django reads forms of POST alone.
        if request.method == "POST":
            return nested(_pairs(request.POST)), _files(request.FILES)
        sent, files = request.parse_file_upload(request.META, request)
        return nested(_pairs(sent)), _files(files)
    if kind in ("", "application/x-www-form-urlencoded"):
        form = QueryDict(request.body, encoding=request.encoding or "utf-8")
        return nested(_pairs(form, request.body)), {}
    return {}, {}


def _from_json(body: bytes) -> Mapping[str, Any]:
    if not body.strip():
        return {}
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(400, "The body is not valid JSON") from None
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise Refused(400, "The body must be a JSON object")
    # Some clients keep the brackets in JSON too.
    bracketed = any(name.endswith("]") for name in document)
    return nested(document.items()) | _lists(document) if bracketed else document


def _lists(document: Mapping[str, Any]) -> dict[str, Any]:
    """`"media_ids[]": [1, 2]` in JSON is the list `media_ids`."""
    return {
        name.removesuffix("[]"): value
        for name, value in document.items()
        if name.endswith("[]") and isinstance(value, list)
    }


def _pairs(sent: QueryDict, raw: str | bytes = b"") -> Iterator[tuple[str, str]]:
    """Names and values in their order; media ids are a list even without brackets.

    Of a list of mappings the order across names counts too; `raw` is what that is read from.
    """
    if raw and any("[][" in name for name in sent):
        yield from _InOrder(raw, sent.encoding).said
        return
    for name, values in sent.lists():
        if name == "media_ids":
            name = "media_ids[]"
        for value in values:
            yield name, str(value)


class _InOrder(QueryDict):
    """A form that remembers in which order its names came."""

    def __init__(self, raw: str | bytes, encoding: str | None) -> None:
        self.said: list[tuple[str, str]] = []
        super().__init__(raw, mutable=True, encoding=encoding)

    def appendlist(self, key: str | bytes, value: Any) -> None:
        name = str(key)
        self.said.append(("media_ids[]" if name == "media_ids" else name, str(value)))


def _files(sent: Any) -> dict[str, UploadedFile[bytes]]:
    return {name: sent[name] for name in sent}
