"""The points of the Streisand check: even, within the open interval, always the same."""

import hashlib
import math
from statistics import fmean, stdev

import pytest

from augenhoehe.domain.moderation.check import sobol


def test_the_direction_numbers_are_those_of_joe_and_kuo():
    # The first unscrambled points of the published sequence, in the order of the Gray code.
    points = [(0, 0, 0, 0)]
    numbers = [sobol.direction_numbers(dimension) for dimension in range(sobol.DIMENSIONS)]
    for index in range(1, 6):
        step = (index & -index).bit_length() - 1
        points.append(tuple(p ^ n[step] for p, n in zip(points[-1], numbers, strict=True)))

    assert [tuple(value / 4096 for value in point) for point in points] == [
        (0, 0, 0, 0),
        (0.5, 0.5, 0.5, 0.5),
        (0.75, 0.25, 0.25, 0.25),
        (0.25, 0.75, 0.75, 0.75),
        (0.375, 0.375, 0.625, 0.875),
        (0.875, 0.875, 0.125, 0.375),
    ]


@pytest.mark.parametrize("dimension", range(sobol.DIMENSIONS))
def test_every_stripe_of_every_dimension_holds_one_point(dimension):
    stripes = {math.floor(u * sobol.POINTS) for u in sobol.uniforms()[dimension]}

    assert stripes == set(range(sobol.POINTS))


def test_every_cell_of_the_first_two_dimensions_holds_one_point():
    first, second = sobol.uniforms()[:2]

    cells = {(math.floor(u * 64), math.floor(v * 64)) for u, v in zip(first, second, strict=True)}

    assert len(cells) == sobol.POINTS


def test_the_normals_are_standard_and_finite():
    for draws in sobol.normals():
        assert all(map(math.isfinite, draws))
        assert fmean(draws) == pytest.approx(0, abs=0.001)
        assert stdev(draws) == pytest.approx(1, abs=0.002)


def test_the_sequence_never_changes():
    # Not a reference from elsewhere: a change would make old register entries unrepeatable.
    written = ",".join(f"{u:.10f}" for draws in sobol.uniforms() for u in draws)

    assert hashlib.sha256(written.encode()).hexdigest() == (
        "8bcbc78abc613af48df0c55fca84fbde4c14ed0bf98614d64d0a2ea1582dd1d3"
    )
