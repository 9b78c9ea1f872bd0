"""How `augenhoehe plain` shows a judgement: to people with the passage underlined, or as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from augenhoehe.foundation.text.tidying import UNWANTED

if TYPE_CHECKING:
    from augenhoehe.plainspeech import Finding, Judgement

_AROUND = 50  # characters shown before and after a passage
_LONGEST_PASSAGE = 80


def lines_of(name: str, text: str, judgement: Judgement, *, ansi: bool) -> Iterator[str]:
    """One text for people: its passages, then what the score is made of."""
    for finding in judgement.findings:
        yield from _passage(name, text, finding, ansi)
    yield f"{_safe(name)}: {_verdict(judgement)}"
    for one in judgement.contributions:
        if one.amount:
            yield f"  {one.amount:+.2f}  {one.feature} (measured {one.measure:.2f})"
    if judgement.readability:
        figures = asdict(judgement.readability)
        known = [f"{key} {value:.4g}" for key, value in figures.items() if value is not None]
        yield "  readability: " + ", ".join(known)
    if judgement.left_out:
        yield "  left out, as they took too long: " + ", ".join(judgement.left_out)


def _verdict(judgement: Judgement) -> str:
    if judgement.not_judged:
        return f"not judged, {judgement.not_judged}."
    kind = "reads like advertising" if judgement.flagged else "reads like plain speech"
    return f"{kind}, score {judgement.score or 0:.2f} of 1 ({judgement.language})."


def _passage(name: str, text: str, finding: Finding, ansi: bool) -> Iterator[str]:
    line = text.count("\n", 0, finding.start) + 1
    first = text.rfind("\n", 0, finding.start) + 1
    last = text.find("\n", finding.start)
    last = len(text) if last < 0 else last
    place = f"{_safe(name)}:{line}:{finding.start - first + 1}"
    end = max(finding.start, min(finding.end, last, finding.start + _LONGEST_PASSAGE))
    left, right = max(first, finding.start - _AROUND), min(last, end + _AROUND)
    before = ("…" if left > first else "") + _safe(text[left : finding.start])
    seen, after = _safe(text[finding.start : end]), _safe(text[end:right])
    after += "…" if right < last else ""
    yield f"{place}: {finding.level}: {_safe(finding.message)} [{finding.rule}]"
    if ansi:
        yield f"    {before}\x1b[1;4m{seen}\x1b[0m{after}"
    else:
        yield f"    {before}{seen}{after}".rstrip()
        yield "    " + " " * _width(before) + "^" * max(1, _width(seen))
    if finding.suggestion:
        yield f"    Instead: {_safe(finding.suggestion)}"
    yield ""


def _safe(text: str) -> str:
    """Without what a terminal would take for an order."""
    return UNWANTED.sub("\ufffd", text).replace("\t", " ").replace("\r", "").replace("\n", " ")


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(
        0
        if unicodedata.combining(sign) or sign in "\u200d\ufe0f"
        else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
