"""A chain of records in which nothing can be changed or left out later without it showing.

Each record's hash covers the hash before it. Whoever kept one hash can check everything
up to there with a few lines in any language, since the bytes are RFC 8785 (JCS).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | Mapping[str, Value] | Sequence[Value] | None"
Record: TypeAlias = Mapping[str, Value]

GENESIS = bytes(32)
_HASH_BYTES = 32
# JSON numbers are doubles in RFC 8785. Beyond this they are no longer exact.
_GREATEST_INT = 2**53 - 1


def canonical(record: Record) -> bytes:
    """The one way to write a record, by RFC 8785.

    Keys are ASCII. Raises TypeError for floats and foreign types, ValueError for what JSON
    cannot carry exactly: integers beyond 2^53 (write ids as strings), unpaired surrogates.
    """
    written = json.dumps(
        _checked_map(record), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return written.encode("utf-8")


def _checked_map(record: Record) -> dict[str, object]:
    for key in record:
        # ASCII, for then sorting by code point and by UTF-16 unit is the same.
        if not (isinstance(key, str) and key.isascii()):
            raise TypeError(f"A key has to be ASCII text, not {key!r}.")
    return {key: _checked(value) for key, value in record.items()}


def _checked(value: Value) -> object:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > _GREATEST_INT:
            raise ValueError(f"{value} is not exact in JSON. Write it as a string.")
        return value
    if isinstance(value, Mapping):
        return _checked_map(value)
    if isinstance(value, list | tuple):
        return [_checked(item) for item in value]
    raise TypeError(f"A record cannot hold {type(value).__name__}.")


def link(previous: bytes, record: Record) -> bytes:
    """The hash (32 bytes) of a record that follows `previous` (the hash before, or GENESIS)."""
    if len(previous) != _HASH_BYTES:
        raise ValueError("The previous hash has 32 raw bytes.")
    return hashlib.sha256(previous + canonical(record)).digest()


def first_broken(records: Iterable[tuple[Record, bytes]]) -> int | None:
    """The position, from 0, of the first record whose hash does not follow; None if all do."""
    previous = GENESIS
    for position, (record, stated) in enumerate(records):
        if link(previous, record) != stated:
            return position
        previous = stated
    return None
