"""Pictures, films and sounds in an app: sent, changed, shown to whom they are for."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import encode_multipart
from PIL import Image

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import deactivate_person, end_membership
from augenhoehe.foundation import clock
from tests import recordings


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def drawing(size=(900, 600)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "PNG")
    return file.getvalue()


def sends(who, content: bytes, *, version="v2", **more):
    body = {"file": SimpleUploadedFile("upload", content), **more}
    return who.client.post(f"/api/{version}/media", body)


def changes(who, media_id, **fields):
    """PUT as a form with files, as apps send a thumbnail."""
    body = encode_multipart("between", fields)
    kind = "multipart/form-data; boundary=between"
    return who.client.put(f"/api/v1/media/{media_id}", body, content_type=kind)


def looks_at(url: str, **headers):
    """An app shows a picture: no session, no token."""
    parts = urlsplit(url)
    client = Client(raise_request_exception=False)
    answer = client.get(f"{parts.path}?{parts.query}", headers=headers)
    answer.body = answer.getvalue()
    return answer


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"no picture", 422),
        (recordings.mp4()[:-9], 422),
        (recordings.mp4(video=b"hvc1"), 422),
        (b"GIF89a", 422),
    ],
    ids=["empty", "text", "damaged film", "strange film", "damaged picture"],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    cast, program, content, status, tmp_path
):
    answer = sends(program(cast.karl), content)

    assert answer.status_code == status
    assert answer.json()["error"].startswith("Validation failed: ")
    assert not Picture.objects.exists()
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


def test_a_film_that_is_too_large_is_said_to_be(cast, program, settings):
    settings.RECORDING_BYTES = 100

    assert sends(program(cast.karl), recordings.mp4()).status_code == 413


def test_others_do_not_learn_that_there_is_an_upload(cast, program):
    sent = sends(program(cast.karl), drawing()).json()

    ada = program(cast.ada)
    assert ada.get(f"v1/media/{sent['id']}").status_code == 404
    assert changes(ada, sent["id"], description="x").status_code == 404
    assert ada.send(f"v1/media/{sent['id']}", method="delete").status_code == 404
    assert looks_at(f"http://testserver/media/{sent['id']}/large.webp").status_code == 404


def test_what_is_published_changes_with_its_post_alone(cast, program):
    karl = program(cast.karl)
    sent = sends(karl, drawing()).json()
    post = karl.post({"status": "Seht", "media_ids": [sent["id"]]}).json()

    assert changes(karl, sent["id"], description="Anders").status_code == 404
    refused = karl.send(f"v1/media/{sent['id']}", method="delete")
    assert (refused.status_code, "error" in refused.json()) == (422, True)

    attributes = [{"id": sent["id"], "description": "Ein Riemen", "focus": "0.5,0"}]
    edited = karl.send(
        f"v1/statuses/{post['id']}",
        {"status": "Seht", "media_ids": [sent["id"]], "media_attributes": attributes},
        method="put",
    ).json()
    shown = edited["media_attachments"][0]
    assert (shown["description"], shown["meta"]["focus"]["x"]) == ("Ein Riemen", 0.5)
    assert edited["edited_at"]
    assert [one["media_attachments"][0]["description"] for one in _history(karl, post)] == [
        None,
        "Ein Riemen",
    ]


def _history(karl, post):
    return karl.get(f"v1/statuses/{post['id']}/history").json()


def test_a_refused_edit_leaves_the_descriptions_too(cast, program):
    karl = program(cast.karl)
    sent = sends(karl, drawing(), description="Ein Riemen").json()
    post = karl.post({"status": "Seht", "media_ids": [sent["id"]]}).json()

    refused = karl.send(
        f"v1/statuses/{post['id']}",
        {
            "status": "x" * 9999,
            "media_ids": [sent["id"]],
            "media_attributes": [{"id": sent["id"], "description": "Anders"}],
        },
        method="put",
    )

    assert refused.status_code == 422
    assert Picture.objects.get().description == "Ein Riemen"


# --- films and sounds --------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_film_is_ready_at_once(cast, program, version):
    karl = program(cast.karl)

    answer = sends(karl, recordings.mp4(), version=version, description="Der Riemen reißt")

    assert answer.status_code == 200
    film = answer.json()
    assert (film["type"], film["description"]) == ("video", "Der Riemen reißt")
    assert film["preview_url"] is None
    assert film["meta"]["original"] == {
        "width": 640,
        "height": 360,
        "frame_rate": "30/1",
        "duration": 2.0,
        "bitrate": len(recordings.mp4()) * 4,
    }
    assert (film["meta"]["length"], film["meta"]["fps"]) == ("0:00:02.00", 30)
    assert karl.get(f"v1/media/{film['id']}").json() == film


def test_a_sound_has_a_drawing_that_can_be_replaced(cast, program):
    karl = program(cast.karl)
    sound = sends(
        karl, recordings.mp3(), thumbnail=SimpleUploadedFile("a.png", drawing((300, 200)))
    ).json()

    assert sound["type"] == "audio"
    assert sound["meta"]["small"]["size"] == "300x200"
    assert set(sound["meta"]["original"]) == {"duration", "bitrate"}
    assert looks_at(sound["preview_url"]).headers["Content-Type"] == "image/webp"

    other = SimpleUploadedFile("b.png", drawing((1280, 640)))
    changed = changes(karl, sound["id"], thumbnail=other, description="Stille").json()
    assert (changed["meta"]["small"]["size"], changed["description"]) == ("640x320", "Stille")
    broken = changes(karl, sound["id"], thumbnail=SimpleUploadedFile("c.png", b"GIF89a"))
    assert broken.status_code == 422


def test_a_post_has_one_film_and_no_pictures_beside_it(cast, program):
    karl = program(cast.karl)
    film, picture = (sends(karl, content).json()["id"] for content in (recordings.mp4(), drawing()))

    mixed = karl.post({"status": "Seht", "media_ids": [film, picture]})
    assert (mixed.status_code, "or one film" in mixed.json()["error"]) == (422, True)

    post = karl.post({"status": "Seht", "media_ids": [film]}).json()
    assert [one["type"] for one in post["media_attachments"]] == ["video"]


def test_an_upload_is_taken_back(cast, program):
    karl = program(cast.karl)
    sent = sends(karl, drawing()).json()

    gone = karl.send(f"v1/media/{sent['id']}", method="delete")

    assert (gone.status_code, gone.json()) == (200, {})
    assert karl.get(f"v1/media/{sent['id']}").status_code == 404


def test_the_server_says_what_it_takes(program):
    limits = program().get("v2/instance").json()["configuration"]["media_attachments"]

    assert {"image/webp", "video/mp4", "audio/ogg"} <= set(limits["supported_mime_types"])
    assert (limits["image_size_limit"], limits["video_size_limit"]) == (16 * 2**20, 40 * 2**20)


# --- parts of a film ---------------------------------------------------------------------------


@pytest.fixture
def film(cast, program):
    """The address of a film that everybody may see, and what is in it."""
    karl = program(cast.karl)
    sent = sends(karl, recordings.mp4()).json()
    post = karl.post({"status": "Seht", "media_ids": [sent["id"]]}).json()
    return post["media_attachments"][0]["url"], recordings.mp4()


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-50", -50, None)],
)
def test_a_player_gets_the_part_it_asks_for(film, asked, begin, end):
    url, content = film

    answer = looks_at(url, Range=asked)

    wanted = content[begin:end]
    assert answer.status_code == 206
    assert answer.body == wanted
    assert answer.headers["Content-Length"] == str(len(wanted))
    first = begin % len(content)
    last = first + len(wanted) - 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_else_it_gets_the_whole(film, asked):
    url, content = film

    answer = looks_at(url, **({"Range": asked} if asked else {}))

    assert answer.status_code == 200
    assert answer.body == content
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_part_that_is_not_there(film):
    url, content = film

    answer = looks_at(url, Range="bytes=999999-")

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(content)}"


def test_a_part_of_something_else_is_the_whole(film):
    url, _content = film
    tag = looks_at(url).headers["ETag"]

    assert looks_at(url, Range="bytes=0-9", **{"If-Range": tag}).status_code == 206
    assert looks_at(url, Range="bytes=0-9", **{"If-Range": '"another"'}).status_code == 200
    assert looks_at(url, **{"If-None-Match": tag}).status_code == 304


def test_a_film_can_do_nothing_but_be_shown(film):
    headers = looks_at(film[0]).headers

    assert headers["Content-Type"] == "video/mp4"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


# --- for whom it is ----------------------------------------------------------------------------


def shown_in(program, who, post_id):
    """The address of the first picture of a post, as somebody's app is told."""
    answer = program(who).read(post_id)
    assert answer.status_code == 200
    return answer.json()["media_attachments"][0]["url"]


