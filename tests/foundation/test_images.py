"""Images from people: bombs stay outside, and what tells about the photographer goes."""

import errno
import io
import os
import struct
import subprocess
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from augenhoehe.foundation import decoder, images
from augenhoehe.foundation.images import BadImage, process_image
from augenhoehe.foundation.patience import Patience

SIZES = {"small": 64, "large": 200}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "media"


def saved(tmp_path: Path, image: Image.Image, kind: str, **options: Any) -> Path:
    path = tmp_path / "upload"  # No name, no ending: content decides.
    image.save(path, kind, **options)
    return path


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "upload.jpg"
    path.write_bytes(content)
    return path


def photo(width: int = 400, height: int = 300) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def png_of(width: int, height: int, pixels: bytes = bytes(1000)) -> bytes:
    """A black and white image of that size, or one that only claims to be."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(pixels, 1)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + body


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"x" * 2_000_001, "too_large"),
        (b"Hallo, I am a letter.", "not_an_image"),
        (b"PK\x03\x04", "not_an_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"\n<?xml version='1.0'?><svg/>", "unsupported"),
        (b"%PDF-1.7", "unsupported"),
        (encoded(photo(), "TIFF"), "unsupported"),
        (encoded(photo(), "BMP"), "unsupported"),
        (png_of(10_000, 10_000), "too_many_pixels"),
        (png_of(2_000_000_000, 2), "broken"),
        (png_of(400, 300), "broken"),
        (encoded(photo(), "JPEG")[:2000], "broken"),
        (encoded(photo(), "PNG")[:500], "broken"),
        (b"GIF89a", "broken"),
    ],
)
def test_a_bad_file_is_refused_with_a_code_and_leaves_nothing(tmp_path, folder, content, code):
    source = written(tmp_path, content)

    with pytest.raises(BadImage) as refusal:
        process_image(source, folder, sizes=SIZES, max_bytes=2_000_000)

    assert refusal.value.code == code
    assert refusal.value.message
    assert not folder.exists()


def test_a_bomb_kills_the_child_and_not_the_server(tmp_path, folder):
    # 500 kB that unpack to 2.7 GB, should somebody allow so many pixels.
    edge = 30_000
    source = written(tmp_path, png_of(edge, edge, bytes(edge * (edge // 8 + 1))))

    with pytest.raises(BadImage) as refusal:
        process_image(source, folder, sizes={"huge": edge}, max_pixels=10**10)

    assert refusal.value.code in ("broken", "timeout")
    assert not folder.exists()


@pytest.mark.parametrize("greed", ["bytearray(2 * 1024**3)", "open('x', 'wb').truncate(2**31)"])
def test_the_child_cannot_lift_its_limits(tmp_path, greed):
    code = f"import runpy; child = runpy.run_path({str(images._CHILD)!r}); child['limit_myself']()"

    child = subprocess.run(
        [sys.executable, "-I", "-c", f"{code}; {greed}"], capture_output=True, cwd=tmp_path
    )

    assert child.returncode != 0


def test_an_image_that_takes_too_long_is_given_up(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(images, "WALL_SECONDS", 0.01)

    with pytest.raises(BadImage) as refusal:
        process_image(saved(tmp_path, photo(), "PNG"), folder, sizes=SIZES)

    assert refusal.value.code == "timeout"
    assert not folder.exists()


def test_files_that_take_long_do_not_take_all_threads(settings, monkeypatch, tmp_path):
    settings.THREADS = 3
    monkeypatch.setattr(decoder, "_SOON_SECONDS", 0.2)
    go_on = threading.Event()

    def slow(*_):
        go_on.wait(5)
        return subprocess.CompletedProcess([], 0, stdout=b"{}\n")

    monkeypatch.setattr(decoder, "_run", slow)
    read = partial(decoder.read_by_child, Path("x"), {}, tmp_path)
    with ThreadPoolExecutor(3) as threads:
        first = [threads.submit(read) for _each in range(2)]
        time.sleep(0.3)
        with pytest.raises(Patience):  # at once, and the next one too
            read()
        go_on.set()
        assert [one.result() for one in first] == [{}, {}]
        # Those that are soon done are waited for.
        assert [one.result() for one in [threads.submit(read) for _each in range(9)]] == [{}] * 9
    assert decoder._began == []


def test_a_full_disk_is_not_the_fault_of_the_image(tmp_path, folder, monkeypatch):
    answer = subprocess.CompletedProcess([], 0, stdout=b'{"errno": %d}\n' % errno.ENOSPC)
    monkeypatch.setattr(decoder, "_run", lambda *_: answer)

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        process_image(saved(tmp_path, photo(), "PNG"), folder, sizes=SIZES)

    assert not folder.exists()


def test_what_was_there_stays_there(tmp_path, folder):
    folder.mkdir()
    (folder / "large.webp").write_bytes(b"an older one")

    with pytest.raises(BadImage):
        process_image(written(tmp_path, png_of(400, 300)), folder, sizes=SIZES)

    assert [path.read_bytes() for path in folder.iterdir()] == [b"an older one"]


def test_a_size_is_not_a_way_out_of_the_folder(tmp_path, folder):
    with pytest.raises(ValueError, match="names"):
        process_image(saved(tmp_path, photo(), "PNG"), folder, sizes={"../x": 10})


# --- the happy way ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_images_of_the_web_become_webp_in_every_size(tmp_path, folder, kind):
    result = process_image(saved(tmp_path, photo(), kind), folder, sizes=SIZES)

    assert (result.width, result.height, result.mime) == (200, 150, "image/webp")
    assert len(result.blurhash) == 28
    assert result.files == {"small": "small.webp", "large": "large.webp"}
    assert sorted(path.name for path in folder.iterdir()) == ["large.webp", "small.webp"]
    with Image.open(folder / "small.webp") as small:
        assert (small.format, small.size) == ("WEBP", (64, 48))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_hold_colours_is_understood(tmp_path, folder, mode):
    image = Image.new(mode, (90, 60)) if mode == "I;16" else photo(90, 60).convert(mode)

    result = process_image(saved(tmp_path, image, "PNG"), folder, sizes=SIZES)

    assert (result.width, result.height) == (90, 60)


def test_a_print_file_gets_the_colours_of_screens(tmp_path, folder):
    process_image(saved(tmp_path, photo().convert("CMYK"), "JPEG"), folder, sizes=SIZES)

    with Image.open(folder / "large.webp") as large:
        assert large.mode == "RGB"


def test_a_small_image_keeps_its_size(tmp_path, folder):
    result = process_image(saved(tmp_path, photo(30, 20), "PNG"), folder, sizes=SIZES)

    assert (result.width, result.height) == (30, 20)


@pytest.mark.parametrize(("measures", "edge"), [((400, 300), 200), ((30, 50), 30)])
def test_an_avatar_is_cropped_to_a_square(tmp_path, folder, measures, edge):
    source = saved(tmp_path, photo(*measures), "PNG")

    result = process_image(source, folder, sizes=SIZES, square=True)

    assert (result.width, result.height) == (edge, edge)
    with Image.open(folder / "small.webp") as small:
        assert small.size == (min(edge, 64), min(edge, 64))


def test_it_stands_upright_and_does_not_tell_where_it_was_taken(tmp_path, folder):
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by 90 degrees.
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)  # Latitude.
    source = saved(tmp_path, photo(400, 300), "JPEG", exif=exif, comment=b"SecretComment")

    result = process_image(source, folder, sizes=SIZES)

    content = (folder / "large.webp").read_bytes()
    assert (result.width, result.height) == (150, 200)
    assert not any(mark in content for mark in (b"Secret", b"EXIF", b"ICCP", b"XMP "))


def test_of_an_animation_the_first_frame_is_shown(tmp_path, folder):
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    source = saved(tmp_path, frames[0], "GIF", save_all=True, append_images=frames[1:])

    process_image(source, folder, sizes=SIZES)

    with Image.open(folder / "small.webp") as small:
        red, _, blue = small.convert("RGB").getpixel((25, 25))
        assert red > 200 > 50 > blue
        assert getattr(small, "n_frames", 1) == 1
