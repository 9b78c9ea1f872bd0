"""Emoji of this server in apps: the list, and in what people write."""

import pytest
from PIL import Image

from augenhoehe.domain.media.actions import add_emoji, disable_emoji
from augenhoehe.domain.notifications.actions import (
    Wanted,
    answer_announcement,
    publish_announcement,
)
from augenhoehe.domain.people.actions import update_profile


@pytest.fixture
def riemen(cast, tmp_path, settings, commits):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Image.new("RGB", (64, 64), "teal").save(tmp_path / "riemen.png")
    with commits():
        return add_emoji("riemen", tmp_path / "riemen.png", by=cast.inga, category="Werkstatt")


def test_everybody_sees_the_list_and_the_pictures(program, riemen, client):
    (said,) = program().get("v1/custom_emojis").json()

    assert said == {
        "shortcode": "riemen",
        "url": f"http://testserver/emoji/{riemen.id}.webp",
        "static_url": f"http://testserver/emoji/{riemen.id}.webp",
        "visible_in_picker": True,
        "category": "Werkstatt",
    }
    picture = client.get(f"/emoji/{riemen.id}.webp")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
    assert picture.getvalue()
    assert client.get("/emoji/1.webp").status_code == 404


def names_in(entity):
    return [one["shortcode"] for one in entity["emojis"]]


def test_posts_and_names_carry_theirs(cast, program, riemen):
    karl = program(cast.karl)
    update_profile(cast.karl, by=cast.karl, values={"name": "Karl :riemen:"})
    post = karl.post({"status": "Mein :riemen: riss, :kette: nicht", "spoiler_text": "x"}).json()

    assert names_in(post) == names_in(post["account"]) == ["riemen"]
    history = karl.get(f"v1/statuses/{post['id']}/history").json()
    assert names_in(history[0]) == ["riemen"]


def test_a_post_that_is_remembered_learns_of_a_change(cast, program, riemen, commits):
    post = cast.says(cast.karl, "Mein :riemen: riss")
    assert names_in(program(cast.ada).read(post.id).json()) == ["riemen"]

    with commits():
        disable_emoji(riemen, by=cast.inga)

    assert names_in(program(cast.ada).read(post.id).json()) == []
    assert program().get("v1/custom_emojis").json() == []


def test_one_can_answer_an_announcement_with_it(cast, program, riemen):
    made = publish_announcement(Wanted("Neuer :riemen:"), by=cast.inga)
    answer_announcement(made, "riemen", by=cast.karl)

    (said,) = program(cast.karl).get("v1/announcements").json()

    assert names_in(said) == ["riemen"]
    url = f"http://testserver/emoji/{riemen.id}.webp"
    reaction = {"name": "riemen", "count": 1, "me": True, "url": url, "static_url": url}
    assert said["reactions"] == [reaction]
