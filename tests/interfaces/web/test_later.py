"""Writing now and publishing later, on the pages."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from augenhoehe.domain.posts.actions import publish_due
from augenhoehe.domain.posts.models import Draft, Post, ScheduledPost
from augenhoehe.foundation import clock

TOMORROW = timedelta(days=1)


def typed(ahead=TOMORROW, zone="Europe/Berlin"):
    return f"{(clock.now() + ahead).astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def sheet(text="Guten Morgen", **more):
    return {"text": text, "audience": "0", "do": "later", "later": typed()} | more


@pytest.fixture
def karl(cast):
    browser = cast.signed_in(cast.karl)
    browser.cookies["augenhoehe_zone"] = "Europe/Berlin"
    return browser


@pytest.mark.parametrize("later", ["", "morgen", "2026-02-31T10:00", "0001-01-01T00:00"])
def test_what_is_no_moment_is_said_beside_the_field(karl, later):
    page = karl.post("/schreiben", sheet(later=later))

    assert page.status_code == 422
    assert "Guten Morgen" in page.text
    assert not Post.objects.exists()
    assert not ScheduledPost.objects.exists()


def test_too_soon_is_said_beside_the_field(karl):
    page = karl.post("/schreiben", sheet(later=typed(timedelta(minutes=1))))

    assert page.status_code == 422
    assert "must be in the future" in page.text


def test_it_waits_among_the_drafts_and_comes_when_it_is_due(cast, karl):
    assert "Europe/Berlin" in karl.get("/schreiben").text

    sent = karl.post("/schreiben", sheet())
    assert sent["Location"] == "/entwuerfe"
    page = karl.get("/entwuerfe").text
    assert "Guten Morgen" in page
    assert "For later" in page
    row = ScheduledPost.objects.get()
    assert abs((row.due_at - clock.now() - TOMORROW).total_seconds()) < 61

    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        publish_due()
    shown = Client(headers={"Accept-Language": "en"}).get(f"/@karl/{Post.objects.get().id}").text
    assert "written in advance:" in shown
    assert "For later" not in karl.get("/entwuerfe").text


def test_a_time_that_is_chosen_counts_whichever_button_is_pressed(karl):
    karl.post("/schreiben", sheet(do="publish"))

    assert not Post.objects.exists()
    assert ScheduledPost.objects.count() == 1


def test_nobody_else_sees_or_changes_it(cast, karl):
    karl.post("/schreiben", sheet())
    path = f"/spaeter/{ScheduledPost.objects.get().id}"
    gerda = cast.signed_in(cast.gerda)

    assert Client().get(path).status_code == 302
    assert gerda.get(path).status_code == 404
    assert gerda.post(path, {"do": "drop"}).status_code == 404
    assert "Guten Morgen" not in gerda.get("/entwuerfe").text


def test_another_time(karl):
    karl.post("/schreiben", sheet())
    row = ScheduledPost.objects.get()
    path = f"/spaeter/{row.id}"
    assert typed()[:10] in karl.get(path).text

    assert karl.post(path, {"later": "morgen"}).status_code == 422
    wrong = karl.post(path, {"later": typed(timedelta(minutes=1))})
    assert wrong.status_code == 422
    assert "must be in the future" in wrong.text
    assert karl.post(path, {"later": typed(2 * TOMORROW)}).status_code == 302

    before = row.due_at
    row.refresh_from_db()
    assert row.due_at - before > timedelta(hours=23)


def test_back_into_a_draft_or_dropped(karl):
    karl.post("/schreiben", sheet("Noch nicht gut"))
    karl.post("/schreiben", sheet("Gar nicht gut"))
    first, second = ScheduledPost.objects.order_by("id")

    back = karl.post(f"/spaeter/{first.id}", {"do": "draft"})
    assert back["Location"] == "/schreiben"
    assert "Noch nicht gut" in karl.get("/schreiben").text
    karl.post(f"/spaeter/{second.id}", {"do": "drop"})

    assert Draft.objects.get().text == "Noch nicht gut"
    assert not ScheduledPost.objects.exists()


def test_what_could_not_be_published_says_why(cast, karl):
    karl.post("/schreiben", sheet())
    ScheduledPost.objects.update(failed_at=clock.now(), why_failed="Der Raum ist weg.")

    page = karl.get("/entwuerfe").text

    assert "Not published" in page
    assert "Der Raum ist weg." in page
