"""What somebody's film or sound is: kind, type, measures, length, and what it tells of them."""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from augenhoehe.foundation.decoder import CannotRead, read_by_child
from augenhoehe.foundation.images import BadImage

MIME_TYPES = (
    "video/mp4",
    "video/webm",
    "audio/mpeg",
    "audio/mp3",
    "audio/ogg",
    "audio/flac",
    "audio/wav",
    "audio/mp4",
    "audio/webm",
)

_CHILD = Path(__file__).with_name("child.py")
_HEAD_BYTES = 32
_LOOKS_LIKE_ONE = re.compile(
    rb"....ftyp(?!avif|avis|heic|heix|heim|heis|mif1|msf1)"
    rb"|\x1a\x45\xdf\xa3"  # WebM
    rb"|OggS|fLaC|RIFF....WAVE|ID3"
    rb"|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]",  # MPEG 1, 2 and 2.5, layer 3
    re.DOTALL,
)

_MESSAGES = {
    "empty": "The file is empty.",
    "too_large": "The film or sound is too large.",
    "too_many_pixels": "The film has too many pixels.",
    "broken": "The film or sound is damaged.",
    "unsupported": "Films have to be MP4 (H.264 and AAC) or WebM; sounds MP3, Ogg, M4A, FLAC, WAV.",
    "timeout": "The film or sound takes too long to read.",
}


class BadRecording(BadImage):
    """A film or sound that cannot be used. `code` is one of the keys of the messages above."""

    def __init__(self, code: str) -> None:
        super().__init__(code, _MESSAGES[code])


@dataclass(frozen=True, slots=True)
class Recording:
    """What a file is. `seconds` and `rate` (frames a second) are 0 where it does not say.

    `telling`: where it says when and where it was taken, and what is to be written there.
    """

    kind: str  # "video" or "audio"
    mime: str
    ending: str  # of a file's name: "mp4"
    width: int
    height: int
    seconds: float
    rate: float
    telling: tuple[tuple[int, int, int], ...] = ()


def looks_like_recording(source: Path) -> bool:
    """By the first bytes, whatever the name of the file says."""
    with source.open("rb") as file:
        return bool(_LOOKS_LIKE_ONE.match(file.read(_HEAD_BYTES)))


def inspect_recording(source: Path, *, max_bytes: int) -> Recording:
    """What a film or sound is. Raises `BadRecording` for what browsers cannot play."""
    size = source.stat().st_size
    if size == 0 or size > max_bytes:
        raise BadRecording("too_large" if size else "empty")
    if not looks_like_recording(source):
        raise BadRecording("unsupported")
    with TemporaryDirectory() as nowhere:
        try:
            said = read_by_child(_CHILD, {"source": str(source.resolve())}, Path(nowhere))
        except CannotRead as refusal:
            raise BadRecording(refusal.code) from refusal
    names = ("kind", "mime", "ending", "width", "height", "seconds", "rate")
    telling = tuple((at, length, fill) for at, length, fill in said.get("telling", ()))
    return Recording(**{name: said[name] for name in names}, telling=telling)


def silence(copy: Path, found: Recording) -> None:
    """Write over what a film tells of who took it; all else stays as it came."""
    if not found.telling:
        return
    with copy.open("r+b") as file:
        for at, length, fill in found.telling:
            file.seek(at)
            file.write(bytes([fill]) * length)
