"""We ask other servers, and nobody makes us ask our own."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import Any

import pytest
from aiohttp import web

from augenhoehe.foundation.fetch import (
    Fence,
    Fetched,
    FetchFailed,
    FetchRefused,
    fetch,
    fetch_now,
    is_public,
    walk,
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def server(handler: Handler) -> AsyncIterator[str]:
    """A real server on this machine; gives its address without a slash at the end."""
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def ask(handler: Handler, path: str = "/", **options: Any) -> Fetched:
    async def story() -> Fetched:
        async with server(handler) as address:
            return await fetch(address + path, allow_private=True, allow_http=True, **options)

    return asyncio.run(story())


def answers(**parts: Any) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(**parts)

    return handler


def packed(body: bytes, *, encoding: str = "gzip") -> Handler:
    return answers(body=body, headers={"Content-Encoding": encoding})


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://example.org/", "scheme"),
        ("", "scheme"),
        ("https://", "bad_url"),
        ("https://[::1", "bad_url"),
        ("https://example.org:99999/", "bad_url"),
        ("https://karl@example.org/", "userinfo"),
        ("https://karl:secret@example.org/", "userinfo"),
        ("https://example.org:22/", "port"),
        ("https://127.0.0.1/", "address"),
        ("https://[::1]/", "address"),
        ("https://[::ffff:127.0.0.1]/", "address"),
        ("https://169.254.169.254/latest/meta-data", "address"),
    ],
)
def test_where_we_do_not_ask_is_told_from_the_address(url, reason):
    with pytest.raises(FetchRefused) as refusal:
        fetch_now(url)

    assert refusal.value.reason == reason


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0"])
def test_names_and_odd_spellings_of_this_machine_lead_nowhere(host):
    with pytest.raises((FetchRefused, FetchFailed)) as refusal:
        fetch_now(f"https://{host}/")

    assert refusal.value.reason in ("address", "bad_url", "lookup")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:53aa:64c:0:0:80ff:fffe",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_no_address_of_a_neighbour_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2a01:4f8::1", "64:ff9b::5db8:d70e"])
def test_addresses_of_the_world_are_public(address):
    assert is_public(ip_address(address))


def test_a_name_that_leads_both_ways_is_a_trap():
    async def look_up(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "10.0.0.1"]

    with pytest.raises(FetchRefused, match="address"):
        asyncio.run(walk("https://x.example/", Fence(look_up=look_up), accept="*/*", max_bytes=9))


def fence_around(address: str, looked_up: list[str]) -> Fence:
    """Lets exactly one address through, so that this machine can play the world."""

    async def look_up(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return [address] if len(looked_up) == 1 else ["127.0.0.2"]

    return Fence(
        schemes=frozenset({"http"}),
        ports=None,
        admits=lambda found: str(found) == address,
        look_up=look_up,
    )


def walked(handler: Handler, looked_up: list[str]) -> Fetched:
    async def story() -> Fetched:
        async with server(handler) as address:
            port = address.rpartition(":")[2]
            fence = fence_around("127.0.0.1", looked_up)
            return await walk(f"http://x.example:{port}/", fence, accept="*/*", max_bytes=99)

    return asyncio.run(story())


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind():
    looked_up: list[str] = []

    assert walked(answers(text="Hallo"), looked_up).body == b"Hallo"
    assert looked_up == ["x.example"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.2/", "address"),
        ("http://y.example/", "address"),
        ("//x.example/again", "address"),
        ("file:///etc/passwd", "scheme"),
        ("https://x.example/", "scheme"),
        ("http://karl@x.example/", "userinfo"),
        ("http://[::1", "bad_url"),
    ],
)
def test_a_redirect_is_checked_like_the_first_step(location, reason):
    with pytest.raises(FetchRefused) as refusal:
        walked(answers(status=302, headers={"Location": location}), [])

    assert refusal.value.reason == reason


def test_going_in_circles_ends_after_three_redirects():
    steps: list[str] = []

    async def circle(request: web.Request) -> web.Response:
        steps.append(request.path)
        raise web.HTTPFound(f"/{len(steps)}")

    with pytest.raises(FetchRefused, match="redirects"):
        ask(circle)

    assert steps == ["/", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (answers(body=b"x" * 1001), "too_large"),
        (packed(gzip.compress(bytes(10_000_000))), "too_large"),
        (packed(gzip.compress(b"x") + bytes(2000)), "too_large"),
        (packed(gzip.compress(b"x" * 99)[:-9]), "encoding"),
        (packed(b"no gzip"), "encoding"),
        (packed(b"x", encoding="br"), "encoding"),
    ],
)
def test_an_answer_we_cannot_hold_is_none(handler, reason):
    with pytest.raises(FetchFailed) as failure:
        ask(handler, max_bytes=1000)

    assert failure.value.reason == reason


def test_a_slow_answer_is_not_waited_for():
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b".")
            await asyncio.sleep(0.02)
        return response

    with pytest.raises(FetchFailed, match="timeout"):
        ask(drip, timeout=0.15)


def test_a_server_that_is_not_there_is_no_answer():
    with pytest.raises(FetchFailed, match="connection"):
        fetch_now("http://127.0.0.1:1/", allow_private=True, allow_http=True)


def test_a_name_that_does_not_exist_is_no_answer():
    async def look_up(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchFailed, match="lookup"):
        asyncio.run(walk("https://x.example/", Fence(look_up=look_up), accept="*/*", max_bytes=9))


def test_the_house_fence_lets_only_https_through():
    assert Fence() == Fence(schemes=frozenset({"https"}), ports=frozenset({443}))


# --- the happy way ---------------------------------------------------------------------


def test_a_page_is_fetched():
    async def page(request: web.Request) -> web.Response:
        assert request.headers["Accept"] == "text/html"
        assert request.headers["User-Agent"].startswith("Augenhoehe/")
        return web.Response(text="<p>Grüße</p>", content_type="text/HTML", charset="utf-8")

    fetched = ask(page, "/karl?a=b", accept="text/html")

    assert (fetched.status, fetched.content_type) == (200, "text/html")
    assert fetched.body.decode() == "<p>Grüße</p>"
    assert fetched.url.endswith("/karl?a=b")


def test_any_status_is_an_answer():
    assert ask(answers(status=410, text="gone")).status == 410
    assert ask(answers(status=304)).status == 304


def test_a_packed_page_is_unpacked():
    assert ask(packed(gzip.compress(b"Hallo" * 100))).body == b"Hallo" * 100


def test_redirects_are_followed_to_the_last_address():
    async def moved(request: web.Request) -> web.Response:
        if request.path == "/new/home":
            return web.Response(text="here")
        raise web.HTTPMovedPermanently("home" if request.path == "/new/" else "/new/")

    fetched = ask(moved, "/old")

    assert fetched.body == b"here"
    assert fetched.url.endswith("/new/home")


def test_a_redirect_without_a_target_is_an_answer():
    assert ask(answers(status=302)).status == 302
