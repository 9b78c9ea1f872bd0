"""The figures of the benchmark, against examples worked by hand."""

from __future__ import annotations

import math

import pytest

from benchmarks._plain_speech_figures import (
    auc,
    bootstrap,
    calibration_error,
    either_way,
    pairwise,
    reliability,
    wilson,
)


def test_the_area_counts_pairs_in_the_right_order_and_ties_half() -> None:
    # 9 of 9, none of 9, and: .8 > .5, .8 > .4, .5 = .5, .5 > .4 make 3.5 of 4.
    assert auc([0.7, 0.8, 0.9], [0.1, 0.2, 0.3]) == 1
    assert auc([0.1, 0.2, 0.3], [0.7, 0.8, 0.9]) == 0
    assert auc([0.8, 0.5], [0.5, 0.4]) == 3.5 / 4
    assert auc([0.5] * 4, [0.5] * 3) == 0.5


def test_the_area_of_nothing_is_no_number() -> None:
    assert math.isnan(auc([], [0.1]))
    assert math.isnan(auc([0.1], []))
    assert math.isnan(pairwise([]))


def test_a_pair_is_compared_with_its_own_answer_only() -> None:
    # The area of the same scores is smaller: .3 loses against the other pair's .4.
    pairs = [(0.9, 0.4), (0.3, 0.2), (0.5, 0.5)]
    assert pairwise(pairs) == pytest.approx(2.5 / 3)
    assert auc([0.9, 0.3, 0.5], [0.4, 0.2, 0.5]) == pytest.approx((3 + 1 + 2.5) / 9)


def test_a_baseline_may_point_either_way() -> None:
    assert either_way(0.3) == pytest.approx(0.7)
    assert either_way(0.7) == pytest.approx(0.7)


def test_wilson_is_honest_at_the_edges() -> None:
    # No success among ten: z² / (n + z²) = 3.8415 / 13.8415.
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=1e-4)
    assert wilson(5, 100) == pytest.approx((0.0215, 0.1118), abs=1e-4)
    assert wilson(0, 0) == (0, 1)


def test_calibration_weighs_the_bins_by_their_texts() -> None:
    # .05 and .15 hold what they say but for .05 and .15; of three at .9, two are copy.
    table = reliability([0.05, 0.15, 0.9, 0.9, 0.9], [0, 0, 1, 1, 0])
    assert [(each.low, each.texts) for each in table] == [(0.0, 1), (0.1, 1), (0.9, 3)]
    assert table[2].said == pytest.approx(0.9)
    assert table[2].was == pytest.approx(2 / 3)
    assert calibration_error(table) == pytest.approx((0.05 + 0.15 + 3 * (0.9 - 2 / 3)) / 5)


def test_a_score_of_one_lies_in_the_last_bin() -> None:
    (last,) = reliability([1.0], [1])
    assert (last.low, last.high) == (0.9, 1.0)
    assert calibration_error((last,)) == 0
    assert calibration_error(()) == 0


def test_the_bootstrap_draws_whole_topics_and_always_the_same() -> None:
    topics = [[1.0, 1.0], [0.0, 0.0]]

    def mean(drawn: object) -> float:
        values = [value for topic in drawn for value in topic]  # type: ignore[attr-defined]
        return sum(values) / len(values)

    # With two topics a draw is 0, ½ or 1, a quarter of the draws being 0, a quarter 1.
    assert bootstrap(topics, mean, times=200) == (0, 1)
    assert bootstrap([[0.4], [0.4]], mean, times=50) == (0.4, 0.4)
    many = [[k / 40] for k in range(40)]
    found = bootstrap(many, mean, times=200, seed=3)
    assert found == bootstrap(many, mean, times=200, seed=3)
    assert 0.3 < found[0] < 0.4875 < found[1] < 0.7
