"""What a page says about itself, whatever it says."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.foundation.page_head import PageHead, links_of, read_head

URL = "https://zeitung.example/rad/riemen"
PAGE = """<!doctype html><html lang="de-DE"><head><meta charset="utf-8">
<title>Zeitung – Rad</title>
<script>var x = "<meta property='og:title' content='aus dem Skript'>"</script>
<!-- <meta property="og:title" content="aus dem Kommentar"> -->
<meta property="og:title" content="Riemen &amp; Kette: 3 > 2">
<meta content='Was h&auml;lt "länger"?' name='description'>
<meta property=og:site_name content=Zeitung>
<meta property="og:image" content="/bilder/riemen.jpg">
<meta property="og:image:alt" content="Riemen">
<meta property="article:published_time" content="2026-01-02T03:04:05+01:00">
<meta name="author" content="Ada Okafor"><meta name="fediverse:creator" content="@ada@testserver">
</head><body><meta property="og:description" content="aus dem Text"><h1>Riemen</h1></body></html>"""


def read(page, **more):
    return read_head(page.encode() if isinstance(page, str) else page, url=URL, **more)


def test_a_page_says_what_it_is():
    assert read(PAGE) == PageHead(
        title="Riemen & Kette: 3 > 2",
        description='Was hält "länger"?',
        language="de",
        author_name="Ada Okafor",
        site_name="Zeitung",
        picture="https://zeitung.example/bilder/riemen.jpg",
        picture_alt="Riemen",
        published_at=datetime.fromisoformat("2026-01-02T03:04:05+01:00").astimezone(UTC),
        creator="@ada@testserver",
    )


def test_a_page_without_all_that_has_its_title():
    assert read("<title>\n  Nur\n ein  Titel </title><p>Text").title == "Nur ein Titel"


def test_an_author_may_be_an_address():
    head = read('<meta property="article:author" content="https://zeitung.example/ada">')

    assert (head.author_name, head.author_url) == ("", "https://zeitung.example/ada")


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "windows-1252"])
def test_the_answer_says_in_which_letters_it_is_written(charset):
    assert read("<title>Räder</title>".encode(charset), charset=charset).title == "Räder"


def test_or_the_page_says_it():
    page = '<meta charset="iso-8859-1"><title>Räder</title>'.encode("iso-8859-1")

    assert read(page).title == "Räder"


@pytest.mark.parametrize("charset", ["zlib", "rot13", "no-such", "idna", "\0"])
def test_letters_nobody_knows_are_read_as_usual(charset):
    assert read("<title>Räder</title>", charset=charset).title == "Räder"


@pytest.mark.parametrize(
    "picture", ["javascript:alert(1)", "data:image/png;base64,x", "http://", "https://[::1", "a b"]
)
def test_what_is_no_picture_on_the_web_is_none(picture):
    found = read(f'<meta property="og:image" content="{picture}">').picture

    assert found in ("",) or found.startswith("https://zeitung.example/")


def test_what_is_long_is_cut():
    page = f'<title>{"x" * 5000}</title><meta name="description" content="{"y" * 3500}">'

    head = read(page)

    assert len(head.title) == 300
    assert len(head.description) == 1000


@pytest.mark.parametrize(
    "part", ["<!", "<!--", "<a ", "</a ", '<a "', "<a x='", "<title>", '<m "<m', "<meta x=y ", "<"]
)
def test_a_page_made_to_be_slow_is_read_in_no_time(part):
    page = part * (1_000_000 // len(part))
    before = time.process_time()

    read(page)
    links_of(page.encode(), "me")

    assert time.process_time() - before < 2.0


def test_links_that_say_what_they_are_are_found_in_head_and_body():
    page = b"""<html><head><link rel="me" href="https://one.example"></head>
        <body><script><a rel="me" href="https://script.example"></script>
        <A REL='nofollow ME' HREF=' https://two.example '>two</A> <a href=https://no.example>"""

    assert links_of(page, "me") == ["https://one.example", "https://two.example"]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-16", "utf-8"]))
def test_nothing_makes_it_fail(body, charset):
    read(b"<title>" + body + b"<meta property=og:image content=" + body + b">", charset=charset)
