"""A film or a sound: added while one writes, and played without scripts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.posts.models import Post
from tests import recordings


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def file(content, name="film.mp4"):
    return SimpleUploadedFile(name, content)


def test_what_cannot_be_played_is_named_and_the_text_is_kept(cast, settings):
    karl = cast.signed_in(cast.karl)
    settings.RECORDING_BYTES = 2**20
    cases = {
        "film.mp4: films have to be MP4": recordings.mp4(video=b"hvc1"),
        "film.mp4 is damaged": recordings.mp4()[:-5],
        "film.mp4 is larger than 1 MB": recordings.mp4(content=bytes(2**20)),
    }

    for words, content in cases.items():
        answer = karl.post("/schreiben", {"text": "Seht", "files": [file(content)]})
        assert answer.status_code == 422
        assert words in answer.text
        assert "Seht</textarea>" in answer.text
    assert not Post.objects.exists()


def test_a_film_is_published_and_played(cast):
    karl = cast.signed_in(cast.karl)
    karl.post("/bilder", {"files": [file(recordings.mp4())]})
    film = Picture.objects.get()

    shown = karl.post(
        "/schreiben",
        {"text": "Seht", "picture": film.id, f"description-{film.id}": "Er reißt", "audience": "0"},
    )
    page = karl.get(shown["Location"].partition("#")[0]).text

    assert re.search(rf'<video [^>]*controls[^>]* src="/media/{film.id}/original.mp4"', page)
    assert "Er reißt" in page
    assert "<script>" not in page


def test_a_sound_has_no_focus_and_is_told_to_stay_as_it_is(cast):
    karl = cast.signed_in(cast.karl)

    answer = karl.post("/bilder", {"files": [file(recordings.mp3(), "kette.mp3")]})

    assert answer.status_code == 200
    assert "<audio" in answer.text
    assert "What is to be heard" in answer.text
    assert "published as it is" in answer.text
    assert 'name="focus-' not in answer.text


def test_a_film_and_a_picture_are_too_much(cast):
    film = Picture.objects.create(
        owner=cast.karl, folder="x", kind="video", file="original.mp4", width=1, height=1
    )
    sent = {"text": "Seht", "picture": [film.id, cast.picture(cast.karl).id], "audience": "0"}

    answer = cast.signed_in(cast.karl).post("/schreiben", sent)

    assert answer.status_code == 422
    assert "or one film" in answer.text


def test_the_house_keeps_its_films(cast, client):
    film = Picture.objects.create(
        owner=cast.erika, folder="x", kind="video", file="original.mp4", width=1, height=1
    )
    cast.says(cast.erika, "Nur hier", space=cast.haus, pictures=[film])

    assert client.get(f"/media/{film.id}/original.mp4").status_code == 404
    assert cast.signed_in(cast.karl).get(f"/media/{film.id}/original.mp4").status_code == 404
    assert cast.signed_in(cast.jonas).get(f"/media/{film.id}/original.webm").status_code == 404
