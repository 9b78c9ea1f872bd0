"""The posts in an archive of another server: `outbox.json` in a zip or tar file, or by itself."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from augenhoehe.foundation.verdicts import Invalid

_LARGEST = 60_000_000  # bytes of outbox.json, unpacked
_LARGEST_IN_ALL = 1_000_000_000  # bytes that are unpacked to find it; pictures pack badly
# Signs that begin or part a value: {} takes two bytes in a file and sixty in memory.
_MOST_VALUES = 3_000_000
_NAME = "outbox.json"
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}


def rows_of(body: bytes) -> list[list[str]]:
    """One line for each public post that answers nobody: what `unpacking` takes in, oldest first.

    Replies stay where their conversation is; what was for a few was not said here.
    """
    try:
        outbox = json.loads(_not_too_many(_outbox(body)))
        items = outbox["orderedItems"]
    except (ValueError, KeyError, TypeError, RecursionError, OSError, tarfile.TarError) as error:
        raise Invalid(_("No posts were found in this file."), field="file") from error
    if not isinstance(items, list):
        raise Invalid(_("No posts were found in this file."), field="file")
    found = [row for item in items if isinstance(item, dict) for row in _rows(item)]
    return sorted(found, key=lambda row: row[1])


def _outbox(body: bytes) -> bytes:
    if body[:2] == b"PK":
        return _from_zip(body)
    if body[:2] == b"\x1f\x8b":
        return _from_tar(body)
    return body


def _from_zip(body: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as bag:
            name = next((one for one in bag.namelist() if one.split("/")[-1] == _NAME), "")
            with bag.open(name) as file:
                return _bounded(file.read(_LARGEST + 1))
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError("no archive") from error


def _from_tar(body: bytes) -> bytes:
    """Read one after the other, so that a bomb is noticed before it is unpacked."""
    with tarfile.open(fileobj=io.BytesIO(body), mode="r|gz") as bag:
        unpacked = 0
        for count, member in enumerate(bag):
            if member.isfile() and member.name.split("/")[-1] == _NAME:
                file = bag.extractfile(member)
                return _bounded(file.read(_LARGEST + 1)) if file else b""
            unpacked += member.size
            if count > 50_000 or unpacked > _LARGEST_IN_ALL:
                break
    raise ValueError("no outbox")


def _not_too_many(content: bytes) -> bytes:
    if sum(content.count(sign) for sign in (b"{", b"[", b",")) > _MOST_VALUES:
        raise ValueError("too many values")
    return content


def _bounded(content: bytes) -> bytes:
    if len(content) > _LARGEST:
        raise ValueError("too large")
    return content


def _rows(item: Mapping[str, Any]) -> Iterator[list[str]]:
    note = item.get("object")
    if item.get("type") != "Create" or not isinstance(note, dict) or note.get("inReplyTo"):
        return
    to, cc = _names(note.get("to")), _names(note.get("cc"))
    if not (to | cc) & _PUBLIC or not isinstance(note.get("content"), str):
        return
    language = (
        next(iter(note["contentMap"]), "") if isinstance(note.get("contentMap"), dict) else ""
    )
    yield [
        str(note.get("id") or item.get("id") or "")[:500],
        str(note.get("published") or "")[:40],
        note["content"][:200_000],
        str(note.get("summary") or "")[:300],
        "sensitive" if note.get("sensitive") is True else "",
        str(language)[:8],
        "0" if to & _PUBLIC else "1",
    ]


def _names(value: Any) -> set[str]:
    several = value if isinstance(value, list) else [value]
    return {one for one in several if isinstance(one, str)}
