"""The codex in programs: versions, what differs, and what one has still to read."""

from dataclasses import replace

import pytest

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.wording import wording_of

CODEX = "v1/augenhoehe/codex"


@pytest.fixture
def second(cast):
    """A second version: one clause reworded in English alone, and no German any more."""
    clauses = [
        replace(wording_of(one), text_en="We argue about things.", title_de="", text_de="")
        if one.key == "insult"
        else wording_of(one)
        for one in selectors.current_clauses()
    ]
    return publish_version(clauses, by=cast.inga, note_de="Kürzer.", note_en="Shorter.")


def test_what_does_not_exist_is_404(cast, program, second):
    for path in ("versions/9", "versions/x", "versions/1/difference/9", f"versions/{'9' * 30}"):
        assert program().get(f"{CODEX}/{path}").status_code == 404
    assert program(cast.erika).send(f"{CODEX}/clauses/9/acknowledge").status_code == 404


def test_only_members_acknowledge(cast, program):
    clause = selectors.current_clause("insult")

    assert program().get(f"{CODEX}/to_acknowledge").status_code == 401
    assert program(cast.karl).get(f"{CODEX}/to_acknowledge").json() == []
    refused = program(cast.karl).send(f"{CODEX}/clauses/{clause.id}/acknowledge")
    assert refused.status_code == 403


def test_versions_and_their_difference(cast, program, second):
    assert program().get(CODEX).json()["number"] == 2
    assert [one["number"] for one in program().get(f"{CODEX}/versions").json()] == [2, 1]
    assert program().get(f"{CODEX}/versions/1").json()["clauses"][0]["version"] == 1

    (change,) = program().get(f"{CODEX}/versions/1/difference/2").json()

    assert (change["key"], change["change"]) == ("insult", "changed")
    assert change["fields"] == ["title_de", "text_en", "text_de"]
    assert change["after"]["hint"] == "We argue about things."
    assert list(change["after"]["translations"]) == ["en"]


def test_the_rules_of_the_instance_say_only_what_is_written(program, second):
    rules = program().get("v1/instance/rules").json()

    assert {"en"} == set(next(r for r in rules if "argue" in r["hint"])["translations"])


def test_a_member_acknowledges_an_instruction(cast, program):
    erika = program(cast.erika)
    waiting = erika.get(f"{CODEX}/to_acknowledge").json()

    said = erika.send(f"{CODEX}/clauses/{waiting[0]['id']}/acknowledge")

    assert said.json() == {}
    left = erika.get(f"{CODEX}/to_acknowledge").json()
    assert [one["id"] for one in left] == [one["id"] for one in waiting[1:]]
