"""The pages as an app: what a browser is told, and what other apps hand over."""

import json
import re
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import pyvips
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from augenhoehe.domain.media.models import Picture
from tests.interfaces.web.writers import english, shown_text


def png():
    return BytesIO(pyvips.Image.black(8, 8).pngsave_buffer()).getvalue()


@pytest.fixture
def karl(cast):
    return english(cast.signed_in(cast.karl))


# --- what a browser is told ------------------------------------------------------------------


def test_the_manifest_has_what_it_takes_to_install(client, db):
    answer = client.get("/manifest.webmanifest")

    assert answer["Content-Type"] == "application/manifest+json"
    assert not answer.cookies
    said = json.loads(answer.content)
    assert (said["name"], said["id"], said["start_url"]) == ("Lindenrad", "/", "/")
    assert said["display"] == "standalone"
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        drawn = pyvips.Image.new_from_file(file)
        assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    for shortcut in said["shortcuts"]:
        assert client.get(shortcut["url"]).status_code in (200, 302)
    assert said["share_target"]["action"] == "/teilen"


@pytest.mark.parametrize("size", [192, 512])
def test_the_icons_are_the_mark(size):
    mark = finders.find("img/mark.svg")
    drawn = pyvips.Image.svgload(mark, scale=size / 32)

    kept = pyvips.Image.new_from_file(finders.find(f"img/icon-{size}.png"))

    assert (kept - drawn).abs().avg() < 2


def test_the_worker_knows_its_files_and_is_asked_for_anew(client, db):
    answer = client.get("/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    known = json.loads(answer.text.partition("const KNOWN = ")[2].partition(";\n")[0])
    assert known["notices"] == "/meldungen"
    for page in known["pages"].values():
        assert client.get(page).status_code == 200
    assert client.get("/sw.js").text == answer.text


def test_the_offline_page_is_for_nobody_in_particular(karl, client):
    pages = {code: client.get(f"/offline?lang={code}").text for code in ("de", "en")}

    assert "No connection" in pages["en"]
    assert pages["de"] != pages["en"]
    for page in pages.values():
        assert "<script" not in page
        assert "csrf" not in page
    assert "karl" not in karl.get("/offline").text.lower()


def test_every_page_leads_to_the_manifest(client, db):
    page = client.get("/").text

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert 'rel="apple-touch-icon"' in page
    assert 'name="apple-mobile-web-app-title" content="Lindenrad"' in page


def test_the_switch_for_news_works_by_a_script_and_says_so(karl):
    page = karl.get("/einstellungen/geraet").text

    assert re.search(r'data-push-key="[\w-]{87}"', page)
    assert "This needs JavaScript" in page
    assert Client().get("/einstellungen/geraet").status_code == 302


# --- what other apps hand over -----------------------------------------------------------------


def test_other_sites_put_nothing_on_a_shelf(karl):
    answer = karl.post(
        "/teilen",
        {"files": SimpleUploadedFile("a.png", png(), "image/png")},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert not Picture.objects.exists()


def test_who_is_signed_out_signs_in_and_finds_the_words(db):
    for answer in (
        Client().post("/teilen", {"text": "Ein Riemen"}),
        Client().get("/teilen", {"text": "Ein Riemen"}),
    ):
        back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
        assert back == "/schreiben?text=Ein+Riemen"


@pytest.mark.parametrize(
    ("handed", "shown"),
    [
        (
            {"title": "Riemen", "text": "gerissen", "url": "https://a.example"},
            "Riemen\n\ngerissen\n\nhttps://a.example",
        ),
        (
            {"title": "Riemen", "text": "Riemen https://a.example", "url": "https://a.example"},
            "Riemen https://a.example",
        ),
        ({"url": "https://a.example"}, "https://a.example"),
    ],
)
def test_words_wait_in_the_composer_each_once(karl, handed, shown):
    choice = karl.post("/teilen", handed)
    assert "no-store" in choice["Cache-Control"]
    assert 'action="/anderswo-schreiben"' in choice.text
    for answer in (
        karl.get("/teilen", handed, follow=True),
        karl.post("/schreiben", {"text": shown, "do": "upload"}),
    ):
        assert shown_text(answer).replace("\r", "") == shown


def test_nothing_shared_opens_an_empty_composer(karl):
    assert karl.get("/teilen")["Location"] == "/schreiben"


def test_pictures_wait_in_the_composer_and_damage_is_said(karl):
    files = [
        SimpleUploadedFile("a.png", png(), "image/png"),
        SimpleUploadedFile("b.png", b"kein Bild", "image/png"),
    ]

    page = karl.post("/teilen", {"text": "Sieh an", "files": files}, follow=True)

    picture = Picture.objects.get()
    assert f'name="picture" value="{picture.id}"' in page.text
    assert "b.png" in page.text
    assert shown_text(page) == "Sieh an"


def test_pictures_of_others_are_not_put_on_ones_shelf(cast, karl):
    picture = cast.picture(cast.ada)

    page = karl.get(f"/schreiben?picture={picture.id}&picture=x&picture=-1").text

    assert f'value="{picture.id}"' not in page
