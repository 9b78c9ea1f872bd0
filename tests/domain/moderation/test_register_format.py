"""How entries of the register are written: nothing about persons, and nothing ambiguous."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given

from augenhoehe.domain.moderation import terms
from augenhoehe.domain.moderation.register.format import (
    Facts,
    commitment,
    export_document,
    head_document,
    record_of,
)
from augenhoehe.foundation.hashchain import GENESIS, first_broken
from tests.domain.moderation.register_stories import (
    APPEAL_WON,
    DEMAND_LETTER,
    HOME_ADDRESS,
    MORNING,
    REASONS,
    SPAM_WAVE,
    STORIES,
    chained,
    exported,
    registers,
    several,
)

SALT = bytes(range(32))


# --- what cannot be written -------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"clause": ""},
        {"clause_version": ""},
        {"category": ""},
        {"ground": None},
        {"source": None},
        {"office": ""},
        {"office": "Mona Adeyemi"},
        {"id": ""},
        {"id": "2026/1"},
        {"count": 0},
        {"about": "2026-0"},
        {"event": terms.Event.AMENDMENT},
        {"outcome": terms.Outcome.UPHELD},
        {"event": terms.Event.APPEAL_DECIDED, "about": "2026-0"},
    ],
    ids=str,
)
def test_an_intervention_without_its_reasons_is_no_entry(wrong):
    with pytest.raises(ValueError, match=r"needs|made of|at least|together|outcome"):
        replace(HOME_ADDRESS, **wrong)


def test_a_moment_without_time_zone_is_refused():
    local = replace(HOME_ADDRESS, at=datetime(2026, 11, 23, 9, 0))

    with pytest.raises(ValueError, match="time zone"):
        record_of(local, seq=1, commitments={})


@pytest.mark.parametrize("commitments", [{"facts": "short"}, {"Facts!": "0" * 64}])
def test_only_commitments_are_commitments(commitments):
    with pytest.raises(ValueError, match="no commitment"):
        record_of(HOME_ADDRESS, seq=1, commitments=commitments)


def test_the_chain_begins_with_one():
    with pytest.raises(ValueError, match="number 1"):
        record_of(HOME_ADDRESS, seq=0, commitments={})


def test_a_short_salt_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"salt", REASONS)


@pytest.mark.parametrize("value", [0.5, True, None, ["a"]])
def test_texts_hold_text_and_whole_numbers_only(value):
    with pytest.raises(TypeError):
        commitment(SALT, {"facts": value})


def test_the_record_has_no_place_for_a_person():
    names = {field.name for field in fields(Facts)}

    for forbidden in ("author", "account", "person", "name", "mail", "text", "facts", "link"):
        assert forbidden not in names


# --- what is written --------------------------------------------------------------------


def test_a_record_is_text_and_whole_numbers():
    record = record_of(HOME_ADDRESS, seq=7, commitments={"statement": commitment(SALT, REASONS)})

    assert record == {
        "seq": 7,
        "id": "2026-1",
        "at": "2026-11-23T09:00:00Z",
        "event": "intervention",
        "kind": "remove_post",
        "target": "post",
        "ground": "rules",
        "clause": "2.1",
        "clause_version": "3",
        "category": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        "source": "notice",
        "hand": "moderator",
        "office": "office-7f3a",
        "second_office": "office-19cc",
        "criticism": "yes",
        "check": {
            "version": "0",
            "p_worse_permille": 326,
            "answer_median": 9,
            "remove_median": 6,
            "own_cases": 0,
        },
        "appeal_until": "2027-05-23",
        "commitments": {
            "statement": "5ce02fe53fb46fd21eb082d7e24b3f2d7e1d429df21a360aab179dec4e97d75e"
        },
    }


def test_times_are_told_in_utc():
    berlin = timezone(timedelta(hours=1))
    local = replace(HOME_ADDRESS, at=datetime(2026, 11, 23, 10, 0, tzinfo=berlin))

    assert record_of(local, seq=1, commitments={}) == record_of(HOME_ADDRESS, seq=1, commitments={})


def test_what_is_as_usual_is_left_out():
    record = record_of(APPEAL_WON, seq=1, commitments={})

    assert set(record) == {
        *("seq", "id", "at", "event", "about", "kind", "target", "hand", "office"),
        *("criticism", "outcome", "commitments"),
    }
    assert record_of(SPAM_WAVE, seq=1, commitments={})["found_by_program"] == "yes"
    assert record_of(DEMAND_LETTER, seq=1, commitments={})["sealed"] == "yes"


def test_a_commitment_can_be_computed_by_hand():
    by_hand = (
        '{"fields":{"facts":"Der Beitrag nannte „Am Markt 3“.",'
        f'"reasons":"Wohnungen sind privat.\\n"}},"salt":"{SALT.hex()}"}}'
    )

    assert commitment(SALT, REASONS) == hashlib.sha256(by_hand.encode()).hexdigest()


def test_the_same_words_with_another_salt_have_another_commitment():
    assert commitment(SALT, REASONS) != commitment(bytes(32), REASONS)
    assert commitment(SALT, REASONS) == commitment(SALT, dict(reversed(REASONS.items())))


# --- the export -------------------------------------------------------------------------


def test_one_entry_is_one_line():
    lines = exported(chained(STORIES)).splitlines()

    assert len(lines) == len(STORIES) + 2
    assert json.loads(lines[1].rstrip(","))["record"]["id"] == "2026-1"


def test_an_empty_register_has_a_head_too():
    document = json.loads(exported([]))

    assert document["entries"] == []
    assert document["head"] == {"seq": 0, "hash": "0" * 64}


def test_a_long_register_is_not_held_in_memory():
    endless = (entry for _ in iter(int, 1) for entry in chained(STORIES[:1]))
    pieces = export_document(endless, server="https://lindenrad.example", exported_at=MORNING)

    assert next(pieces).startswith('{"format"')
    assert '"2026-1"' in next(pieces)


@several
@given(registers())
def test_the_export_is_a_chain_of_the_foundation(entries):
    document = json.loads(exported(entries))

    chain = [(entry["record"], bytes.fromhex(entry["hash"])) for entry in document["entries"]]
    assert first_broken(chain) is None
    assert document["head"] == {"seq": len(entries), "hash": entries[-1].hash.hex()}


def test_the_head_of_a_day():
    assert head_document(seq=0, digest=GENESIS, server="https://lindenrad.example", at=MORNING) == {
        "format": "augenhoehe-register-head",
        "version": 1,
        "server": "https://lindenrad.example",
        "at": "2026-11-23T09:00:00Z",
        "seq": 0,
        "hash": "0" * 64,
    }
