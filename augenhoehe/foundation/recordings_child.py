"""The short-lived process that looks into somebody's film or sound. Started by `recordings`.

It reads the tables of a container and decodes nothing. One JSON request comes on stdin; one
JSON answer goes to stdout. MP4: ISO/IEC 14496-12; WebM: RFC 8794 and RFC 9559.
"""

import json
import math
import os
import resource
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 10

_MOST_PARTS = 20_000  # boxes or elements that are looked at
_MOST_TABLE = 16 * 1024**2  # bytes of the tables of an MP4; of a WebM's much less
_MOST_PIXELS = 7680 * 4320
_VIDEO_IN_MP4 = {b"avc1", b"avc3"}  # what browsers play everywhere: H.264 and AAC
_AUDIO_IN_MP4 = {b"mp4a"}
_IN_WEBM = {b"V_VP8", b"V_VP9", b"V_AV1", b"A_OPUS", b"A_VORBIS"}


class Refused(Exception):
    """The file cannot be used; the argument is the machine-readable code."""


def limit_myself() -> None:
    """Memory and time, and nothing may be written, before the first byte is read."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def look_into(source: str) -> dict[str, Any]:
    """What it is: kind, mime, ending, width and height in pixels, seconds, frames a second."""
    with open(source, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(12)
        if head[4:8] == b"ftyp":
            return as_film(mp4(file, size), "mp4")
        if head[:4] == b"\x1a\x45\xdf\xa3":
            return as_film(webm(file, size), "webm")
        if head[:4] == b"RIFF" and 8 + int.from_bytes(head[4:8], "little") not in range(size + 2):
            raise Refused("broken")  # it was longer once
    return sound(source, head)


def as_film(known: dict[str, Any], container: str) -> dict[str, Any]:
    """A film, or a sound in a container for films."""
    known.setdefault("seconds", 0.0)
    if not math.isfinite(known["seconds"]) or known["seconds"] < 0:
        raise Refused("broken")
    if not known.get("is_film"):
        known |= {"width": 0, "height": 0, "rate": 0.0}
        return known | {"kind": "audio", "mime": f"audio/{container}", "ending": _sound(container)}
    if not 0 < known["width"] * known["height"]:
        raise Refused("broken")
    if known["width"] * known["height"] > _MOST_PIXELS:
        raise Refused("too_many_pixels")
    return known | {"kind": "video", "mime": f"video/{container}", "ending": container}


def _sound(container: str) -> str:
    return "m4a" if container == "mp4" else "weba"


# --- MP4 -------------------------------------------------------------------------------------


def boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes of a table in memory."""
    at = 0
    for _count in range(_MOST_PARTS):
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
    for _count in range(_MOST_PARTS):
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
        has_content = has_content or kind in (b"mdat", b"moof")
        at = end
    if not table or not has_content:
        raise Refused("broken")
    return movie(memoryview(table))


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
    media = dict(boxes(parts.get(b"mdia", memoryview(b""))))
    samples = dict(boxes(dict(boxes(media.get(b"minf", memoryview(b"")))).get(b"stbl", b"")))  # type: ignore[arg-type]
    handler = bytes(media[b"hdlr"][8:12]) if b"hdlr" in media else b""
    if handler not in (b"vide", b"soun"):
        return 0
    codec = bytes(samples[b"stsd"][12:16]) if b"stsd" in samples else b""
    if codec not in (_VIDEO_IN_MP4 if handler == b"vide" else _AUDIO_IN_MP4):
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


# --- WebM ------------------------------------------------------------------------------------


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
    for _count in range(_MOST_PARTS):
        file.seek(at)
        head = file.read(12)
        if at >= end or len(head) < 2:
            break
        name, begins = number(head, 0, is_id=True)
        length, begins = number(head, begins)
        at += begins
        if at + max(length, 0) > end or (length < 0 and name not in (0x18538067, 0x1F43B675)):
            raise Refused("broken")
        if name == 0x18538067:  # the segment: its parts follow
            end = size if length < 0 else at + length
            continue
        if name == 0x1F43B675:  # a cluster: here the film begins
            known["has_content"] = True
            break
        if name in (0x1A45DFA3, 0x1549A966, 0x1654AE6B) and length < 2**20:
            file.seek(at)
            learn(name, memoryview(file.read(length)), known)
        at += length
    if not known.pop("has_content", False) or not known.pop("tracks", 0):
        raise Refused("broken")
    return known


