"""HTML from elsewhere: no trick of a browser comes through, and nothing takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.activitypub.records import Hashtag, Post, Writer
from augenhoehe.domain.people.models import Account
from augenhoehe.interfaces.federation.translate.html_in import html_of

TRICKS = [
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" \tjava\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<a href='vbscript:x'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<p style="position:fixed" onclick="x()">y</p>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<p><a href="https://x.example" onmouseover="x()" target=_blank>x',
    "<template><script>1</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<base href="https://evil.example/">',
    '<form action="https://evil.example"><input type=password></form>',
    '<meta http-equiv=refresh content="0;url=https://evil.example">',
    '<a href="//evil.example">x</a>',
    '<p class="masthead" id="main">x</p>',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
]
_BAD = ("<script", "<img", "<svg", "<iframe", "<style", "<form", "<base", "<meta", "<input")
KARL = Account(id=1, handle="karl", domain="", name="Karl")


def note(content, **more):
    said = {"id": "https://e.example/1", "kind": "Note", "author": "https://e.example/a"}
    return Post(**(said | {"content": content} | more))


def assert_harmless(html):
    low = html.lower()
    assert not any(bad in low for bad in _BAD)
    tags = [part.split(">")[0] for part in low.split("<")[1:]]
    assert not any(" on" in tag or "style=" in tag or "id=" in tag for tag in tags)
    targets = [tag.split('href="')[1].split('"')[0] for tag in tags if 'href="' in tag]
    safe = ("http://", "https://", "mailto:", "/@", "/tags/")
    assert all(target.startswith(safe) for target in targets)


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("kind", ["Note", "Article"])
def test_no_trick_comes_through(trick, kind):
    assert_harmless(html_of(note(trick, kind=kind, name=trick, summary=trick), {}))


@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
@pytest.mark.parametrize("trick", [*TRICKS, "[x](javascript:alert(1))", "[x](/\\evil.example)"])
def test_nor_in_other_ways_to_write(trick, media_type):
    assert_harmless(html_of(note(trick, media_type=media_type), {}))


@given(st.text(max_size=200))
@settings(max_examples=40)
def test_nor_by_chance(content):
    post = note(
        content, hashtags=(Hashtag("x", "https://e.example/tags/x"),), quote="https://q.example/1"
    )
    assert_harmless(html_of(post, {"https://h.example/actors/1": KARL}))


def test_what_turns_the_text_around_is_gone():
    html = html_of(note("<p>abc\u202e\u2066gpj.exe</p>"), {})

    assert "\u202e" not in html
    assert "\u2066" not in html


@pytest.mark.parametrize(
    "content",
    [
        "<b>" * 80_000,
        "<ul><li>" * 30_000,
        "<" * 250_000,
        '<p class="quote-inline">' * 9_000,
        '<a href="https://x.example/">' * 8_000,
        "&#x202e;" * 30_000,
        "<p>word</p>" * 20_000,
    ],
)
def test_nothing_takes_long(content):
    begun = time.process_time()

    html = html_of(note(content, quote="https://q.example/1"), {})

    assert time.process_time() - begun < 2
    assert_harmless(html)


def test_a_long_note_is_shortened_with_a_link():
    html = html_of(note("<p>" + "word " * 5_000 + "</p>", url="https://e.example/@a/1"), {})

    assert len(html) < 12_000
    assert 'href="https://e.example/@a/1"' in html


def test_mentions_and_hashtags_lead_here():
    ada = Account(
        id=2,
        handle="ada",
        domain="f.example",
        uri="https://f.example/u/2",
        url="https://f.example/@ada",
    )
    post = note(
        '<p><a href="http://testserver/@karl" class="u-url mention">@karl</a> '
        '<a href="https://f.example/u/2">@ada</a> <a href="https://e.example/tags/Rad">#Rad</a></p>',
        hashtags=(Hashtag("Rad", "https://e.example/tags/Rad"),),
    )

    html = html_of(post, {"http://testserver/actors/1": KARL, ada.uri: ada})

    assert '<a href="/@karl" class="mention"' in html
    assert '<a href="https://f.example/@ada" class="mention"' in html
    assert '<a href="/tags/rad" class="hashtag"' in html


def test_what_stands_for_a_quote_elsewhere_is_left_out_here():
    content = '<p class="quote-inline">RE: <a href="https://q.example/1">q</a></p><p>Indeed</p>'

    assert html_of(note(content, quote="https://q.example/1"), {}) == "<p>Indeed</p>"
    assert "RE:" in html_of(note(content), {})


WRITER = Writer(name="Erika")
LINE = '<p class="p-author">— Erika, for Lindenrad</p>'


def test_who_wrote_for_a_voice_is_said_once():
    said = f"<p>We look into it.</p>{LINE}"

    assert html_of(note(said, written_by=WRITER), {}) == "<p>We look into it.</p>"
    assert "Erika" in html_of(note(said), {}), "nobody else says it"
    assert "Erika" in html_of(note(said, written_by=Writer(id="https://e.example/e")), {})


def test_only_the_last_line_of_its_kind_is_a_signature():
    said = f"{LINE}<p>That is how we sign.</p>{LINE}<p>Written on 2026-11-01</p>"

    html = html_of(note(said, written_by=WRITER), {})

    assert html.count("Erika") == 1
    assert html.startswith("<p>— Erika")
    assert html.endswith("<p>Written on 2026-11-01</p>")


def test_a_quotation_and_a_signature_are_left_out_each_for_its_own_reason():
    said = f'<p class="quote-inline">RE: https://q.example/1</p><p>Yes</p>{LINE}'

    quoting = html_of(note(said, quote="https://q.example/1"), {})
    signed = html_of(note(said, written_by=WRITER), {})
    both = html_of(note(said, quote="https://q.example/1", written_by=WRITER), {})

    assert ("RE:" in quoting, "Erika" in quoting) == (False, True)
    assert ("RE:" in signed, "Erika" in signed) == (True, False)
    assert both == "<p>Yes</p>"


def test_long_lines_of_a_kind_take_no_time():
    begun = time.process_time()
    html_of(note('<p class="p-author">' * 10_000, written_by=WRITER), {})

    assert time.process_time() - begun < 2
