"""Imprint and privacy: on every server from the first day, from the operator's own files."""

import pytest
from django.test import Client

from augenhoehe.foundation.markdown import to_html

PAGES = {"/impressum": "IMPRINT_FILE", "/datenschutz": "PRIVACY_FILE"}


def page(address, language="en"):
    response = Client().get(address, headers={"accept-language": language})
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


@pytest.fixture(autouse=True)
def nothing_written(settings, db):
    settings.SERVER_LANGUAGE = "auto"
    settings.IMPRINT_FILE = settings.PRIVACY_FILE = ""
    settings.CONTACT = "hilfe@lindenrad.example"


@pytest.mark.parametrize(("address", "setting"), PAGES.items())
def test_without_a_file_the_page_says_so_and_whom_to_ask(address, setting):
    html = page(address)

    assert f"AUGENHOEHE_{setting}" in html
    assert "mailto:hilfe@lindenrad.example" in html


@pytest.mark.parametrize(("address", "setting"), PAGES.items())
def test_a_file_that_is_gone_breaks_nothing(address, setting, settings, tmp_path):
    setattr(settings, setting, str(tmp_path / "nowhere.md"))

    assert f"AUGENHOEHE_{setting}" in page(address)


@pytest.mark.parametrize(("address", "setting"), PAGES.items())
def test_the_operators_own_text(address, setting, settings, tmp_path):
    (tmp_path / "text.md").write_text("# Imprint\n\nLindenrad, **Lindenbrück**", "utf-8")
    (tmp_path / "text.de.md").write_text("Lindenrad in *Lindenbrück*", "utf-8")
    setattr(settings, setting, str(tmp_path / "text.md"))

    assert "Lindenrad, <strong>Lindenbrück</strong>" in page(address)
    assert "Lindenrad in <em>Lindenbrück</em>" in page(address, "de")
    assert page(address).count("<h1>") == 1


def test_the_english_words_lead_to_the_pages(db):
    for word, address in {
        "/imprint": "/impressum",
        "/privacy": "/datenschutz",
        "/cases": "/faelle",
        "/equality": "/gleichheit",
    }.items():
        assert Client().get(word)["Location"] == address


# --- the little Markdown --------------------------------------------------------------------


def test_no_html_comes_through():
    html = to_html("<script>alert(1)</script>\n\n## <b>x</b>\n\n- <img src=x onerror=y>")

    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html


def test_links_lead_only_where_links_may_lead():
    html = to_html('[a](javascript:alert(1)) [b](//evil.example) [c](https://x.example/"onx=")')

    assert "javascript:" not in html.replace("(javascript:alert(1))", "")
    assert 'href="//' not in html
    assert '"onx' not in html


def test_what_an_imprint_needs():
    html = to_html(
        "# Imprint\n\n## Who\nLindenrad GmbH\nMühlenstraße 40\n\n"
        "- [cases](/faelle)\n- post@lindenrad.example\n\nSee https://lindenrad.example."
    )

    assert html == (
        "<h2>Who</h2><p>Lindenrad GmbH<br>Mühlenstraße 40</p>\n"
        '<ul><li><a href="/faelle">cases</a></li><li><a href="mailto:post@lindenrad.example">'
        "post@lindenrad.example</a></li></ul>\n"
        '<p>See <a href="https://lindenrad.example">https://lindenrad.example</a>.</p>'
    )
