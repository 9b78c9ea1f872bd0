"""Bytes become a document, or are refused before they cost anything.

Refused: what is not UTF-8, not JSON, no object, too large, too deep, too many values, or names
a key twice (readers differ in which of the two they take). Numbers that nobody can use become
None.
"""

import json
import math
from typing import Any

from augenhoehe.activitypub.reading.bounds import DEEPEST, LARGEST_DOCUMENT, MOST_NODES
from augenhoehe.activitypub.reading.refusal import NotReadable

Document = dict[str, Any]


def load(body: bytes, *, largest: int = LARGEST_DOCUMENT) -> Document:
    """The document in a body; `largest` in bytes. Raises NotReadable."""
    if len(body) > largest:
        raise NotReadable("too_large")
    try:
        value = _DECODER.decode(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotReadable("not_utf8") from None
    except RecursionError:
        raise NotReadable("too_deep") from None
    except ValueError:
        raise NotReadable("not_json") from None
    if isinstance(value, list) and len(value) == 1:
        value = value[0]  # JSON-LD's expanded form
    if not isinstance(value, dict):
        raise NotReadable("not_an_object")
    within_bounds(value)
    return value


def within_bounds(value: Any) -> None:
    """Refuse what is too deep or has too many values; walks level by level, never recursing."""
    level, nodes = [value], 0
    for _ in range(DEEPEST):
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                below.extend(node.values())
            elif isinstance(node, list):
                below.extend(node)
        nodes += len(below)
        if nodes > MOST_NODES:
            raise NotReadable("too_many_values")
        if not below:
            return
        level = below
    raise NotReadable("too_deep")


def _once(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise NotReadable("key_twice")
    return document


def _whole(digits: str) -> int | None:
    # Beyond 4,300 digits int() refuses; beyond 19 no column holds it.
    number = int(digits) if len(digits) <= 20 else None
    return number if number is not None and -(2**63) <= number < 2**63 else None


def _decimal(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are not JSON


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=_whole,
    parse_float=_decimal,
    parse_constant=_no_constant,
)
