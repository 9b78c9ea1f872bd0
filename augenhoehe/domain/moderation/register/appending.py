"""The public register: entries are written here, in the transaction of what they tell of.

Nothing is ever changed afterwards; the database refuses it (`triggers`). What can be taken away
are the words beside an entry, to which the chain holds commitments only.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import F

from augenhoehe.domain.moderation.models import RegisterEntry, RegisterTally, RegisterText
from augenhoehe.domain.moderation.register.format import (
    SALT_BYTES,
    Facts,
    Text,
    commitment,
    record_of,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.hashchain import GENESIS, canonical, link

# Who holds this lock of PostgreSQL writes the next entry. Any number, always the same.
_LOCK = 7_346_173


class UnknownEntry(ValueError):
    """Nothing in the register has this id."""


def append(
    facts: Facts,
    *,
    texts: Mapping[str, Mapping[str, str | int]],
    sealed_until: datetime | None = None,
) -> RegisterEntry:
    """Write the next entry. Must be called inside the transaction of what it tells of.

    `texts` are the words beside it by their part: facts, reasons, links. They are kept back
    until `sealed_until`, where the law forbids to publish them now.
    """
    _take_the_pen()
    if sealed_until is not None:
        facts = replace(facts, sealed=True)
    if facts.about and not RegisterEntry.objects.filter(uid=facts.about).exists():
        raise UnknownEntry(f"There is no entry {facts.about} to tell of.")
    last = RegisterEntry.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, previous = (last[0] + 1, bytes.fromhex(last[1])) if last else (1, GENESIS)
    salted = {part: Text(secrets.token_bytes(SALT_BYTES), words) for part, words in texts.items()}
    commitments = {part: commitment(text.salt, text.fields) for part, text in salted.items()}
    record = record_of(facts, seq=seq, commitments=commitments)
    digest = link(previous, record)
    entry = _write(facts, seq, canonical(record).decode(), digest.hex())
    _lay_beside(seq, salted, sealed_until)
    return entry


def _take_the_pen() -> None:
    """One writes at a time, till the end of the transaction: so numbers have no gaps."""
    if not connection.in_atomic_block:
        raise RuntimeError("An entry is written inside the transaction of what it tells of.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    # On SQLite the transaction is IMMEDIATE: whoever is in it is the only writer.


def _write(facts: Facts, seq: int, record: str, digest: str) -> RegisterEntry:
    sort = {
        "event": facts.event.value,
        "kind": facts.kind.value,
        "ground": facts.ground.value if facts.ground else "",
        "clause": facts.clause,
        "is_of_criticism": facts.criticism,
    }
    return RegisterEntry.objects.create(
        seq=seq,
        uid=facts.id,
        record=record,
        hash=digest,
        at=facts.at.replace(microsecond=0),  # as the record says it
        about=facts.about,
        tally=_count(facts.at.astimezone(UTC).year, sort, seq),
        **sort,
    )


def _count(year: int, sort: Mapping[str, str | bool], seq: int) -> RegisterTally:
    tally, is_new = RegisterTally.objects.get_or_create(
        year=year, **sort, defaults={"entries": 1, "first_seq": seq, "last_seq": seq}
    )
    if not is_new:
        RegisterTally.objects.filter(id=tally.id).update(entries=F("entries") + 1, last_seq=seq)
    return tally


def _lay_beside(seq: int, texts: Mapping[str, Text], sealed_until: datetime | None) -> None:
    RegisterText.objects.bulk_create(
        RegisterText(
            seq=seq,
            part=part,
            salt=text.salt.hex(),
            fields=canonical(text.fields).decode(),
            sealed_until=sealed_until,
        )
        for part, text in texts.items()
    )


@transaction.atomic
def erase_texts(uid: str, parts: Collection[str]) -> int:
    """Take words beside an entry away for good, with their salt; how many parts that were.

    The entry stays, and its page says that something was erased.
    """
    seq = RegisterEntry.objects.filter(uid=uid).values_list("seq", flat=True).first()
    if seq is None:
        raise UnknownEntry(f"There is no entry {uid}.")
    gone, _ = RegisterText.objects.filter(seq=seq, part__in=parts).delete()
    return gone


@transaction.atomic
def unseal_texts() -> int:
    """Open the texts whose time has come; how many. Called by the timetable."""
    return RegisterText.objects.filter(sealed_until__lte=clock.now()).update(sealed_until=None)
