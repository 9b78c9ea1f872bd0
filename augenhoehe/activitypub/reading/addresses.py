"""Addresses: what may be an id, and which things belong to the same server.

A host is compared as it is written in ASCII, so a look-alike in another script is another host
and no host at all. No user and password can stand in an address (the expression has no place
for them). ActivityPub 3.1: ids are https addresses; what claims an id is only believed when it
comes from its host (FEP-fe34, origin-based security).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from augenhoehe.activitypub.reading.bounds import LONGEST_ID, LONGEST_URL
from augenhoehe.activitypub.reading.shapes import inner, many
from augenhoehe.activitypub.vocabulary import PUBLIC, PUBLIC_NAMES

_ADDRESS = re.compile(
    r"(https?)://"
    r"((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::([0-9]{1,5}))?"
    r"(?:[/?#][^\s\x00-\x20\x7f\\<>\"\ud800-\udfff]*)?"
)
_DEFAULT_PORT = {"https": "443", "http": "80"}
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
    found = _ADDRESS.fullmatch(value)
    if found is None or (found[1] != "https" and not _plain_http.get()):
        return ""
    if found[3] and not 0 < int(found[3]) < 65536:
        return ""
    return "" if "#" in value and not fragment else value


def origin(written: str) -> str:
    """Scheme, host and port of an address, the same for the same server; "" for no address."""
    found = _ADDRESS.fullmatch(written)
    if found is None:
        return ""
    return f"{found[1]}://{found[2].lower()}:{int(found[3] or _DEFAULT_PORT[found[1]])}"


def authority(written: str) -> str:
    """The host of an address as names write it: with its port only where that is not usual."""
    scheme, _, rest = origin(written).partition("://")
    return rest.removesuffix(f":{_DEFAULT_PORT[scheme]}") if scheme else ""


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
