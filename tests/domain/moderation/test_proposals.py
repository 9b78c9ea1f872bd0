"""Criticism is restricted by nobody alone, and by nobody in a hurry."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from augenhoehe.domain.moderation.actions import (
    consent,
    declare,
    decline,
    drop,
    intervene,
    office_of,
    put_into_force,
    read_office,
    review,
)
from augenhoehe.domain.moderation.check import checking, concerns
from augenhoehe.domain.moderation.check.learning import look_back, shift_of_this_server
from augenhoehe.domain.moderation.drafting import future_facts
from augenhoehe.domain.moderation.models import (
    Amplification,
    Intervention,
    OfficeReading,
    RegisterEntry,
)
from augenhoehe.domain.moderation.register.format import record_of
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against, in_unit, unlawful

State = Intervention.State
AGREED = "Der Beitrag verletzt die Klausel, auch wenn er Kritik ist."
NEXT_DAY = timedelta(hours=25)


@pytest.fixture
def critical(cast):
    """Karl's case, with a rude word in it."""
    return cast.complains(cast.karl, "@lindenrad Euer Riemen ist Mist, ihr Pfeifen.").post


def test_what_names_the_firm_counts_as_criticism_in_any_form(cast, settings):
    settings.PRODUCTS = ("Linde 7",)
    cast.lindenrad  # noqa: B018
    texts = {
        "Mein Lindenrad quietscht.": ["name"],
        "Die Lindenradbremse taugt nichts.": ["name"],
        "Linde 7: nie wieder": ["name"],
        "@lindenrad hallo": ["mention", "name"],
        "Heute regnet es.": [],
        "Unter der Linde saßen wir.": [],
    }
    for text, signs in texts.items():
        found = concerns.signs_of_posts([cast.says(cast.karl, text)])
        assert set(signs) <= set(found) and bool(signs) == bool(found), text


def test_restricting_criticism_is_a_proposal_and_changes_nothing_yet(cast, critical):
    proposed = intervene(against(critical), by=cast.mona)

    critical.refresh_from_db()
    assert proposed.state == State.PROPOSED and proposed.is_of_criticism
    assert proposed.check_run is not None and 0 <= proposed.check_run.estimate["p_worse"] <= 1
    assert critical.deleted_at is None
    assert not RegisterEntry.objects.exists()


def test_an_owner_does_not_skip_the_check(cast, critical):
    grant_role(cast.inga, "moderator", by=cast.inga)

    assert intervene(against(critical), by=cast.inga).state == State.PROPOSED
    assert critical.deleted_at is None


def test_the_second_person_is_another_one_of_another_unit(cast, critical):
    in_unit(cast.mona, "Kundendienst")
    in_unit(cast.sven, "Kundendienst")
    proposed = intervene(against(critical), by=cast.mona)
    cast.petra  # noqa: B018 - there is somebody from outside

    for who in (cast.mona, cast.erika, cast.inga, cast.karl, cast.sven):
        with pytest.raises(NotAllowed):
            consent(proposed, by=who, reasons=AGREED)
    agreed = consent(proposed, by=cast.petra, reasons=AGREED)

    assert agreed.second == cast.petra and agreed.state == State.PROPOSED


def test_where_there_is_no_other_unit_a_colleague_will_do(cast, critical):
    proposed = intervene(against(critical), by=cast.mona)
    with pytest.raises(NotAllowed):  # inspection reads, and decides nothing it would check
        consent(proposed, by=cast.sven, reasons=AGREED)

    assert consent(proposed, by=cast.petra, reasons=AGREED).second == cast.petra


def test_it_is_put_into_force_only_after_consent_and_a_night(cast, critical):
    proposed = intervene(against(critical), by=cast.mona)
    with clock.pretend_it_is(clock.now() + NEXT_DAY), pytest.raises(NotAllowed, match="second"):
        put_into_force(proposed, by=cast.mona)
    consent(proposed, by=cast.petra, reasons=AGREED)
    with pytest.raises(NotAllowed, match="sleep"):
        put_into_force(proposed, by=cast.mona)

    with clock.pretend_it_is(clock.now() + NEXT_DAY):
        put_into_force(proposed, by=cast.mona)

    critical.refresh_from_db()
    record = json.loads(RegisterEntry.objects.get().record)
    assert critical.removed_at is not None
    assert record["criticism"] == "yes" and record["second_office"] == office_of(cast.petra).name
    assert record["check"]["p_worse_permille"] > 0


def test_declined_or_dropped_nothing_was_ever_restricted(cast, critical):
    first = intervene(against(critical), by=cast.mona)
    decline(first, by=cast.petra, reasons="Das ist grob, aber es trifft die Sache.")
    with pytest.raises(NotAllowed):
        put_into_force(first, by=cast.mona)
    second = intervene(against(critical, Kind.DELIST), by=cast.mona)
    with pytest.raises(NotAllowed):
        drop(second, by=cast.petra)
    drop(second, by=cast.mona)

    critical.refresh_from_db()
    assert critical.deleted_at is None and not RegisterEntry.objects.exists()


