"""Where a film tells when and where it was taken (ISO/IEC 14496-12; ISO 6709). Runs in the child.

Telephones write the hour and the place into the tables of a film. A photograph loses that
here, so a film does too: those few bytes are written over, and nothing else is changed.
"""

import re
import struct
from collections.abc import Iterator

from augenhoehe.foundation.recordings.refused import MOST_PARTS, Refused

Span = tuple[int, int, int]  # where in the file, how many bytes, and what to write there

_TIMES = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_WITH_PARTS = frozenset({b"trak", b"mdia", b"udta"})
_PLACE = b"loci"
_MOST_SPANS = 1000
_ZERO, _DIGIT = 0, ord("0")
# A place such as +52.5200+013.4050/ and a moment such as 2026-11-23T17:04:05+0100.
_WORDS = re.compile(
    rb"[+-]\d{2,6}(?:\.\d{1,9})?[+-]\d{3,7}(?:\.\d{1,9})?(?:[+-]\d{1,6}(?:\.\d{1,9})?)?(?=/)"
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[+-]\d\d:?\d\d|Z)?"
)
_DATE_OF_WEBM = re.compile(rb"\x44\x61\x88(?=.{8})", re.DOTALL)


def in_tables(table: bytes, begins: int) -> list[Span]:
    """Of the tables of an MP4 that begin at this place of the file."""
    spans = [(begins + hit.start(), len(hit[0]), _DIGIT) for hit in _WORDS.finditer(table)]
    for kind, at, end in _boxes(table, 0, len(table)):
        if kind == _PLACE:
            spans.append((begins + at, end - at, _ZERO))
        elif kind in _TIMES and end - at >= 20:
            length = 16 if table[at] == 1 else 8
            if any(table[at + 4 : at + 4 + length]):
                spans.append((begins + at + 4, length, _ZERO))
        if len(spans) > _MOST_SPANS:
            raise Refused("broken")
    return spans


def in_info(info: bytes, begins: int) -> list[Span]:
    """Of what a WebM says of itself."""
    return [(begins + hit.end(), 8, _ZERO) for hit in _DATE_OF_WEBM.finditer(info)][:1]


def _boxes(table: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box of a table, and those inside: its kind, and where its content begins and ends."""
    for _count in range(MOST_PARTS):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", table, at)
        begins = at + 8
        if size == 1 and at + 16 <= end:
            (size,) = struct.unpack_from(">Q", table, begins)
            begins += 8
        ends = end if size == 0 else at + size
        if ends > end or ends < begins:
            return
        yield kind, begins, ends
        if kind in _WITH_PARTS:
            yield from _boxes(table, begins, ends)
        at = ends
