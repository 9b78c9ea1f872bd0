"""The figures of plain speech as tables, as they stand in the README."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_NAMES = {
    "ad": "advertising copy (should be flagged)",
    "plain": "plain answers of the pairs",
    "support": "support answers",
    "plain and support": "plain and support answers",
    "enthusiastic": "enthusiastic customers",
    "price_answers": "prices as an answer",
}


def report(figures: dict[str, Any]) -> str:
    """Everything measured on one set, for people."""
    parts = [
        f"## {figures['language']}, {figures['split'].replace('_', '-')}: "
        f"{figures['pairs']} pairs over {figures['topics']} topics"
        f"{' (synthetic)' if figures['synthetic'] else ''}",
        _main(figures),
        _flagged(figures["flagged"]),
        _reliability(figures["reliability"]),
        _contributions(figures["contributions"]),
        _mistakes(figures.get("mistakes", ())),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _main(figures: dict[str, Any]) -> str:
    rows = [
        ("AUC over the texts of the pairs", *_with_interval(figures, "auc")),
        ("AUC of length alone, in the better direction", *_with_interval(figures, "length_auc")),
        ("AUC of the mean length of words alone", *_with_interval(figures, "word_length_auc")),
        ("pairs in the right order", *_with_interval(figures, "pairwise")),
        ("precision where flagged (half are copy)", *_with_interval(figures, "precision")),
        ("calibration error, 10 bins", f"{figures['calibration_error']:.3f}", "–"),
        ("texts not judged", str(figures["not_judged"]), "–"),
        ("texts taken for another language or none", str(figures["other_language"]), "–"),
        (
            "CPU for 500 characters",
            f"{figures['cpu_ms']['median']:.2f} ms",
            f"p95 {figures['cpu_ms']['p95']:.2f} ms",
        ),
    ]
    return _table(("figure", "value", "95 % interval"), rows)


def _with_interval(figures: dict[str, Any], name: str) -> tuple[str, str]:
    low, high = figures[f"{name}_95"]
    if figures[name] is None:
        return "–", "–"
    return f"{figures[name]:.3f}", f"{low:.3f}–{high:.3f}"


def _flagged(shares: dict[str, Any]) -> str:
    rows = []
    for kind, name in _NAMES.items():
        share = shares[kind]
        low, high = share["share_95"]
        part = "–" if share["share"] is None else f"{share['share']:.1%}"
        rows.append(
            (
                name,
                f"{share['flagged']} of {share['texts']}",
                part,
                f"{low:.1%}–{high:.1%}",
            )
        )
    return _table(("flagged", "texts", "share", "95 % (Wilson)"), rows)


def _reliability(bins: Sequence[dict[str, Any]]) -> str:
    rows = [
        (
            f"{each['low']:.1f}–{each['high']:.1f}",
            str(each["texts"]),
            f"{each['said']:.2f}",
            f"{each['was']:.2f}",
        )
        for each in bins
    ]
    return _table(("score", "texts", "mean score", "share of copy"), rows)


def _contributions(features: Sequence[dict[str, Any]]) -> str:
    rows = [
        (
            each["feature"],
            f"{each['mean_ad']:+.3f}",
            f"{each['mean_plain']:+.3f}",
            f"{each['share_ad']:.0%}",
            f"{each['share_plain']:.0%}",
        )
        for each in features
    ]
    heads = ("feature", "adds to copy", "adds to answers", "in copy", "in answers")
    return _table(heads, rows) if rows else ""


def _mistakes(mistakes: Sequence[dict[str, Any]]) -> str:
    lines = []
    for each in mistakes:
        score = "–" if each["score"] is None else f"{each['score']:.2f}"
        lines.append(f"{each['wrong']} ({score}): {each['text']}")
    return "\n".join(lines)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
