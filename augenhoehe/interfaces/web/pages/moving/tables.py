"""Mastodon's CSV files: what stands in which column, read and written.

Source: the files Mastodon's settings offer under "Import and export". Files with a header name
their columns; older ones, and those of other servers, have an address in the first and nothing
else, so a missing header or column is no fault.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from augenhoehe.foundation.verdicts import Invalid

LARGEST = 4_000_000  # bytes
HEADERS: dict[str, tuple[str, ...]] = {
    "follows": ("Account address", "Show boosts", "Notify on new posts", "Languages"),
    "followers": ("Account address",),
    "mutes": ("Account address", "Hide notifications"),
    # Without a header, as Mastodon writes them.
    "blocks": (),
    "servers": (),
    "lists": (),
    "bookmarks": (),
}
# As Mastodon calls the files.
FILES = {
    "following_accounts": "follows",
    "followers": "followers",
    "muted_accounts": "mutes",
    "blocked_accounts": "blocks",
    "blocked_domains": "servers",
    "lists": "lists",
    "bookmarks": "bookmarks",
}
_NAMES = {"account address", "domain", "uri", "list name"}
_FORMULA = ("=", "+", "-", "\t", "\r")  # what a spreadsheet would reckon out; no address begins so


def rows_of(body: bytes, kind: str) -> list[list[str]]:
    """The lines of a file, without its header; raises `Invalid` where it is none."""
    if len(body) > LARGEST:
        raise Invalid(_("This file is too large."), field="file")
    try:
        text = body.decode("utf-8-sig")
        read = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except (UnicodeDecodeError, csv.Error):
        raise Invalid(_("This is not a CSV file."), field="file") from None
    rows = [row for row in read if row and row[0] and "\0" not in row[0]]
    if rows and _is_header(rows[0]):
        return _in_order(rows[0], rows[1:], kind)
    return rows


def _is_header(row: Sequence[str]) -> bool:
    return any(cell.lower().lstrip("#") in _NAMES for cell in row)


def _in_order(header: Sequence[str], rows: list[list[str]], kind: str) -> list[list[str]]:
    """The columns as we expect them, wherever the file has them."""
    places = {name.lower().lstrip("#"): place for place, name in enumerate(header)}
    wanted = [places.get(name.lower()) for name in HEADERS.get(kind, ())]
    if not wanted:
        return rows
    return [
        [row[place] if place is not None and place < len(row) else "" for place in wanted]
        for row in rows
    ]


def written(kind: str, rows: Iterable[Sequence[str]]) -> str:
    """A file as Mastodon would write it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if HEADERS[kind]:
        writer.writerow(HEADERS[kind])
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()
