"""The short-lived process that looks into somebody's film or sound. Started by `inspect`.

It reads the tables of a container and decodes nothing. One JSON request comes on stdin; one
JSON answer goes to stdout.
"""

import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # wherever the package lies

from augenhoehe.foundation.recordings.mp4 import mp4
from augenhoehe.foundation.recordings.refused import LONGEST, Refused
from augenhoehe.foundation.recordings.sounds import sound
from augenhoehe.foundation.recordings.webm import webm

MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 10

_MOST_PIXELS = 7680 * 4320


def limit_myself() -> None:
    """Memory and time, and nothing may be written, before the first byte is read."""
    os.nice(10)  # pages and streams come first
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
    if not 0 <= known["seconds"] < LONGEST:  # also refuses NaN
        raise Refused("broken")
    if not 0 <= known.get("rate", 0) <= 1000:
        known["rate"] = 0.0
    if not known.get("is_film"):
        known |= {"width": 0, "height": 0, "rate": 0.0}
        return known | {"kind": "audio", "mime": f"audio/{container}", "ending": _sound(container)}
    if not known["width"] * known["height"]:
        raise Refused("broken")
    if known["width"] * known["height"] > _MOST_PIXELS:
        raise Refused("too_many_pixels")
    return known | {"kind": "video", "mime": f"video/{container}", "ending": container}


def _sound(container: str) -> str:
    return "m4a" if container == "mp4" else "weba"


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
