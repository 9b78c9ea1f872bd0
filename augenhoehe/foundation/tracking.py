"""Addresses without what tells who brought a reader (`tracking_parameters.toml` says what that is).

Everything else of an address stays byte for byte. What is signed, or no address of the web, stays
as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote_plus

from django.conf import settings

_LIST = Path(__file__).with_name("tracking_parameters.toml")
_WEB = re.compile(r"https?://([^/?#\\]*)", re.IGNORECASE)
_HREF = re.compile(r'(<a\b[^<>]{0,200}?\bhref=")(https?://[^"<>]*\?[^"<>]*)(?=")', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of parameters, whole ones and beginnings."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> _Names:
        known = [name.lower() for name in names]
        whole = frozenset(name for name in known if not name.endswith("*"))
        return cls(whole, tuple(name[:-1] for name in known if name.endswith("*") and name != "*"))

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class _At:
    """Names that mean tracking at some hosts alone."""

    hosts: tuple[str, ...]  # as in the list: "x.com", or "amazon.*" for every ending
    names: _Names

    def is_for(self, host: str) -> bool:
        return any(_is_part_of(host, one) for one in self.hosts)


@dataclass(frozen=True, slots=True)
class _Known:
    everywhere: _Names
    signed: frozenset[str]
    at: tuple[_At, ...]


def without_tracking(url: str) -> str:
    """The address without tracking parameters; the same if there is none. Never raises."""
    begin = _WEB.match(url)
    if begin is None or "?" not in url:
        return url
    address, hash_mark, fragment = url.partition("#")
    page, _mark, query = address.partition("?")
    names = _names_at(_host(begin[1]))
    parts = query.split("&")
    called = [_name(part) for part in parts]
    if any(name in _known().signed for name in called):
        return url
    kept = [
        part
        for part, name in zip(parts, called, strict=True)
        if not any(name in some for some in names)
    ]
    if len(kept) == len(parts):
        return url
    return page + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


def links_without_tracking(html: str) -> str:
    """Clean HTML of ours whose links lead to the same pages without it."""
    return _HREF.sub(_put, html) if "?" in html else html


def _put(found: re.Match[str]) -> str:
    url = unescape(found[2])
    clean = without_tracking(url)
    return found[0] if clean == url else found[1] + escape(clean)


def _names_at(host: str) -> list[_Names]:
    known = _known()
    here = [one.names for one in known.at if one.is_for(host)]
    return [known.everywhere, _own(tuple(settings.TRACKING_PARAMETERS)), *here]


@cache
def _own(names: Sequence[str]) -> _Names:
    """What this server takes away besides."""
    return _Names.of(names)


@cache
def _known() -> _Known:
    data = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    return _Known(
        everywhere=_Names.of(data["everywhere"]),
        signed=frozenset(data["signed"]),
        at=tuple(_At(tuple(one["hosts"]), _Names.of(one["names"])) for one in data["at"]),
    )


def _host(authority: str) -> str:
    """The host of what stands before the path, without a user or a port."""
    return authority.rpartition("@")[2].partition(":")[0].rstrip(".").lower()


def _is_part_of(host: str, known: str) -> bool:
    if not known.endswith(".*"):
        return host == known or host.endswith(f".{known}")
    return known[:-2] in host.split(".")[:-1][-3:]


def _name(part: str) -> str:
    """What a parameter is called, however it is written."""
    return unquote_plus(part.partition("=")[0], errors="replace").lower()
