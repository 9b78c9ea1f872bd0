"""Who may speak for whom through the API."""

from datetime import timedelta

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import deactivate_person, issue_token, leave_voice
from augenhoehe.domain.people.actions.affiliation import end_membership
from augenhoehe.domain.people.models import AccessToken
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

HELLO = {"status": "Guten Morgen"}


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer falsch", "Basic a2FybDpmYWxzY2g=", "falsch", "Bearer \xfc"],
)
def test_without_a_token_nobody_writes(db, header):
    client = Client(headers={"Authorization": header})

    answer = client.post("/api/v1/statuses", HELLO, content_type="application/json")

    assert answer.status_code == 401
    assert answer.json() == {"error": "The access token is invalid"}
    assert not Post.objects.exists()


def test_a_session_is_no_token(cast):
    browser = cast.signed_in(cast.karl)

    answer = browser.post("/api/v1/statuses", HELLO, content_type="application/json")

    assert answer.status_code == 401


def test_a_token_to_read_does_not_write(cast, program):
    answer = program(cast.karl, scopes="read follow push").post(HELLO)

    assert answer.status_code == 403
    assert answer.json() == {"error": "This action is outside the authorized scopes"}


def test_a_token_to_write_does_not_read(cast, program):
    post = cast.says(cast.karl, "Guten Morgen")

    assert program(cast.karl, scopes="write").read(post.id).status_code == 403


def test_narrow_scopes_do_what_they_say(cast, program):
    posted = program(cast.karl, scopes="write:statuses").post(HELLO)

    assert posted.status_code == 200
    assert program(cast.karl, scopes="read:statuses").read(posted.json()["id"]).status_code == 200
    assert program(cast.karl, scopes="write:media").post(HELLO).status_code == 403


def test_a_token_that_has_ended_is_no_token(cast, program):
    speaker = program(cast.karl)
    AccessToken.objects.update(expires=clock.now() - timedelta(seconds=1))

    assert speaker.post(HELLO).status_code == 401


def test_who_has_left_has_no_token(cast, program):
    speaker = program(cast.karl)
    deactivate_person(cast.karl)

    assert speaker.post(HELLO).status_code == 401


def test_an_inactive_login_has_no_token(cast, program):
    speaker = program(cast.karl)
    cast.karl.login.is_active = False
    cast.karl.login.save()

    assert speaker.post(HELLO).status_code == 401


def test_who_left_a_voice_speaks_through_it_no_longer(cast, program):
    speaker = program(cast.jonas, voice=cast.lindenrad)
    leave_voice(cast.lindenrad, by=cast.jonas)

    assert speaker.post(HELLO).status_code == 401


def test_who_works_here_no_longer_speaks_for_nobody_here(cast, program):
    speaker = program(cast.jonas, voice=cast.lindenrad)
    end_membership(cast.jonas, by=None)

    assert speaker.post(HELLO).status_code == 401


def test_a_token_of_a_voice_names_the_person(cast, program):
    answer = program(cast.jonas, voice=cast.lindenrad).post({"status": "Wir kümmern uns."})

    status = answer.json()
    assert status["account"]["acct"] == "lindenrad"
    assert status["written_by"]["acct"] == "jonas"
    assert status["in_service"] is True


def test_only_the_digest_of_a_token_is_kept(cast):
    token = issue_token(cast.karl, scopes="read")

    assert token not in str(list(AccessToken.objects.values_list()))
