"""What the check and the future entry say, in words for the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.domain.moderation import words
from augenhoehe.domain.moderation.check.streisand import Estimate, Situation
from augenhoehe.domain.moderation.check.streisand_words import (
    ALTERNATIVE,
    CAVEAT,
    basis_in_words,
    contribution_in_words,
    loudness_in_words,
)
from augenhoehe.domain.moderation.drafting import future_facts
from augenhoehe.interfaces.web.pages.moderation.drawing import Drawing, drawing_of
from augenhoehe.interfaces.web.times import in_words

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.check.checking import Preview
    from augenhoehe.domain.moderation.measure import Measure
    from augenhoehe.domain.moderation.register.format import Facts
    from augenhoehe.domain.people.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An estimate on a page: never without the caveat, never without the alternative."""

    verdict: str
    alternative: str
    drawing: Drawing
    chance: str
    contributions: list[str]
    caveat: str
    basis: str


def shown(estimate: Estimate) -> Shown:
    """What is said of an estimate."""
    return Shown(
        verdict=_sentence(loudness_in_words(estimate.loudness)),
        alternative=str(ALTERNATIVE),
        drawing=drawing_of(estimate),
        chance=_("In %(n)d of 100 outcomes a restriction reaches more people than an answer.")
        % {"n": round(estimate.p_worse * 100)},
        contributions=[contribution_in_words(one) for one in estimate.contributions],
        caveat=str(CAVEAT),
        basis=f"{_sentence(basis_in_words(estimate))}.",
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def travelled(situation: Situation) -> list[str]:
    """Who has it already, how far has it come: each a sentence with its number."""
    s = situation
    sentences = [
        ngettext(
            "%(n)d person reacted within a day.", "%(n)d people reacted within a day.", s.persons24h
        )
        % {"n": s.persons24h},
        _copies(s.copies),
        ngettext("%(n)d person follows its author.", "%(n)d people follow its author.", s.followers)
        % {"n": s.followers},
    ]
    if s.media:
        sentences.append(
            ngettext(
                "%(n)d press account has taken part.", "%(n)d press accounts have taken part.",
                s.media,
            )
            % {"n": s.media}
        )  # fmt: skip
    return sentences


def _copies(n: int) -> str:
    if not n:
        return _("We know of no copy elsewhere; there may be some all the same.")
    text = ngettext(
        "It stands on %(n)d other server; nobody can take it back from there.",
        "It stands on %(n)d other servers; nobody can take it back from there.",
        n,
    )
    return text % {"n": n}


def signs_in_words(signs: Iterable[str]) -> list[str]:
    """Why it counts as criticism."""
    sentences = {
        "case": _("It is an open case, or was one."),
        "offer": _("Somebody marked it as criticism, or it reads like that."),
        "mention": _("It mentions a voice of the organisation."),
        "reply": _("It answers a voice of the organisation."),
        "name": _("It names the organisation, a voice or a product."),
        "critic": _("The person has a case with the organisation."),
    }
    return [sentences.get(sign, sign) for sign in signs]


def future_entry(measure: Measure, seen: Preview, *, by: Account) -> list[tuple[str, str]]:
    """The entry as the register will show it, line by line, without number and hash."""
    facts = future_facts(measure, seen, by=by)
    lines = [
        (_("What"), words.done_in_words(facts.kind)),
        (_("To what"), f"{words.target_in_words(facts.target)}{_times(facts.count)}"),
        (_("Ground"), _ground(facts)),
        (_("Rule"), _rule(measure, facts)),
        (_("Category"), words.category_in_words(facts.category)),
        (_("How it came to notice"), words.source_in_words(str(facts.source))),
        (_("By the office"), facts.office),
        (
            _("Milder means considered"),
            f"{words.rung_in_words(facts.rung)}: {measure.rung_why}",
        ),
        (_("Until"), in_words(facts.ends) if facts.ends else _("without an end")),
        (_("Appeal until"), date_format(facts.appeal_until) if facts.appeal_until else ""),
    ]
    if seen.is_of_criticism:
        lines.append((_("Concerns criticism"), _criticism(measure)))
        lines.append((_("Streisand check"), _check(seen.estimate)))
    return lines


def _times(count: int) -> str:
    return f" × {count}" if count > 1 else ""


def _ground(facts: Facts) -> str:
    ground = words.ground_in_words(str(facts.ground))
    return f"{ground} ({facts.norm})" if facts.norm else ground


def _rule(measure: Measure, facts: Facts) -> str:
    return _("%(title)s (codex, version %(n)s)") % {
        "title": measure.clause.title,
        "n": facts.clause_version,
    }


def _criticism(measure: Measure) -> str:
    if measure.said_to_be_none:
        return _("yes by its signs; the office says it is none")
    return _("yes")


def _check(estimate: Estimate) -> str:
    text = _("in %(n)d of 100 outcomes louder than an answer (assumptions, version %(version)s)")
    return text % {"n": round(estimate.p_worse * 100), "version": estimate.version}
