"""Emoji of this server on the pages, and the page of who looks after them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from augenhoehe.domain.media.selectors import all_emoji
from augenhoehe.domain.people.actions import update_profile


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def drawing():
    file = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    return SimpleUploadedFile("riemen.png", file.getvalue())


@pytest.fixture
def riemen(cast, commits):
    inga = cast.signed_in(cast.inga)
    with commits():
        inga.post("/verwaltung/emoji", {"shortcode": ":riemen:", "picture": drawing()})
    return all_emoji()[0]


def test_others_have_no_such_page(cast, riemen):
    karl = cast.signed_in(cast.karl)

    assert karl.get("/verwaltung/emoji").status_code == 403
    assert karl.post("/verwaltung/emoji", {"shortcode": "kette"}).status_code == 403
    assert karl.get(f"/verwaltung/emoji/{riemen.id}").status_code == 403
    assert karl.post(f"/verwaltung/emoji/{riemen.id}/abschalten").status_code == 403


def test_what_is_wrong_is_said_beside_the_field(cast, riemen):
    inga = cast.signed_in(cast.inga)

    taken = inga.post("/verwaltung/emoji", {"shortcode": "riemen", "picture": drawing()})
    broken = SimpleUploadedFile("kette.png", b"GIF89a")
    damaged = inga.post("/verwaltung/emoji", {"shortcode": "kette", "picture": broken})

    assert (taken.status_code, damaged.status_code) == (422, 422)
    assert "This name is taken." in taken.text
    assert "Please take a PNG" in damaged.text
    assert 'value="kette"' in damaged.text


def test_it_shows_in_texts_and_names_and_nowhere_else(cast, riemen):
    update_profile(cast.karl, by=cast.karl, values={"name": "Karl :riemen: <b>"})
    cast.says(cast.karl, "Mein :riemen: riss, :kette: nicht. https://x.example/:riemen:/")

    page = cast.signed_in(cast.ada).get(f"/@{cast.karl.handle}").text

    image = f'<img class="emoji" src="/emoji/{riemen.id}.webp" alt=":riemen:"'
    assert f"Mein {image}" in page
    assert f"Karl {image}" in page
    assert "&lt;b&gt;" in page
    assert ":kette: nicht" in page
    assert 'href="https://x.example/:riemen:/"' in page


def test_it_is_sorted_and_taken_out_of_use(cast, riemen, commits):
    inga = cast.signed_in(cast.inga)
    post = cast.says(cast.karl, "Mein :riemen: riss")
    address = f"/@{cast.karl.handle}/{post.id}"
    assert 'class="emoji"' in inga.get(address).text

    inga.post(f"/verwaltung/emoji/{riemen.id}", {"category": "Werkstatt"})
    assert (all_emoji()[0].category, all_emoji()[0].is_offered) == ("Werkstatt", False)
    with commits():
        inga.post(f"/verwaltung/emoji/{riemen.id}/abschalten")
    assert 'class="emoji"' not in inga.get(address).text
    assert "out of use" in inga.get("/verwaltung/emoji").text
    with commits():
        inga.post(f"/verwaltung/emoji/{riemen.id}/einschalten")
    assert 'class="emoji"' in inga.get(address).text
    assert inga.post(f"/verwaltung/emoji/{riemen.id}/irgendwas").status_code == 404
