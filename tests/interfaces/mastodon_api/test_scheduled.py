"""Posts for later, as apps write, move and cancel them: the refusals first."""

from datetime import timedelta

import pytest

from augenhoehe.domain.posts.actions import publish_due
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

HOUR = timedelta(hours=1)


def at(ahead=HOUR):
    return (clock.now() + ahead).isoformat()


def later(program, text="Morgen", ahead=HOUR, **how):
    headers = how.pop("headers", {})
    return program.post({"status": text, "scheduled_at": at(ahead), **how}, **headers)


@pytest.mark.parametrize(
    "when", ["bald", "1", "2030-13-01", "0001-01-01", "9999-12-31T23:59:59-14:00", [], {}, True]
)
def test_what_is_no_moment_is_refused(cast, program, when):
    answer = program(cast.karl).post({"status": "Später", "scheduled_at": when})

    assert (answer.status_code, Post.objects.count()) in ((422, 0), (200, 1))
    if when in ([], {}):  # nothing was said
        assert answer.status_code == 200


@pytest.mark.parametrize("ahead", [-HOUR, timedelta(minutes=3)])
def test_five_minutes_ahead_at_least(cast, program, ahead):
    answer = later(program(cast.karl), ahead=ahead)

    assert answer.status_code == 422
    assert "must be in the future" in answer.json()["error"]
    assert not Post.objects.exists()


def test_what_is_nobody_elses(cast, program):
    row = later(program(cast.karl)).json()
    path = f"v1/scheduled_statuses/{row['id']}"

    assert program(cast.gerda).get("v1/scheduled_statuses").json() == []
    assert program(cast.gerda).get(path).status_code == 404
    assert program(cast.gerda).send(path, {"scheduled_at": at()}, "put").status_code == 404
    assert program(cast.gerda).send(path, method="delete").status_code == 404
    assert program().get(path).status_code == 401
    assert program(cast.karl, scopes="read").send(path, method="delete").status_code == 403
    assert program(cast.karl).get("v1/scheduled_statuses/abc").status_code == 404


def test_it_is_written_down_moved_and_cancelled(cast, program):
    karl = program(cast.karl)
    picture = cast.picture(cast.karl)
    said = later(
        karl, "Mit Bild", visibility="unlisted", spoiler_text="Ach", media_ids=[str(picture.id)]
    ).json()

    assert said["params"]["text"] == "Mit Bild"
    assert said["params"]["visibility"] == "unlisted"
    assert said["params"]["spoiler_text"] == "Ach"
    assert said["params"]["scheduled_at"] is None
    assert [one["id"] for one in said["media_attachments"]] == [str(picture.id)]
    path = f"v1/scheduled_statuses/{said['id']}"
    assert karl.get(path).json() == said
    assert karl.get("v1/scheduled_statuses").json() == [said]

    moved = karl.send(path, {"scheduled_at": at(2 * HOUR)}, "put").json()
    assert moved["scheduled_at"] > said["scheduled_at"]
    refused = karl.send(path, {"scheduled_at": at(timedelta(minutes=1))}, "put")
    assert refused.status_code == 422
    assert karl.send(path, method="delete").json() == {}
    assert karl.get(path).status_code == 404


def test_a_picture_that_waits_is_not_for_another_post(cast, program):
    karl, picture = program(cast.karl), cast.picture(cast.karl)
    later(karl, media_ids=[str(picture.id)])

    assert karl.post({"status": "Jetzt", "media_ids": [str(picture.id)]}).status_code == 422


def test_a_poll_for_later(cast, program):
    poll = {"options": ["a", "b"], "expires_in": 3600, "multiple": True}
    said = later(program(cast.karl), poll=poll).json()

    assert said["params"]["poll"] == poll | {"hide_totals": False}
    with clock.pretend_it_is(clock.now() + 2 * HOUR):
        publish_due()
    post = program().read(Post.objects.get().id).json()
    assert post["poll"]["multiple"]


def test_everybody_reads_when_it_was_written(cast, program):
    later(program(cast.karl), "Guten Morgen")
    now = cast.says(cast.karl, "Jetzt")
    with clock.pretend_it_is(clock.now() + timedelta(days=3)):
        later_row = Post.objects
        publish_due()
        post = later_row.exclude(id=now.id).get()

    said = program().read(post.id).json()

    assert said["written_at"] < said["created_at"]
    assert f"Written on {said['written_at'][:10]} and published later" in said["content"]
    assert program().read(now.id).json()["written_at"] is None


def test_the_same_key_is_the_same(cast, program):
    karl = program(cast.karl)
    key = {"headers": {"Idempotency-Key": "eins"}}
    first = later(karl, **key).json()

    assert later(karl, **key).json() == first
    assert len(karl.get("v1/scheduled_statuses").json()) == 1


def test_a_voice_has_its_own_list(cast, program):
    cast.lindenrad  # noqa: B018 - founded before Jonas speaks
    jonas, voice = program(cast.jonas), program(cast.jonas, voice=cast.lindenrad)
    mine, ours = later(jonas).json(), later(voice).json()

    assert [one["id"] for one in jonas.get("v1/scheduled_statuses").json()] == [mine["id"]]
    assert [one["id"] for one in voice.get("v1/scheduled_statuses").json()] == [ours["id"]]
    assert jonas.get(f"v1/scheduled_statuses/{ours['id']}").status_code == 404


def test_the_list_has_pages(cast, program):
    karl = program(cast.karl)
    ids = [later(karl, f"Nr. {number}").json()["id"] for number in range(3)]

    first = karl.get("v1/scheduled_statuses", limit=2)

    assert [one["id"] for one in first.json()] == [ids[2], ids[1]]
    assert f"max_id={ids[1]}" in first.headers["Link"]
    rest = karl.get("v1/scheduled_statuses", limit=2, max_id=ids[1]).json()
    assert [one["id"] for one in rest] == [ids[0]]


def test_into_the_house_for_later(cast, program):
    cast.haus  # noqa: B018 - there is a house
    said = later(program(cast.jonas), "Unter uns", local_only="true").json()

    assert (said["params"]["visibility"], said["params"]["local_only"]) == ("private", True)
    with clock.pretend_it_is(clock.now() + 2 * HOUR):
        publish_due()
    post = Post.objects.get()
    assert post.is_internal
    assert program(cast.karl).read(post.id).status_code == 404
