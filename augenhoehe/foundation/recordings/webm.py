"""What stands before the first cluster of a WebM (RFC 8794, RFC 9559). Runs in the child."""

import struct
from collections.abc import Iterator
from typing import IO, Any

from augenhoehe.foundation.recordings.refused import MOST_PARTS, Refused
from augenhoehe.foundation.recordings.telling import in_info

_CODECS = {b"V_VP8", b"V_VP9", b"V_AV1", b"A_OPUS", b"A_VORBIS"}
_HEADER, _SEGMENT, _INFO, _TRACKS, _CLUSTER = (
    0x1A45DFA3,
    0x18538067,
    0x1549A966,
    0x1654AE6B,
    0x1F43B675,
)
_NOTHING = memoryview(b"")


def number(data: memoryview | bytes, at: int, *, is_id: bool = False) -> tuple[int, int]:
    """A number of variable length, and where it ends; -1 is a length nobody knew yet."""
    length = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + length], "big")
    if length > 8 or at + length > len(data):
        raise Refused("broken")
    if is_id:
        return value, at + length
    most = (1 << 7 * length) - 1
    return (-1 if value & most == most else value & most), at + length


def elements(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    at = 0
    while at < len(data):
        name, at = number(data, at, is_id=True)
        length, at = number(data, at)
        if length < 0 or at + length > len(data):
            raise Refused("broken")
        yield name, data[at : at + length]
        at += length


def webm(file: IO[bytes], size: int) -> dict[str, Any]:
    """What stands before the first cluster of a WebM."""
    known: dict[str, Any] = {}
    at, end = 0, size
    for _count in range(MOST_PARTS):
        file.seek(at)
        head = file.read(12)
        if at >= end or len(head) < 2:
            break
        name, begins = number(head, 0, is_id=True)
        length, begins = number(head, begins)
        at += begins
        if at + max(length, 0) > end or (length < 0 and name not in (_SEGMENT, _CLUSTER)):
            raise Refused("broken")
        if name == _SEGMENT:  # the segment: its parts follow
            end = size if length < 0 else at + length
            continue
        if name == _CLUSTER:  # a cluster: here the film begins
            known["has_content"] = True
            break
        if name in (_HEADER, _INFO, _TRACKS) and length < 2**20:
            file.seek(at)
            body = file.read(length)
            learn(name, memoryview(body), known)
            if name == _INFO:
                known["telling"] = known.get("telling", []) + in_info(body, at)
        at += length
    if not known.pop("has_content", False) or not known.pop("tracks", 0):
        raise Refused("broken")
    return known


def learn(name: int, body: memoryview, known: dict[str, Any]) -> None:
    parts = list(elements(body))
    values = {name: bytes(value) for name, value in parts if len(value) <= 64}
    if name == _HEADER and values.get(0x4282) != b"webm":
        raise Refused("unsupported")
    if name == _INFO and 0x4489 in values:
        scale = int.from_bytes(values.get(0x2AD7B1, b"\x0f\x42\x40"), "big")
        length = values[0x4489]
        known["seconds"] = (
            struct.unpack(">f" if len(length) == 4 else ">d", length)[0] * scale / 1e9
        )
    for kind, entry in parts if name == _TRACKS else ():
        if kind == 0xAE:
            known["tracks"] = known.get("tracks", 0) + webm_track(dict(elements(entry)), known)


def webm_track(parts: dict[int, memoryview], known: dict[str, Any]) -> int:
    kind = int.from_bytes(parts.get(0x83, _NOTHING), "big")
    if kind not in (1, 2):
        return 0
    if bytes(parts.get(0x86, b"")) not in _CODECS:
        raise Refused("unsupported")
    if kind == 1 and not known.get("is_film"):
        shown = {name: int.from_bytes(value, "big") for name, value in elements(parts[0xE0])}
        frame = int.from_bytes(parts.get(0x23E383, _NOTHING), "big")  # in nanoseconds
        known |= {"is_film": True, "rate": 1e9 / frame if frame else 0.0}
        known |= {"width": shown.get(0xB0, 0), "height": shown.get(0xBA, 0)}
    return 1
