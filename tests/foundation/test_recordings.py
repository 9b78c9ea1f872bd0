"""Films and sounds are recognised by their content, and what is broken is refused."""

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.foundation.recordings.inspect import BadRecording, inspect_recording
from augenhoehe.foundation.recordings.mp4 import mp4 as read_mp4
from augenhoehe.foundation.recordings.refused import Refused
from augenhoehe.foundation.recordings.webm import webm as read_webm
from tests import recordings

LARGEST = 10**6


def inspected(tmp_path, content, **how):
    path = tmp_path / "upload.bin"
    path.write_bytes(content)
    return inspect_recording(path, **({"max_bytes": LARGEST} | how))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (bytes(LARGEST + 1), "too_large"),
        (b"<html>", "unsupported"),
        (recordings.mp4(video=b"hvc1"), "unsupported"),
        (recordings.mp4(audio=b"ac-3"), "unsupported"),
        (recordings.webm(doctype=b"matroska"), "unsupported"),
        (recordings.webm(codec=b"V_MPEG4/ISO/AVC"), "unsupported"),
        (recordings.mp4(size=(0, 0)), "broken"),
        (recordings.mp4(size=(9000, 9000)), "too_many_pixels"),
        (recordings.mp4(video=b"", audio=b""), "broken"),
        (recordings.mp4()[:-5], "broken"),
        (recordings.webm()[:-5], "broken"),
        (recordings.wav()[:-50], "broken"),
        (recordings.mp3(2), "broken"),
        (b"ID3\4\0\0\0\0\0\0" + b"no music at all", "broken"),
        (b"\xff\xfb\x90\x00" + bytes(5000), "unsupported"),  # one frame and nothing after it
        (b"OggS" + bytes(80), "unsupported"),
        (b"fLaC" + bytes(80), "broken"),
        (b"\0\0\0\x18ftypisom" + bytes(20), "broken"),
        (b"\x1a\x45\xdf\xa3" + b"\xff" * 40, "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_browsers_do_not_play_is_refused(tmp_path, content, code):
    with pytest.raises(BadRecording) as refusal:
        inspected(tmp_path, content)

    assert refusal.value.code == code
    assert refusal.value.message


def test_a_box_that_is_longer_than_the_file_is_not_believed(tmp_path):
    lie = struct.pack(">I4sQ", 1, b"moov", 2**63) + bytes(100)

    with pytest.raises(BadRecording) as refusal:
        inspected(tmp_path, recordings.box(b"ftyp", b"isom") + lie)

    assert refusal.value.code == "broken"


def test_a_hundred_thousand_boxes_are_too_many(tmp_path):
    with pytest.raises(BadRecording) as refusal:
        inspected(tmp_path, recordings.box(b"ftyp", b"isom") + recordings.box(b"free") * 100_000)

    assert refusal.value.code == "broken"


@pytest.mark.parametrize(
    ("content", "kind", "mime", "ending", "measures", "seconds"),
    [
        (recordings.mp4(), "video", "video/mp4", "mp4", (640, 360), 2),
        (recordings.mp4(turned=True), "video", "video/mp4", "mp4", (360, 640), 2),
        (recordings.mp4(audio=b""), "video", "video/mp4", "mp4", (640, 360), 2),
        (recordings.webm(), "video", "video/webm", "webm", (320, 240), 2.5),
        (recordings.mp4(video=b""), "audio", "audio/mp4", "m4a", (0, 0), 2),
        (
            recordings.webm(codec=b"A_OPUS", is_film=False),
            "audio",
            "audio/webm",
            "weba",
            (0, 0),
            2.5,
        ),
        (recordings.mp3(), "audio", "audio/mpeg", "mp3", (0, 0), 2.1),
        (recordings.wav(), "audio", "audio/wav", "wav", (0, 0), 1),
        (recordings.opus(), "audio", "audio/ogg", "ogg", (0, 0), 3),
        (recordings.flac(), "audio", "audio/flac", "flac", (0, 0), 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_films_and_sounds_say_what_they_are(
    tmp_path, content, kind, mime, ending, measures, seconds
):
    found = inspected(tmp_path, content)

    assert (found.kind, found.mime, found.ending) == (kind, mime, ending)
    assert (found.width, found.height) == measures
    assert round(found.seconds, 1) == seconds
    assert found.rate == (30 if mime == "video/mp4" else 0)


@pytest.mark.parametrize(
    ("read", "whole"), [(read_mp4, recordings.mp4(content=b"x")), (read_webm, recordings.webm())]
)
def test_whatever_the_tables_say_they_are_read_to_an_end(tmp_path, read, whole):
    """Within the child any of these becomes a refusal; nothing else may come out."""

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(at=st.integers(0, len(whole) - 1), put=st.binary(min_size=1, max_size=9))
    def turned_over(at, put):
        content = whole[:at] + put + whole[at + len(put) :]
        path = tmp_path / "turned"
        path.write_bytes(content)
        with path.open("rb") as file:
            try:
                found = read(file, len(content))
            except (Refused, struct.error, LookupError, ValueError, ArithmeticError):
                return
            assert isinstance(found, dict)

    turned_over()
