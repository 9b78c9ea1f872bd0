"""The first lines of a text, where they put labels on it: `/werbung`, from any app.

    /werbung             advertising; also /anzeige, /ad, /advertising
    /bezahlt von X       paid by X; also /paid by X
    /interesse X         own interest, which; also /interest X
    /agentur X           prepared by an agency, which; also /agency X
    /maschine X          prepared with a machine, X may be missing; also /machine X

Several such lines may follow one another, beside the line that says as what one speaks
(`posts.first_line`) and behind the names an app puts in front of a reply. A backslash before
the first says the words themselves. Nothing of such a line is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from augenhoehe.domain.posts.labels import TAKES_WORDS, Labels, labels_of, name_of
from augenhoehe.domain.posts.models import Label, Post
from augenhoehe.foundation.text import tidy

if TYPE_CHECKING:
    from augenhoehe.domain.posts.wording import Wording

_COMMANDS = {
    Label.ADVERTISING: "/werbung",
    Label.PAID_BY: "/bezahlt von",
    Label.OWN_INTEREST: "/interesse",
    Label.PREPARED_BY_AGENCY: "/agentur",
    Label.PREPARED_WITH_MACHINE: "/maschine",
}
_LABELS = {
    "werbung": Label.ADVERTISING,
    "anzeige": Label.ADVERTISING,
    "ad": Label.ADVERTISING,
    "advertising": Label.ADVERTISING,
    "bezahlt von": Label.PAID_BY,
    "paid by": Label.PAID_BY,
    "interesse": Label.OWN_INTEREST,
    "interest": Label.OWN_INTEREST,
    "agentur": Label.PREPARED_BY_AGENCY,
    "agency": Label.PREPARED_BY_AGENCY,
    "maschine": Label.PREPARED_WITH_MACHINE,
    "machine": Label.PREPARED_WITH_MACHINE,
}
_NAMES = re.compile(r"(?:@\S+[ \t]+)*")
_LINE = re.compile(
    rf"(?P<escape>\\*)/(?P<command>{'|'.join(_LABELS)})(?:[ :]+(?P<words>\S.*))?", re.IGNORECASE
)
_OF_HATS = re.compile(r"/(?:hut|hat)(?:\s.*)?|/(?:dienst|service|privat|private)", re.IGNORECASE)


def taken_up(wording: Wording, chosen: Labels | None = None) -> Wording:
    """A new wording with its labels: those chosen beside it, and those its first lines put on."""
    given = chosen if chosen is not None else wording.labels
    text, found = _read(wording.text)
    labels = _together(Labels() if given is None else given, found)
    return replace(wording, text=text, labels=labels)


def taken_up_in_edit(wording: Wording, post: Post) -> Wording:
    """The same of another wording: its labels stay unless it says otherwise, lines add to them."""
    if wording.text.strip().split("\n")[0].rstrip() == post.text.split("\n")[0]:
        return wording  # these words stand there already, as words
    text, found = _read(wording.text)
    given = wording.labels if wording.labels is not None else labels_of(post)
    return replace(wording, text=text, labels=_together(given, found))


def from_draft(text: str) -> tuple[str, Labels]:
    """What `typed` put before a text, and the text as it was typed; of no post."""
    return _read(text, as_meant=False)


def labels_literally(text: str) -> str:
    """The text so that its first line is read as words, once."""
    names, lines = _split(text)
    place = _beside_hat(lines)
    if place < len(lines) and _LINE.fullmatch(lines[place].rstrip()):
        lines[place] = f"\\{lines[place]}"
        return names + "\n".join(lines)
    return text


def typed(labels: Labels | None) -> str:
    """The lines by which somebody would put these labels on; each ends its line."""
    if not labels:
        return ""
    said = ((_COMMANDS[one], labels.words.get(name_of(one), "")) for one in _on(labels.kinds))
    return "".join(f"{command} {words}".rstrip() + "\n" for command, words in said)


def _on(kinds: int) -> list[Label]:
    return [one for one in Label if kinds & one]


def _together(given: Labels, found: Labels) -> Labels:
    return Labels(given.kinds | found.kinds, {**given.words, **found.words}) if found else given


def _read(text: str, *, as_meant: bool = True) -> tuple[str, Labels]:
    """The text without the lines that are labels, and those."""
    if "/" not in text:
        return text, Labels()
    names, lines = _split(text)
    before, taken, rest = _sorted(lines, as_meant=as_meant)
    kinds = 0
    words: dict[str, str] = {}
    for label, said in taken:
        kinds |= label
        if said:
            words[name_of(label)] = said
    if not taken and rest == lines:
        return text, Labels()
    return names + "\n".join([*before, *rest]).strip(), Labels(kinds, words)


def _sorted(
    lines: Sequence[str], *, as_meant: bool
) -> tuple[list[str], list[tuple[Label, str]], list[str]]:
    """A line about hats, lines that are labels, and what is said."""
    hats: list[str] = []
    taken: list[tuple[Label, str]] = []
    for at, line in enumerate(lines):
        if not hats and _OF_HATS.fullmatch(line.rstrip()):
            hats.append(line)
        elif (label := _label_in(line)) is not None:
            taken.append(label)
        else:
            return hats, taken, [_as_meant(line) if as_meant else line, *lines[at + 1 :]]
    return hats, taken, []


def _label_in(line: str) -> tuple[Label, str] | None:
    found = _LINE.fullmatch(line.rstrip())
    if found is None or found["escape"]:
        return None
    label = _LABELS[found["command"].lower()]
    if found["words"] and label not in TAKES_WORDS:
        return None  # a sentence that happens to begin so
    return label, (found["words"] or "").strip()


def _as_meant(line: str) -> str:
    """Without the backslash that made it words."""
    found = _LINE.fullmatch(line.rstrip())
    return line[1:] if found is not None and found["escape"] else line


def _split(text: str) -> tuple[str, list[str]]:
    """The names in front, and the lines from there on."""
    clean = tidy(text).strip()
    found = _NAMES.match(clean)
    names = found[0] if found is not None else ""
    return names, clean[len(names) :].split("\n")


def _beside_hat(lines: Sequence[str]) -> int:
    return 1 if lines and _OF_HATS.fullmatch(lines[0].rstrip()) else 0
