"""Announcements on the pages: above one's home, on a page of their own, and in a form."""

import pytest

from augenhoehe.domain.notifications.actions import Wanted, publish_announcement
from augenhoehe.domain.notifications.announcements import announcements_for


@pytest.fixture
def tonight(cast):
    return publish_announcement(Wanted("Heute Nacht ist der Server weg."), by=cast.inga)


def test_who_is_signed_out_signs_in_first(client, db):
    assert client.get("/ankuendigungen").status_code == 302


def test_customers_make_none(cast, tonight):
    karl = cast.signed_in(cast.karl)

    assert karl.get("/ankuendigungen/neu").status_code == 403
    assert karl.post("/ankuendigungen/neu", {"text": "Hallo"}).status_code == 403
    assert karl.get(f"/ankuendigungen/{tonight.id}/bearbeiten").status_code == 403
    assert karl.post(f"/ankuendigungen/{tonight.id}/zurueckziehen").status_code == 403
    assert "Make an announcement" not in karl.get("/ankuendigungen").text


def test_a_wrong_form_is_kept(cast):
    inga = cast.signed_in(cast.inga)

    empty = inga.post("/ankuendigungen/neu", {"text": "", "starts_at": "morgen"})
    assert empty.status_code == 422
    assert "Please write something." in empty.text
    assert "Please write a day and an hour." in empty.text

    times = {"starts_at": "2026-12-02T10:00", "ends_at": "2026-12-01T10:00"}
    turned = inga.post("/ankuendigungen/neu", {"text": "Fest im Hof", **times})
    assert turned.status_code == 422
    assert "It ends before it begins." in turned.text
    assert "Fest im Hof" in turned.text


def test_it_stands_above_home_until_it_is_put_away(cast, tonight):
    karl = cast.signed_in(cast.karl)
    assert tonight.text in karl.get("/home").text
    assert tonight.text not in karl.get("/home?before=1").text

    back = karl.post(f"/ankuendigungen/{tonight.id}/weg", {"next": "/home"})

    assert (back.status_code, back["Location"]) == (302, "/home")
    assert tonight.text not in karl.get("/home").text
    assert tonight.text in karl.get("/ankuendigungen").text


def test_people_answer_with_a_sign_and_take_it_back(cast, tonight):
    karl = cast.signed_in(cast.karl)
    address = f"/ankuendigungen/{tonight.id}/antworten"

    karl.post(address, {"sign": "🎉"})
    assert announcements_for(cast.ada)[0].signs[0].count == 1

    karl.post(address, {"sign": "🎉"})
    assert announcements_for(cast.ada)[0].signs == ()

    karl.post(address, {"sign": "gut"})
    assert "cannot be used here" in karl.get("/ankuendigungen").text
    assert karl.post("/ankuendigungen/1/antworten", {"sign": "🎉"}).status_code == 404
    elsewhere = karl.post(address, {"sign": "🎉", "next": "https://evil.example/"})
    assert elsewhere["Location"] == "/ankuendigungen"


def test_one_is_made_changed_and_taken_down(cast):
    mona = cast.signed_in(cast.mona)
    mona.post("/ankuendigungen/neu", {"text": "Fest im Hof", "all_day": "on"})
    (made,) = announcements_for(cast.karl)

    assert "Fest im Hof" in mona.get(f"/ankuendigungen/{made.row.id}/bearbeiten").text
    mona.post(f"/ankuendigungen/{made.row.id}/bearbeiten", {"text": "Fest in der Halle"})
    assert "Fest in der Halle" in cast.signed_in(cast.karl).get("/home").text

    mona.post(f"/ankuendigungen/{made.row.id}/zurueckziehen")
    assert announcements_for(cast.karl) == []
    assert "Earlier ones" in mona.get("/ankuendigungen").text
    assert mona.get(f"/ankuendigungen/{made.row.id}/bearbeiten").status_code == 404
