"""A chain of records shows what was changed, left out or put in."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.foundation.hashchain import GENESIS, canonical, first_broken, link

keys = st.text(st.characters(max_codepoint=127), max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    texts | numbers,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(keys, values, max_size=5)


def chained(contents: list[dict[str, Any]]) -> list[tuple[dict[str, Any], bytes]]:
    chain, previous = [], GENESIS
    for record in contents:
        previous = link(previous, record)
        chain.append((record, previous))
    return chain


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1, 2}, object(), [0.5], {"a": 1.5}])
def test_what_json_writes_in_several_ways_is_refused(value):
    with pytest.raises(TypeError):
        canonical({"a": value})


def test_keys_are_ascii_text():
    for record in ({"ä": 1}, {1: "a"}, {"a": {"ü": 1}}):
        with pytest.raises(TypeError):
            canonical(record)  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800"])
def test_what_json_cannot_carry_exactly_is_refused(value):
    with pytest.raises(ValueError, match=r"string|surrogates"):
        canonical({"a": value})


def test_a_link_needs_a_whole_hash_before_it():
    with pytest.raises(ValueError, match="32"):
        link(b"", {})


@given(st.lists(records, min_size=2, max_size=6, unique_by=canonical), st.data())
def test_no_change_goes_unnoticed(contents, data):
    chain = chained(contents)
    at = data.draw(st.integers(0, len(chain) - 2))

    changed = [*chain[:at], ({**chain[at][0], "added": "x"}, chain[at][1]), *chain[at + 1 :]]
    left_out = [*chain[:at], *chain[at + 1 :]]
    swapped = [*chain[:at], chain[at + 1], chain[at], *chain[at + 2 :]]

    assert first_broken(changed) == (at if chain[at][0].get("added") != "x" else None)
    assert first_broken(left_out) == at
    assert first_broken(swapped) == at


@given(st.lists(records, max_size=6))
def test_an_honest_chain_is_whole(contents):
    assert first_broken(chained(contents)) is None


@given(records)
def test_the_order_of_keys_does_not_matter_and_nothing_is_lost(record):
    written = canonical(record)

    assert canonical(dict(reversed(record.items()))) == written
    assert json.loads(written) == record


def test_the_bytes_are_those_of_rfc_8785():
    record = {"b": '€\n\x0f\u007f"\\/', "a": [1, -2, {"z": "ö", "y": ""}], "B": 0, "ok": True}

    assert canonical(record) == (
        '{"B":0,"a":[1,-2,{"y":"","z":"ö"}],"b":"€\\n\\u000f\u007f\\"\\\\/","ok":true}'.encode()
    )
    assert link(GENESIS, record) == hashlib.sha256(bytes(32) + canonical(record)).digest()
