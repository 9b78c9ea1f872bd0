"""What tinytag tells of a sound. Runs in the child."""

from pathlib import Path
from typing import Any

from augenhoehe.foundation.recordings.mp3 import is_mp3
from augenhoehe.foundation.recordings.refused import LONGEST, Refused

_MIMES = {b"OggS": ("ogg", "ogg"), b"fLaC": ("flac", "flac"), b"RIFF": ("wav", "wav")}
# What the first packet of an Ogg file begins with: the codecs browsers play.
_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC")
_SHORTEST = 0.1


def sound(source: str, head: bytes) -> dict[str, Any]:
    """MP3, Ogg (Opus, Vorbis, FLAC), FLAC and WAV."""
    from tinytag import TinyTag, TinyTagException

    if head[:4] == b"OggS" and not _is_known_ogg(source):
        raise Refused("unsupported")
    if head[:4] not in _MIMES and not is_mp3(source):
        raise Refused("broken" if head[:3] == b"ID3" else "unsupported")
    try:
        found = TinyTag.get(source, tags=False)
    except TinyTagException as error:
        raise Refused("broken") from error
    seconds = float(found.duration or 0)
    if not _SHORTEST <= seconds < LONGEST or not found.samplerate:
        raise Refused("broken")
    subtype, ending = _MIMES.get(head[:4], ("mpeg", "mp3"))
    known = {"kind": "audio", "mime": f"audio/{subtype}", "ending": ending, "seconds": seconds}
    return known | {"width": 0, "height": 0, "rate": 0.0}


def _is_known_ogg(source: str) -> bool:
    """By its first page: 27 bytes, as many as it says of lengths, then the first packet."""
    with Path(source).open("rb") as file:
        page = file.read(27 + 255 + 8)
    packet = page[27 + page[26] :] if len(page) > 26 else b""
    return packet.startswith(_OGG_CODECS)
