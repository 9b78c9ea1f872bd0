"""Playbooks: what is refused with its place, what is shipped, how one walks and what fits."""

import json
import time
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.playbooks import limits
from augenhoehe.domain.codex.playbooks.drawing import WIDTH, drawing_of
from augenhoehe.domain.codex.playbooks.matching import fitting
from augenhoehe.domain.codex.playbooks.occasion import STATES, Occasion
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.playbooks.schema import schema
from augenhoehe.domain.codex.playbooks.walk import place_in, way_in, written_way
from augenhoehe.domain.criticism import tree as criticism_tree
from augenhoehe.domain.criticism.models import Case
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.foundation.written.faults import Broken
from augenhoehe.foundation.written.yaml_places import yaml_with_places

ROOT = Path(__file__).parents[4]
SHIPPED = sorted((ROOT / "augenhoehe/demo/codex/playbooks").glob("*.yaml"))
FIRST = sorted((ROOT / "augenhoehe/domain/codex/first/playbooks").glob("*.yaml"))
SCHEMA = jsonschema_rs.validator_for(schema())

SMALL = """\
id: small
title: {de: Klein, en: Small}
summary: {de: Eine Frage., en: One question.}
triggers:
  states: [open]
  keywords: {de: [zu spät], en: [late]}
  clauses: [spam]
start: first
questions:
  - id: first
    text: {de: Stimmt es?, en: Is it so?}
    options:
      - {id: a, text: {de: A, en: A}, then: second}
      - {id: b, text: {de: B, en: B}, then: end}
  - id: second
    text: {de: Und?, en: And?}
    options:
      - {id: c, text: {de: C, en: C}, then: end}
outcomes:
  - id: end
    title: {de: Ende, en: End}
    steps:
      - {id: go, text: {de: Gehen, en: Go}}
"""
FORM = [
    ("id: small", "id: Small One", "1:5", "small letters"),
    ("states: [open]", "states: [opne]", "5:12", "Did you mean “open”"),
    ("states: [open]", "channels: [fax]", "5:14", "not known"),
    ("triggers:", "trigers:", "4:1", "Did you mean “triggers”"),
    ("title: {de: Klein, en: Small}", "title: {de: Klein}", "2:8", "“en” is missing"),
    ("title: {de: Klein, en: Small}", "title: Klein", "2:8", "Both languages"),
    ("{de: Und?, en: And?}", "{de: 3, en: And?}", "16:16", "A text belongs here"),
    ("start: first", f"start: {'a' * 61}", "8:8", "too many"),
]
WHOLE = [
    ("then: second", "then: nowhere", "13:45", "No question and no outcome"),
    ("start: first", "start: end", "8:8", "No question"),
    ("{id: c, text: {de: C, en: C}, then: end}", "{id: c, text: {de: C, en: C}, then: first}",
     "18:45", "in circles"),
    ("then: second", "then: end", "15:9", "No way leads"),
    ("id: second", "id: first", "15:9", "already in line 10"),
]  # fmt: skip


def plain(source):
    return json.loads(json.dumps(yaml_with_places(source, "f").plain(), default=lambda _d: 0))


@pytest.mark.parametrize(("old", "new", "place", "reason"), FORM + WHOLE)
def test_what_is_broken_is_refused_with_its_place(old, new, place, reason):
    assert old in SMALL
    with pytest.raises(Broken) as refused:
        playbook_in(SMALL.replace(old, new, 1), "f.yaml")

    assert any(f"f.yaml:{place}:" in str(f) and reason in str(f) for f in refused.value.faults), (
        str(refused.value)
    )


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, _place, _reason in FORM])
def test_the_schema_refuses_the_same_forms(old, new):
    assert SCHEMA.is_valid(plain(SMALL))
    assert not SCHEMA.is_valid(plain(SMALL.replace(old, new, 1)))


def test_bombs_and_unknown_clauses_are_refused():
    with pytest.raises(Broken):
        playbook_in("a: &a [x]\nb: [*a, *a]", "f")
    with pytest.raises(Broken):
        playbook_in("x" * 10_000_000, "f")
    with pytest.raises(Broken, match="No clause"):
        playbook_in(SMALL, "f", clauses={"insult"})


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_crashes_the_reader(text):
    for source in (text, SMALL.replace("small", text, 1)):
        try:
            playbook_in(source, "f")
        except Broken as refused:
            assert refused.faults


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_can_be_walked_drawn_and_fits_the_schema(path):
    source = path.read_text()
    tree = playbook_in(source, path.name)
    SCHEMA.validate(plain(source))
    for way in every_way(tree):
        assert place_in(tree, way).outcome is not None
        assert way_in(written_way(way)) == way
    for language in ("de", "en"):
        no_card_over_another(drawing_of(tree, language=language))


def every_way(tree, way=()):
    place = place_in(tree, way)
    if place.question is None:
        return [list(way)]
    pairs = [(place.question.id, one.id) for one in place.question.options]
    return [each for pair in pairs for each in every_way(tree, (*way, pair))]


def no_card_over_another(drawing):
    for one in drawing.cards:
        assert 0 < one.x <= drawing.width - WIDTH
        assert 0 < one.y <= drawing.height - one.height
        for other in drawing.cards:
            if one.id < other.id and one.x == other.x:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y


def test_ten_are_shipped_and_what_a_new_server_has_is_the_same():
    assert len(SHIPPED) == 10
    assert {"10-answer-tree.yaml", "90-we-were-wrong.yaml"} <= {path.name for path in FIRST}
    shipped = {path.name: path.read_text() for path in SHIPPED}
    assert all(shipped[path.name] == path.read_text() for path in FIRST)


def test_the_answer_tree_says_the_same_as_the_desk():
    tree = playbook_in(SHIPPED[0].read_text(), SHIPPED[0].name)
    for question, asked in zip(criticism_tree.QUESTIONS, tree.questions, strict=True):
        assert (str(question.words), str(question.help)) == (asked.text.en, asked.help.en)
        if question.options:
            said = [(o.id, o.text.en, o.advice.en, bool(o.check)) for o in asked.options]
            assert said == [
                (o.value, str(o.label), str(o.advice),
                 criticism_tree.leads_to_check(question.number, o.value))
                for o in question.options
            ]  # fmt: skip


def test_the_words_are_those_of_the_rooms():
    assert set(Case.State.values) | {"turned"} == set(STATES)
    assert set(Clause.Audience.values) == set(limits.AUDIENCES)


def test_an_impossible_way_is_refused():
    tree = playbook_in(SMALL, "f")
    for way in ([("second", "c")], [("first", "x")], [("first",)], ["ab"], [("first", "b")] * 2):
        with pytest.raises(Invalid):
            place_in(tree, way)
    assert place_in(tree).left == 2


def test_what_fits_says_why_and_takes_no_time():
    trees = [playbook_in(path.read_text(), path.name) for path in SHIPPED]
    best = fitting(Occasion(text="The parcel is LATE again", state="open"), trees)

    assert best[0].tree.key == "late-delivery"
    assert "because the text says “LATE”" in [str(reason) for reason in best[0].reasons]
    assert not fitting(Occasion(text="Chocolate plates"), trees)
    begun = time.perf_counter()
    assert len(fitting(Occasion(text="zu spät kaputt Idiot " * 5_000), trees)) == 3
    assert time.perf_counter() - begun < 2


def test_the_published_reference_is_the_schema():
    assert json.loads((ROOT / "docs/reference/playbook-schema.json").read_text()) == schema()
