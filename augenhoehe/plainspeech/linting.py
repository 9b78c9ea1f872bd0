"""Text in, findings and a score out. Nothing is stored, nothing is asked of anybody."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

from augenhoehe.plainspeech import features, score
from augenhoehe.plainspeech.language import LANGUAGES, known, may_be_slogan, vote
from augenhoehe.plainspeech.prepared import Prepared, prepare
from augenhoehe.plainspeech.readability import readability_of
from augenhoehe.plainspeech.records import Finding, Hit, Judgement, NotJudged
from augenhoehe.plainspeech.rules.loading import Rules, shipped
from augenhoehe.plainspeech.rules.rule import LONGEST_SEARCH, TooSlow, meet

LONGEST = 8_000  # characters; what is longer is not judged, so that 50 ms are enough
LONGEST_LOOK = 0.045  # seconds of CPU for all rules together

_FEWEST_WORDS = 2
_FEW_WORDS = 20
_ANYBODYS = frozenset(["EXC", "CAPS", "PRAISE", "SUP", ""])  # what a happy customer writes too
_SHARE_OF_OWN = 0.25  # of the letters, below which a short rest is no text of its author


@dataclass(frozen=True, slots=True)
class _Met:
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]


def look_at(
    text: str,
    *,
    language: str = "",
    rules: Rules | None = None,
    answering: str = "",
    products: Collection[str] = (),
) -> Judgement:
    """What in this text reads like advertising, for the person who writes it.

    `language` is a code such as "de-AT"; small words vote without one. `answering` is the text
    that is answered, `products` are the organisation's own names. Never raises for any text.
    """
    if len(text) > LONGEST:
        return Judgement(known(language), not_judged=NotJudged.TOO_LONG)
    prepared = prepare(text)
    chosen = shipped() if rules is None else rules
    prepared.language = known(language) if language else _language_of(prepared, chosen)
    met = _meet_all(prepared, chosen)
    judgement = Judgement(
        prepared.language,
        findings=met.findings,
        left_out=met.left_out,
        readability=readability_of(prepared) if prepared.language else None,
        not_judged=_why_not(prepared, language),
    )
    if judgement.not_judged:
        return judgement
    return _scored(judgement, prepared, met, answering[:LONGEST], products)


def _language_of(prepared: Prepared, rules: Rules) -> str:
    """As small words vote; a slogan has none, so there the language counts that rules know it in.

    Signs and capitals are the same in every language, and praise alone is no slogan.
    """
    voted = vote(prepared.lowered)
    if voted or not may_be_slogan(prepared.lowered):
        return voted
    known_in = {}
    for code in LANGUAGES:
        prepared.language = code
        hits = _meet_all(prepared, rules).hits
        known_in[code] = sum(hit.feature not in _ANYBODYS for hit in hits)
    most = max(LANGUAGES, key=lambda code: known_in[code])
    return most if known_in[most] > min(known_in.values()) else ""


def _scored(
    judgement: Judgement,
    prepared: Prepared,
    met: _Met,
    answering: str,
    products: Collection[str],
) -> Judgement:
    measures = features.measures(prepared, met.hits, answering, products)
    worth, contributions = score.judge(measures, prepared.language)
    return replace(
        judgement,
        score=worth,
        flagged=score.is_flagged(worth, prepared.language),
        contributions=tuple(contributions),
    )


def _meet_all(prepared: Prepared, rules: Rules) -> _Met:
    """Rule after rule; those that take too long are left out and named."""
    ends = time.thread_time() + LONGEST_LOOK
    met, left_out = {}, []
    for rule in rules.of(prepared.language):
        left = min(LONGEST_SEARCH, ends - time.thread_time())
        try:
            if left <= 0:
                raise TooSlow(rule.name)
            for each in meet(rule, prepared, seconds=left):
                met[each.finding.start, each.finding.end, rule.name] = each
        except TooSlow:
            left_out.append(rule.name)
    ordered = [met[place] for place in sorted(met)]
    findings = tuple(each.finding for each in ordered)
    return _Met(tuple(each.hit for each in ordered), findings, tuple(left_out))


def _why_not(prepared: Prepared, given: str) -> str:
    """Why there is no score; "" where there is one."""
    if given and not prepared.language:
        return NotJudged.LANGUAGE
    words = len(prepared.words)
    masked = prepared.code or prepared.quotes
    if masked and words < _FEW_WORDS and _own_share(prepared) < _SHARE_OF_OWN:
        return NotJudged.QUOTED
    if words < _FEWEST_WORDS:
        return NotJudged.TOO_LITTLE
    if not prepared.language:
        return NotJudged.LANGUAGE
    return ""


def _own_share(prepared: Prepared) -> float:
    """How many of the letters that are neither space nor masked its author wrote."""
    own = sum(end - start for start, end in prepared.words)
    masked = sum(end - start for start, end in [*prepared.code, *prepared.quotes])
    return own / (own + masked) if own + masked else 1.0
