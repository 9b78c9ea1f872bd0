#!/usr/bin/env python3
"""Check an export of a public register of interventions, without the server it came from.

    python verify_register.py register.json
    python verify_register.py register.json --head 5f3c... (or a file: a head, an older export)

One file of plain Python (3.8 or newer): it imports nothing of the server and asks no network.
It is short, so read it. What it checks:

1. The entries are numbered 1, 2, 3 and so on; none is missing or out of order.
2. The hash of each is SHA-256(hash of the entry before, as 32 raw bytes, then the record as
   canonical JSON); before the first stand 32 zero bytes. Canonical JSON is RFC 8785: UTF-8,
   keys sorted, no spaces. Numbers are whole.
3. A record commits to texts (facts, reasons, links) that lie beside it and may be erased.
   Where one is there, SHA-256(the text with its salt, as canonical JSON) is what it says.
4. The head the export states is its last entry, and the earlier head you give is in the chain.
   Only the second shows that nothing was cut off at the end or written anew: keep heads.

Not covered: name of the server and time of the export (top of the file), signatures of heads.
Exit code: 0 whole, 1 broken (the first bad entry is named), 2 no readable register or head,
3 your earlier head is not part of this chain.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Callable, Iterator, NoReturn, TextIO  # noqa: UP035 (Python 3.8)

GENESIS = bytes(32)
FORMAT, VERSION = "augenhoehe-register", 1
MEMBERS = {"format", "version", "server", "exported_at", "entries", "head"}
WHOLE, BROKEN, UNREADABLE, OTHER_HISTORY = range(4)

_CHUNK, _LONGEST_VALUE = 1 << 20, 1 << 24  # characters
_BLANKS = re.compile(r"[ \t\n\r]*")
_HASH = re.compile(r"[0-9a-f]{64}")


class Problem(Exception):
    """What is wrong, as an exit code and a sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Malformed(Exception):
    """Something is no JSON, or JSON that can be read in two ways."""


@dataclass(frozen=True)
class Head:
    """The hash that stands for everything up to an entry; `seq` is None if not known."""

    seq: int | None
    hash: str


@dataclass
class Report:
    """What was seen of a register that holds."""

    head: Head
    texts_that_fit: int = 0
    texts_not_there: int = 0
    earlier_head_at: int | None = None


# --- JSON, and the one way to write it ---------------------------------------------------


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Malformed("a key is there twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) >= 2**53:
        raise Malformed("a number is too great to be exact")
    return int(digits)


def _no_number(text: str) -> NoReturn:
    raise Malformed(f"{text} is no whole number")


_numbers: dict[str, Any] = {
    "parse_int": _integer,
    "parse_float": _no_number,
    "parse_constant": _no_number,
}
_decode = json.JSONDecoder(**_numbers).raw_decode
_decode_strictly = json.JSONDecoder(object_pairs_hook=_once, **_numbers).raw_decode
_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
try:  # what _encoder.encode sets up anew each time, that is two million times
    _pieces = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
        None, _encoder.default, json.encoder.encode_basestring, None, ":", ",", True, False, False
    )
except (AttributeError, TypeError):  # another Python than CPython
    _pieces = _encoder.iterencode


def canonical(value: Any) -> str:
    """RFC 8785, for keys in ASCII and whole numbers."""
    return "".join(_pieces(value, 0))


# --- reading a large file bit by bit -----------------------------------------------------