def test_saying_that_it_is_no_criticism_takes_a_second_person_and_no_night(cast, critical):
    proposed = intervene(against(critical, said_to_be_none=True), by=cast.mona)
    assert proposed.state == State.PROPOSED

    consent(proposed, by=cast.petra, reasons=AGREED)
    done = put_into_force(proposed, by=cast.mona)

    assert done.said_to_be_none and done.state == State.IN_FORCE
    assert json.loads(RegisterEntry.objects.get().record)["second_office"]


def test_what_is_clearly_unlawful_goes_at_once_and_is_reviewed_by_somebody_else(cast, critical):
    done = intervene(unlawful(critical), by=cast.mona)
    critical.refresh_from_db()
    assert critical.removed_at is not None and done.review_due_at is not None
    assert json.loads(RegisterEntry.objects.get().record)["norm"] == "§ 126a StGB"
    with pytest.raises(NotAllowed):
        review(done, by=cast.mona, keep=True, reasons="Ich sehe es noch immer so wie gestern.")

    review(done, by=cast.petra, keep=False, reasons="Es ist die Anschrift des Ladens.")

    critical.refresh_from_db()
    assert critical.deleted_at is None and critical.text
    assert Intervention.objects.get().state == State.OVERTURNED


def test_a_critic_is_not_blocked_before_the_ladder_was_climbed(cast, critical):
    measure = against(cast.karl, Kind.BLOCK, voice=cast.lindenrad)
    with pytest.raises(NotAllowed, match="time limit"):
        intervene(measure, by=cast.mona)

    limit = intervene(against(cast.karl, Kind.TIME_LIMIT), by=cast.mona)
    consent(limit, by=cast.petra, reasons=AGREED)
    with clock.pretend_it_is(clock.now() + NEXT_DAY):
        put_into_force(limit, by=cast.mona)
        assert intervene(measure, by=cast.mona).state == State.PROPOSED


def test_the_check_says_what_the_server_knows(cast, critical):
    for friend in (cast.ada, cast.ben, cast.luise):
        cast.says(friend, "Mir auch.", in_reply_to=critical)

    seen = checking.preview(against(critical))

    assert seen.is_of_criticism and "case" in seen.signs
    assert seen.situation.persons24h == 3 and seen.situation.own_critique
    assert seen.estimate.remove.low <= seen.estimate.remove.median <= seen.estimate.remove.high
    assert "answer" in seen.milder


def test_it_learns_from_own_removals_after_three_days(cast, critical):
    done = intervene(unlawful(critical), by=cast.mona)
    with clock.pretend_it_is(clock.now() + timedelta(hours=1)):
        for friend in (cast.ada, cast.ben, cast.luise):
            cast.says(friend, "Was war mit @karl los?")
    assert look_back() == 0 and shift_of_this_server() == (0.0, 0)

    with clock.pretend_it_is(clock.now() + timedelta(hours=73)):
        assert look_back() == 1
        assert look_back() == 0

    assert Amplification.objects.get().persons == 3
    assert shift_of_this_server()[1] == 1
    assert done.check_run is not None


def test_steps_elsewhere_are_declared_by_the_organisation_only(cast):
    words = "Unsere Kanzlei hat eine Abmahnung wegen einer Bewertung verschickt."
    for who in (cast.karl, cast.erika, cast.petra):
        with pytest.raises(NotAllowed):
            declare(by=who, kind=Kind.DEMAND_LETTER, text=words)
    with pytest.raises(Invalid):
        declare(by=cast.mona, kind=Kind.REMOVE_POST, text=words)
    with pytest.raises(Invalid):
        declare(by=cast.mona, kind=Kind.LAWSUIT, text=words, url="javascript:alert(1)")

    declare(by=cast.mona, kind=Kind.DEMAND_LETTER, text=words, url="https://reviews.example/1")

    record = json.loads(RegisterEntry.objects.get().record)
    assert record["event"] == "declared" and record["hand"] == "organisation"


def test_an_office_is_stable_and_read_only_by_the_auditor_in_writing(cast):
    office = office_of(cast.mona)
    assert office == office_of(cast.mona) and "mona" not in office.name.lower()
    for who in (cast.inga, cast.erika, cast.mona):
        with pytest.raises(NotAllowed):
            read_office(office, by=who, why="Ich möchte wissen, wer das war.")

    assert read_office(office, by=cast.petra, why="Beschwerde vom Montag") == cast.mona
    assert OfficeReading.objects.get().by == cast.petra


def test_the_entry_reads_as_the_check_had_shown_it(cast, critical):
    measure = unlawful(critical)
    office_of(cast.mona)
    shown = future_facts(measure, checking.preview(measure), by=cast.mona)

    intervene(measure, by=cast.mona)

    record = json.loads(RegisterEntry.objects.get().record)
    expected = record_of(shown, seq=1, commitments={})
    moments = {"id", "at", "starts", "commitments"}
    assert {name: record[name] for name in record.keys() - moments} == {
        name: expected[name] for name in expected.keys() - moments
    }
