"""4096 points that fill four dimensions evenly, and the same ones on every machine.

A Sobol sequence with the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30, 2008,
file new-joe-kuo-6.21201), scrambled once (Matoušek, J. Complexity 14, 1998): the matrices and
the shift below were drawn at random and are fixed since. A check that gave other figures at
the second look would not be believed.
"""

from functools import cache
from statistics import NormalDist

POINTS = 4096
DIMENSIONS = 4

_COLUMNS = 12  # 2 ** 12 points
_BITS = 30
# Degree, inner coefficients and initial numbers of each primitive polynomial. The first
# dimension has none.
_POLYNOMIALS = ((1, 0, (1,)), (2, 1, (1, 3)), (3, 1, (1, 3, 1)))

# Columns of a lower triangular matrix of bits with ones on its diagonal, for each dimension.
# fmt: off
_SCRAMBLE = (
    (0x2A263AD3, 0x1C34EBFC, 0x0C6C64FE, 0x0503B28B, 0x03790293, 0x01524CEB,
     0x00DB5F06, 0x007DE184, 0x00327DD2, 0x0013B4FF, 0x00090F7F, 0x0007BC7A),
    (0x24D261C5, 0x1918103C, 0x096B8D1D, 0x05F5E0FB, 0x03C4D6F2, 0x01883A1B,
     0x00F1EC77, 0x00473145, 0x003FB2B6, 0x0017443A, 0x000DFE8A, 0x0005A599),
    (0x3F825EF5, 0x1EEC0B9D, 0x0C9F1349, 0x0644C014, 0x0315D375, 0x011BA503,
     0x008674BD, 0x006BDB83, 0x0024A461, 0x0016EB5F, 0x000DFFCD, 0x00072B07),
    (0x2C73DAB9, 0x196A0711, 0x0E3A8577, 0x07DB36C8, 0x03BA1872, 0x01508B40,
     0x00A9B7C8, 0x00431401, 0x0032987D, 0x001398B4, 0x000CABF9, 0x000573A4),
)
# fmt: on
_SHIFT = (913309191, 1000046633, 389465047, 391432754)

# No point lies on an edge, where the normal quantile is infinite.
_MARGIN = 1e-6


def direction_numbers(dimension: int) -> list[int]:
    """The first twelve, as integers of twelve bits; dimensions count from 0."""
    if dimension == 0:
        return [1 << (_COLUMNS - 1 - place) for place in range(_COLUMNS)]
    degree, inner, initial = _POLYNOMIALS[dimension - 1]
    numbers = [first << (_COLUMNS - 1 - place) for place, first in enumerate(initial)]
    for place in range(degree, _COLUMNS):
        number = numbers[place - degree] ^ (numbers[place - degree] >> degree)
        for step in range(1, degree):
            if inner >> (degree - 1 - step) & 1:
                number ^= numbers[place - step]
        numbers.append(number)
    return numbers


def _scrambled(number: int, columns: tuple[int, ...]) -> int:
    image = 0
    for place, column in enumerate(columns):
        if number >> (_COLUMNS - 1 - place) & 1:
            image ^= column
    return image


def _coordinates(dimension: int) -> list[int]:
    """All 4096 in the order of the Gray code, as integers of thirty bits."""
    columns = _SCRAMBLE[dimension]
    steps = [_scrambled(number, columns) for number in direction_numbers(dimension)]
    point = _SHIFT[dimension]
    points = [point]
    for index in range(1, POINTS):
        point ^= steps[(index & -index).bit_length() - 1]
        points.append(point)
    return points


@cache
def uniforms() -> tuple[tuple[float, ...], ...]:
    """For each dimension the coordinates of all points, from 0 (included) to 1 (not)."""
    return tuple(
        tuple(point / 2**_BITS for point in _coordinates(dimension))
        for dimension in range(DIMENSIONS)
    )


@cache
def normals() -> tuple[tuple[float, ...], ...]:
    """The same points as draws of a standard normal distribution, each dimension for itself."""
    quantile = NormalDist().inv_cdf
    return tuple(
        tuple(quantile(_MARGIN + (1 - 2 * _MARGIN) * point) for point in points)
        for points in uniforms()
    )
