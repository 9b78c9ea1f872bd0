"""A change of rules or weights that makes the hints worse on texts they never saw is noticed."""

from __future__ import annotations

import json

import pytest

from benchmarks import plain_speech
from benchmarks._plain_speech_report import report
from benchmarks._plain_speech_texts import LANGUAGES, load


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_texts_are_told_apart(language: str) -> None:
    """What was promised: 0.90, at most 5 % of plain answers flagged, off by at most 0.1."""
    figures = plain_speech.measured(load(language, "held_out"))
    assert figures["auc"] >= 0.90
    assert figures["auc"] - figures["length_auc"] > 0.15
    assert figures["flagged"]["plain and support"]["share"] <= 0.05
    assert figures["flagged"]["enthusiastic"]["share"] <= 0.1
    assert figures["flagged"]["price_answers"]["share"] <= 0.05
    assert figures["calibration_error"] <= 0.1


def test_the_tables_and_the_object_say_the_same() -> None:
    """On a few topics: every kind has its row, and the object is JSON that can be read."""
    whole = load("de", "development")
    few = type(whole)(whole.language, whole.split, whole.synthetic, whole.topics[:2])
    figures = plain_speech.measured(few, mistakes=True)
    assert json.loads(json.dumps(figures, allow_nan=False))["pairs"] == 16
    said = report(figures)
    assert "16 pairs over 2 topics (synthetic)" in said
    assert f"{figures['auc']:.3f}" in said
