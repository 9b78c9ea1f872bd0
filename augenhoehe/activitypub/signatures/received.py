"""A request as it came in, before anybody believes it.

Built from what the server hands over: method, raw target, header pairs, body. Names are
compared without case, values keep their bytes (latin-1), and what stands twice is refused as
soon as somebody relies on it, for two readers may each pick another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from augenhoehe.activitypub.signatures.addresses import normal_authority, taken_apart
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

METHODS = frozenset({"GET", "POST"})
MAX_HEADERS = 100
MAX_HEADER_BYTES = 32_768  # all names and values together
MAX_TARGET = 4096  # characters
_TARGET = re.compile(r"/[!-~]*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Received:
    """One request. `origin` is our own, "https://social.example": scheme and authority."""

    method: str
    target: str  # path and query, exactly as on the wire
    origin: str
    headers: dict[str, tuple[str, ...]] = field(repr=False)  # names in lower case
    body: bytes = field(repr=False)

    def has(self, name: str) -> bool:
        """Whether a header is there at all, once or more."""
        return name in self.headers

    def header(self, name: str) -> str:
        """The value of a header that has to be there, and once."""
        values = self.headers.get(name)
        if values is None:
            raise SignatureRefused(Why.MISSING, name)
        if len(values) > 1:
            raise SignatureRefused(Why.DUPLICATE, name)
        if _CONTROL.search(values[0]):  # a line break would let one value tell two things
            raise SignatureRefused(Why.MALFORMED, name)
        return values[0]

    @property
    def has_to_show_its_body(self) -> bool:
        """Whether a digest of the body has to be signed: whatever could change something."""
        return self.method != "GET" or bool(self.body)


def received(
    method: str, target: str, headers: Iterable[tuple[bytes, bytes]], body: bytes, *, origin: str
) -> Received:
    """Take a request apart and refuse what is not meant for us or larger than honest ones.

    From ASGI the target is `raw_path`, with "?" and `query_string` unless that is empty.
    """
    if method not in METHODS:  # case matters in HTTP: "post" is not POST (RFC 9110, 9.1)
        raise SignatureRefused(Why.METHOD, method[:20])
    if len(target) > MAX_TARGET:
        raise SignatureRefused(Why.TOO_LARGE, "target")
    if not _TARGET.fullmatch(target) or "#" in target:
        raise SignatureRefused(Why.MALFORMED, "target")
    request = Received(method, target, _own(origin), _by_name(headers), body)
    _require_meant_for_us(request)
    return request


def _own(origin: str) -> str:
    scheme, authority, _ = taken_apart(origin)
    return f"{scheme}://{authority}"


def _by_name(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    size = 0
    for seen, (raw_name, raw_value) in enumerate(headers, start=1):
        size += len(raw_name) + len(raw_value)
        if seen > MAX_HEADERS or size > MAX_HEADER_BYTES:
            raise SignatureRefused(Why.TOO_LARGE, "headers")
        name = raw_name.decode("latin-1").lower()
        found[name] = (*found.get(name, ()), raw_value.decode("latin-1").strip(" \t"))
    return found


def _require_meant_for_us(request: Received) -> None:
    """The Host header names us. A proxy in front has to hand it on as it came."""
    scheme, authority = request.origin.split("://", 1)
    if normal_authority(request.header("host"), scheme) != authority:
        raise SignatureRefused(Why.HOST, "the message is meant for another server")
