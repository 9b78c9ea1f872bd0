"""The first line of a text, where it says as what somebody speaks: `/hut`, from any app.

    /hut                 with the hat one has, or the usual one of the space
    /hut Kundendienst    with the hat of these words
    /dienst              in service, without a hat
    /privat              privately, also where a hat is usual

`/hat`, `/service` and `/private` are the same. It may stand behind the names an app puts in
front of a reply. A backslash before it says the words themselves: `\\/hut` becomes `/hut`.
Nothing of such a line is ever kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation.text import tidy


class Says(Enum):
    """What a first line can say."""

    HAT = "hat"
    SERVICE = "service"
    PRIVATE = "private"


_WORDS = {
    "hut": Says.HAT,
    "hat": Says.HAT,
    "dienst": Says.SERVICE,
    "service": Says.SERVICE,
    "privat": Says.PRIVATE,
    "private": Says.PRIVATE,
}
_LINE = re.compile(
    r"(?P<names>(?:@\S+\s+)*)(?P<escape>\\*)/(?P<word>[a-z]+)(?:\s+(?P<name>\S.*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What the first line says, and the text without it."""

    says: Says
    name: str  # of a hat, "" where none is named
    rest: str


def first_line(text: str) -> FirstLine | None:
    """What the first line says, or None where the text begins with words."""
    found, below = _split(text)
    if found is None or found["escape"]:
        return None
    rest = f"{found['names']}{below}" if found["names"] else below
    return FirstLine(_WORDS[found["word"].lower()], (found["name"] or "").strip(), rest.strip())


def as_meant(wording: Wording) -> Wording:
    """A wording whose first line says nothing: without the backslash that made it words."""
    found, _below = _split(wording.text)
    if found is None or not found["escape"]:
        return wording
    at = found.start("escape")
    text = tidy(wording.text).strip()
    return replace(wording, text=text[:at] + text[at + 1 :])


def literally(text: str) -> str:
    """The text so that its first line is read as words: the opposite of `as_meant`."""
    found, _below = _split(text)
    if found is None:
        return text
    at = found.start("escape")
    text = tidy(text).strip()
    return f"{text[:at]}\\{text[at:]}"


def _split(text: str) -> tuple[re.Match[str] | None, str]:
    """The first line, if it says something, and what stands below."""
    if "/" not in text:
        return None, text
    line, _end, below = tidy(text).strip().partition("\n")
    found = _LINE.fullmatch(line.rstrip())
    if found is None or found["word"].lower() not in _WORDS:
        return None, text
    if found["name"] and _WORDS[found["word"].lower()] is not Says.HAT:
        return None, text  # a sentence that happens to begin so
    return found, below
