"""Which playbooks fit an occasion, and because of what. The same occasion, the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.playbooks.occasion import Occasion
from augenhoehe.domain.codex.playbooks.stems import stem, stems_of, tokens_in
from augenhoehe.domain.codex.playbooks.tree import Tree

AT_MOST = 3
_READ = 100_000  # characters of a text
# A clause somebody named says more than a word that happens to stand there, and that more than
# where the text stands or how its case does.
_WEIGHTS = {"clause": 8, "keyword": 4, "channel": 2, "state": 1}
_KEYWORDS_COUNTED = 5  # more of them say nothing new


@dataclass(frozen=True, slots=True)
class Reason:
    """One trigger that went off."""

    kind: str  # keyword, state, channel or clause
    found: str  # the keyword as the text has it; else the state, channel or clause

    def __str__(self) -> str:
        words = {
            "keyword": _("because the text says “%(found)s”"),
            "state": _("because of how the case stands"),
            "channel": _("because of where it stands or is to stand"),
            "clause": _("because the clause “%(found)s” came up with it"),
        }
        return words[self.kind] % {"found": self.found}


@dataclass(frozen=True, slots=True)
class Match:
    """A playbook that fits, with its reasons, the weightiest first."""

    tree: Tree
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        kinds = [reason.kind for reason in self.reasons]
        counted = min(kinds.count("keyword"), _KEYWORDS_COUNTED)
        others = sum(_WEIGHTS[kind] for kind in kinds if kind != "keyword")
        return counted * _WEIGHTS["keyword"] + others


def fitting(occasion: Occasion, trees: Iterable[Tree]) -> list[Match]:
    """At most three, best first; equals in the order in which they were given."""
    found = _Found(occasion.text[:_READ])
    matches = [Match(tree, tuple(_reasons(occasion, tree, found))) for tree in trees]
    fit = [match for match in matches if match.reasons]
    return sorted(fit, key=lambda match: -match.weight)[:AT_MOST]


def _reasons(occasion: Occasion, tree: Tree, found: _Found) -> Iterator[Reason]:
    triggers = tree.triggers
    for clause in triggers.clauses:
        if clause in occasion.clauses:
            yield Reason("clause", clause)
    said = [found.words(each, "de") for each in triggers.keywords_de]
    said += [found.words(each, "en") for each in triggers.keywords_en]
    for words in dict.fromkeys(each for each in said if each):
        yield Reason("keyword", words)
    if occasion.channel in triggers.channels:
        yield Reason("channel", occasion.channel)
    if occasion.state in triggers.states:
        yield Reason("state", occasion.state)


class _Found:
    """A text, cut into words once, in which many keywords are looked for."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens_in(text)
        self._stems: dict[str, list[str]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}
        for language in ("de", "en"):
            places: dict[str, list[int]] = {}
            stems = [stem(token, language) for token in self._tokens]
            for place, each in enumerate(stems):
                places.setdefault(each, []).append(place)
            self._stems[language], self._places[language] = stems, places

    def words(self, keyword: str, language: str) -> str:
        """The first place that says it, in the text's own words; "" where none does."""
        wanted = stems_of(keyword, language)
        if not wanted:
            return ""
        stems = self._stems[language]
        for place in self._places[language].get(wanted[0], ()):
            if tuple(stems[place : place + len(wanted)]) == wanted:
                return " ".join(self._tokens[place : place + len(wanted)])
        return ""
