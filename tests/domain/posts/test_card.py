"""Previews of links: asked of a real server, once, and never for what is not for everybody."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from augenhoehe.domain.posts.actions import (
    Wording,
    delete_post,
    edit_post,
    fetch_card,
    forget_cards,
    forget_pictures,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.events import LinkShared, PostDeleted
from augenhoehe.domain.posts.link_cards import link_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.domain.posts.pages import link_page
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.stretch import FIRST

PAGE = """<html lang="de"><title>Riemen im Test</title>
<meta name="description" content="Drei Wochen."><meta property="og:image" content="/bild.png">"""


class Site:
    """A web site on this machine, and what it was asked for."""

    def __init__(self):
        self.pages = {"/test": ("text/html; charset=utf-8", PAGE.encode())}
        self.asked = []
        self.status = 200

    def answer(self, handler):
        self.asked.append(handler.path)
        kind, body = self.pages.get(handler.path, ("text/plain", b""))
        handler.send_response(self.status if handler.path in self.pages else 404)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def picture():
    out = BytesIO()
    Image.new("RGB", (1200, 600), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def site(settings, tmp_path):
    settings.FEDERATION_PRIVATE_ADDRESSES = True
    settings.MEDIA_ROOT = str(tmp_path)
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.answer(self)

        def log_message(self, *_words):
            """Nothing of this is for anybody to read."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}/test"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def with_card(post):
    fetch_card(LinkShared(post.id))
    return Post.objects.get(id=post.id)


def folders(settings):
    place = Path(settings.MEDIA_ROOT) / "cards"
    return {path.name for path in place.iterdir()} if place.exists() else set()


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.DIRECT])
def test_nobody_elsewhere_learns_of_what_is_for_a_few(cast, site, audience):
    post = cast.says(cast.karl, f"@gerda {site.url}", audience=audience)

    assert with_card(post).card is None
    assert site.asked == []


def test_nobody_elsewhere_learns_of_what_is_said_inside(cast, site):
    post = cast.says(cast.erika, site.url, space=cast.haus)

    assert with_card(post).card is None
    assert site.asked == []
    assert not Job.objects.filter(payload__listener__endswith="fetch_card").exists()


@pytest.mark.parametrize(
    "text", ["Kein Link", "@karl #rad", "http://testserver/@karl/1", "testserver"]
)
def test_what_leads_nowhere_else_has_no_card(cast, text):
    assert link_of(cast.says(cast.karl, text)) == ""


def test_without_leave_nobody_asks_a_neighbour(cast, site, settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = False
    post = cast.says(cast.karl, site.url)

    assert with_card(post).card is None
    assert site.asked == []


@pytest.mark.parametrize(
    "page",
    [("application/pdf", b"%PDF"), ("text/html", b"<p>nothing"), ("text/html", b"x" * 5_000_000)],
)
def test_what_says_nothing_of_itself_has_no_card_and_is_not_asked_again(cast, site, page):
    site.pages["/test"] = page

    assert with_card(cast.says(cast.karl, site.url)).card is None
    assert with_card(cast.says(cast.gerda, site.url)).card is None
    assert site.asked == ["/test"]
    assert link_page(EVERYBODY, site.url, FIRST) is None


def test_a_link_gets_a_card_by_a_job(cast, site):
    post = cast.says(cast.karl, f"Lest das: {site.url}#oben")
    assert Job.objects.filter(payload__listener__endswith="fetch_card").count() == 1

    card = with_card(post).card

    assert (card.title, card.description, card.language) == (
        "Riemen im Test",
        "Drei Wochen.",
        "de",
    )
    assert card.provider_name == "127.0.0.1"
    assert card.folder == ""


def test_its_picture_is_kept_here(cast, site, settings):
    site.pages["/bild.png"] = ("image/png", picture())

    card = with_card(cast.says(cast.karl, site.url)).card

    assert (card.width, card.height) == (800, 400)
    assert card.blurhash
    assert (Path(settings.MEDIA_ROOT) / card.folder / "preview.webp").is_file()


def test_a_picture_that_is_none_is_left_out(cast, site, settings):
    site.pages["/bild.png"] = ("image/png", b"no picture")

    card = with_card(cast.says(cast.karl, site.url)).card

    assert card.title and not card.folder
    assert folders(settings) == set()


def test_a_link_many_share_is_asked_for_once(cast, site):
    first, second = (with_card(cast.says(who, site.url)) for who in (cast.karl, cast.gerda))

    assert first.card == second.card
    assert site.asked == ["/test", "/bild.png"]
    assert link_page(EVERYBODY, site.url, FIRST) == [second.id, first.id]


def test_after_a_fortnight_it_is_asked_anew(cast, site, settings):
    site.pages["/bild.png"] = ("image/png", picture())
    first = with_card(cast.says(cast.karl, site.url))
    Card.objects.update(fetched_at=first.card.fetched_at - timedelta(days=15))
    site.pages["/test"] = ("text/html", PAGE.replace("im Test", "im Dauertest").encode())

    second = with_card(cast.says(cast.gerda, site.url))

    assert second.card.title == "Riemen im Dauertest"
    assert Post.objects.get(id=first.id).card == second.card
    assert Card.objects.count() == 1


def test_a_page_that_is_gone_keeps_the_card_it_had(cast, site):
    first = with_card(cast.says(cast.karl, site.url))
    Card.objects.update(fetched_at=first.card.fetched_at - timedelta(days=15))
    site.status = 503

    assert with_card(cast.says(cast.gerda, site.url)).card == first.card
    assert with_card(cast.says(cast.ada, site.url)).card == first.card
    assert len(site.asked) == 3


def test_another_wording_has_another_card_or_none(cast, site):
    post = with_card(cast.says(cast.karl, site.url))
    site.pages["/zwei"] = ("text/html", b"<title>Zwei</title>")

    edit_post(post, by=cast.karl, wording=Wording(text=site.url.replace("test", "zwei")))
    assert with_card(post).card.title == "Zwei"
    edit_post(post, by=cast.karl, wording=Wording(text="Doch nicht."))

    assert Post.objects.get(id=post.id).card is None


def test_with_the_last_post_its_picture_goes(cast, site, settings, commits):
    site.pages["/bild.png"] = ("image/png", picture())
    posts = [with_card(cast.says(who, site.url)) for who in (cast.karl, cast.gerda)]
    for post in posts:
        assert folders(settings)
        delete_post(post, by=post.account)
        for job in Job.objects.filter(payload__listener__endswith="forget_pictures"):
            forget_pictures(PostDeleted(**job.payload["event"]))

    assert folders(settings) == set()
    assert not Card.objects.exists()


def test_cards_nobody_shows_are_forgotten(cast, site, settings, commits):
    site.pages["/bild.png"] = ("image/png", picture())
    post = with_card(cast.says(cast.karl, site.url))
    Card.objects.update(fetched_at=post.card.fetched_at - timedelta(days=15))
    forget_cards()
    assert Card.objects.count() == 1

    edit_post(post, by=cast.karl, wording=Wording(text="Doch nicht."))
    with commits():
        forget_cards()

    assert not Card.objects.exists()
    assert folders(settings) == set()
