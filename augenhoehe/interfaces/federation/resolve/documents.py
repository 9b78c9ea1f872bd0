"""A document at its own address: fetched from the host that it speaks for, or not at all."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from augenhoehe.activitypub.reading import NotReadable, id_of, is_tombstone, load, same_host
from augenhoehe.interfaces.federation.asking import Answer, Ask, Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here

_FRESH_SECONDS = 60.0
_MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at an address: a `document` whose id is `uri`, or what kept it from us.

    `is_gone`: its server says that it is gone for good (410, a tombstone). `is_missing`: it
    says that there is nothing (404), which a mistake of its operator may say as well.
    """

    uri: str
    document: Mapping[str, Any] | None = None
    is_gone: bool = False
    is_missing: bool = False
    trouble: str = ""


def fetched(uri: str, *, anew: bool = True) -> Course[Found]:
    """The document with this id. Not `anew`: one that came within the last minute will do.

    Where another id stands in it (its server redirects old addresses), that one is fetched,
    once: a document is believed only at its own address.
    """
    uri = uri.partition("#")[0]
    if not anew and (known := _fresh.get(uri)) is not None:
        return Found(uri, known)
    for _ in range(2):
        answer = yield Ask(uri)
        found = _read(uri, answer)
        if found.document is None or found.uri == uri:
            _keep(found)
            return found
        uri = found.uri
    return Found(uri, trouble="not_at_its_address")


def _read(asked: str, answer: Answer) -> Found:
    if answer.status != 200:
        trouble = answer.trouble or f"status_{answer.status}"
        at_home = same_host(answer.url, asked)
        gone, missing = at_home and answer.status == 410, answer.status == 404
        return Found(asked, is_gone=gone, is_missing=missing, trouble=trouble)
    try:
        with as_servers_speak_here():
            document = load(answer.body)
            uri = id_of(document.get("id") or document.get("@id"), fragment=False)
    except NotReadable as error:
        return Found(asked, trouble=str(error))
    if is_tombstone(document):
        return Found(asked, is_gone=same_host(answer.url, asked), trouble="gone")
    if not uri:
        return Found(asked, trouble="no_id")
    # Redirected within its host it still is at home; from elsewhere anybody could speak for it.
    if uri == asked and not same_host(answer.url, asked):
        return Found(asked, trouble="not_at_its_address")
    return Found(uri, document)


class _Fresh:
    """Documents of the last minute: who signs and what they say is fetched once for both."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Mapping[str, Any]]] = OrderedDict()

    def get(self, uri: str) -> Mapping[str, Any] | None:
        with self._lock:
            at, document = self._kept.get(uri, (0.0, {}))
        return document if document and time.monotonic() - at < _FRESH_SECONDS else None

    def keep(self, uri: str, document: Mapping[str, Any]) -> None:
        with self._lock:
            self._kept[uri] = time.monotonic(), document
            self._kept.move_to_end(uri)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def forget_all(self) -> None:
        with self._lock:
            self._kept.clear()


_fresh = _Fresh()


def _keep(found: Found) -> None:
    if found.document is not None:
        _fresh.keep(found.uri, found.document)


def forget_all() -> None:
    """Fetch everything anew (tests)."""
    _fresh.forget_all()
