"""One clause in one file: front matter in YAML, then title and text in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.folder.fields import Values
from augenhoehe.domain.codex.folder.files import Written
from augenhoehe.domain.codex.objections import objections_to
from augenhoehe.domain.codex.wording import LANGUAGES, Wording, tidied
from augenhoehe.foundation.written.faults import Broken, Fault
from augenhoehe.foundation.written.yaml_places import Node, yaml_with_places

FENCE = "---"
KNOWS = (
    "id",
    "kind",
    "audience",
    "languages",
    "cite",
    "valid_from",
    "approved_by",
    "approved_on",
    "approval_reference",
    "legal_basis",
    "good",
    "bad",
)
_KEY_OF = {"key": "id", "can_be_cited": "cite"}  # where a file says it in another word


@dataclass(slots=True)
class ClauseFile:
    """A clause as it was read, with the place of each field, for what is found out later."""

    wording: Wording
    places: dict[str, Node] = field(default_factory=dict)


def clause_in(
    written: Written, *, approval_needed: bool = False
) -> tuple[ClauseFile | None, list[Fault]]:
    """The clause of one file and all that is wrong with it."""
    try:
        head, body = _parts(written)
        node = yaml_with_places(head, written.file, first_line=2)
    except Broken as broken:
        return None, broken.faults
    read = _Reading(written.file, Node({}, written.file, 1, 1) if node.value is None else node)
    wording = read.wording(body, first_line=head.count("\n") + 4)
    if not read.values.faults:
        read.object_to(wording, written.key, approval_needed=approval_needed)
    return ClauseFile(wording, read.places), read.values.faults


def _parts(written: Written) -> tuple[str, list[str]]:
    """The front matter, and the lines after it."""
    lines = written.text.split("\n")
    if lines[0].rstrip() != FENCE:
        reason = _("A clause begins with a line “---”, then what is said about it.")
        raise Broken([Fault(written.file, 1, 1, reason)])
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), lines[number + 1 :]
    reason = _("A second line “---” is missing: it ends what is said about the clause.")
    raise Broken([Fault(written.file, len(lines), 1, reason)])


class _Reading:
    """Turns the nodes of one file into a wording."""

    def __init__(self, file: str, head: Node) -> None:
        self.file, self.head = file, head
        self.values = Values()
        self.found = self.values.mapping(head, KNOWS)
        self.places = dict(self.found)

    def wording(self, body: list[str], first_line: int) -> Wording:
        found, values = self.found, self.values
        for name in ("id", "kind"):
            if name not in found:
                values.refuse(self.head, _("“%(name)s” is missing.") % {"name": name})
        languages = values.languages(found.get("languages"), self.head)
        return tidied(
            Wording(
                key=values.text(found.get("id")),
                kind=values.text(found.get("kind")),
                audience=values.text(found.get("audience")) or "everybody",
                can_be_cited=values.yes_or_no(found.get("cite"), otherwise=True),
                valid_from=values.day(found.get("valid_from")),
                approved_by=values.text(found.get("approved_by")),
                approved_on=values.day(found.get("approved_on")),
                approval_reference=values.text(found.get("approval_reference")),
                legal_basis=values.text(found.get("legal_basis")),
                **self._examples("good"),
                **self._examples("bad"),
                **self._words(body, first_line, languages),
            )
        )

    def object_to(self, wording: Wording, key_of_file: str, *, approval_needed: bool) -> None:
        """What the codex itself refuses, told at the place where it is written."""
        for objection in objections_to(wording, approval_needed=approval_needed):
            name = _KEY_OF.get(objection.field, objection.field)
            self.values.refuse(self.places.get(name, self.head), objection.reason)
        if wording.key != key_of_file:
            reason = _("The file is called after another clause: %(name)s.")
            self.values.refuse(self.places["id"], reason % {"name": key_of_file})

    def _examples(self, which: str) -> Mapping[str, Any]:
        by_language = self.values.mapping(self.found.get(which), LANGUAGES)
        for language, node in by_language.items():
            self.places[f"{which}_{language}"] = node
        return {
            f"{which}_{language}": self.values.texts(by_language.get(language))
            for language in LANGUAGES
        }

    def _words(self, body: list[str], first_line: int, languages: list[str]) -> Mapping[str, Any]:
        """One heading of the first level for each language, in their order; below it the text."""
        starts = [at for at, line in enumerate(body) if line == "#" or line[:2] in ("# ", "#\t")]
        if any(line.strip() for line in body[: starts[0] if starts else len(body)]):
            first = next(at for at, line in enumerate(body) if line.strip())
            place = Node(None, self.file, first_line + first, 1)
            self.values.refuse(place, _("The text begins with its title: a line with “# ”."))
        words: dict[str, str] = {}
        for language, at, end in zip(languages, starts, [*starts[1:], len(body)], strict=False):
            words[f"title_{language}"] = body[at][1:].strip()
            words[f"text_{language}"] = "\n".join(body[at + 1 : end])
            self.places[f"title_{language}"] = Node(None, self.file, first_line + at, 1)
            below = first_line + min(at + 1, len(body) - 1)
            self.places[f"text_{language}"] = Node(None, self.file, below, 1)
        self._count(languages, starts, first_line)
        return words

    def _count(self, languages: list[str], starts: list[int], first_line: int) -> None:
        for language in languages[len(starts) :]:
            reason = _("The title for “%(language)s” is missing: a line with “# ”, then its text.")
            self.values.refuse(self.places["languages"], reason % {"language": language})
        if languages and len(starts) > len(languages):
            place = Node(None, self.file, first_line + starts[len(languages)], 1)
            reason = _("There are more titles than languages. Begin other headings with “##”.")
            self.values.refuse(place, reason)
