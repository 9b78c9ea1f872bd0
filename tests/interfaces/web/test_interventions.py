"""After somebody wanted to restrict something: the second person, the end, and steps elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client

from augenhoehe.domain.moderation.actions import appeal_against, intervene
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import words

REASONS = "Die Beleidigung trifft einen Menschen, der sich nicht wehren kann."


@pytest.fixture(autouse=True)
def english(settings):
    """Whatever language people chose, these stories are read in English."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


def words_in(response):
    return words(response.text)


@pytest.fixture
def criticism(cast):
    """A customer says what the firm does not like to hear."""
    return cast.complains(cast.karl, "@lindenrad Ihr lasst Kunden im Regen stehen.").post


@pytest.fixture
def insult(cast):
    """Somebody insults somebody else; the firm has nothing to do with it."""
    return cast.says(cast.ben, "Luise ist ein dummes Stück.")


# --- proposals --------------------------------------------------------------------------------


@pytest.fixture
def proposal(cast, criticism):
    """Mona wants to remove what a customer wrote."""
    return intervene(against(criticism), by=cast.mona)


def step(cast, who, found, what, text=REASONS):
    return cast.signed_in(who).post(f"/aufsicht/eingriffe/{found.uid}/{what}", {"text": text})


def state_of(found):
    return Intervention.objects.get(id=found.id).state


def test_who_proposes_cannot_agree_and_nobody_skips_the_night(cast, proposal):
    assert step(cast, cast.mona, proposal, "zustimmen").status_code == 403
    assert step(cast, cast.mona, proposal, "in-kraft").status_code == 403
    assert step(cast, cast.erika, proposal, "zustimmen").status_code == 403

    assert step(cast, cast.petra, proposal, "zustimmen").status_code == 302
    assert step(cast, cast.mona, proposal, "in-kraft").status_code == 403
    assert state_of(proposal) == "proposed"

    with pretend_it_is(clock.now() + timedelta(hours=25)):
        assert step(cast, cast.mona, proposal, "in-kraft").status_code == 302
    assert state_of(proposal) == "in_force"


def test_the_second_person_declines_and_it_is_over(cast, proposal):
    page = cast.signed_in(cast.petra).get(f"/aufsicht/eingriffe/{proposal.uid}")
    assert "Decide as the second person" in words_in(page)

    assert step(cast, cast.petra, proposal, "ablehnen", "Nein.").status_code == 422
    assert step(cast, cast.petra, proposal, "ablehnen").status_code == 302

    assert state_of(proposal) == "declined"
    assert not RegisterEntry.objects.exists()


def test_a_proposal_is_asked_of_whoever_may_decide_and_can_be_taken_back(cast, criticism):
    cast.petra, cast.mona  # noqa: B018 - they are there
    proposal = intervene(against(criticism), by=cast.mona)
    assert Notification.objects.filter(recipient=cast.petra, kind="moderation").exists()
    assert not Notification.objects.filter(recipient=cast.mona, kind="moderation").exists()
    assert "proposes to restrict" in words_in(cast.signed_in(cast.petra).get("/meldungen"))

    step(cast, cast.mona, proposal, "zuruecknehmen")

    assert state_of(proposal) == "dropped"


# --- afterwards -------------------------------------------------------------------------------


@pytest.fixture
def in_force(cast, insult):
    return intervene(against(insult), by=cast.mona)


def test_ending_needs_reasons_and_brings_the_post_back(cast, insult, in_force):
    assert step(cast, cast.mona, in_force, "beenden", "").status_code == 422
    assert Client().get(f"/@ben/{insult.id}").status_code == 410

    assert step(cast, cast.mona, in_force, "beenden").status_code == 302

    assert Client().get(f"/@ben/{insult.id}").status_code == 200
    assert RegisterEntry.objects.filter(about=in_force.uid, event="ended").exists()


def test_a_proposal_was_proposed_and_not_decided(cast, proposal, in_force):
    def page(found):
        return words_in(cast.signed_in(cast.mona).get(f"/aufsicht/eingriffe/{found.uid}"))

    assert "Proposed by" in page(proposal)
    assert "Decided by" not in page(proposal)
    assert "Decided by" in page(in_force)


