"""What this server holds about one person: counted, written into a file, and erased.

All of it follows the catalogue (`personal`), so that no table can be forgotten.
"""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from augenhoehe.foundation.personal import Fate, Holding, catalogue

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One table on the page of one's own data."""

    holding: Holding
    count: int


def rows_of(holding: Holding, account_id: int) -> QuerySet[Any]:
    """The rows of a table that are this person's to know."""
    found = Q(pk__in=[])
    for link in holding.shown:
        found |= Q(**{link.path: account_id})
    return holding.model._base_manager.filter(found).order_by("pk")


def overview(account_id: int) -> list[Line]:
    """Every table with something about this person that is theirs to know, and how much."""
    counted = (Line(one, rows_of(one, account_id).count()) for one in catalogue() if one.shown)
    return [line for line in counted if line.count]


class _Belt:
    """A file that is read while it is written; zipfile needs no more of it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def archive(account_id: int) -> Iterator[bytes]:
    """A ZIP, made while it is downloaded and kept nowhere: a JSON file a table, and the pictures.

    Never more than a few hundred rows in memory, however much somebody wrote.
    """
    belt = _Belt()
    with zipfile.ZipFile(cast("IO[bytes]", belt), "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("contents.json", _json(_contents(account_id)))
        for holding in catalogue():
            if holding.shown:
                yield from _table(holding, account_id, bag, belt)
        for folder in folders_of(account_id):
            yield from _files(folder, bag, belt)
    yield belt.taken()


def _contents(account_id: int) -> list[dict[str, Any]]:
    """What there is, what for and for how long; tables that only others may read, by name."""
    return [
        {
            "table": holding.table,
            "purpose": str(holding.purpose),
            "kept": str(holding.kept),
            "basis": str(holding.basis.value),
            "rows": rows_of(holding, account_id).count() if holding.shown else None,
        }
        for holding in catalogue()
    ]


def _table(holding: Holding, account_id: int, bag: zipfile.ZipFile, belt: _Belt) -> Iterator[bytes]:
    with bag.open(f"{holding.table}.json", "w") as file:
        file.write(b"[")
        for number, row in enumerate(rows_of(holding, account_id).iterator(chunk_size=_AT_A_TIME)):
            file.write((b",\n" if number else b"\n") + _json(_shown(holding, row)))
            if number % _AT_A_TIME == 0:
                yield belt.taken()
        file.write(b"\n]\n")
    yield belt.taken()


def _shown(holding: Holding, row: Model) -> dict[str, Any]:
    """A row as it stands, but for secrets."""
    fields = (field for field in row._meta.concrete_fields if field.name not in holding.hidden)
    return {field.name: getattr(row, field.attname) for field in fields}


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def folders_of(account_id: int) -> Iterator[str]:
    """The folders below the media folder with this person's files; never the whole of it."""
    for holding in catalogue():
        for column in holding.folders:
            found = rows_of(holding, account_id).exclude(**{column: ""})
            yield from found.values_list(column, flat=True).iterator()


def _files(folder: str, bag: zipfile.ZipFile, belt: _Belt) -> Iterator[bytes]:
    place = Path(settings.MEDIA_ROOT) / folder
    for path in sorted(place.rglob("*")) if place.is_dir() else ():
        if path.is_file():
            bag.write(path, f"media/{folder}/{path.name}", zipfile.ZIP_STORED)
            yield belt.taken()


def erase_rows(account_id: int) -> None:
    """Delete or let go of every row the catalogue says so of; a table in a transaction.

    What has to be emptied with care (posts, the account itself) is its room's to do before.
    """
    for holding in reversed(catalogue()):
        with transaction.atomic():
            for link in holding.links:
                rows = holding.rows_by(link, account_id).exclude(**holding.spared)
                if link.fate is Fate.GOES:
                    rows.order_by().delete()
                elif link.fate is Fate.LET_GO:
                    rows.order_by().update(**{link.path: None})
