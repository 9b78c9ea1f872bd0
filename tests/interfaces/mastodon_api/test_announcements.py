"""Announcements in apps."""

from urllib.parse import quote

import pytest

from augenhoehe.domain.notifications.actions import Wanted, publish_announcement


@pytest.fixture
def announced(cast):
    open_post = cast.says(cast.karl, "Für alle")
    letter = cast.says(cast.karl, "Nur für @ada", audience=3)
    base = f"http://testserver/@{cast.karl.handle}"
    text = f"@gerda fragt: {base}/{open_post.id} und {base}/{letter.id} #wartung"
    cast.gerda  # noqa: B018 - made when first named
    return publish_announcement(Wanted(text), by=cast.inga), open_post


def test_nobody_reads_them_without_a_token(program):
    assert program().get("v1/announcements").status_code == 401


def test_an_announcement_says_all_there_is_to_it(cast, program, announced):
    made, post = announced

    (said,) = program(cast.karl).get("v1/announcements").json()

    assert (said["id"], said["read"], said["reactions"]) == (str(made.id), False, [])
    assert [one["acct"] for one in said["mentions"]] == ["gerda"]
    assert [one["name"] for one in said["tags"]] == ["wartung"]
    assert str(post.id) in [one["id"] for one in said["statuses"]]
    assert "http://testserver/tags/wartung" in said["content"]
    assert {"published_at", "updated_at", "starts_at", "ends_at", "all_day"} <= set(said)


def test_a_link_to_a_letter_is_no_post_for_others(cast, program, announced):
    (said,) = program(cast.erika).get("v1/announcements").json()

    assert [one["id"] for one in said["statuses"]] == [str(announced[1].id)]


def test_it_is_dismissed(cast, program, announced):
    karl = program(cast.karl)
    path = f"v1/announcements/{announced[0].id}"

    assert karl.send(f"{path}/dismiss").json() == {}

    assert karl.get("v1/announcements").json() == []
    (said,) = karl.get("v1/announcements", with_dismissed="true").json()
    assert said["read"] is True
    assert karl.send("v1/announcements/1/dismiss").status_code == 404


def test_people_react(cast, program, announced):
    karl, ada = program(cast.karl), program(cast.ada)
    path = f"v1/announcements/{announced[0].id}/reactions"

    wrong = karl.send(f"{path}/gut", method="put")
    assert wrong.status_code == 422
    assert wrong.json()["error"] == "Validation failed: Name is not a recognized emoji"

    for who in (karl, ada):
        assert who.send(f"{path}/{quote('👍')}", method="put").json() == {}
    (said,) = karl.get("v1/announcements").json()
    assert said["reactions"] == [{"name": "👍", "count": 2, "me": True}]

    assert karl.send(f"{path}/{quote('👍')}", method="delete").json() == {}
    (said,) = karl.get("v1/announcements").json()
    assert said["reactions"] == [{"name": "👍", "count": 1, "me": False}]
