"""The voices: who speaks through them is public, and nobody is put out unseen."""

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import leave_voice, use_protected_name
from augenhoehe.domain.people.models import VoiceMembership

STEPS = [
    "aufnehmen",
    "verwalten",
    "zuruecktreten",
    "verlassen",
    "namen-schuetzen",
    "namen-zeigen",
    "entziehen",
]


def team():
    rows = VoiceMembership.objects.filter(left_at=None).select_related("person")
    return {row.person.handle: row.role for row in rows}


@pytest.mark.parametrize("step", STEPS)
def test_customers_and_links_change_nothing(cast, step):
    before = team() if cast.lindenrad else {}
    karl = cast.signed_in(cast.karl)

    assert karl.get(f"/@lindenrad/team/{step}").status_code == 405
    answer = karl.post(f"/@lindenrad/team/{step}", {"person": "jonas"})

    assert answer.status_code in (403, 422)
    assert Client().post(f"/@lindenrad/team/{step}")["Location"].startswith("/anmelden")
    assert team() == before


def test_a_writer_lets_nobody_in(cast):
    jonas = cast.signed_in(cast.jonas) if cast.lindenrad else None

    response = jonas.post("/@lindenrad/team/aufnehmen", {"person": cast.hanna.handle})

    assert response.status_code == 403
    assert "hanna" not in team()


def test_customers_cannot_be_let_in(cast):
    erika = cast.signed_in(cast.erika) if cast.lindenrad else None

    response = erika.post("/@lindenrad/team/aufnehmen", {"person": cast.karl.handle})

    assert response.status_code == 422
    assert "Only members of the organisation" in response.content.decode()
    assert "karl" not in team()


def test_nobody_is_put_out_without_the_register(cast):
    erika = cast.signed_in(cast.erika) if cast.lindenrad else None

    page = erika.get("/@lindenrad/team").content.decode()
    response = erika.post("/@lindenrad/team/entziehen", {"person": "jonas"})

    assert "by an intervention" in page
    assert response.status_code == 403
    assert "by an intervention" in response.content.decode()
    assert "jonas" in team()


def test_only_stewards_write_the_profile(cast):
    jonas = cast.signed_in(cast.jonas) if cast.lindenrad else None

    assert jonas.get("/@lindenrad/profil").status_code == 403
    assert jonas.post("/@lindenrad/profil", {"name": "Meins"}).status_code == 403
    assert Client().get("/@lindenrad/profil").status_code == 302
    assert cast.signed_in(cast.erika).get("/@jonas/profil").status_code == 404


def test_the_team_and_the_log_do_not_tell_who_is_protected(cast):
    use_protected_name(cast.lindenrad, by=cast.priya)

    page = Client().get("/@lindenrad/team").content.decode()

    # Not even by what was logged before: who joined and is missing would be the one.
    assert "Priya" not in page
    assert page.count("Colleague 1") >= 3


def test_stewards_do_not_learn_either_who_is_protected(cast):
    use_protected_name(cast.lindenrad, by=cast.priya)
    erika = cast.signed_in(cast.erika)

    context = erika.get("/@lindenrad/team").context

    # She is offered like anybody who does not write, and letting her in again changes nothing.
    assert cast.priya in context["candidates"]
    assert cast.priya not in context["writers"]
    response = erika.post("/@lindenrad/team/aufnehmen", {"person": "priya"}, follow=True)
    assert "speaks through this voice now" in response.content.decode()


def test_there_is_no_team_of_a_person(cast):
    assert Client().get(f"/@{cast.karl.handle}/team").status_code == 404


def test_everybody_reads_who_speaks_who_came_and_who_went(cast):
    leave_voice(cast.lindenrad, by=cast.theo)

    voices = Client().get("/stimmen").content.decode()
    page = Client().get("/@lindenrad/team").content.decode()

    assert "Jonas Weber" in voices and "Theo" not in voices
    assert "Theo Kurz</a> left" in page
    assert "Jonas Weber</a> joined" in page
    assert "csrfmiddlewaretoken" not in page


def test_a_steward_lets_somebody_in_and_makes_a_steward(cast):
    erika = cast.signed_in(cast.erika) if cast.lindenrad else None

    erika.post("/@lindenrad/team/aufnehmen", {"person": cast.hanna.handle})
    erika.post("/@lindenrad/team/verwalten", {"person": "hanna"})

    assert team()["hanna"] == "steward"


def test_one_steps_back_and_leaves_by_oneself(cast):
    erika = cast.signed_in(cast.erika) if cast.lindenrad else None

    erika.post("/@lindenrad/team/zuruecktreten")
    assert team()["erika"] == "writer"
    erika.post("/@lindenrad/team/verlassen")

    assert "erika" not in team()


def test_one_writes_under_a_protected_name_and_under_ones_own_again(cast):
    priya = cast.signed_in(cast.priya) if cast.lindenrad else None

    said = priya.post("/@lindenrad/team/namen-schuetzen", follow=True).content.decode()
    assert "Readers see you as <strong>Colleague 1</strong>" in said
    priya.post("/@lindenrad/team/namen-zeigen")

    assert "Priya Raman" in Client().get("/@lindenrad/team").content.decode()


def test_a_steward_writes_the_profile(cast):
    erika = cast.signed_in(cast.erika) if cast.lindenrad else None

    response = erika.post("/@lindenrad/profil", {"name": "Lindenrad", "about": "Räder aus Bremen"})

    assert response["Location"] == "/@lindenrad"
    assert "Räder aus Bremen" in Client().get("/@lindenrad").content.decode()
