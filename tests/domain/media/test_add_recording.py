"""A film or a sound comes in: looked into, and kept as it is."""

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from augenhoehe.domain.media.actions import (
    add_media,
    add_recording,
    describe_picture,
    replace_thumbnail,
)
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.selectors import picture_file, recording_file
from augenhoehe.domain.posts.actions import Wording, edit_post
from augenhoehe.foundation import clock
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.recordings.inspect import BadRecording
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests import recordings


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def upload(tmp_path):
    def write(content: bytes, name: str = "upload") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def drawing(tmp_path):
    Image.new("RGB", (800, 400), "teal").save(tmp_path / "drawing.png")
    return tmp_path / "drawing.png"


def left_in(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_damaged_film_leaves_nothing_behind(cast, upload, media):
    with pytest.raises(BadRecording):
        add_recording(upload(recordings.mp4()[:-9]), by=cast.karl)

    assert left_in(media) == []
    assert not Picture.objects.exists()


def test_a_film_with_a_damaged_drawing_leaves_nothing_behind(cast, upload, media):
    with pytest.raises(BadImage):
        add_recording(
            upload(recordings.mp4()), by=cast.karl, thumbnail=upload(b"GIF89a", "drawing")
        )

    assert left_in(media) == []


def test_a_full_disk_leaves_nothing_behind(cast, upload, media, drawing, monkeypatch):
    def full(*_paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)

    with pytest.raises(OSError, match="No space"):
        add_recording(upload(recordings.mp4()), by=cast.karl, thumbnail=drawing)

    assert left_in(media) == []


def test_a_film_may_be_as_large_as_the_operator_says(cast, upload, settings):
    settings.RECORDING_BYTES = 1000

    with pytest.raises(BadRecording) as refusal:
        add_recording(upload(recordings.mp4()), by=cast.karl)

    assert refusal.value.code == "too_large"


def test_nobody_fills_the_disk_alone(cast, upload, settings, monkeypatch):
    film = recordings.mp4()
    settings.RECORDING_BYTES = len(film)
    monkeypatch.setattr("augenhoehe.domain.media.actions.recordings.MOST_A_DAY", 2)
    for _each in range(2):
        add_recording(upload(film), by=cast.karl)

    with pytest.raises(Invalid, match="go on tomorrow"):
        add_recording(upload(film), by=cast.karl)
    add_recording(upload(film), by=cast.ada)
    Picture.objects.update(created_at=clock.now() - timedelta(hours=25))
    add_recording(upload(film), by=cast.karl)


def test_a_film_is_kept_as_it_came(cast, upload):
    film = recordings.mp4()

    kept = add_media(upload(film, "karl.exe"), by=cast.karl, description="Der Riemen reißt")

    assert recording_file(kept).read_bytes() == film
    assert (kept.kind, kept.mime, kept.size) == ("video", "video/mp4", len(film))
    assert (kept.width, kept.height, kept.seconds, kept.rate) == (640, 360, 2, 30)
    assert (kept.file, kept.has_thumbnail) == ("original.mp4", False)


def test_a_film_does_not_tell_when_and_where_it_was_taken(cast, upload):
    film = bytearray(recordings.mp4())
    for kind in (b"mvhd", b"tkhd", b"mdhd"):
        at = film.find(kind)
        film[at + 8 : at + 16] = b"\xe3\x01\x02\x03\xe3\x01\x02\x04"
    told = recordings.box(b"\xa9xyz", b"\0\x12\x15\xc7+54.3233+010.1228/")
    told += recordings.box(b"loci", b"\0\0\0\0Kiel\0\1\2\3\4") + b"\0\0\0\x0cnote2026"
    told += recordings.box(b"meta", b"x 2026-11-23T17:04:05+0100 x")
    movie = film.find(b"moov") - 4
    whole = recordings.box(b"moov", bytes(film[movie + 8 :]), recordings.box(b"udta", told))

    kept = add_recording(upload(bytes(film[:movie]) + whole), by=cast.karl)

    stands = recording_file(kept).read_bytes()
    assert len(stands) == movie + len(whole)
    for trace in (b"\xe3\x01", b"54.3", b"010.1", b"Kiel", b"T17:04"):
        assert trace not in stands
    assert b"note2026" in stands
    assert (kept.kind, kept.seconds, kept.width) == ("video", 2, 640)


def test_a_sound_with_a_drawing_has_its_sizes(cast, upload, drawing):
    kept = add_media(upload(recordings.mp3()), by=cast.karl, thumbnail=drawing)

    assert (kept.kind, kept.width, kept.has_thumbnail) == ("audio", 0, True)
    assert (kept.preview_width, kept.preview_height) == (800, 400)
    assert kept.blurhash
    with Image.open(picture_file(kept, "small")) as small:
        assert small.size == (640, 320)


def test_nobody_puts_a_drawing_beside_somebody_elses_film(cast, upload, drawing):
    kept = add_media(upload(recordings.mp4()), by=cast.karl)

    with pytest.raises(NotAllowed):
        replace_thumbnail(kept, drawing, by=cast.ada)
    with pytest.raises(Invalid, match="own preview"):
        replace_thumbnail(cast.picture(cast.karl), drawing, by=cast.karl)

    replace_thumbnail(kept, drawing, by=cast.karl)
    kept.refresh_from_db()
    assert (kept.has_thumbnail, kept.preview_width) == (True, 800)


def test_a_post_has_pictures_or_one_film(cast, upload):
    film, sound = (
        add_media(upload(content), by=cast.karl) for content in (recordings.mp4(), recordings.mp3())
    )

    for mixed in ([film, cast.picture(cast.karl)], [film, sound]):
        with pytest.raises(Invalid, match="or one film"):
            cast.says(cast.karl, "Seht", pictures=mixed)

    assert cast.says(cast.karl, "Seht", pictures=[film]).version == 1


def test_another_focus_is_another_version(cast):
    picture = cast.picture(cast.karl)
    post = cast.says(cast.karl, "Seht", pictures=[picture])

    describe_picture(picture, by=cast.karl, description=picture.description, focus=(0.5, 0))
    edited = edit_post(post, by=cast.karl, wording=Wording(text="Seht", pictures=[picture]))
    again = edit_post(post, by=cast.karl, wording=Wording(text="Seht", pictures=[picture]))

    assert (edited.version, again.version) == (2, 2)