class Document:
    """A JSON object whose list `entries` is never in memory as a whole."""

    def __init__(self, file: TextIO) -> None:
        self.members: dict[str, Any] = {}
        self._file, self._text, self._at = file, "", 0

    def entries(self) -> Iterator[tuple[Any, str]]:
        """The entries and how each is written. Afterwards `members` holds everything else."""
        mark = self._take("{")
        while mark != "}":
            name, _ = self._value(_decode_strictly)
            if not isinstance(name, str) or name in self.members:
                raise Malformed(f"{name!r} is no name, or is there twice")
            self._take(":")
            if name == "entries":
                self.members[name] = None
                yield from self._items()
            else:
                self.members[name], _ = self._value(_decode_strictly)
            mark = self._take(",}")
        if self._next():
            raise Malformed("something follows after the end")

    def _items(self) -> Iterator[tuple[Any, str]]:
        mark = self._take("[")
        if self._next() == "]":
            mark = self._take("]")
        while mark != "]":
            yield self._value(_decode)
            mark = self._take(",]")

    def _value(self, decode: Callable[[str, int], tuple[Any, int]]) -> tuple[Any, str]:
        self._next()
        while True:
            start = self._at
            try:
                value, end = decode(self._text, start)
            except (ValueError, RecursionError) as error:
                too_long = len(self._text) - start > _LONGEST_VALUE
                if too_long or not self._read_on():
                    raise Malformed("it is no JSON") from error
                continue
            # At the end of the chunk a number might go on.
            if end < len(self._text) or not self._read_on():
                self._at = end
                return value, self._text[start:end]

    def _take(self, allowed: str) -> str:
        found = self._next()
        if not found or found not in allowed:
            raise Malformed(f"{found!r} is there instead of {' or '.join(allowed)}")
        self._at += 1
        return found

    def _next(self) -> str:
        """The next character that is not blank; "" at the end of the file."""
        while True:
            self._at = _BLANKS.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        chunk = self._file.read(_CHUNK)
        if chunk:
            self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)


# --- the checks --------------------------------------------------------------------------


def verify(file: TextIO, earlier: Head | None = None) -> Report:
    """Check everything; raises Problem."""
    document, report = Document(file), Report(Head(0, GENESIS.hex()))
    seq, digest = 0, GENESIS
    _compare(earlier, seq, digest, report)
    try:
        for entry, written in document.entries():
            digest = _check_entry(entry, written, seq + 1, digest, report)
            seq += 1
            if earlier:
                _compare(earlier, seq, digest, report)
    except Malformed as error:
        if "entries" not in document.members:
            raise Problem(UNREADABLE, f"This is no register: {error}.") from error
        sentence = f"After entry {seq} the file cannot be read: {error}."
        raise Problem(BROKEN, sentence) from error
    report.head = Head(seq, digest.hex())
    _check_members(document.members, report.head)
    if earlier and report.earlier_head_at is None:
        sentence = f"None of the {seq} entries has the earlier head {earlier.hash}."
        raise Problem(OTHER_HISTORY, sentence)
    return report


def _check_entry(entry: Any, written: str, seq: int, previous: bytes, report: Report) -> bytes:
    """The hash of an entry that holds."""
    keys = entry.keys() if isinstance(entry, dict) else set()
    if not {"record", "hash"} <= keys <= {"record", "hash", "texts"}:
        raise Problem(BROKEN, f"Entry {seq} is the first bad one: it is not made like an entry.")
    record, texts = entry["record"], entry.get("texts", {})
    if not isinstance(record, dict) or not isinstance(texts, dict):
        raise Problem(BROKEN, f"Entry {seq} is the first bad one: it is not made like an entry.")
    if type(record.get("seq")) is not int or record["seq"] != seq:
        raise Problem(BROKEN, f"Where entry {seq} belongs there is {_name(record)}.")
    try:
        content = canonical(record)
        digest = sha256(previous + content.encode()).digest()
        if digest.hex() != entry["hash"]:
            raise Problem(
                BROKEN,
                f"{_name(record)} is the first bad one: its hash does not follow from its "
                "record and the entry before.",
            )
        shown = _check_texts(record, texts, report)
    except (UnicodeEncodeError, RecursionError) as error:
        raise Problem(BROKEN, f"{_name(record)} is the first bad one: damaged text.") from error
    # Written as the server writes it, it can be read in one way only. If not, look.
    if written != f'{{"hash":"{digest.hex()}","record":{content}{shown}}}':
        _decode_strictly(written)
    return digest