@pytest.fixture
def inside(cast, program):
    """A film in the house, by Erika."""
    cast.haus  # noqa: B018 - made when first named
    erika = program(cast.erika)
    sent = sends(erika, recordings.mp4()).json()
    document = {"status": "Nur hier", "media_ids": [sent["id"]], "visibility": "local"}
    return erika.post(document).json()


def test_an_address_of_the_house_works_for_who_works_there(cast, program, inside):
    url = shown_in(program, cast.jonas, inside["id"])

    answer = looks_at(url)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("private")
    assert f"for={cast.jonas.id}" in url
    assert shown_in(program, cast.erika, inside["id"]) != url


def test_it_does_not_work_once_somebody_has_left_the_house(cast, program, inside):
    url = shown_in(program, cast.jonas, inside["id"])

    end_membership(cast.jonas, by=cast.inga)

    assert looks_at(url).status_code == 404


def test_it_does_not_work_for_who_has_gone(cast, program, inside):
    url = shown_in(program, cast.jonas, inside["id"])

    deactivate_person(cast.jonas)

    assert looks_at(url).status_code == 404


def test_it_works_for_nobody_else_and_not_for_ever(cast, program, inside, monkeypatch):
    url = shown_in(program, cast.jonas, inside["id"])
    assert looks_at(url).status_code == 200

    for other in (cast.karl.id, cast.erika.id, "x", "9" * 30):
        assert looks_at(url.replace(f"for={cast.jonas.id}", f"for={other}")).status_code == 404
    picture = inside["media_attachments"][0]["id"]
    elsewhere = cast.picture(cast.jonas).id
    assert looks_at(url.replace(f"/media/{picture}/", f"/media/{elsewhere}/")).status_code == 404
    assert looks_at(url.partition("?")[0]).status_code == 404
    for changed in ("until=2099-01-01", "until=", "until=morgen"):
        parts = url.partition("until=")
        assert looks_at(f"{parts[0]}{changed}{parts[2][10:]}").status_code == 404

    later = clock.now() + timedelta(days=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert looks_at(url).status_code == 404


def test_nobody_can_write_the_mark_of_an_address(cast, program, inside):
    """Who could would have others' addresses signed, and sent to a place of their own."""
    said = program(cast.jonas).read(inside["id"]).text

    assert "signed-" not in said


def test_open_posts_have_plain_addresses(cast, program):
    karl = program(cast.karl)
    sent = sends(karl, drawing()).json()
    assert looks_at(sent["url"]).status_code == 200  # a fresh upload, in the app that sent it

    post = karl.post({"status": "Seht", "media_ids": [sent["id"]]}).json()

    url = post["media_attachments"][0]["url"]
    assert url.endswith("/large.webp")
    assert looks_at(url).headers["Cache-Control"].startswith("public")


def test_an_earlier_wording_of_a_closed_post_shows_its_pictures(cast, program, inside):
    history = program(cast.jonas).get(f"v1/statuses/{inside['id']}/history").json()

    assert looks_at(history[0]["media_attachments"][0]["url"]).status_code == 200


def test_who_deletes_to_write_anew_has_the_pictures_still(cast, program):
    karl = program(cast.karl)
    sent = sends(karl, drawing(), description="Ein Riemen").json()
    post = karl.post({"status": "Seht", "media_ids": [sent["id"]]}).json()

    gone = karl.send(f"v1/statuses/{post['id']}", method="delete").json()
    assert looks_at(post["media_attachments"][0]["url"]).status_code == 404
    kept = [one["id"] for one in gone["media_attachments"]]
    again = karl.post({"status": "Anders", "media_ids": kept}).json()
    assert again["media_attachments"][0]["description"] == "Ein Riemen"

    away = karl.send(f"v1/statuses/{again['id']}", {"delete_media": True}, "delete")
    assert away.status_code == 200
    assert not Picture.objects.exists()
