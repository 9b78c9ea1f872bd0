"""Entries as the EU's database wants them, and the report of a year from the exported file."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from augenhoehe.domain.moderation import register, terms
from augenhoehe.domain.moderation.dsa import export as dsa_export
from augenhoehe.domain.moderation.dsa.export import DECISIONS, LeftOut, batch_after, batches
from augenhoehe.domain.moderation.dsa.rules import problems
from augenhoehe.domain.moderation.register import export
from augenhoehe.domain.moderation.register.yearly_report import report_of_year, report_on
from tests.domain.moderation.register_stories import (
    APPEAL_WON,
    DEMAND_LETTER,
    HOME_ADDRESS,
    MORNING,
    SPAM_WAVE,
)

TEXTS = {
    "facts": {"text": "Der Beitrag nannte eine Anschrift.", "language": "de"},
    "reasons": {"text": "Wohnungen sind privat.", "language": "de", "milder": "Zu spät."},
}


def enter(entry, **texts):
    return register.append(entry, texts=TEXTS | texts)


def statements():
    return [statement for body, _left_out in batches() for statement in body["statements"]]


# --- what is not told -------------------------------------------------------------------


def test_what_restricts_nothing_is_not_told(db):
    enter(replace(HOME_ADDRESS, kind=terms.Kind.WARN))
    enter(DEMAND_LETTER)

    assert list(batches()) == []


def test_a_text_with_somebodys_address_is_left_out_and_said(db):
    enter(HOME_ADDRESS, facts={"text": "Er schrieb an karl@example.org.", "language": "de"})
    enter(SPAM_WAVE)

    [(body, left_out)] = batches()

    assert [statement["puid"] for statement in body["statements"]] == ["2026-2"]
    assert [entry.seq for entry in left_out] == [1]
    assert "karl@example" in left_out[0].why


def test_sealed_and_erased_words_do_not_leave(db):
    register.append(HOME_ADDRESS, texts=TEXTS, sealed_until=MORNING + timedelta(days=9999))

    [statement] = statements()

    assert "Anschrift" not in json.dumps(statement, ensure_ascii=False)


# --- what is told -----------------------------------------------------------------------


def test_every_kind_is_decided_upon():
    assert set(DECISIONS) == set(terms.Kind)


@pytest.mark.parametrize("kind", [kind for kind, decision in DECISIONS.items() if decision])
@pytest.mark.parametrize("ground", list(terms.Ground))
def test_every_kind_and_ground_passes_the_rules(db, kind, ground):
    for number, target in enumerate(terms.Target):
        facts = replace(HOME_ADDRESS, id=f"n{number}", kind=kind, ground=ground, target=target)
        enter(replace(facts, ends=MORNING + timedelta(days=7), norm="§ 185 StGB"))

    found = [statement for _seq, statement in dsa_export.statements()]

    assert len(found) == len(terms.Target)
    assert not any(isinstance(statement, LeftOut) for statement in found), found
    assert [problems(statement) for statement in found] == [[]] * len(found)


def test_a_statement_says_what_the_entry_says(db):
    enter(replace(HOME_ADDRESS, starts=MORNING, scope="DE"))

    [statement] = statements()

    assert statement == {
        "puid": "2026-1",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "category": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": "2026-11-23",
        "application_date": "2026-11-23",
        "decision_facts": "Der Beitrag nannte eine Anschrift.",
        "source_type": "SOURCE_ARTICLE_16",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "incompatible_content_ground": "2.1 (version 3)",
        "incompatible_content_explanation": "Wohnungen sind privat.",
        "decision_ground_reference_url": "http://testserver/codex/3/2.1",
        "content_language": "DE",
        "territorial_scope": ["DE"],
    }


def test_batches_have_at_most_a_hundred(db):
    for number in range(203):
        enter(replace(HOME_ADDRESS, id=f"n{number}"))

    assert [len(body["statements"]) for body, _left_out in batches()] == [100, 100, 3]
    first, after = batch_after(0)
    second, then = batch_after(after)
    third, end = batch_after(then)
    assert [s["puid"] for s in first + second + third] == [f"n{n}" for n in range(203)]
    assert (after, then, end) == (100, 200, None)


# --- the report of a year ---------------------------------------------------------------


@pytest.fixture
def year(db):
    enter(HOME_ADDRESS)
    enter(replace(SPAM_WAVE, source=terms.Source.ORDER))
    enter(replace(APPEAL_WON, at=MORNING + timedelta(days=9)))
    enter(replace(SPAM_WAVE, id="own"))
    enter(
        replace(
            APPEAL_WON, id="won", about="own", criticism=False, at=MORNING + timedelta(days=400)
        )
    )
    enter(DEMAND_LETTER)


def from_the_file(year):
    """As anybody would count, from nothing but the exported file."""
    entries = json.loads("".join(export.document()))["entries"]
    return [entry["record"] for entry in entries if entry["record"]["at"].startswith(str(year))]


def test_the_report_reproduces_from_the_exported_file(year):
    report = report_of_year(2026).as_json()
    counted = from_the_file(2026)
    measures = [record for record in counted if record["event"] == "intervention"]

    assert report["interventions"] == len(measures) == 3
    assert report["things"] == sum(record.get("count", 1) for record in measures) == 83
    assert report["of_criticism"] == sum(record["criticism"] == "yes" for record in measures) == 1
    for figure, name in (("by_kind", "kind"), ("by_ground", "ground"), ("by_source", "source")):
        words = [record[name] for record in measures]
        assert report[figure] == {word: words.count(word) for word in sorted(set(words))}, figure
    assert report["orders_by_category"] == {"STATEMENT_CATEGORY_SCAMS_AND_FRAUD": 1}
    assert list(report["notices_by_category"].values()) == [1]
    assert report["appeals"] == {"overturned": 1}
    assert report["days_to_decision"] == 9
    assert report["declared"] == {"demand_letter": 1}
    assert report["found_by_program"] == 2
    assert report["decided_by_program"] == 0
    everything = [entry["record"] for entry in json.loads("".join(export.document()))["entries"]]
    assert report_on(everything, 2026).as_json() == report


def test_an_appeal_counts_in_the_year_of_its_decision(year):
    report = report_of_year(2027)

    assert dict(report.appeals) == {"overturned": 1}
    assert report.found_by_program_and_overturned == 1
    assert report.interventions == 0


def test_a_report_knows_the_newest_entry(year):
    before = report_of_year(2026).interventions
    enter(replace(HOME_ADDRESS, id="new"))

    assert report_of_year(2026).interventions == before + 1
    assert report_of_year(2020).as_json()["by_kind"] == {}
