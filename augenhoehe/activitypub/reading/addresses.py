"""Addresses: what may be an id, and which things belong to the same server.

Which server that is, `homes` says. ActivityPub 3.1: ids are https addresses; what claims an id is
only believed when it comes from its host (FEP-fe34, origin-based security).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from augenhoehe.activitypub.homes import parted
from augenhoehe.activitypub.reading.bounds import LONGEST_ID, LONGEST_URL
from augenhoehe.activitypub.reading.shapes import inner, many
from augenhoehe.activitypub.vocabulary import PUBLIC, PUBLIC_NAMES

_REST = re.compile(r"(?:[/?#][^\s\x00-\x20\x7f\\<>\"\ud800-\udfff]*)?")
_plain_http: ContextVar[bool] = ContextVar("plain_http", default=False)


@contextmanager
def plain_http() -> Iterator[None]:
    """Inside, ids may be http addresses: for servers on a test bench."""
    token = _plain_http.set(True)
    try:
        yield
    finally:
        _plain_http.reset(token)


def address(value: Any, *, longest: int = LONGEST_URL, fragment: bool = True) -> str:
    """`value` if it is an address we would go to, else ""."""
    if not isinstance(value, str) or len(value) > longest:
        return ""
    parts = parted(value)
    if parts is None or not _REST.fullmatch(parts[2]):
        return ""
    if parts[0] != "https" and not _plain_http.get():
        return ""
    return "" if "#" in value and not fragment else value


def origin(written: str) -> str:
    """Scheme, host and port of an address, the same for the same server; "" for no address."""
    parts = parted(written)
    return f"{parts[0]}://{parts[1]}" if parts and _REST.fullmatch(parts[2]) else ""


def authority(written: str) -> str:
    """The host of an address as names write it: with its port only where that is not usual."""
    return origin(written).partition("://")[2]


def same_host(one: str, other: str) -> bool:
    """Whether two addresses belong to one server; nothing belongs to no address."""
    return origin(one) != "" and origin(one) == origin(other)


def id_of(value: Any, *, fragment: bool = True) -> str:
    """The address of a thing, whether it is named or came along; the first that is one."""
    for item in many(value, 10):
        if isinstance(item, str):
            found = address(item, longest=LONGEST_ID, fragment=fragment)
        else:
            opened = inner(item)
            written = opened.get("id") or opened.get("href")
            found = address(written, longest=LONGEST_ID, fragment=fragment)
        if found:
            return found
    return ""


def ids_of(value: Any, most: int) -> tuple[str, ...]:
    """The addresses of several things, each once, in their order."""
    return tuple(dict.fromkeys(found for item in many(value, most) if (found := id_of(item))))


def recipients(value: Any, most: int) -> tuple[str, ...]:
    """Whom something is for: addresses, with one name for everybody (ActivityPub 5.6)."""
    found = []
    for item in many(value, most):
        name = item if isinstance(item, str) else inner(item).get("id")
        if isinstance(name, str) and name in PUBLIC_NAMES:
            found.append(PUBLIC)
        elif someone := id_of(item):
            found.append(someone)
    return tuple(dict.fromkeys(found))