def _check_texts(record: dict[str, Any], texts: dict[str, Any], report: Report) -> str:
    """The texts as the server writes them."""
    commitments = record.get("commitments", {})
    if not isinstance(commitments, dict):
        raise Problem(BROKEN, f"{_name(record)} is the first bad one: it commits to nothing.")
    shown = []
    for part, text in texts.items():
        content = canonical(text)
        if sha256(content.encode()).hexdigest() != commitments.get(part):
            raise Problem(
                BROKEN,
                f"{_name(record)} is the first bad one: its text {part!a} is not what it "
                "committed to.",
            )
        shown.append(f'"{part}":{content}')
    report.texts_that_fit += len(texts)
    report.texts_not_there += len(commitments) - len(texts)
    return f',"texts":{{{",".join(shown)}}}' if shown else ""


def _name(record: dict[str, Any]) -> str:
    return f"Entry {record.get('seq')!a} (id {record.get('id')!a})"


def _compare(earlier: Head | None, seq: int, digest: bytes, report: Report) -> None:
    if earlier is None or (earlier.seq != seq and earlier.hash != digest.hex()):
        return
    if earlier.hash != digest.hex() or earlier.seq not in (None, seq):
        raise Problem(
            OTHER_HISTORY,
            f"Entry {seq} is {digest.hex()} now; the earlier head was entry {earlier.seq}, "
            f"{earlier.hash}. What was there was written anew.",
        )
    report.earlier_head_at = seq


def _check_members(members: dict[str, Any], last: Head) -> None:
    if members.get("format") != FORMAT or "entries" not in members:
        raise Problem(UNREADABLE, f"This is no register: no {FORMAT!r} with entries.")
    if members.get("version") != VERSION:
        raise Problem(UNREADABLE, "This register has another version: ask for its verifier.")
    if members.keys() - MEMBERS:
        raise Problem(BROKEN, f"Nothing covers {sorted(members.keys() - MEMBERS)!a}.")
    if members.get("head") != {"seq": last.seq, "hash": last.hash}:
        sentence = f"The last entry is {last.seq}, {last.hash}, and that is not the stated head."
        raise Problem(BROKEN, sentence)


# --- the command -------------------------------------------------------------------------


def earlier_head(hash_or_path: str) -> Head:
    """A head from its 64 hexadecimal digits or from a file: a daily head, or an older export."""
    if _HASH.fullmatch(hash_or_path.lower()):
        return Head(None, hash_or_path.lower())
    with _open(hash_or_path) as file:
        document = Document(file)
        try:
            sum(1 for _ in document.entries())
        except Malformed as error:
            raise Problem(UNREADABLE, f"{hash_or_path} is no head: {error}.") from error
    stated = document.members.get("head", document.members)
    digest = str(stated.get("hash")) if isinstance(stated, dict) else ""
    if not _HASH.fullmatch(digest) or type(stated.get("seq")) is not int:
        raise Problem(UNREADABLE, f"{hash_or_path} is no head: it needs a seq and a hash.")
    return Head(stated["seq"], digest)


def _open(path: str) -> TextIO:
    # Damaged bytes become characters that no hash can cover, so the entry with them is named.
    return open(path, encoding="utf-8", errors="surrogateescape", newline="")


def main(arguments: list[str] | None = None) -> int:
    """Check a file and say in words what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("register", help="the export, register.json")
    parser.add_argument("--head", metavar="HASH|FILE", help="an earlier head, or its file")
    given = parser.parse_args(arguments)
    gc.disable()  # there are no circles here to look for
    try:
        earlier = earlier_head(given.head) if given.head else None
        with _open(given.register) as file:
            report = verify(file, earlier)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return UNREADABLE
    except Problem as problem:
        print(f"Not whole. {problem}", file=sys.stderr)
        return problem.code
    _tell(report)
    return WHOLE


def _tell(report: Report) -> None:
    print(f"Whole. Entries: {report.head.seq}; each follows from the one before.")
    print(f"Texts that are what was committed to: {report.texts_that_fit}.")
    print(f"Texts not in this file (erased, or sealed): {report.texts_not_there}.")
    if report.earlier_head_at is not None:
        print(f"The earlier head is entry {report.earlier_head_at} of this register.")
    print(f"Keep this head, to see later that nothing before it was changed: {report.head.hash}")


if __name__ == "__main__":
    sys.exit(main())
