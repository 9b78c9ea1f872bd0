"""Whether a file is MP3: its first two frames follow each other. Runs in the child.

Frames and their lengths: ISO/IEC 11172-3, 2.4.1.3 and 2.4.3.1; tags before them: ID3v2.4, 3.1.
"""

from pathlib import Path

_KBITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LOOK_FOR = 4096  # bytes of padding some programs leave behind their tags


def is_mp3(source: str) -> bool:
    """Whether sound begins here, directly or behind a tag."""
    with Path(source).open("rb") as file:
        tag = file.read(10)
        begins = 10 + _syncsafe(tag[6:10]) if tag[:3] == b"ID3" and len(tag) == 10 else 0
        file.seek(begins)
        near = file.read(_LOOK_FOR + 3000)
    places = range(_LOOK_FOR if begins else 1)
    return any(_is_followed(near, place) for place in places)


def _is_followed(near: bytes, at: int) -> bool:
    length = _frame(near[at : at + 4])
    return bool(length and _frame(near[at + length : at + length + 4]))


def _frame(header: bytes) -> int:
    """The length of the frame of layer III that begins so, in bytes; 0 if none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or sampling == 3 or not 1 <= rate <= 14:
        return 0
    kbits = (_KBITS_1 if version == 3 else _KBITS_2)[rate - 1]
    samples = 144_000 if version == 3 else 72_000
    return samples * kbits // _HERTZ[version][sampling] + (header[2] >> 1 & 1)


def _syncsafe(four: bytes) -> int:
    """Seven bits of each byte."""
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]
