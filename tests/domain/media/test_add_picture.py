"""A picture comes in: checked, stripped of what it tells about a person, resized."""

import pytest
from PIL import Image

from augenhoehe.domain.media.actions import add_picture
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.selectors import picture_file
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.verdicts import Invalid


def photograph(path, size=(900, 600)):
    exif = Image.Exif()
    exif[0x010F] = "Karls Telefon"
    Image.new("RGB", size, "teal").save(path, exif=exif)
    return path


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_not_kept(cast, tmp_path, content):
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)

    with pytest.raises(BadImage):
        add_picture(path, by=cast.karl)

    assert not Picture.objects.exists()


def test_a_wrong_description_is_said_before_any_work(cast, tmp_path):
    with pytest.raises(Invalid, match="1500 characters"):
        add_picture(tmp_path / "not there", by=cast.karl, description="R" * 1501)


def test_a_photograph_is_kept_in_its_sizes_without_what_it_tells(cast, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    path = photograph(tmp_path / "karl.jpg")

    picture = add_picture(path, by=cast.karl, description="Riss", focus=(0.25, 0))

    assert (picture.owner, picture.description, picture.focus_x) == (cast.karl, "Riss", 0.25)
    assert (picture.width, picture.height) == (900, 600)
    assert picture.blurhash
    for size, width in (("small", 640), ("large", 900)):
        file = picture_file(picture, size)
        assert b"Karls Telefon" not in file.read_bytes()
        with Image.open(file) as image:
            assert image.size[0] == width
