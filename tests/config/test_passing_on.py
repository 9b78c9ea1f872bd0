"""Media of other servers are passed on by the loop; what does not come disturbs nobody."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import pyvips
from aiohttp import web

from augenhoehe.config.server.away import PassingOn
from augenhoehe.interfaces.web.pages.media.errands import HEADER, Errand
from tests import recordings

PNG = pyvips.Image.black(300, 200, bands=3).linear(1, 90).cast("uchar").pngsave_buffer()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILM = recordings.mp4(content=bytes(range(256)) * 40)


@pytest.fixture(autouse=True)
def _open_fence(settings, tmp_path):
    settings.FEDERATION_HTTP = settings.FEDERATION_PRIVATE_ADDRESSES = True
    settings.FEDERATION_KEEP_MEDIA_DAYS = 0
    settings.MEDIA_ROOT = str(tmp_path / "media")


class There:
    """Another server, and what it was asked."""

    def __init__(self):
        self.asked, self.most, self._now = [], 0, 0

    async def answer(self, request):
        self.asked.append((request.path, request.headers))
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            return await self._answer(request)
        finally:
            self._now -= 1

    async def _answer(self, request):
        name = request.path
        if name.startswith("/slow"):
            await asyncio.sleep(0.2)
        if name.endswith(".png"):
            return web.Response(body=PNG, content_type="image/png")
        if name == "/large":
            return web.Response(body=PNG + bytes(2_000_000), content_type="image/png")
        bodies = {"/evil.svg": (SVG, "image/png"), "/page": (b"<html>hello", "text/html")}
        if name in bodies:
            return web.Response(body=bodies[name][0], content_type=bodies[name][1])
        if name == "/film":
            part = request.http_range
            if request.headers.get("Range"):
                begin, end = part.start or 0, part.stop or len(FILM)
                headers = {"Content-Range": f"bytes {begin}-{end - 1}/{len(FILM)}"}
                body = FILM[begin:end]
                return web.Response(
                    status=206, body=body, content_type="video/mp4", headers=headers
                )
            return web.Response(body=FILM, content_type="application/octet-stream")
        raise web.HTTPNotFound


@asynccontextmanager
async def there():
    place = There()
    app = web.Application()
    app.router.add_get("/{path:.*}", place.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield place, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def page_with(url, *, ladder="picture", mime=""):
    """A page that lets something be passed on, and shows a drawing instead."""
    headers = {"ETag": '"tag"', "Cache-Control": "private, max-age=3600"}
    errand = Errand(url, "rad.example", ladder, "small" if ladder else "", mime, headers)

    async def page(scope, receive, send):
        said = [
            (b"content-type", b"image/svg+xml"),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            (HEADER.lower().encode(), str(errand).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": said})
        await send({"type": "http.response.body", "body": b"<svg/>", "more_body": False})

    return page


async def ask(passing, *, method="GET", path="/media/1/small.webp", headers=()):
    messages = []

    async def send(message):
        messages.append(message)

    async def receive():
        await asyncio.sleep(3600)

    scope = {"type": "http", "path": path, "method": method, "headers": list(headers)}
    await passing(scope, receive, send)
    start = messages[0]
    body = b"".join(one.get("body", b"") for one in messages[1:])
    return start["status"], dict(start["headers"]), body


def one_answer(path, *, ladder="picture", mime="", method="GET", headers=()):
    async def story():
        async with there() as (place, address):
            passing = PassingOn(page_with(address + path, ladder=ladder, mime=mime))
            return place, *await ask(passing, method=method, headers=headers)

    return asyncio.run(story())


@pytest.mark.parametrize("path", ["/nothing", "/evil.svg", "/page", "/large", "/film"])
def test_what_is_no_picture_is_not_passed_on(path, settings):
    settings.PICTURE_BYTES = 1_000_000

    _place, status, headers, body = one_answer(path)

    assert (status, body) == (200, b"<svg/>")
    assert headers[b"cache-control"] == b"no-store"
    assert HEADER.lower().encode() not in headers


def test_nobody_is_led_to_our_neighbours(settings):
    """Redirects are walked by `foundation.fetch`, whose tests lead it astray."""
    settings.FEDERATION_PRIVATE_ADDRESSES = False
    place, status, _headers, body = one_answer("/1.png")

    assert (status, body, place.asked) == (200, b"<svg/>", [])


def test_a_picture_is_made_anew_and_the_reader_is_not_named():
    reader = [(b"cookie", b"sessionid=secret"), (b"user-agent", b"Mozilla"), (b"x-real-ip", b"9")]
    place, status, headers, body = one_answer("/1.png", headers=reader)

    assert status == 200
    assert body[:4] == b"RIFF"
    assert headers[b"content-type"] == b"image/webp"
    assert headers[b"cache-control"] == b"private, max-age=3600"
    assert headers[b"x-content-type-options"] == b"nosniff"
    _path, asked = place.asked[0]
    assert "Cookie" not in asked
    assert "X-Real-Ip" not in asked
    assert asked["User-Agent"].startswith("Augenhoehe/")


def test_many_readers_are_one_question():
    async def story():
        async with there() as (place, address):
            passing = PassingOn(page_with(f"{address}/slow.png"))
            answers = await asyncio.gather(*(ask(passing) for _ in range(20)))
            answers.append(await ask(passing))
            return place, answers

    place, answers = asyncio.run(story())

    assert all(body[:4] == b"RIFF" for _status, _headers, body in answers)
    assert len(place.asked) == 1


def test_what_did_not_come_is_not_asked_for_at_once():
    async def story():
        async with there() as (place, address):
            passing = PassingOn(page_with(f"{address}/nothing"))
            return place, [await ask(passing) for _ in range(3)]

    place, answers = asyncio.run(story())

    assert [body for _status, _headers, body in answers] == [b"<svg/>"] * 3
    assert len(place.asked) == 1


def test_a_slow_server_is_asked_little_at_once():
    async def story():
        async with there() as (place, address):
            page = page_with("")
            passing = PassingOn(page)

            async def one(number):
                passing._pages = page_with(f"{address}/slow{number}.png")
                return await ask(passing)

            await asyncio.gather(*(one(number) for number in range(10)))
            return place

    place = asyncio.run(story())

    assert len(place.asked) == 10
    assert place.most <= 4


def test_where_it_is_wished_all_sizes_are_kept(settings, tmp_path):
    settings.FEDERATION_KEEP_MEDIA_DAYS = 7

    one_answer("/1.png")

    assert len(list((tmp_path / "media").rglob("*.webp"))) == 2


def test_nothing_is_kept_otherwise(tmp_path):
    one_answer("/1.png")

    assert not (tmp_path / "media").exists()


def test_a_film_is_passed_on_as_it_came():
    _place, status, headers, body = one_answer("/film", ladder="", mime="video/mp4")

    assert (status, body) == (200, FILM)
    assert headers[b"content-type"] == b"video/mp4"


def test_a_player_gets_the_part_it_asks_for():
    place, status, headers, body = one_answer(
        "/film", ladder="", mime="video/mp4", headers=[(b"range", b"bytes=10-19")]
    )

    assert (status, body) == (206, FILM[10:20])
    assert headers[b"content-range"] == f"bytes 10-19/{len(FILM)}".encode()
    assert place.asked[0][1]["Range"] == "bytes=10-19"


@pytest.mark.parametrize("part", [b"bytes=0-1,5-6", b"bytes=-", b"lines=1-2", b"bytes=0-\r\nX: 1"])
def test_no_strange_part_is_asked_for(part):
    place, status, _headers, body = one_answer(
        "/film", ladder="", mime="video/mp4", headers=[(b"range", part)]
    )

    assert (status, body) == (200, FILM)
    assert "Range" not in place.asked[0][1]


@pytest.mark.parametrize(("path", "mime"), [("/page", "video/mp4"), ("/film", "text/html")])
def test_what_is_no_film_is_not_passed_on(path, mime):
    _place, _status, _headers, body = one_answer(path, ladder="", mime=mime)

    assert body == b"<svg/>"


def test_a_film_that_is_too_large_is_not_passed_on(settings):
    settings.RECORDING_BYTES = 1000

    assert one_answer("/film", ladder="", mime="video/mp4")[3] == b"<svg/>"


def test_only_its_head_is_sent_where_only_that_was_asked():
    for path, ladder in (("/1.png", "picture"), ("/film", "")):
        answer = one_answer(path, ladder=ladder, mime="video/mp4", method="HEAD")
        assert (answer[1], answer[3]) == (200, b"")


def test_other_pages_pass_untouched():
    async def story():
        return await ask(PassingOn(page_with("http://127.0.0.1:9/")), path="/about")

    _status, _headers, body = asyncio.run(story())

    assert body == b"<svg/>"
