"""The documented form of the register is the one we write."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from augenhoehe.domain.moderation import terms
from augenhoehe.domain.moderation.register.format import Facts
from augenhoehe.domain.moderation.register.verifier import verify_register
from tests.domain.moderation.register_stories import (
    HOME_ADDRESS,
    chained,
    exported,
    registers,
    several,
)

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
SCHEMA = json.loads((REFERENCE / "register-schema.json").read_text(encoding="utf-8"))

_TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def misfits(value, schema, at="$"):
    """What does not fit; enough of JSON Schema for ours, and it refuses words it does not know."""
    unknown = set(schema) - {"$schema", "$defs", "title", "description", *_RULES}
    assert not unknown, unknown
    return [fault for word in schema for fault in _RULES.get(word, no_rule)(value, schema, at)]


def no_rule(value, schema, at):
    return []


def says(fits, at, word):
    return [] if fits else [f"{at}: {word}"]


def of_type(value, schema, at):
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    fits = any(isinstance(value, _TYPES[name]) for name in names) and not isinstance(value, bool)
    return says(fits, at, "type")


def properties(value, schema, at):
    known = schema["properties"]
    inner = [misfits(value[name], known[name], f"{at}.{name}") for name in value if name in known]
    return [fault for faults in inner for fault in faults]


def additional(value, schema, at):
    rest = [name for name in value if name not in schema.get("properties", {})]
    if schema["additionalProperties"] is False:
        return says(not rest, at, f"unknown {rest}")
    rule = schema["additionalProperties"]
    return [fault for name in rest for fault in misfits(value[name], rule, f"{at}.{name}")]


def either(value, schema, at):
    holds = not misfits(value, schema["if"], at)
    return misfits(value, schema.get("then" if holds else "else", {}), at)


_RULES = {
    "$ref": lambda v, s, at: misfits(v, SCHEMA["$defs"][s["$ref"].removeprefix("#/$defs/")], at),
    "type": of_type,
    "const": lambda v, s, at: says(v == s["const"], at, "const"),
    "enum": lambda v, s, at: says(v in s["enum"], at, "enum"),
    "pattern": lambda v, s, at: says(re.search(s["pattern"], v), at, "pattern"),
    "minLength": lambda v, s, at: says(len(v) >= s["minLength"], at, "minLength"),
    "minimum": lambda v, s, at: says(v >= s["minimum"], at, "minimum"),
    "maximum": lambda v, s, at: says(v <= s["maximum"], at, "maximum"),
    "required": lambda v, s, at: says(set(s["required"]) <= set(v), at, "required"),
    "properties": properties,
    "additionalProperties": additional,
    "propertyNames": lambda v, s, at: [f for n in v for f in misfits(n, s["propertyNames"], at)],
    "items": lambda v, s, at: [f for item in v for f in misfits(item, s["items"], at)],
    "allOf": lambda v, s, at: [f for rule in s["allOf"] for f in misfits(v, rule, at)],
    "not": lambda v, s, at: says(misfits(v, s["not"], at), at, "not"),
    "if": either,
    "then": no_rule,
    "else": no_rule,
}


@several
@given(registers())
def test_every_export_fits_the_schema(entries):
    assert misfits(json.loads(exported(entries)), SCHEMA) == []


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 0},
        {"author": "Karl"},
        {"kind": "vanish"},
        {"clause": ""},
        {"criticism": True},
        {"about": "2026-0"},
        {"outcome": "upheld"},
        {"at": "yesterday"},
        {"commitments": {"statement": "short"}},
        {"event": "amendment"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_we_would_not_write(change):
    document = json.loads(exported(chained([HOME_ADDRESS])))

    document["entries"][0]["record"] |= change

    assert misfits(document, SCHEMA)


def test_the_schema_wants_reasons_for_an_intervention():
    document = json.loads(exported(chained([HOME_ADDRESS])))

    del document["entries"][0]["record"]["clause"]

    assert misfits(document, SCHEMA)


def test_the_schema_knows_all_words_and_all_fields():
    record = SCHEMA["$defs"]["record"]["properties"]

    assert set(record) == {field.name for field in fields(Facts)} | {"seq", "commitments"}
    for name, words in {
        "event": terms.Event,
        "kind": terms.Kind,
        "target": terms.Target,
        "ground": terms.Ground,
        "source": terms.Source,
        "hand": terms.Hand,
        "outcome": terms.Outcome,
        "criticism": terms.YesNo,
    }.items():
        assert record[name]["enum"] == list(words), name


def test_every_field_is_explained():
    for name, field in SCHEMA["$defs"]["record"]["properties"].items():
        assert len(field["description"]) > 10, name


def test_the_explanation_names_the_files():
    explained = (REFERENCE / "register.md").read_text(encoding="utf-8")

    assert "verify_register.py register.json --head" in explained
    assert "(register-schema.json)" in explained


def test_the_schema_to_download_is_the_documented_one():
    served = Path(verify_register.__file__).with_name("register-schema.json")

    assert served.read_bytes() == (REFERENCE / "register-schema.json").read_bytes()