def learn(name: int, body: memoryview, known: dict[str, Any]) -> None:
    parts = list(elements(body))
    values = {name: bytes(value) for name, value in parts if len(value) <= 64}
    if name == 0x1A45DFA3 and values.get(0x4282) != b"webm":
        raise Refused("unsupported")
    if name == 0x1549A966 and 0x4489 in values:
        scale = int.from_bytes(values.get(0x2AD7B1, b"\x0f\x42\x40"), "big")
        length = values[0x4489]
        known["seconds"] = struct.unpack(">f" if len(length) == 4 else ">d", length)[0] * scale / 1e9
    for kind, entry in parts if name == 0x1654AE6B else ():
        if kind == 0xAE:
            known["tracks"] = known.get("tracks", 0) + webm_track(dict(elements(entry)), known)


def webm_track(parts: dict[int, memoryview], known: dict[str, Any]) -> int:
    kind = int.from_bytes(parts.get(0x83, memoryview(b"")), "big")
    if kind not in (1, 2):
        return 0
    if bytes(parts.get(0x86, b"")) not in _IN_WEBM:
        raise Refused("unsupported")
    if kind == 1 and not known.get("is_film"):
        shown = {name: int.from_bytes(value, "big") for name, value in elements(parts[0xE0])}
        frame = int.from_bytes(parts.get(0x23E383, memoryview(b"")), "big")  # in nanoseconds
        known |= {"is_film": True, "rate": 1e9 / frame if frame else 0.0}
        known |= {"width": shown.get(0xB0, 0), "height": shown.get(0xBA, 0)}
    return 1


# --- sounds ----------------------------------------------------------------------------------


def sound(source: str, head: bytes) -> dict[str, Any]:
    """MP3, Ogg (Opus, Vorbis, FLAC), FLAC and WAV, as mutagen reads them."""
    import mutagen
    from mutagen.flac import FLAC
    from mutagen.mp3 import MP3
    from mutagen.oggflac import OggFLAC
    from mutagen.oggopus import OggOpus
    from mutagen.oggvorbis import OggVorbis
    from mutagen.wave import WAVE

    kinds = {b"OggS": [OggOpus, OggVorbis, OggFLAC], b"fLaC": [FLAC], b"RIFF": [WAVE]}
    mimes = {b"OggS": ("ogg", "ogg"), b"fLaC": ("flac", "flac"), b"RIFF": ("wav", "wav")}
    try:
        found = mutagen.File(source, options=kinds.get(head[:4], [MP3]))
    except mutagen.MutagenError as error:
        raise Refused("broken") from error
    if found is None:
        raise Refused("unsupported" if head[:4] == b"OggS" else "broken")
    seconds = float(found.info.length)
    if not 0 < seconds < 10**7 or getattr(found.info, "sketchy", False):
        raise Refused("broken")
    subtype, ending = mimes.get(head[:4], ("mpeg", "mp3"))
    known = {"kind": "audio", "mime": f"audio/{subtype}", "ending": ending, "seconds": seconds}
    return known | {"width": 0, "height": 0, "rate": 0.0}


def main() -> None:
    """Answer the request with what it is, {"refused": code} or {"errno": number}."""
    limit_myself()
    request = json.load(sys.stdin)
    try:
        answer = look_into(request["source"])
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except (struct.error, LookupError, ValueError, ArithmeticError, MemoryError, RecursionError):
        answer = {"refused": "broken"}
    except OSError as error:
        answer = {"errno": error.errno}
    print(json.dumps(answer), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
