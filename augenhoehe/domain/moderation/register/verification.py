"""Looking whether the register is whole: the chain, the texts, the rows beside it, the heads.

The same checks as in `verifier/verify_register.py`, on the database itself, and what only the
server can look at: that filters show what the records say, and that published heads are still
part of the chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Q

from augenhoehe.domain.moderation.models import (
    RegisterEntry,
    RegisterHead,
    RegisterTally,
    VerificationRun,
)
from augenhoehe.domain.moderation.register.export import BIT, last_seq, surviving
from augenhoehe.foundation import clock
from augenhoehe.foundation.hashchain import GENESIS

# As stored: what a library makes of a column could hide what was done to it.
_ENTRIES = (
    "SELECT seq, hash, record, uid, event, kind, ground, clause, about, "
    "CAST(is_of_criticism AS INTEGER), CAST(at AS TEXT) "
    "FROM moderation_registerentry WHERE seq BETWEEN %s AND %s ORDER BY seq"
)
_TEXTS = (
    "SELECT seq, part, salt, fields FROM moderation_registertext "
    "WHERE seq BETWEEN %s AND %s ORDER BY seq"
)
_SORT = ("event", "kind", "ground", "clause", "at")
_DAY, _SLACK = timedelta(days=1), timedelta(minutes=30)
_SMALL = 20_000  # entries, checked within half a second
# The record itself is covered by its hash, so that it can be looked at as text: half the time.
_STARTS = tuple(f'"{name}":' for name in ("id", "event", "kind", "ground", "clause", "about"))
_text = json.encoder.encode_basestring
_Row = tuple[Any, ...]


def verify_register() -> VerificationRun:
    """Check everything and write down what came out. Called daily and by `augenhoehe check`."""
    last, digest, broken = check_chain()
    return VerificationRun.objects.create(
        at=clock.now(), seq=last, hash=digest.hex(), broken_at=broken
    )


def verify_if_due() -> VerificationRun | None:
    """Check a small register every hour and a large one every day. Called every hour."""
    last = VerificationRun.objects.order_by("-id").first()
    _forget_old_runs()
    rested = clock.now() - last.at if last else _DAY
    if rested < _DAY - _SLACK and last_seq() > _SMALL:
        return None
    return verify_register()


def _forget_old_runs() -> None:
    """Of what was whole a month ago nobody needs to know; what was broken stays."""
    old = VerificationRun.objects.filter(at__lt=clock.now() - 30 * _DAY, broken_at__isnull=True)
    old.delete()


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
    return seq, digest, seq + 1 if is_cut else _miscounted()


def _miscounted() -> int | None:
    """The first entry that pages of a sort would leave out or show under another one."""
    try:
        with surviving():
            counted = {row.id: row for row in RegisterTally.objects.all()}
    except (DatabaseError, UnicodeDecodeError):  # not even text any more
        return 1
    wrong = []
    for found in _by_tally():
        row = counted.pop(found["tally_id"], None)
        if row is None or not _counts(row, found):
            wrong.append(int(found["first"]))
    wrong += [row.first_seq for row in counted.values() if row.entries]
    return min(wrong, default=None)


def _by_tally() -> Iterable[dict[str, Any]]:
    ends: dict[str, Min | Max] = {f"{name}_min": Min(name) for name in _SORT}
    ends |= {f"{name}_max": Max(name) for name in _SORT}
    critical = Count("seq", filter=Q(is_of_criticism=True))
    rows = RegisterEntry.objects.order_by().values("tally_id")
    counted: Iterable[dict[str, Any]] = rows.annotate(
        first=Min("seq"), last=Max("seq"), n=Count("seq"), critical=critical, **ends
    )  # type: ignore[assignment]
    return counted


def _counts(row: RegisterTally, found: Mapping[str, Any]) -> bool:
    """Whether a row of the tally says what its entries say."""
    said = (row.first_seq, row.last_seq, row.entries, row.entries * row.is_of_criticism)
    ends = [(found[f"{name}_min"], found[f"{name}_max"]) for name in _SORT[:-1]]
    sorts = [(getattr(row, name),) * 2 for name in _SORT[:-1]]
    years = {found[f"at_{end}"].astimezone(UTC).year for end in ("min", "max")}
    shown = (found["first"], found["last"], found["n"], found["critical"])
    return said == shown and ends == sorts and years == {row.year}


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
    except (DatabaseError, UnicodeDecodeError):
        if first == last:
            return [(first, None, None, None)]
        middle = (first + last) // 2
        return _read(query, first, middle) + _read(query, middle + 1, last)


def _rows(query: str, first: int, last: int) -> list[_Row]:
    with surviving(), connection.cursor() as cursor:
        cursor.execute(query, [first, last])
        return list(cursor.fetchall())


def _hash_if_whole(row: _Row, seq: int, previous: bytes, texts: list[_Row]) -> bytes | None:
    """The hash of an entry that is as it was written down; else None."""
    number, stated, written, *columns = row
    try:
        digest = sha256(previous + written.encode())
        whole = (
            number == seq
            and digest.hexdigest() == stated
            and f'"seq":{seq},' in written
            and _shows_what_is_recorded(columns, written)
            and all(_fits(text, written) for text in texts)
        )
    except (ValueError, TypeError, AttributeError):  # not even text any more
        return None
    return digest.digest() if whole else None


def _shows_what_is_recorded(columns: list[Any], written: str) -> bool:
    """Whether filters find the entry under what its record says."""
    *words, is_of_criticism, at = columns
    for start, word in zip(_STARTS, words, strict=True):
        # What is empty is left out of a record.
        if (f"{start}{_text(word)}" not in written) if word else (start in written):
            return False
    criticism = '"criticism":"yes"' if is_of_criticism else '"criticism":"no"'
    return criticism in written and f'"at":"{at[:10]}T{at[11:19]}Z"' in written


def _fits(text: _Row, written: str) -> bool:
    """Whether words are the ones the record committed to."""
    _seq, part, salt, fields = text
    content = f'{{"fields":{fields},"salt":"{salt}"}}'
    return f'"{part}":"{sha256(content.encode()).hexdigest()}"' in written
