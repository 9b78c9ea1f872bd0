"""How an entry of the public register is written, hashed and exported.

A record is what the chain covers: text and whole numbers, nothing about persons. Facts,
reasons and links are `Text`s beside it: the record holds only a commitment to each, so that a
text can be erased, or sealed until it may be published, and the chain still holds. In plain
words: `docs/reference/register.md`. `verifier/verify_register.py` checks what comes out here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from hashlib import sha256

from augenhoehe.domain.moderation import terms
from augenhoehe.foundation.hashchain import GENESIS, Record, Value, canonical

FORMAT, VERSION = "augenhoehe-register", 1
HEAD_FORMAT = "augenhoehe-register-head"
SALT_BYTES = 32

_NAME = re.compile(r"[A-Za-z0-9_-]{1,500}")
_PART = re.compile(r"[a-z_]{1,40}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """What the Streisand check showed; chances in thousandths, reach in whole people."""

    version: str
    p_worse_permille: int
    answer_median: int
    remove_median: int
    own_cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry says in public for ever. What is as usual is left out of the record.

    `id` is also the address of the entry; `office` a stable pseudonym; `category` a word of
    the transparency database; `clause` with its version; `norm` the law, where it was unlawful;
    `rung` the milder means that was considered and would not do; `count` more than one for a
    wave; `criticism` whether it concerns criticism of the organisation. Only an intervention
    needs them all: a lawsuit elsewhere breaks no clause.
    """

    id: str
    at: datetime
    event: terms.Event
    kind: terms.Kind
    target: terms.Target
    hand: terms.Hand
    office: str
    criticism: bool
    ground: terms.Ground | None = None
    clause: str = ""
    clause_version: str = ""
    norm: str = ""
    rung: str = ""
    category: str = ""
    source: terms.Source | None = None
    found_by_program: bool = False
    count: int = 1
    about: str = ""
    scope: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    second_office: str = ""
    check: CheckShown | None = None
    appeal_until: date | None = None
    outcome: terms.Outcome | None = None
    sealed: bool = False

    def __post_init__(self) -> None:
        for name in (self.id, self.office, self.about, self.second_office):
            if name and not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is not made of letters, digits, - and _.")
        if not (self.id and self.office):
            raise ValueError("An entry needs an id and an office.")
        if self.count < 1:
            raise ValueError("An entry is about one at least.")
        because = (self.ground, self.clause, self.clause_version, self.category, self.source)
        if self.event is terms.Event.INTERVENTION and not all(because):
            raise ValueError("An intervention needs ground, clause, version, category and source.")
        if bool(self.about) != (self.event in terms.ABOUT_AN_ENTRY):
            raise ValueError(f"{self.event} and the entry it is about do not go together.")
        if (self.outcome is not None) != (self.event is terms.Event.APPEAL_DECIDED):
            raise ValueError("An appeal that was decided has an outcome, and nothing else has.")


@dataclass(frozen=True, slots=True)
class Text:
    """Words a record commits to, with the salt that keeps them from being guessed."""

    salt: bytes
    fields: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is exported: texts only as far as they exist and may be read."""

    record: Record
    hash: bytes
    texts: Mapping[str, Text] = field(default_factory=dict)


def record_of(facts: Facts, *, seq: int, commitments: Mapping[str, str]) -> Record:
    """The record with its number in the chain, from 1, and a commitment for each text."""
    if seq < 1:
        raise ValueError("The first entry is number 1.")
    for part, digest in commitments.items():
        if not (_PART.fullmatch(part) and _HASH.fullmatch(digest)):
            raise ValueError(f"{part!r}: {digest!r} is no commitment.")
    record: dict[str, Value] = {"seq": seq}
    for each in fields(facts):
        value = getattr(facts, each.name)
        if value != each.default:
            record[each.name] = _written(value)
    return record | {"commitments": dict(commitments)}


def _written(value: object) -> Value:
    if isinstance(value, bool):
        return (terms.YesNo.YES if value else terms.YesNo.NO).value
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, CheckShown):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, int):
        return value
    return str(value)


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def commitment(salt: bytes, words: Mapping[str, str | int]) -> str:
    """SHA-256 of the canonical words with their salt, in hexadecimal digits."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes.")
    if any(isinstance(word, bool) or not isinstance(word, str | int) for word in words.values()):
        raise TypeError("Texts are text and whole numbers.")
    return sha256(canonical(_salted(Text(salt, words)))).hexdigest()


def _salted(text: Text) -> Record:
    return {"salt": text.salt.hex(), "fields": text.fields}


def export_document(
    entries: Iterable[Entry], *, server: str, exported_at: datetime
) -> Iterator[str]:
    """The pieces of `register.json`, one line for each entry, in order from the first."""
    yield export_top(server=server, exported_at=exported_at)
    seq, digest, comma = 0, GENESIS, ""
    for entry in entries:
        yield f"{comma}\n{_line(entry)}"
        seq, digest, comma = seq + 1, entry.hash, ","
    yield export_end(seq, digest)


def export_top(*, server: str, exported_at: datetime) -> str:
    """Everything before the first entry."""
    top = {"format": FORMAT, "version": VERSION, "server": server}
    top["exported_at"] = _moment(exported_at)
    return json.dumps(top, ensure_ascii=False)[:-1] + ', "entries": ['


def export_end(seq: int, digest: bytes) -> str:
    """Everything after the last entry, whose number and hash these are."""
    return f'\n], "head": {json.dumps({"seq": seq, "hash": digest.hex()})}}}\n'


def export_line(record: str, digest: str, texts: Mapping[str, str]) -> str:
    """A line as the document has it, of what is canonical JSON already (texts by their part)."""
    shown = ",".join(f'"{part}":{texts[part]}' for part in sorted(texts))
    beside = f',"texts":{{{shown}}}' if shown else ""
    return f'{{"hash":"{digest}","record":{record}{beside}}}'


def _line(entry: Entry) -> str:
    written: dict[str, Value] = {"record": entry.record, "hash": entry.hash.hex()}
    if entry.texts:
        written["texts"] = {part: _salted(text) for part, text in entry.texts.items()}
    return canonical(written).decode()


def head_document(*, seq: int, digest: bytes, server: str, at: datetime) -> dict[str, Value]:
    """A head as it is published each day; its signature is added by who signs."""
    return {
        "format": HEAD_FORMAT,
        "version": VERSION,
        "server": server,
        "at": _moment(at),
        "seq": seq,
        "hash": digest.hex(),
    }
