"""From measures to a score between 0 and 1: s = σ(b + Σ wⱼ · min(measureⱼ / capⱼ, 1)).

The weights stand in `weights.yaml` with their reasons. Each summand is shown to the writer, so
that nobody has to believe the figure. A logistic model with clipped signs, as in the design.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from augenhoehe.plainspeech.records import Contribution, Measure

_FILE = Path(__file__).parent / "weights.yaml"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts: `amount` at `cap` and above; `reason` in words."""

    amount: float
    cap: float
    reason: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole model; `version` changes with every figure in it."""

    version: int
    intercept: float
    threshold: float
    features: Mapping[str, Weight]


def weights_from(source: str) -> Weights:
    """Read the model; ValueError where a weight has the sign its feature must not have."""
    said = yaml.safe_load(source)
    for name, one in said["features"].items():
        if one["cap"] <= 0 or one["weight"] * (1 if one["raises"] else -1) < 0:
            raise ValueError(f"{name}: a cap is above 0, and a weight keeps its sign")
    features = {
        name: Weight(float(one["weight"]), float(one["cap"]), one["reason"])
        for name, one in said["features"].items()
    }
    return Weights(said["version"], float(said["intercept"]), float(said["threshold"]), features)


@cache
def weights() -> Weights:
    """The published weights."""
    return weights_from(_FILE.read_text("utf-8"))


def judge(measures: Mapping[str, Measure], language: str) -> tuple[float, list[Contribution]]:
    """The score, and what it is made of, the largest first."""
    known = weights().features
    made_of = [
        _contribution(name, one, known[name]) for name, one in measures.items() if name in known
    ]
    made_of.sort(key=lambda one: (-abs(one.amount), one.feature))
    total = weights().intercept + math.fsum(one.amount for one in made_of)
    return 1 / (1 + math.exp(-total)), made_of


def _contribution(name: str, measure: Measure, weight: Weight) -> Contribution:
    amount = weight.amount * min(measure.value / weight.cap, 1.0)
    return Contribution(name, measure.value, weight.amount, amount, measure.spans)


def is_flagged(score: float, language: str) -> bool:
    """Whether a text as a whole is said to read like advertising."""
    return score >= weights().threshold
