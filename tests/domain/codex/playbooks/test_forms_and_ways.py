"""Trees nobody thought of: walked to their ends; broken forms: reader and schema agree."""

import json

import jsonschema_rs
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.codex.playbooks.drawing import drawing_of
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.playbooks.schema import schema
from augenhoehe.domain.codex.playbooks.walk import place_in, questions_left, way_in, written_way
from augenhoehe.domain.criticism import tree as criticism_tree
from augenhoehe.foundation.written.faults import Broken
from augenhoehe.foundation.written.yaml_places import yaml_with_places
from tests.domain.codex.playbooks.test_playbooks import SHIPPED, SMALL

SCHEMA = jsonschema_rs.validator_for(schema())
WORDS = {"de": "Worte", "en": "Words"}

# What is replaced in a whole playbook, and by what: each is refused by its form alone.
BROKEN = [
    ("id: small", "id: 7"),
    ("id: small", "id: Small"),
    ("id: small", "id: a--b"),
    ("id: small", "id: -a"),
    ("id: small", "id: [small]"),
    ("id: small", "id: ''"),
    ("id: small\n", ""),
    ("id: small", "id: small\naudience: cats"),
    ("id: small", "id: small\nextra: yes"),
    ("id: small", f"id: {'a' * 61}"),
    ("{de: Klein, en: Small}", "{de: Klein, en: ' '}"),
    ("{de: Klein, en: Small}", "{de: Klein, en: Small, fr: Petit}"),
    ("{de: Klein, en: Small}", "{de: Klein, en: true}"),
    ("{de: Klein, en: Small}", "[Klein, Small]"),
    ("{de: Klein, en: Small}", "~"),
    ("{de: Klein, en: Small}", "{de: %s, en: Small}" % ("x" * 151)),
    ("{de: Eine Frage., en: One question.}", "{de: %s, en: x}" % ("x" * 1_001)),
    ("states: [open]", "states: open"),
    ("states: [open]", "states: [OPEN]"),
    ("states: [open]", "states: [open, 3]"),
    ("states: [open]", "channels: {mail: yes}"),
    ("states: [open]", "surfaces: [case]"),
    ("keywords: {de: [zu spät], en: [late]}", "keywords: {de: [zu spät]}"),
    ("keywords: {de: [zu spät], en: [late]}", "keywords: [late]"),
    ("keywords: {de: [zu spät], en: [late]}", "keywords: {de: ['!'], en: [late]}"),
    ("keywords: {de: [zu spät], en: [late]}", "keywords: {de: [12], en: [late]}"),
    ("clauses: [spam]", "clauses: [Spam]"),
    ("clauses: [spam]", f"clauses: [{', '.join(['spam'] * 21)}]"),
    ("start: first\n", ""),
    ("start: first", "start: [first]"),
    ("      - {id: c, text: {de: C, en: C}, then: end}", "      []"),
    ("then: second}", "then: 2}"),
    ("then: second}", "to: second}"),
    ("then: second}", "then: second, check: everything}"),
    ("then: second}", "then: second, advice: Go}"),
    ("      - {id: go, text: {de: Gehen, en: Go}}", "      []"),
    ("{id: go, text: {de: Gehen, en: Go}}", "{text: {de: Gehen, en: Go}}"),
    ("{id: go, text: {de: Gehen, en: Go}}", "go"),
    ("{de: Gehen, en: Go}", "{de: %s, en: Go}" % ("x" * 301)),
    ("{id: go, text: {de: Gehen, en: Go}}\n", "{id: go, text: {de: G, en: G}}\nwho_helps: desk\n"),
    ("{id: go, text: {de: Gehen, en: Go}}\n",
     "{id: go, text: {de: G, en: G}}\nhand_over: [{when: {de: a, en: b}}]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_reader_and_schema_refuse_the_same(old, new):
    assert old in SMALL
    source = SMALL.replace(old, new, 1)
    plain = yaml_with_places(source, "f").plain()

    with pytest.raises(Broken) as refused:
        playbook_in(source, "f.yaml")

    assert all(fault.line and fault.column for fault in refused.value.faults)
    assert not SCHEMA.is_valid(json.loads(json.dumps(plain, default=str)))


@st.composite
def trees(draw):
    """Questions that only lead onwards, each reachable; outcomes at the end."""
    count = draw(st.integers(1, 12))
    names = [f"q{n}" for n in range(count)]
    leads = {n: [f"q{n + 1}" if n + 1 < count else "end"] for n in range(count)}
    for n in range(count):
        onwards = [*names[n + 1 :], "end", "other"]
        leads[n] += draw(st.lists(st.sampled_from(onwards), max_size=7))
    leads[0].append("other")
    return {
        "id": "made", "title": WORDS, "summary": WORDS, "start": "q0",
        "questions": [
            {"id": names[n], "text": WORDS,
             "options": [{"id": f"o{i}", "text": WORDS, "then": to}
                         for i, to in enumerate(leads[n][:8])]}
            for n in range(count)
        ],
        "outcomes": [
            {"id": name, "title": WORDS, "steps": [{"id": f"{name}-go", "text": WORDS}]}
            for name in ("end", "other")
        ],
    }  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(trees(), st.data())
def test_every_walk_ends_and_never_asks_more_than_was_said(made, data):
    if "other" not in {o["then"] for q in made["questions"] for o in q["options"]}:
        made["outcomes"].pop()
    SCHEMA.validate(made)
    tree = playbook_in(json.dumps(made), "f")
    place = place_in(tree)
    assert questions_left(tree)["q0"] == place.left <= len(tree.questions)
    while place.question is not None:
        left = place.left
        option = data.draw(st.sampled_from(place.question.options))
        place = place_in(tree, [*place.way, (place.question.id, option.id)])
        assert place.left < left
        assert way_in(written_way(place.way)) == place.way
        assert place_in(tree, place.went[-1].before).left == left
    assert place.outcome is not None
    assert len(drawing_of(tree, language="de").cards) == len(tree.questions) + len(tree.outcomes)


def test_the_answer_tree_says_the_same_as_the_desk_in_german():
    tree = playbook_in(SHIPPED[0].read_text(), SHIPPED[0].name)
    with translation.override("de"):
        for question, asked in zip(criticism_tree.QUESTIONS, tree.questions, strict=True):
            assert (str(question.words), str(question.help)) == (asked.text.de, asked.help.de)
            for option, one in zip(question.options, asked.options, strict=False):
                assert (str(option.label), str(option.advice)) == (one.text.de, one.advice.de)
