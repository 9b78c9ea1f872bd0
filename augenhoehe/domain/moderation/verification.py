"""Looking whether the register is whole: the chain, the texts, the rows beside it, the heads.

The same checks as in `verifier/verify_register.py`, on the database itself, and what only the
server can look at: that filters show what the records say, and that published heads are still
part of the chain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, connection, transaction

from augenhoehe.domain.moderation.export import BIT, last_seq
from augenhoehe.domain.moderation.models import RegisterHead, VerificationRun
from augenhoehe.domain.moderation.verifier.verify_register import canonical
from augenhoehe.foundation import clock
from augenhoehe.foundation.hashchain import GENESIS

# As stored: what a library makes of a column could hide what was done to it.
_ENTRIES = (
    "SELECT seq, hash, record, uid, event, kind, ground, clause, about, is_of_criticism, at "
    "FROM moderation_registerentry WHERE seq BETWEEN %s AND %s ORDER BY seq"
)
_TEXTS = (
    "SELECT seq, part, salt, fields FROM moderation_registertext "
    "WHERE seq BETWEEN %s AND %s ORDER BY seq"
)
_COLUMNS = ("id", "event", "kind", "ground", "clause", "about")
_Row = tuple[Any, ...]


def verify_register() -> VerificationRun:
    """Check everything and write down what came out. Called daily and by `augenhoehe check`."""
    last, digest, broken = check_chain()
    return VerificationRun.objects.create(
        at=clock.now(), seq=last, hash=digest.hex(), broken_at=broken
    )


def check_chain() -> tuple[int, bytes, int | None]:
    """The last good number with its hash, and the number of the first bad entry, if any."""
    heads = dict(RegisterHead.objects.values_list("seq", "hash"))
    seq, digest, end = 0, GENESIS, last_seq()
    while seq < end:
        good, digest = _check_bit(seq, digest, heads)
        if good < min(seq + BIT, end):
            return good, digest, good + 1
        seq = good
    is_cut = any(head > seq for head in heads)
    return seq, digest, seq + 1 if is_cut else None


def _check_bit(seq: int, digest: bytes, heads: Mapping[int, str]) -> tuple[int, bytes]:
    """The last good of the thousand entries after `seq`, and its hash."""
    texts: dict[int, list[_Row]] = {}
    for text in _read(_TEXTS, seq + 1, seq + BIT):
        texts.setdefault(text[0], []).append(text)
    for row in _read(_ENTRIES, seq + 1, seq + BIT):
        found = _hash_if_whole(row, seq + 1, digest, texts.get(seq + 1, []))
        if found is None or heads.get(seq + 1, found.hex()) != found.hex():
            break
        seq, digest = seq + 1, found
    return seq, digest


def _read(query: str, first: int, last: int) -> list[_Row]:
    """Rows as stored. Of damaged ones that cannot be read only the number is told."""
    try:
        return _rows(query, first, last)
    except DatabaseError:
        if first == last:
            return [(first, None, None, None)]
        middle = (first + last) // 2
        return _read(query, first, middle) + _read(query, middle + 1, last)


def _rows(query: str, first: int, last: int) -> list[_Row]:
    # In a transaction of its own, so that PostgreSQL goes on after an error.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, [first, last])
        return list(cursor.fetchall())


def _hash_if_whole(row: _Row, seq: int, previous: bytes, texts: list[_Row]) -> bytes | None:
    """The hash of an entry that is as it was written down; else None."""
    number, stated, written, *columns = row
    try:
        record = json.loads(written)
        digest = sha256(previous + written.encode())
        whole = (
            number == seq == record["seq"]
            and digest.hexdigest() == stated
            and canonical(record) == written
            and _shows_what_is_recorded(columns, record)
            and all(_fits(text, record["commitments"]) for text in texts)
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return digest.digest() if whole else None


def _shows_what_is_recorded(columns: list[Any], record: Mapping[str, Any]) -> bool:
    """Whether filters find the entry under what its record says."""
    *words, is_of_criticism, at = columns
    return (
        words == [record.get(name, "") for name in _COLUMNS]
        and bool(is_of_criticism) == (record["criticism"] == "yes")
        and f"{str(at)[:10]}T{str(at)[11:19]}Z" == record["at"]
    )


def _fits(text: _Row, commitments: Mapping[str, str]) -> bool:
    """Whether words are the ones the record committed to."""
    _seq, part, salt, fields = text
    written = canonical({"fields": json.loads(fields), "salt": salt})
    return sha256(written.encode()).hexdigest() == commitments[part]
