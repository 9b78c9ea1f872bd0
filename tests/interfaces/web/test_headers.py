"""What comes with a page: strict headers, no cookie for readers, nothing from elsewhere."""

import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

import augenhoehe.interfaces.web as web
from augenhoehe.config.server.stylesheets import bundle
from augenhoehe.interfaces.web import addresses
from tests.interfaces.web.readers import address_of, browser, read

WEB = Path(web.__file__).parent
CSS = WEB / "static/css"
PUBLIC = ("/", "/alle", "/suche?q=rad", "/faelle", "/raeume", "/stimmen", "/gleichheit")


def stylesheet():
    return bundle("css/index.css", lambda name: (WEB / "static" / name).read_text())


@pytest.mark.parametrize("address", PUBLIC)
def test_whoever_only_reads_gets_no_cookie(cast, address):
    case = cast.complains(cast.karl, "Der Riemen am #rad ist gerissen.")
    reader = browser(cast)
    reader.cookies.clear()

    for page in (address, address_of(case.post)):
        assert not reader.get(page).cookies


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_in_the_page(cast, address):
    cast.complains(cast.karl, "Der Riemen am #rad ist gerissen.")

    for who in (None, cast.erika):
        page = read(browser(cast, who), address)
        assert not re.search(r"<script(?![^>]* src=)", page)
        assert not re.search(r"\s(?:style|on\w+)=", page)
        loaded = re.findall(
            r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="([^"]*)"', page
        )
        assert loaded and all(one.startswith("/") and one[1] != "/" for one in loaded)


def test_every_answer_has_the_strict_headers(cast):
    for address, status in (("/", 200), ("/gibt/es/nicht", 404)):
        answer = browser(cast).get(address)
        assert answer.status_code == status
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


def test_a_page_of_somebody_is_kept_nowhere(cast):
    assert browser(cast, cast.karl).get("/alle")["Cache-Control"] == "private, no-store"


def test_the_first_load_is_small(cast):
    for n in range(20):
        cast.says(cast.karl, f"Beitrag {n}: " + "Der Riemen am Rad ist wieder gerissen. " * 8)
    page = read(browser(cast), "/alle")

    scripts = sum(file.stat().st_size for file in (WEB / "static/js").rglob("*.js"))
    pictures = sum(file.stat().st_size for file in (WEB / "static/img").rglob("*.svg"))
    styles = stylesheet().encode()
    assert len(gzip.compress(page.encode())) + len(gzip.compress(styles)) < 40_000
    # Even where nothing is compressed; the style sheet serves all pages and is kept.
    assert len(page.encode()) + scripts + pictures < 100_000


def test_every_stylesheet_is_loaded(cast):
    index = (CSS / "index.css").read_text()

    for file in (*CSS.glob("components/*.css"), *CSS.glob("pages/*.css")):
        assert f'url("{file.relative_to(CSS)}")' in index, f"{file.name} is missing in index.css"


def test_only_tokens_have_colours():
    for file in CSS.rglob("*.css"):
        if file.name != "tokens.css":
            found = re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s])|\b(?:rgb|hsl|oklch)\(", file.read_text())
            assert not found, f"{file.name} has a colour of its own: {found}"


def test_styles_use_only_tokens_there_are():
    styles = stylesheet()
    known = set(re.findall(r"(--[\w-]+)\s*:", styles))

    assert set(re.findall(r"var\((--[\w-]+)", styles)) <= known


def test_every_drawing_that_is_named_is_there():
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (WEB / "static/img/icons.svg").read_text()))
    templates = "".join(file.read_text() for file in WEB.rglob("*.html"))

    assert set(re.findall(r'{% icon "([\w-]+)" %}', templates)) <= drawn


def is_known(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("who", [None, "erika"])
def test_every_link_of_the_layout_leads_somewhere(cast, who):
    page = read(browser(cast, who and getattr(cast, who)), "/alle")

    for link in set(re.findall(r'href="(/[^"#?]*)', unescape(page))):
        if link.startswith("/static/"):
            assert finders.find(link.removeprefix("/static/")), link
        else:
            assert is_known(link), link


def test_addresses_written_out_are_those_of_the_router(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    post, picture = case.post, cast.picture(cast.karl)

    def named(name, *args):
        return reverse(name, args=args)

    assert addresses.post_url(post) == named("post", "karl", post.id)
    assert addresses.profile_url(cast.karl) == named("profile", "karl")
    assert addresses.space_url(cast.haus) == named("space", "haus")
    assert addresses.tag_url("rad") == named("tag", "rad")
    assert addresses.case_url(case) == named("case", case.id)
    assert addresses.reply_url(post).partition("?")[0] == named("compose")
    assert addresses.picture_url(picture) == named("picture", picture.id, "small")
    assert addresses.portrait_url(cast.karl) == named("portrait", cast.karl.id, 1, "small")
    with pytest.raises(NoReverseMatch):
        named("trending")
