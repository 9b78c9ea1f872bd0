"""What an app sees of posts that wait, of corrections made openly, and of backing."""

from __future__ import annotations

import pytest

from augenhoehe.domain.criticism.actions import back_answer
from augenhoehe.domain.people.actions import begin_prior_approval
from augenhoehe.domain.posts.actions import release_post
from augenhoehe.domain.posts.models import Post, ScheduledPost
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_post_of_such_a_voice_waits_and_reads_as_a_status(cast: Cast, program) -> None:
    voice = cast.lindenrad
    begin_prior_approval(voice, by=cast.erika, why="A recall.")
    app = program(cast.jonas, voice=voice)
    answer = app.post({"status": "We recall the fork."})
    assert answer.status_code == 200
    said = answer.json()
    assert said["waits_for_approval"] is True
    assert "Waits for another person" in said["content"]
    assert said["account"]["prior_approval"]["why"] == "A recall."
    assert said["params"]["text"] == "We recall the fork."
    assert not Post.objects.exists()
    assert app.read(said["id"]).status_code == 404
    post = release_post(ScheduledPost.objects.get(), by=cast.theo)
    shown = app.read(post.id).json()
    assert shown["was_approved"] is True
    assert "Approved before it was published" in shown["content"]
    changed = app.send(f"v1/statuses/{post.id}", {"status": "No fork."}, "put")
    assert changed.json()["waits_for_approval"] is True
    post.refresh_from_db()
    assert post.text == "We recall the fork."


def test_a_correction_is_made_openly_by_a_parameter(cast: Cast, program) -> None:
    app = program(cast.jonas)
    said = app.post({"status": "It weighs 12 kg.", "language": "en"}).json()
    document = {"status": "It weighs 13 kg.", "correction": True, "language": "en"}
    changed = app.send(f"v1/statuses/{said['id']}", document, "put").json()
    assert "<del>12</del>" in changed["content"]


def test_deleting_in_service_without_a_reason_says_so(cast: Cast, program) -> None:
    voice = cast.lindenrad
    app = program(cast.jonas, voice=voice)
    for reason in ("", "Said twice."):
        said = app.post({"status": f"Once {reason}"}).json()
        gone = app.send(f"v1/statuses/{said['id']}", {"reason": reason}, "delete")
        assert gone.status_code == 200
        assert Post.objects.get(id=said["id"]).deleted_why == reason


def test_who_stands_behind_an_answer_is_told(cast: Cast, program) -> None:
    answer = cast.answers(cast.jonas, cast.complains(cast.karl, "It broke."))
    back_answer(answer, by=cast.erika, words="We all do.")
    shown = program(cast.karl).read(answer.post_id).json()
    assert shown["backing"]["by"]["display_name"] == cast.erika.name
    assert shown["backing"]["words"] == "We all do."


def test_describing_a_picture_is_no_way_around(cast: Cast, program) -> None:
    voice, picture = cast.lindenrad, cast.picture(cast.jonas, "A fork.")
    begin_prior_approval(voice, by=cast.erika, why="A recall.")
    app = program(cast.jonas, voice=voice)
    app.post({"status": "Look.", "media_ids": [str(picture.id)]})
    said = {"description": "Buy now."}
    assert app.send(f"v1/media/{picture.id}", said, "put").status_code == 404
    post = release_post(ScheduledPost.objects.get(), by=cast.theo)
    changed = {
        "status": "Look.",
        "media_ids": [str(picture.id)],
        "media_attributes": [{"id": str(picture.id), "description": "Buy now."}],
    }
    assert app.send(f"v1/statuses/{post.id}", changed, "put").status_code in (403, 422)
    picture.refresh_from_db()
    assert picture.description == "A fork."
