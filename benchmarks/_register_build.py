"""A register of half a million entries in an empty database.

Written with bulk inserts instead of `register.append`, which takes a transaction for each;
what is stored is the same, down to the hash.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402

from augenhoehe.config.server.preparing import prepare_database  # noqa: E402
from augenhoehe.domain.moderation import terms  # noqa: E402
from augenhoehe.domain.moderation.models import (  # noqa: E402
    RegisterEntry,
    RegisterTally,
    RegisterText,
    VerificationRun,
)
from augenhoehe.domain.moderation.register.format import (  # noqa: E402
    Facts,
    commitment,
    record_of,
)
from augenhoehe.foundation.hashchain import GENESIS, canonical, link  # noqa: E402

FIRST = datetime(2023, 1, 2, 8, tzinfo=UTC)
LAST = datetime(2026, 11, 22, 20, tzinfo=UTC)
AT_ONCE = 5_000
CLAUSES = ("insults", "home-addresses", "spam", "threats", "impostors", "off-topic", "calm")
HERE = [kind for kind in terms.Kind if kind not in ("lawsuit", "demand_letter")]
_TEXT = "Der Beitrag nannte Straße und Hausnummer einer Kollegin und rief zu einem Besuch auf. "


def main(entries: int) -> None:
    prepare_database(say=print)
    tallies: dict[tuple[Any, ...], RegisterTally] = {}
    written: list[RegisterEntry] = []
    texts: list[RegisterText] = []
    previous = GENESIS
    for seq, facts in enumerate(_facts(entries), start=1):
        salts = {part: seq.to_bytes(32, "big") for part in ("facts", "reasons", "links")}
        words = _words(facts, seq)
        commitments = {part: commitment(salts[part], said) for part, said in words.items()}
        record = record_of(facts, seq=seq, commitments=commitments)
        previous = link(previous, record)
        texts += [
            RegisterText(
                seq=seq, part=part, salt=salts[part].hex(), fields=canonical(said).decode()
            )
            for part, said in words.items()
        ]
        written.append(_entry(facts, seq, canonical(record).decode(), previous, tallies))
        if len(written) == AT_ONCE or seq == entries:
            _store(written, texts, tallies)
            written, texts = [], []
            print(f"{seq} entries", flush=True)
    VerificationRun.objects.create(seq=entries, hash=previous.hex())


def _facts(entries: int) -> Iterator[Facts]:
    dice = random.Random(4)
    step = (LAST - FIRST) / entries
    for number in range(entries):
        at = (FIRST + step * number).replace(microsecond=0)
        if number and number % 7 == 0:
            yield _later(number, at, dice)
        elif number % 9973 == 1:
            yield _declared(number, at)
        else:
            yield _intervention(number, at, dice)


def _intervention(number: int, at: datetime, dice: random.Random) -> Facts:
    criticism = dice.random() < 0.04
    return Facts(
        id=f"entry{number}",
        at=at,
        event=terms.Event.INTERVENTION,
        kind=dice.choice(HERE),
        target=terms.Target.POST,
        hand=terms.Hand.MODERATOR,
        office=f"M-{dice.randrange(9):04d}",
        criticism=criticism,
        ground=dice.choice(list(terms.Ground)),
        clause=dice.choice(CLAUSES),
        clause_version=str(at.year - 2022),
        category="STATEMENT_CATEGORY_CYBER_VIOLENCE",
        source=dice.choice(list(terms.Source)),
        rung="ask",
        second_office="M-0009" if criticism else "",
        ends=at + timedelta(days=30) if dice.random() < 0.5 else None,
        appeal_until=date(at.year + 1, 1, 1),
    )


def _later(number: int, at: datetime, dice: random.Random) -> Facts:
    won = dice.random() < 0.3
    return Facts(
        id=f"entry{number}",
        at=at,
        event=terms.Event.APPEAL_DECIDED if won else terms.Event.ENDED,
        kind=terms.Kind.REMOVE_POST,
        target=terms.Target.POST,
        hand=terms.Hand.MODERATOR,
        office="M-0002",
        criticism=False,
        about=f"entry{number - 1}",
        outcome=terms.Outcome.OVERTURNED if won else None,
    )


def _declared(number: int, at: datetime) -> Facts:
    return Facts(
        id=f"entry{number}",
        at=at,
        event=terms.Event.DECLARED,
        kind=terms.Kind.LAWSUIT,
        target=terms.Target.ELSEWHERE,
        hand=terms.Hand.ORGANISATION,
        office="M-0003",
        criticism=True,
    )


def _words(facts: Facts, seq: int) -> dict[str, dict[str, str | int]]:
    reasons: dict[str, dict[str, str | int]] = {"reasons": {"text": _TEXT, "language": "de"}}
    if facts.event != terms.Event.INTERVENTION:
        return reasons
    return reasons | {
        "facts": {"text": _TEXT * 2, "language": "de"},
        "links": {"url": f"https://lindenrad.example/p/{seq}"},
    }


def _entry(
    facts: Facts,
    seq: int,
    record: str,
    digest: bytes,
    tallies: dict[tuple[Any, ...], RegisterTally],
) -> RegisterEntry:
    sort = {
        "event": facts.event.value,
        "kind": facts.kind.value,
        "ground": facts.ground.value if facts.ground else "",
        "clause": facts.clause,
        "is_of_criticism": facts.criticism,
    }
    key = (facts.at.year, *sort.values())
    if key not in tallies:
        tallies[key] = RegisterTally.objects.create(
            year=facts.at.year, first_seq=seq, last_seq=seq, **sort
        )
    tally = tallies[key]
    tally.entries, tally.last_seq = tally.entries + 1, seq
    at, about = facts.at, facts.about
    return RegisterEntry(
        seq=seq,
        uid=facts.id,
        record=record,
        hash=digest.hex(),
        at=at,
        about=about,
        tally=tally,
        **sort,
    )


@transaction.atomic
def _store(
    written: list[RegisterEntry],
    texts: list[RegisterText],
    tallies: dict[tuple[Any, ...], RegisterTally],
) -> None:
    RegisterEntry.objects.bulk_create(written)
    RegisterText.objects.bulk_create(texts)
    RegisterTally.objects.bulk_update(tallies.values(), ["entries", "last_seq"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