def test_who_declares_steps_elsewhere_without_an_office_sees_no_office(cast):
    grant_role(cast.erika, "desk", by=None)

    desk = cast.signed_in(cast.erika).get("/aufsicht/anderswo").text
    assert "office__menu" not in desk
    office = cast.signed_in(cast.mona).get("/aufsicht").text
    assert '<a href="/aufsicht" aria-current="page">Overview</a>' in office


def test_an_entry_is_added_to_by_another(cast, in_force):
    step(cast, cast.mona, in_force, "nachtragen")

    assert RegisterEntry.objects.filter(about=in_force.uid, event="amendment").exists()


def test_what_lasts_is_looked_at_again_by_somebody_else(cast):
    with pretend_it_is(clock.now() - timedelta(days=91)):
        found = intervene(against(cast.ben, "suspend"), by=cast.mona)
    petra = cast.signed_in(cast.petra)

    assert found.uid in petra.get("/aufsicht/pruefungen").content.decode()
    assert step(cast, cast.mona, found, "behalten").status_code == 403
    assert step(cast, cast.petra, found, "behalten").status_code == 302
    assert found.uid not in petra.get("/aufsicht/pruefungen").content.decode()


def test_the_office_is_for_the_office(cast, in_force, proposal):
    for address in ("/aufsicht", "/aufsicht/vorschlaege", f"/aufsicht/eingriffe/{in_force.uid}"):
        assert cast.signed_in(cast.erika).get(address).status_code == 403
        assert cast.signed_in(cast.petra).get(address).status_code == 200
    assert proposal.uid in cast.signed_in(cast.petra).get("/aufsicht/vorschlaege").content.decode()
    assert cast.signed_in(cast.petra).get("/aufsicht/eingriffe/gibtesnicht").status_code == 404
    assert step(cast, cast.mona, in_force, "unfug").status_code == 404


def test_the_place_one_is_in_is_marked_on_the_pages_below_it_too(cast, in_force):
    appeal = appeal_against(in_force.targets.get(), text=REASONS, by=cast.ben)
    petra = cast.signed_in(cast.petra)

    page = petra.get(f"/aufsicht/einsprueche/{appeal.id}").text
    assert 'href="/aufsicht/einsprueche" aria-current="true"' in page
    assert page.count("aria-current") == 1
    page = petra.get("/aufsicht/einsprueche").text
    assert 'href="/aufsicht/einsprueche" aria-current="page"' in page
    assert "aria-current" not in petra.get(f"/aufsicht/eingriffe/{in_force.uid}").text


def test_a_longer_list_asks_no_more_questions(cast, django_assert_max_num_queries, insult):
    mona = cast.signed_in(cast.mona)
    for text in ("eins", "zwei", "drei", "vier", "fünf"):
        intervene(against(cast.says(cast.ben, f"Beitrag {text}")), by=cast.mona)
    mona.get("/aufsicht")

    with django_assert_max_num_queries(24):
        mona.get("/aufsicht")


# --- elsewhere --------------------------------------------------------------------------------


def declared(**how):
    return {
        "kind": "demand_letter",
        "url": "https://bewertung.example/lindenrad/17",
        "text": "Wir fordern, eine falsche Behauptung über die Bremse zu streichen.",
        "persons24h": "3",
        "copies": "1",
        "followers": "80",
        "press": "0",
        "step": "check",
    } | how


def test_steps_elsewhere_are_checked_and_entered_as_declared(cast):
    assert cast.signed_in(cast.karl).get("/aufsicht/anderswo").status_code == 403
    mona = cast.signed_in(cast.mona)
    assert mona.get("/aufsicht/anderswo").status_code == 200

    words = words_in(mona.post("/aufsicht/anderswo", declared()))
    assert "All coefficients are assumptions" in words
    assert "Or: answer." in words
    assert not RegisterEntry.objects.exists()

    assert mona.post("/aufsicht/anderswo", declared(text="Nein.", step="do")).status_code == 422
    assert mona.post("/aufsicht/anderswo", declared(step="do")).status_code == 302
    [entry] = RegisterEntry.objects.all()
    assert (entry.event, entry.kind) == ("declared", "demand_letter")
