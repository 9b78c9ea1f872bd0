"""The whole register as a file, read from the database bit by bit.

Each bit is a query of its own over a range of numbers: entries are only added, so what was
the last one at the beginning is the end, and no transaction is held open meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from augenhoehe.domain.moderation.models import RegisterEntry, RegisterText
from augenhoehe.domain.moderation.register.format import export_end, export_line, export_top
from augenhoehe.foundation import clock
from augenhoehe.foundation.hashchain import GENESIS

BIT = 1000  # entries


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is stored, with its texts as canonical JSON by their part."""

    seq: int
    record: str
    hash: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """The record, read."""
        return json.loads(self.record)  # type: ignore[no-any-return]

    def words(self, part: str) -> dict[str, Any]:
        """The fields of a text; nothing if it is erased, sealed or never was."""
        return json.loads(self.texts[part])["fields"] if part in self.texts else {}


def surviving() -> AbstractContextManager[object]:
    """For a question that may meet damaged rows: an error leaves the transaction usable.

    No transaction is begun for it, which on SQLite would make readers wait for writers.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def last_seq() -> int:
    """The number of the last entry, which is how many there are; 0 for none."""
    return RegisterEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def rows(
    start: int = 1, end: int | None = None, *, sealed_too: bool = False
) -> Iterator[list[Row]]:
    """Entries from a number to another, the last if none is given, in lists of a thousand.

    `sealed_too` is for checking only: those texts must not leave the server yet.
    """
    end = last_seq() if end is None else end
    for first in range(start, end + 1, BIT):
        yield _bit(first, min(first + BIT - 1, end), sealed_too)


def _bit(first: int, last: int, sealed_too: bool) -> list[Row]:
    texts = _texts(first, last, sealed_too)
    found = RegisterEntry.objects.filter(seq__range=(first, last)).order_by("seq")
    return [
        Row(seq, record, digest, texts.get(seq, {}))
        for seq, record, digest in found.values_list("seq", "record", "hash")
    ]


def _texts(first: int, last: int, sealed_too: bool) -> dict[int, dict[str, str]]:
    found = RegisterText.objects.filter(seq__range=(first, last))
    if not sealed_too:
        found = found.filter(Q(sealed_until=None) | Q(sealed_until__lte=clock.now()))
    texts: dict[int, dict[str, str]] = {}
    for seq, part, salt, words in found.values_list("seq", "part", "salt", "fields"):
        texts.setdefault(seq, {})[part] = f'{{"fields":{words},"salt":"{salt}"}}'
    return texts


def document() -> Iterator[str]:
    """The pieces of `register.json`."""
    yield export_top(server=settings.BASE_URL, exported_at=clock.now())
    seq, digest = 0, GENESIS.hex()
    for bit in rows():
        lines = [export_line(row.record, row.hash, row.texts) for row in bit]
        yield ("," if seq else "") + "\n" + ",\n".join(lines)
        seq, digest = bit[-1].seq, bit[-1].hash
    yield export_end(seq, bytes.fromhex(digest))
