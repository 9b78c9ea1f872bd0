"""Pictures: checked when they come, kept whatever else is wrong, private as their post."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from PIL import Image

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import Upload, update_profile
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post, PostPicture, Revision
from tests.interfaces.web.writers import english, shown_text


def photo(name: str = "riemen.png", *, edge: int = 40) -> SimpleUploadedFile:
    """A small picture as a telephone would send it."""
    content = BytesIO()
    Image.new("RGB", (edge, edge), "#336655").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def bomb() -> SimpleUploadedFile:
    """A few hundred bytes that claim to be 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    head = (60_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999))
    return SimpleUploadedFile("bombe.png", png + chunk(b"IEND", b""))


def load(browser: Client, address: str, **headers: str) -> tuple[HttpResponseBase, bytes]:
    """The answer and all of its bytes."""
    answer = browser.get(address, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


BROKEN = {
    "empty": (lambda: SimpleUploadedFile("leer.png", b""), "leer.png is empty."),
    "text": (
        lambda: SimpleUploadedFile("brief.png", b"Hallo"),
        "brief.png is neither a picture nor",
    ),
    "cut": (lambda: SimpleUploadedFile("halb.png", photo().read()[:60]), "halb.png is damaged."),
    "svg": (lambda: SimpleUploadedFile("logo.svg", b"<svg/>"), "logo.svg: please take JPEG"),
    "bomb": (bomb, "bombe.png has more pixels"),
}


@pytest.fixture
def shelf(cast, settings, tmp_path):
    """Karl writes, and pictures lie in a folder of their own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return english(cast.signed_in(cast.karl))


# --- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BROKEN)
def test_a_bad_picture_is_named_and_nothing_is_lost(shelf, kind):
    make, words = BROKEN[kind]

    answer = shelf.post("/schreiben", {"text": "Mit Bild", "files": [photo(), make()]})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert shown_text(answer) == "Mit Bild"
    assert f'name="picture" value="{Picture.objects.get().id}"' in answer.content.decode()
    assert not Post.objects.exists()


def test_an_html_name_stays_words(shelf):
    file = SimpleUploadedFile("<b>fett<b>.png", b"")

    answer = shelf.post("/schreiben", {"text": "x", "files": [file]})

    assert "<b>fett" not in answer.content.decode()


def test_a_fifth_picture_has_no_place(shelf):
    answer = shelf.post("/schreiben", {"text": "Fünf", "files": [photo() for _ in range(5)]})

    assert answer.status_code == 422
    assert "At most four pictures, please." in answer.content.decode()
    assert Picture.objects.count() == 4


def test_pictures_of_others_are_left_out(cast, shelf):
    foreign = cast.picture(cast.ada, "Adas Bild")

    answer = shelf.post("/schreiben", {"text": "Meins?", "picture": [str(foreign.id), "-1", "x"]})

    assert answer.status_code == 302
    assert not PostPicture.objects.exists()
    assert "Adas Bild" not in english(cast.signed_in(cast.karl)).get("/home").content.decode()


def test_descriptions_of_others_are_not_changed(cast, shelf):
    foreign = cast.picture(cast.ada, "Adas Bild")

    sent = {"text": "x", "picture": [str(foreign.id)], f"description-{foreign.id}": "Karls Bild"}
    shelf.post("/schreiben", sent)

    foreign.refresh_from_db()
    assert foreign.description == "Adas Bild"


def test_a_picture_is_not_taken_from_another_post(cast, shelf):
    used = cast.picture(cast.karl)
    cast.says(cast.karl, "Zuerst hier", pictures=[used])

    answer = shelf.post("/schreiben", {"text": "Nun da", "picture": [str(used.id)]})

    assert answer.status_code == 422
    assert "This picture is in another post." in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("description", "x" * 1501, "A description has at most 1500 characters."),
        ("focus", "2,0", "The focus lies between -1 and 1."),
        ("focus", "nan,nan", "The focus lies between -1 and 1."),
        ("focus", "überall", "Please choose what matters in the picture."),
    ],
)
def test_what_cannot_be_said_of_a_picture_is_told_beside_it(cast, shelf, field, value, words):
    picture = cast.picture(cast.karl)

    sent = {"text": "Bild", "picture": [str(picture.id)], f"{field}-{picture.id}": value}
    answer = shelf.post("/schreiben", sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Post.objects.exists()


def test_too_many_uploads_ask_for_patience(cast, shelf, rate_limits, monkeypatch):
    monkeypatch.setattr(
        "augenhoehe.interfaces.web.pages.compose.shelf.add_media",
        lambda path, by: cast.picture(by),
    )
    answers = [shelf.post("/bilder", {"files": [photo()]}) for _ in range(61)]

    assert [answer.status_code for answer in answers[:60]] == [200] * 60
    assert answers[60].status_code == 422
    assert "please wait" in answers[60].content.decode()


def test_who_is_signed_out_sends_no_pictures(db, client):
    assert client.post("/bilder", {"files": [photo()]}).status_code == 302
    assert not Picture.objects.exists()


def test_sending_nothing_is_no_upload(shelf):
    assert shelf.post("/bilder").status_code == 422
    assert shelf.get("/bilder").status_code == 405


# --- who sees a picture ------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.DIRECT])
def test_a_picture_is_as_private_as_its_post(cast, client, shelf, audience):
    shelf.post("/bilder", {"files": [photo()]})
    picture = Picture.objects.get()
    address = f"/media/{picture.id}/small.webp"
    cast.says(cast.karl, "@gerda nur du", pictures=[picture], audience=audience)

    assert client.get(address).status_code == 404
    assert cast.signed_in(cast.ada).get(address).status_code == 404
    seen, _content = load(cast.signed_in(cast.gerda), address)
    assert seen.status_code == 200
    assert seen["Cache-Control"].startswith("private")


def test_a_picture_inside_stays_inside(cast, client, shelf):
    shelf.post("/bilder", {"files": [photo()]})
    picture = Picture.objects.get()
    picture.owner = cast.jonas
    picture.save()
    cast.says(cast.jonas, "Nur für uns", pictures=[picture], space=cast.haus)
    address = f"/media/{picture.id}/large.webp"

    assert client.get(address).status_code == 404
    assert shelf.get(address).status_code == 404
    assert load(cast.signed_in(cast.mona), address)[0].status_code == 200


def test_before_it_is_published_only_its_owner_sees_it(cast, client, shelf):
    shelf.post("/bilder", {"files": [photo()]})
    address = f"/media/{Picture.objects.get().id}/small.webp"

    assert client.get(address).status_code == 404
    assert cast.signed_in(cast.ada).get(address).status_code == 404
    assert load(shelf, address)[0]["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    "address",
    [
        "/media/1/small.webp",
        "/media/99999999999999999999/small.webp",
        "/media/-1/small.webp",
        "/media/{id}/huge.webp",
        "/media/{id}/..%2f..%2fkeys.webp",
        "/media/{id}/small.png",
    ],
)
def test_what_is_not_there_is_not_found(cast, client, address):
    picture = cast.picture(cast.karl)
    cast.says(cast.karl, "Offen", pictures=[picture])

    assert client.get(address.format(id=picture.id)).status_code == 404


def test_a_file_that_is_missing_is_not_found(cast, client):
    picture = cast.picture(cast.karl)
    cast.says(cast.karl, "Offen", pictures=[picture])

    assert client.get(f"/media/{picture.id}/small.webp").status_code == 404


def test_an_open_picture_is_kept_by_everybody_and_asked_for_once(cast, client, shelf):
    shelf.post("/schreiben", {"text": "Seht her", "files": [photo()]})
    address = f"/media/{Picture.objects.get().id}/small.webp"

    first, content = load(client, address)
    again, nothing = load(client, address, **{"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "image/webp"
    assert first["X-Content-Type-Options"] == "nosniff"
    assert first["Content-Disposition"].startswith("inline")
    assert first["Cache-Control"].startswith("public")
    assert content.startswith(b"RIFF")
    assert (again.status_code, nothing) == (304, b"")
    assert not client.cookies


# --- without scripts, and with them ----------------------------------------------------------


def test_pictures_are_sent_described_and_published_without_scripts(shelf):
    first = shelf.post("/schreiben", {"text": "Riss", "files": [photo()], "do": "upload"})
    picture = Picture.objects.get()

    assert first.status_code == 200
    assert shown_text(first) == "Riss"
    assert not Post.objects.exists()
    sent = {
        "text": "Riss im Riemen",
        "picture": [str(picture.id)],
        f"description-{picture.id}": "Ein Riss, quer über drei Zähne",
        f"focus-{picture.id}": "-1.0,1.0",
    }
    shelf.post("/schreiben", sent)

    picture.refresh_from_db()
    assert PostPicture.objects.get().post.text == "Riss im Riemen"
    assert picture.description == "Ein Riss, quer über drei Zähne"
    assert (picture.focus_x, picture.focus_y) == (-1.0, 1.0)
    assert Revision.objects.get().pictures[0]["description"] == picture.description


def test_a_picture_is_dropped_without_scripts(cast, shelf):
    keep, drop = cast.picture(cast.karl, "Bleibt"), cast.picture(cast.karl, "Geht")

    answer = shelf.post(
        "/schreiben",
        {"text": "Zwei", "picture": [str(keep.id), str(drop.id)], "drop": str(drop.id)},
    )

    assert answer.status_code == 200
    assert re.findall(r'name="picture" value="(\d+)"', answer.content.decode()) == [str(keep.id)]
    assert not Post.objects.exists()


def test_a_script_gets_the_part_of_the_composer(shelf):
    answer = shelf.post("/bilder", {"files": [photo(), SimpleUploadedFile("x.png", b"nein")]})

    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert f"description-{Picture.objects.get().id}" in answer.content.decode()
    assert "x.png is neither a picture nor" in answer.content.decode()


def test_a_new_wording_keeps_describes_and_drops_pictures(cast, shelf):
    keep, drop = cast.picture(cast.karl, "Alt"), cast.picture(cast.karl, "Weg")
    post = cast.says(cast.karl, "Zwei Bilder", pictures=[keep, drop])
    address = f"/@karl/{post.id}/bearbeiten"
    assert "Weg" in shelf.get(address).content.decode()

    sent = {"text": "Ein Bild", "picture": [str(keep.id)], f"description-{keep.id}": "Neu"}
    shelf.post(address, sent)

    assert list(PostPicture.objects.values_list("picture_id", flat=True)) == [keep.id]
    described = [version.pictures[0]["description"] for version in Revision.objects.all()]
    assert described == ["Alt", "Neu"]


def test_a_colleague_keeps_pictures_somebody_else_sent(cast, shelf):
    picture = cast.picture(cast.jonas, "Von Jonas")
    post = cast.says(cast.jonas, "Seht", voice=cast.lindenrad, pictures=[picture])

    cast.signed_in(cast.erika).post(
        f"/@lindenrad/{post.id}/bearbeiten", {"text": "Seht her", "picture": [str(picture.id)]}
    )

    assert PostPicture.objects.get().picture == picture
    assert Post.objects.get().version == 2


def test_a_description_that_is_too_long_changes_nothing(cast, shelf):
    picture = cast.picture(cast.karl, "Alt")
    post = cast.says(cast.karl, "Bild", pictures=[picture])

    answer = shelf.post(
        f"/@karl/{post.id}/bearbeiten",
        {"text": "Neu", "picture": [str(picture.id)], f"description-{picture.id}": "x" * 1501},
    )

    assert answer.status_code == 422
    assert Post.objects.get().text == "Bild"


# --- portraits ---------------------------------------------------------------------------------


def test_the_account_of_a_space_has_no_face(cast, client):
    account = cast.kreis.account

    assert client.get(f"/portraits/{account.id}/1/small.webp").status_code == 404
    assert client.get("/portraits/1/1/small.webp").status_code == 404
    assert client.get(f"/portraits/{cast.karl.id}/1/huge.webp").status_code == 404


def test_without_a_portrait_letters_stand_there(cast, client):
    cast.karl.name = "<b>Karl & Söhne"
    cast.karl.save()

    answer = client.get(f"/portraits/{cast.karl.id}/{cast.karl.version}/small.webp")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert "<b>" not in answer.content.decode()
    assert client.get(f"/headers/{cast.karl.id}/1/large.webp").status_code == 200


def test_a_portrait_is_kept_for_ever_under_its_version_only(cast, client, shelf, tmp_path):
    path = tmp_path / "karl.png"
    path.write_bytes(photo(edge=200).read())
    update_profile(cast.karl, by=cast.karl, values={}, portrait=Upload(path))
    address = f"/portraits/{cast.karl.id}/{{}}/small.webp"

    now, _content = load(client, address.format(cast.karl.version))
    old, _content = load(client, address.format(cast.karl.version - 1))

    assert now["Content-Type"] == "image/webp"
    assert "immutable" in now["Cache-Control"]
    assert old["Cache-Control"].startswith("private")
    again = client.get(address.format(cast.karl.version), headers={"If-None-Match": now["ETag"]})
    assert again.status_code == 304
