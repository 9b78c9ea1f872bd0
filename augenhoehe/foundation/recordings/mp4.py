"""What the tables of an MP4 tell (ISO/IEC 14496-12). Runs in the child."""

import struct
from collections.abc import Iterator
from typing import IO, Any

from augenhoehe.foundation.recordings.refused import MOST_PARTS, Refused
from augenhoehe.foundation.recordings.telling import Span, in_tables

_MOST_TABLE = 16 * 1024**2  # bytes
_VIDEO = {b"avc1", b"avc3"}  # what browsers play everywhere: H.264 and AAC
_AUDIO = {b"mp4a"}
_NOTHING = memoryview(b"")


def boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes of a table in memory."""
    at = 0
    for _count in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        begins = at + 8
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, begins)
            begins += 8
        end = len(data) if size == 0 else at + size
        if end > len(data) or end < begins:
            raise Refused("broken")
        yield kind, data[begins:end]
        at = end
    raise Refused("broken")


def mp4(file: IO[bytes], size: int) -> dict[str, Any]:
    """What the tables of an MP4 say; every box has to be there to its end."""
    at, table, has_content = 0, b"", False
    spans: list[Span] = []
    for _count in range(MOST_PARTS):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        length, kind = struct.unpack_from(">I4s", head)
        begins = at + 8
        if length == 1 and len(head) == 16:
            (length,), begins = struct.unpack_from(">Q", head, 8), at + 16
        end = size if length == 0 else at + length
        if end > size or end < begins:
            raise Refused("broken")
        if kind == b"moov":
            if end - begins > _MOST_TABLE:
                raise Refused("broken")
            file.seek(begins)
            table = file.read(end - begins)
            spans += in_tables(table, begins)
        has_content = has_content or kind in (b"mdat", b"moof")
        at = end
    if not table or not has_content:
        raise Refused("broken")
    return movie(memoryview(table)) | {"telling": spans}


def movie(table: memoryview) -> dict[str, Any]:
    known: dict[str, Any] = {}
    tracks = 0
    for kind, body in boxes(table):
        if kind == b"mvhd":
            scale, length = _times(body)
            known["seconds"] = length / scale if scale else 0.0
        elif kind == b"trak":
            tracks += track(body, known)
    if not tracks:
        raise Refused("broken")
    return known


def _times(body: memoryview) -> tuple[int, int]:
    """Units a second, and how many of them; of `mvhd` and `mdhd` alike. Unknown is nothing."""
    if body[0] == 1:
        scale, length = struct.unpack_from(">IQ", body, 20)
        return scale, 0 if length == 2**64 - 1 else length
    scale, length = struct.unpack_from(">II", body, 12)
    return scale, 0 if length == 2**32 - 1 else length


def track(body: memoryview, known: dict[str, Any]) -> int:
    """Learn what a track tells; 1 if it is to be seen or heard."""
    parts = dict(boxes(body))
    media = dict(boxes(parts.get(b"mdia", _NOTHING)))
    samples = dict(boxes(dict(boxes(media.get(b"minf", _NOTHING))).get(b"stbl", _NOTHING)))
    handler = bytes(media[b"hdlr"][8:12]) if b"hdlr" in media else b""
    if handler not in (b"vide", b"soun"):
        return 0
    codec = bytes(samples[b"stsd"][12:16]) if b"stsd" in samples else b""
    if codec not in (_VIDEO if handler == b"vide" else _AUDIO):
        raise Refused("unsupported")
    if handler == b"vide" and not known.get("is_film"):
        known |= {"is_film": True, "rate": _rate(media, samples), **_measures(parts[b"tkhd"])}
    return 1


def _measures(header: memoryview) -> dict[str, int]:
    """Width and height as they are shown: a telephone turns its films by the matrix."""
    matrix = 52 if header[0] == 1 else 40
    width, height = (value >> 16 for value in struct.unpack_from(">II", header, matrix + 36))
    a, b = struct.unpack_from(">ii", header, matrix)
    width, height = (height, width) if a == 0 and b != 0 else (width, height)
    return {"width": width, "height": height}


def _rate(media: dict[bytes, memoryview], samples: dict[bytes, memoryview]) -> float:
    scale, length = _times(media[b"mdhd"])
    if not scale or not length or b"stsz" not in samples:
        return 0.0
    (frames,) = struct.unpack_from(">I", samples[b"stsz"], 8)
    return float(frames * scale / length)
