"""Asking and answering on the pages, without a script: the refusals first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.posts.actions import PollWording, vote
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.models import Draft, Post
from augenhoehe.domain.posts.selectors import polls_on, revisions_of
from augenhoehe.foundation import clock

DAY = 86_400
COLOURS = PollWording(("Rot", "Blau", "Grün"), DAY)


def asks(cast, who, poll=COLOURS, text="Welche Farbe?", **how):
    return cast.says(who, text, poll=poll, **how)


def seen(post):
    return polls_on(EVERYBODY, [post.id])[post.id]


def sheet(text="Welche Farbe?", *options, **more):
    known = {"text": text, "audience": "0", "poll_option": options, "poll_for": str(DAY)}
    return known | {"do": "publish"} | more


def test_who_is_signed_out_sees_figures_and_gets_no_cookie(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])
    browser = Client(headers={"Accept-Language": "en"})

    page = browser.get(f"/@karl/{post.id}")

    assert "100 %" in page.text
    assert "1 person has voted" in page.text
    assert 'type="radio"' not in page.text
    assert "Sign in to vote" in page.text
    assert not page.cookies
    assert browser.post(f"/umfragen/{post.id}", {"choice": "0"}).status_code == 302
    assert seen(post).voters_count == 1


def test_what_is_asked_inside_is_not_there_for_others(cast):
    post = asks(cast, cast.erika, space=cast.haus)
    browser = cast.signed_in(cast.karl)

    assert browser.get(f"/umfragen/{post.id}").status_code == 404
    assert browser.post(f"/umfragen/{post.id}", {"choice": "0"}).status_code == 404
    assert cast.signed_in(cast.jonas).get(f"/umfragen/{post.id}").status_code == 200
    assert browser.get(f"/umfragen/{cast.says(cast.karl, 'Nichts').id}").status_code == 404


def test_an_answer_comes_only_from_this_site(cast):
    post = asks(cast, cast.karl)
    browser = cast.signed_in(cast.gerda)
    browser.handler.enforce_csrf_checks = True

    assert browser.post(f"/umfragen/{post.id}", {"choice": "0"}).status_code == 403


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ([], "Please choose an answer."),
        (["7"], "does not exist"),
        (["x"], "does not exist"),
        (["9" * 30], "does not exist"),
        (["0", "1"], "one answer only"),
    ],
)
def test_a_wrong_answer_is_said_beside_the_question(cast, choice, said):
    post = asks(cast, cast.karl)

    page = cast.signed_in(cast.gerda).post(f"/umfragen/{post.id}", {"choice": choice})

    assert page.status_code == 422
    assert said in page.text
    assert 'type="radio"' in page.text


def test_one_answers_in_the_card_and_sees_the_figures(cast):
    post = asks(cast, cast.karl)
    browser = cast.signed_in(cast.gerda)
    before = browser.get("/alle").text
    assert 'type="radio"' in before
    assert "csrfmiddlewaretoken" in before

    answer = browser.post(
        f"/umfragen/{post.id}", {"choice": "1"}, headers={"Referer": "http://testserver/alle"}
    )

    assert (answer.status_code, answer["Location"]) == (302, f"/alle#p{post.id}")
    after = browser.get("/alle").text
    assert "(your vote)" in after
    assert 'type="radio"' not in after
    again = browser.post(f"/umfragen/{post.id}", {"choice": "2"})
    assert again.status_code == 422
    assert "already voted" in again.text


def test_who_asked_sees_figures_and_no_form(cast):
    post = asks(cast, cast.karl)

    page = cast.signed_in(cast.karl).get(f"/@karl/{post.id}").text

    assert "0 people have voted" in page
    assert 'type="radio"' not in page


def test_hidden_figures_are_told_at_the_end(cast):
    post = asks(cast, cast.karl, PollWording(("Ja", "Nein"), DAY, hides_totals=True))
    vote(post, by=cast.gerda, choices=[0])
    browser = cast.signed_in(cast.gerda)

    assert "100 %" not in browser.get(f"/umfragen/{post.id}").text
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        assert "100 %" in browser.get(f"/umfragen/{post.id}").text


def test_a_poll_behind_a_warning_stays_behind_it(cast):
    post = asks(cast, cast.karl, warning="Spoiler")

    page = cast.signed_in(cast.gerda).get(f"/@karl/{post.id}").text

    card = page[page.index('class="post__warning"') :]
    assert card.index("Rot") < card.index("</details>")


def test_a_question_is_asked_with_the_composer(cast):
    browser = cast.signed_in(cast.karl)

    wrong = browser.post("/schreiben", sheet("Welche?", "Rot", "", poll_for="60"))
    assert wrong.status_code == 422
    assert "at least two answers" in wrong.text
    assert 'value="Rot"' in wrong.text
    assert not Post.objects.exists()

    sent = sheet("Welche?", "Rot", "", "Blau ", poll_multiple="1", poll_hidden="1")
    assert browser.post("/schreiben", sent).status_code == 302

    poll = seen(Post.objects.get())
    assert [choice.title for choice in poll.choices] == ["Rot", "Blau"]
    assert (poll.is_multiple, poll.hides_totals) == (True, True)


def test_a_sheet_without_answers_asks_nothing(cast):
    cast.signed_in(cast.karl).post("/schreiben", sheet("Keine Frage", "", " "))

    assert not Post.objects.get().has_poll


def test_an_edit_keeps_the_poll_and_the_history_shows_its_answers(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])
    browser = cast.signed_in(cast.karl)
    path = f"/@karl/{post.id}/bearbeiten"
    assert 'value="Blau"' in browser.get(path).text

    same = sheet("Welche Farbe soll es sein?", "Rot", "Blau", "Grün", poll_for="", audience="")
    assert browser.post(path, same).status_code == 302
    assert seen(post).voters_count == 1
    other = sheet("Welche Farbe soll es sein?", "Rot", "Gelb", poll_for="", audience="")
    assert browser.post(path, other).status_code == 302
    assert seen(post).voters_count == 0
    browser.post(path, sheet("Keine Frage mehr.", audience=""))

    assert [bool(row.poll) for row in revisions_of(EVERYBODY, post)] == [True, True, True, False]
    history = browser.get(f"/@karl/{post.id}/fassungen").text
    assert "Gelb" in history
    assert "The poll was taken away." in history


def test_a_draft_says_that_it_keeps_no_poll(cast):
    browser = cast.signed_in(cast.karl)

    answer = browser.post(
        "/entwurf", {"slot": "new", "text": "Welche?", "poll_option": ["Rot"]}, follow=True
    )

    assert "without the poll" in answer.text
    assert Draft.objects.get().text == "Welche?"


def test_a_poll_survives_the_end_of_a_session(cast):
    browser = Client()
    browser.post("/schreiben", sheet("Welche?", "Rot", "Blau", writer=str(cast.karl.id)))
    browser.force_login(
        cast.karl.login, backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    page = browser.get("/schreiben").text

    assert 'value="Rot"' in page
    assert 'value="Blau"' in page


def test_the_end_stands_among_the_notices(cast):
    from augenhoehe.domain.posts.actions import end_polls

    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        end_polls()

    page = cast.signed_in(cast.gerda).get("/meldungen").text

    assert "is over" in page


def test_a_page_of_polls_costs_no_more_questions_than_one(cast):
    asks(cast, cast.karl, text="Die erste")
    browser = cast.signed_in(cast.gerda)
    browser.get("/alle")
    with CaptureQueriesContext(connection) as one:
        browser.get("/alle")
    for number in range(6):
        asks(cast, cast.karl, text=f"Frage {number}")
    browser.get("/alle")
    with CaptureQueriesContext(connection) as seven:
        browser.get("/alle")

    assert len(seven) == len(one)
