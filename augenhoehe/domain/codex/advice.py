"""What the codex has to say to a text: clauses and playbooks that fit, each with its reason.

Nothing is kept of the text. The same occasion gets the same advice: no model, no chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.playbooks.matching import Match, fitting
from augenhoehe.domain.codex.playbooks.occasion import Occasion
from augenhoehe.domain.codex.playbooks.stems import stem, tokens_in
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.codex.selectors_playbooks import current_playbooks, tree_of
from augenhoehe.foundation.words import guess_language, without_small_words

MOST_CLAUSES = 5
_READ = 20_000  # characters of a text
_SHORTEST = 5  # letters of a word that says something by itself
# Where people of the organisation write in public, away from here.
ELSEWHERE = ("linkedin", "facebook", "instagram", "x", "review", "press", "mail", "other")
_INTEREST = "disclose-interest"  # whom it binds is everybody; elsewhere it is easily forgotten
# A clause somebody named says more than one a playbook cites, and that more than a word.
_NAMED, _CITED, _IN_TITLE, _IN_EXAMPLE, _FOR_YOU = 32, 16, 4, 2, 1


@dataclass(frozen=True, slots=True)
class Fitting:
    """A clause that fits, in its present wording, and because of what."""

    clause: Clause
    reason: str
    weight: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that fits, the weightiest first."""

    clauses: Sequence[Fitting]
    matches: Sequence[Match]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.matches)


def advice_for(occasion: Occasion) -> Advice:
    """At most five clauses and three playbooks."""
    matches = fitting(occasion, [tree_of(one) for one in current_playbooks()])
    return Advice(_fitting_clauses(occasion, matches), matches)


def _fitting_clauses(occasion: Occasion, matches: Sequence[Match]) -> list[Fitting]:
    """Named, cited, spoken of, or written for whoever writes there; in the codex's order."""
    said = _said(occasion.text)
    citing = _citing(matches)
    found = [_fits(one, occasion, citing, said) for one in current_clauses()]
    fit = [one for one in found if one is not None]
    return sorted(fit, key=lambda one: -one.weight)[:MOST_CLAUSES]


def _citing(matches: Iterable[Match]) -> dict[str, Match]:
    """By clause: the first playbook that cites it."""
    found: dict[str, Match] = {}
    for match in matches:
        for key in sorted(match.tree.cited):
            found.setdefault(key, match)
    return found


def _fits(
    clause: Clause, occasion: Occasion, citing: Mapping[str, Match], said: Mapping[str, str]
) -> Fitting | None:
    if clause.key in occasion.clauses:
        return Fitting(clause, _("It was named."), _NAMED)
    in_title, in_examples = _shared(clause, said)
    words = _IN_TITLE * len(in_title) + _IN_EXAMPLE * len(in_examples)
    if clause.key in citing:
        reason = _("The playbook “%(title)s” cites it.") % {"title": citing[clause.key].tree.title}
        return Fitting(clause, reason, _CITED + words)
    if words:
        both = [*in_title, *in_examples][:2]
        listed = ", ".join(f"“{one}”" for one in both)
        return Fitting(clause, _("Your text speaks of it: %(words)s.") % {"words": listed}, words)
    if occasion.channel in ELSEWHERE and clause.key == _INTEREST:
        return Fitting(clause, _("Readers elsewhere cannot see where you work."), _IN_TITLE)
    if occasion.channel in ELSEWHERE and clause.audience == Clause.Audience.MEMBERS:
        return Fitting(clause, _("It is for everybody who writes about our work."), _FOR_YOU)
    return None


def _said(text: str) -> dict[str, str]:
    """By stem: the words of a text that say something, as they stand there."""
    text = text[:_READ]
    guessed = guess_language(text)
    found: dict[str, str] = {}
    for token in tokens_in(text):
        if len(token) >= _SHORTEST and without_small_words(token):
            for language in (guessed,) if guessed else ("de", "en"):
                found.setdefault(stem(token, language), token)
    return found


def _shared(clause: Clause, said: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The words of the text that stand in the title, and those in the examples only."""
    titles, examples = _stems_of(clause.title_de, clause.title_en), set[str]()
    for language in ("de", "en"):
        shown = [*getattr(clause, f"good_{language}"), *getattr(clause, f"bad_{language}")]
        examples |= _stems(shown, language)
    in_title = {word: None for each, word in said.items() if each in titles}
    in_examples = {word: None for each, word in said.items() if each in examples - titles}
    return list(in_title), [word for word in in_examples if word not in in_title]


def _stems_of(german: str, english: str) -> set[str]:
    return _stems([german], "de") | _stems([english], "en")


def _stems(texts: Iterable[str], language: str) -> set[str]:
    words = (word for text in texts for word in tokens_in(without_small_words(text)))
    return {stem(word, language) for word in words if len(word) >= _SHORTEST}
