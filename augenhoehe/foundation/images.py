"""Images from people: checked, stripped of what they tell about the photographer, resized.

Decoders of images are where servers get hurt. So the work is done by a process that lives
for one image and has little memory and time (`images_child`); this side only looks at the
first bytes and at the outcome.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from augenhoehe.foundation.decoder import WALL_SECONDS, CannotRead, read_by_child

MIME = "image/webp"

_CHILD = Path(__file__).with_name("images_child.py")
_SIZE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_HEAD_BYTES = 1024

_MESSAGES = {
    "empty": "The file is empty.",
    "too_large": "The file is too large.",
    "not_an_image": "The file is not an image.",
    "too_many_pixels": "The image has too many pixels.",
    "broken": "The image is damaged.",
    "unsupported": "Images of this kind are not supported.",
    "timeout": "The image takes too long to read.",
}

_ACCEPTED = re.compile(
    rb"\xff\xd8\xff"  # JPEG
    rb"|\x89PNG\r\n\x1a\n"
    rb"|GIF8[79]a"
    rb"|RIFF....WEBP"
    rb"|....ftyp(?:avif|avis|heic|heix|heim|heis|mif1|msf1)",
    re.DOTALL,
)
_KNOWN_BUT_REFUSED = re.compile(
    rb"%PDF-|II\*\0|MM\0\*|BM|\0\0\x01\0|8BPS|\xff\x0a|\0\0\0\x0cJXL |\0\0\0\x0cjP  "
    rb"|(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!DOCTYPE\s+svg\b|!--|(?:\w+:)?svg\b)",
    re.IGNORECASE,
)


class BadImage(Exception):
    """An upload that cannot be used. `code` is one of the keys of the messages above."""

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = message or _MESSAGES[code]
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class ProcessedImage:
    """What was made: pixels of the largest version; `files` is size name -> file name.

    `mime` is the type of the files, whatever the source was.
    """

    width: int
    height: int
    blurhash: str
    mime: str
    files: dict[str, str]


def process_image(
    source: Path,
    folder: Path,
    *,
    sizes: Mapping[str, int],
    max_pixels: int = 50_000_000,
    max_bytes: int = 16 * 1024 * 1024,
    square: bool = False,
) -> ProcessedImage:
    """Make a WebP of every size (name -> longest edge in pixels) in `folder`.

    Raises BadImage for a bad file, OSError if the disk fails us (full, for one). Either way
    `folder` holds nothing new. `square` crops to the middle, for avatars.
    """
    if not sizes or not all(_SIZE_NAME.fullmatch(name) for name in sizes):
        raise ValueError("Sizes need names of a-z, 0-9, _ and -.")
    _check_file(source, max_bytes)
    files = {name: f"{name}.webp" for name in sizes}
    with workshop_in(folder) as workshop:
        request = _request(source, workshop, sizes, max_pixels, square)
        outcome = _read(request, workshop)
        _move(files.values(), workshop, folder)
    return ProcessedImage(
        outcome["width"], outcome["height"], outcome["blurhash"], mime=MIME, files=files
    )


@contextmanager
def workshop_in(folder: Path) -> Iterator[Path]:
    """A place for half-done work, gone afterwards; and the folder too, if nothing came of it."""
    was_there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    # Inside of the folder, so that moving the results is only a change of name.
    workshop = Path(tempfile.mkdtemp(prefix=".image-", dir=folder))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if not was_there:
            with suppress(OSError):  # Not empty: all went well.
                folder.rmdir()


def _check_file(source: Path, max_bytes: int) -> None:
    size = source.stat().st_size
    if size == 0:
        raise BadImage("empty")
    if size > max_bytes:
        raise BadImage("too_large")
    with source.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not _ACCEPTED.match(head):
        raise BadImage("unsupported" if _KNOWN_BUT_REFUSED.match(head) else "not_an_image")


def _request(
    source: Path, workshop: Path, sizes: Mapping[str, int], max_pixels: int, square: bool
) -> dict[str, Any]:
    return {
        "source": str(source.resolve()),
        "folder": str(workshop.resolve()),
        "sizes": dict(sizes),
        "max_pixels": max_pixels,
        "square": square,
    }


def _read(request: Mapping[str, Any], workshop: Path) -> dict[str, Any]:
    try:
        return read_by_child(_CHILD, request, workshop, seconds=WALL_SECONDS)
    except CannotRead as refusal:
        raise BadImage(refusal.code) from refusal


def _move(names: Iterable[str], workshop: Path, folder: Path) -> None:
    moved: list[Path] = []
    try:
        for name in names:
            os.replace(workshop / name, folder / name)
            moved.append(folder / name)
    except OSError:
        for path in moved:
            path.unlink(missing_ok=True)
        raise
