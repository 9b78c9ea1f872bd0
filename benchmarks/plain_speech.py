"""How well the hints of plain speech tell advertising copy from plain answers.

    .venv/bin/python -m benchmarks.plain_speech [--json] [--language de] [--mistakes] [--texts FILE]

Reads the sets in `benchmarks/plain_speech/`. They were written for this project and are marked
synthetic: the figures say whether the rules do what they are meant to, not how the texts of
some other organisation would fare. Seeded; but for the time it takes, every run prints the same.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yaml import YAMLError

from augenhoehe.plainspeech import Judgement, look_at
from benchmarks._plain_speech_figures import (
    Pair,
    auc,
    bootstrap,
    calibration_error,
    either_way,
    pairwise,
    reliability,
    wilson,
)
from benchmarks._plain_speech_report import report
from benchmarks._plain_speech_texts import ALONE, LANGUAGES, SPLITS, TextSet, load, read

_LENGTH = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object instead of tables")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    parser.add_argument("--split", choices=SPLITS, help="only this one")
    parser.add_argument(
        "--mistakes", action="store_true", help="texts judged wrongly, but never held-out ones"
    )
    parser.add_argument("--texts", type=Path, help="a set of your own, in the form of ours")
    chosen = parser.parse_args()
    try:
        sets = [read(chosen.texts)] if chosen.texts else _ours(chosen.language, chosen.split)
    except (OSError, ValueError, KeyError, TypeError, YAMLError) as fault:
        raise SystemExit(f"plain_speech: {type(fault).__name__}: {fault}") from fault
    # Whoever writes rules may read the mistakes, but never a held-out text.
    figures = [
        measured(each, mistakes=chosen.mistakes and each.split != "held_out") for each in sets
    ]
    if chosen.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for each in figures:
        print(report(each))


def _ours(language: str | None, split: str | None) -> list[TextSet]:
    return [
        load(one, half)
        for one in LANGUAGES
        for half in SPLITS
        if language in (None, one) and split in (None, half)
    ]


def measured(texts: TextSet, *, mistakes: bool = False) -> dict[str, Any]:
    """All figures of one set. The language is left for the linter to find out."""
    judged = {text: look_at(text) for text in texts.texts()}
    pairs = [
        [(_score(judged[ad]), _score(judged[plain])) for ad, plain in topic.pairs]
        for topic in texts.topics
    ]
    ads = [judged[ad] for topic in texts.topics for ad, _plain in topic.pairs]
    plains = [judged[plain] for topic in texts.topics for _ad, plain in topic.pairs]
    figures = {
        "language": texts.language,
        "split": texts.split,
        "synthetic": texts.synthetic,
        "topics": len(texts.topics),
        "pairs": len(ads),
        **_telling_apart(texts, pairs),
        "flagged": _shares(texts, judged, ads, plains),
        **_trust(pairs, ads, plains),
        "not_judged": sum(each.score is None for each in judged.values()),
        "other_language": sum(each.language != texts.language for each in judged.values()),
        "contributions": _contributions(ads, plains),
        "cpu_ms": _cpu(texts),
    }
    return figures | ({"mistakes": _mistakes(texts, judged)} if mistakes else {})


def _score(judgement: Judgement) -> float:
    """What is not judged is not flagged either, so it counts as nothing said."""
    return judgement.score or 0.0


def _area(topics: Sequence[Sequence[Pair]]) -> float:
    pairs = _flat(topics)
    return auc([ad for ad, _plain in pairs], [plain for _ad, plain in pairs])


def _flat(topics: Iterable[Sequence[Pair]]) -> list[Pair]:
    return [pair for topic in topics for pair in topic]


def _telling_apart(texts: TextSet, topics: Sequence[Sequence[Pair]]) -> dict[str, Any]:
    lengths, words = (
        [[(of(ad), of(plain)) for ad, plain in topic.pairs] for topic in texts.topics]
        for of in (_length, _word_length)
    )
    return {
        "auc": _area(topics),
        "auc_95": bootstrap(topics, _area),
        "pairwise": pairwise(_flat(topics)),
        "pairwise_95": bootstrap(topics, lambda drawn: pairwise(_flat(drawn))),
        "length_auc": either_way(_area(lengths)),
        "length_auc_95": bootstrap(lengths, lambda drawn: either_way(_area(drawn))),
        "word_length_auc": either_way(_area(words)),
        "word_length_auc_95": bootstrap(words, lambda drawn: either_way(_area(drawn))),
    }


def _length(text: str) -> float:
    return len(text)


def _word_length(text: str) -> float:
    """Copy has longer words; what rules know beyond that is what they are worth."""
    return statistics.fmean(map(len, text.split()))


def _shares(
    texts: TextSet,
    judged: dict[str, Judgement],
    ads: Sequence[Judgement],
    plains: Sequence[Judgement],
) -> dict[str, Any]:
    kinds = {"ad": ads, "plain": plains}
    kinds |= {kind: [judged[text] for text in texts.alone(kind)] for kind in ALONE}
    kinds["plain and support"] = [*plains, *kinds["support"]]
    return {kind: _share(of) for kind, of in kinds.items()}


def _share(judgements: Sequence[Judgement]) -> dict[str, Any]:
    hits = sum(each.flagged for each in judgements)
    return {
        "flagged": hits,
        "texts": len(judgements),
        "share": hits / len(judgements) if judgements else None,
        "share_95": wilson(hits, len(judgements)),
    }


def _trust(
    topics: Sequence[Sequence[Pair]], ads: Sequence[Judgement], plains: Sequence[Judgement]
) -> dict[str, Any]:
    """Whether a score means what it says, over as many copies as answers."""
    pairs = _flat(topics)
    scores = [ad for ad, _plain in pairs] + [plain for _ad, plain in pairs]
    table = reliability(scores, [1] * len(pairs) + [0] * len(pairs))
    right, wrong = sum(each.flagged for each in ads), sum(each.flagged for each in plains)
    return {
        "precision": right / (right + wrong) if right + wrong else None,
        "precision_95": wilson(right, right + wrong),
        "calibration_error": calibration_error(table),
        "reliability": [asdict(each) for each in table],
    }


def _contributions(ads: Sequence[Judgement], plains: Sequence[Judgement]) -> list[dict[str, Any]]:
    """What each feature adds to the scores of both kinds, the strongest first."""
    amounts: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for side, judgements in enumerate((ads, plains)):
        for judgement in judgements:
            for each in judgement.contributions:
                amounts[each.feature][side].append(each.amount)
    rows = [
        {
            "feature": feature,
            "mean_ad": sum(ad) / len(ads),
            "mean_plain": sum(plain) / len(plains),
            "share_ad": sum(map(bool, ad)) / len(ads),
            "share_plain": sum(map(bool, plain)) / len(plains),
        }
        for feature, (ad, plain) in amounts.items()
    ]
    return sorted(rows, key=lambda row: (-abs(row["mean_ad"] - row["mean_plain"]), row["feature"]))


def _cpu(texts: TextSet) -> dict[str, float]:
    """Processor time for 500 characters of these texts, in ms; all have been seen once."""
    joined = "\n\n".join(texts.texts())
    pieces = [joined[at : at + _LENGTH] for at in range(0, len(joined) - _LENGTH, _LENGTH)]
    times = []
    for piece in pieces:
        began = time.process_time()
        look_at(piece, language=texts.language)
        times.append((time.process_time() - began) * 1000)
    return {
        "median": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[18],
        "pieces": len(pieces),
    }


def _mistakes(texts: TextSet, judged: dict[str, Judgement]) -> list[dict[str, Any]]:
    """Copies that pass, and all else that is flagged."""
    copies = {ad for topic in texts.topics for ad, _plain in topic.pairs}
    return [
        {"wrong": "missed" if text in copies else "flagged", "score": each.score, "text": text}
        for text, each in judged.items()
        if each.flagged != (text in copies)
    ]


if __name__ == "__main__":
    main()
