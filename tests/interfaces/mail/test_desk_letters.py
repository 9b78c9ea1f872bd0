"""The letter to the desk in the morning: only if something waits, and nothing about anybody."""

import re

import pytest
from django.test import Client

from augenhoehe.domain.criticism.actions import want_digest
from augenhoehe.domain.criticism.desk import wants_digest
from augenhoehe.domain.criticism.models import DeskRules
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.mail.desk_letters import send_digests


@pytest.fixture
def letters(settings, mailoutbox):
    """Letters of this morning by address."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"

    def read():
        run_due_jobs()
        mailoutbox.clear()
        send_digests()
        run_due_jobs()
        return {mail.to[0].partition("@")[0]: mail for mail in mailoutbox}

    return read


def test_nobody_is_written_to_when_nothing_waits(cast, letters):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)

    assert letters() == {}


def test_the_team_reads_what_waits(cast, letters):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    want_digest(False, by=cast.priya)

    found = letters()

    assert set(found) == {"erika", "jonas", "mona", "theo"}
    assert found["erika"].subject == "1 criticism waits for us"
    assert f"/tisch/{case.id}" in found["erika"].body
    assert "Der Riemen ist gerissen." in found["erika"].body


def test_what_is_internal_stays_in_the_house_and_what_is_of_a_circle_in_the_circle(cast, letters):
    assert cast.lindenrad
    cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)

    found = letters()

    assert set(found) == {"erika", "jonas", "mona"}
    assert "Riemen" not in found["erika"].body


def test_the_house_can_do_without(cast, letters):
    cast.complains(cast.karl, "Der Riemen ist gerissen.")
    DeskRules.objects.create(digest=False)

    assert letters() == {}


def test_nothing_is_said_about_what_anybody_did(cast, letters):
    for n in range(3):
        cast.answers(cast.jonas, cast.complains(cast.karl, f"Nummer {n}: der Riemen."))
    cast.complains(cast.gerda, "Die Lieferung fehlt.")

    assert "Jonas" not in letters()["erika"].body


def test_one_click_ends_the_letters_and_a_look_does_not(cast, letters):
    cast.complains(cast.karl, "Der Riemen ist gerissen.")
    mail = letters()["jonas"]
    address = re.search(r"<http://testserver(/\S+)>", mail.extra_headers["List-Unsubscribe"])[1]
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(enforce_csrf_checks=True)

    assert strict.get(address).status_code == 200
    assert wants_digest(cast.jonas)
    assert strict.post(address + "x").status_code == 404
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not wants_digest(cast.jonas)
    assert "jonas" not in letters()
