"""We ask other servers as ourselves, and only what we asked for counts as an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from augenhoehe.activitypub.signatures import (
    Scheme,
    examine,
    public_key_from_pem,
    received,
    verify,
)
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import ACCEPT, ACCEPT_JRD, Answer, Ask
from augenhoehe.interfaces.federation.keys import instance_key
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.resolve import client, restraint
from augenhoehe.interfaces.federation.resolve.client import ask_now
from tests.interfaces.federation.beside import in_thread

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_asked_before(settings):
    settings.FEDERATION_HTTP = True
    settings.FEDERATION_PRIVATE_ADDRESSES = True
    restraint.forget_all()
    yield
    restraint.forget_all()


@asynccontextmanager
async def server(handler: Handler) -> AsyncIterator[str]:
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


def asked(handler: Handler, path: str = "/users/ada", **how) -> Answer:
    """Ask a real server on this machine, from a thread of its own, as pages do."""

    async def story() -> Answer:
        async with server(handler) as base:
            return await in_thread(ask_now, Ask(base + path, **how))

    return asyncio.run(story())


def answers(body: bytes = b"{}", kind: str = MEDIA_TYPE, status: int = 200) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers={"Content-Type": kind})

    return handler


def proven(request: web.Request) -> Scheme:
    """By which scheme a request proves that our instance actor asked; raises for any doubt."""
    headers = [(name.lower(), value) for name, value in request.raw_headers]
    origin = f"http://{request.host}"
    asked = received("GET", request.raw_path, headers, b"", origin=origin)
    claim = examine(asked, now=clock.now())
    key = instance_key()
    owner = key.id.partition("#")[0]
    return verify(claim, public_key_from_pem(key.public_pem(), id=key.id, owner=owner)).scheme


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["text/html", "application/json", "application/ld+json", "image/png", ""]
)
def test_what_is_not_an_activity_document_is_no_answer(kind):
    answer = asked(answers(b'{"id": "https://victim.example/"}', kind))

    assert (answer.status, answer.body, answer.trouble) == (0, b"", "content_type")


def test_private_addresses_are_not_asked(settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = False

    assert ask_now(Ask("http://127.0.0.1/users/ada")).trouble == "address"


@pytest.mark.parametrize(
    "url", ["https://karl:secret@elsewhere.example/", "ftp://elsewhere.example/", "", "https://"]
)
def test_what_is_no_address_is_not_asked(url):
    assert ask_now(Ask(url)).trouble in ("bad_url", "scheme", "userinfo")


def test_whom_we_do_not_talk_to_is_not_asked(settings):
    settings.FEDERATION = "closed"

    assert ask_now(Ask("https://elsewhere.example/")).trouble == "standing"


def test_a_redirect_does_not_lead_to_whom_we_do_not_talk_to(monkeypatch):
    from augenhoehe.foundation.verdicts import YES, no

    allowed = lambda host: YES if host.startswith("127.0.0.1") else no("blocked")  # noqa: E731
    monkeypatch.setattr(client, "may_talk_to", allowed)

    async def handler(_: web.Request) -> web.Response:
        raise web.HTTPFound("https://blocked.example/users/ada")

    assert asked(handler).trouble == "standing"


def test_redirects_end_somewhere():
    async def handler(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"{request.path}x")

    assert asked(handler).trouble == "redirects"


def test_an_answer_ends_somewhere():
    assert asked(answers(b"x" * 1_000_001)).trouble == "too_large"


def test_who_does_not_answer_is_let_be_for_a_while():
    where = "http://127.0.0.1:1/users/ada"

    assert ask_now(Ask(where)).trouble == "connection"
    assert ask_now(Ask(where)).trouble == "unreachable"
    restraint.forget("127.0.0.1:1")
    assert ask_now(Ask(where)).trouble == "connection"


def test_nobody_is_asked_more_often_than_the_quota(monkeypatch):
    monkeypatch.setattr(restraint, "A_MINUTE_PER_HOST", 2)
    troubles = [ask_now(Ask("http://quota.invalid/", plain=True)).trouble for _ in range(1)]
    restraint.note_answer("quota.invalid")
    troubles += [ask_now(Ask("http://quota.invalid/", plain=True)).trouble]
    restraint.note_answer("quota.invalid")
    troubles += [ask_now(Ask("http://quota.invalid/", plain=True)).trouble]

    assert troubles[-1] == "quota"


# --- asked -----------------------------------------------------------------------------


def test_the_server_itself_signs_each_step_of_the_way():
    schemes = []

    async def handler(request: web.Request) -> web.Response:
        schemes.append(await in_thread(proven, request))
        if request.path == "/users/ada":
            return web.Response(status=302, headers={"Location": "/u/1?x=%2F%20y"})
        return web.Response(body=b'{"id":"x"}', content_type=MEDIA_TYPE)

    answer = asked(handler)

    assert (answer.status, answer.body) == (200, b'{"id":"x"}')
    assert answer.url.endswith("/u/1?x=%2F%20y")
    assert schemes == [Scheme.CAVAGE, Scheme.CAVAGE]


def test_a_server_that_wants_the_other_signature_gets_it_and_is_remembered():
    schemes = []

    async def handler(request: web.Request) -> web.Response:
        schemes.append(await in_thread(proven, request))
        if schemes[-1] is Scheme.CAVAGE:
            return web.Response(status=401)
        return web.Response(body=b"{}", content_type=MEDIA_TYPE)

    async def story() -> str:
        async with server(handler) as base:
            for _ in range(2):
                answer = await in_thread(ask_now, Ask(f"{base}/users/ada"))
                assert answer.status == 200
            return base

    base = asyncio.run(story())

    assert schemes == [Scheme.CAVAGE, Scheme.RFC9421, Scheme.RFC9421]
    assert Peer.objects.get(host=base.removeprefix("http://")).scheme == Peer.Scheme.RFC9421


def test_discovery_is_asked_without_a_signature():
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        return web.Response(body=b"{}", content_type="application/jrd+json")

    answer = asked(
        handler, "/.well-known/webfinger?resource=acct:ada@x", accept=ACCEPT_JRD, plain=True
    )

    assert answer.status == 200
    assert "Signature" not in seen[0] and "Cookie" not in seen[0]


@pytest.mark.parametrize(
    "kind",
    [
        MEDIA_TYPE,
        f"{MEDIA_TYPE}; charset=utf-8",
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"; charset=utf-8',
        'application/ld+json; profile="https://w3id.org/security https://www.w3.org/ns/activitystreams"',
    ],
)
def test_how_servers_name_a_document(kind):
    assert asked(answers(kind=kind), accept=ACCEPT).status == 200


def test_beside_the_loop_it_is_the_same():
    schemes = []

    async def handler(request: web.Request) -> web.Response:
        schemes.append(await in_thread(proven, request))
        return web.Response(body=b"{}", content_type=MEDIA_TYPE)

    async def story() -> list[Answer]:
        async with server(handler) as base:
            asks = [client.ask(Ask(f"{base}/users/{n}")) for n in range(5)]
            found = await asyncio.gather(*asks)
            await client.close()
            return found

    assert [answer.status for answer in asyncio.run(story())] == [200] * 5
    assert len(schemes) == 5
