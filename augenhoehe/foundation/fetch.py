"""Asking other servers, without being used to ask ours.

Whoever can make a server fetch an address can try to make it fetch the neighbours: a
database, a router, the cloud's metadata. So an address is looked up once, checked, and that
very address is connected to; redirects are walked by hand and checked like the first step.
"""

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from augenhoehe import __version__

MAX_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USER_AGENT = f"Augenhoehe/{__version__}"
_NAT64 = IPv6Network("64:ff9b::/96")
_CHUNK_BYTES = 65_536

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], Awaitable[list[str]]]


class FetchRefused(Exception):
    """We do not ask there. `reason`: bad_url, scheme, userinfo, port, address, redirects."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchFailed(Exception):
    """We asked and got nothing usable.

    `reason`: timeout, lookup, connection, tls, protocol, too_large, encoding.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of any status. `url` is the last one after redirects.

    `content_type` is lowercase and without parameters; `charset` is its parameter, if any.
    `profile` is another one, which says what kind of JSON-LD it is.
    `retry_after` is the header as it came, from where one posts to.
    """

    url: str
    status: int
    content_type: str
    body: bytes
    charset: str = ""
    profile: str = ""
    retry_after: str = ""


def is_public(address: Address) -> bool:
    """Whether an address is out in the world: not ours, not the provider's, not everybody's."""
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to by a tunnel or translator."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


async def _look_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True)
class Fence:
    """Where we may go. `ports` None means any."""

    schemes: frozenset[str] = frozenset({"https"})
    ports: frozenset[int] | None = frozenset({443})
    admits: Callable[[Address], bool] = is_public
    look_up: Lookup = _look_up

    def check_url(self, url: URL) -> None:
        """Refuse by what an address says. What its name stands for is checked on connecting."""
        if url.scheme not in self.schemes:
            raise FetchRefused("scheme")
        if not url.host:
            raise FetchRefused("bad_url")
        if url.user is not None or url.password is not None:
            raise FetchRefused("userinfo")
        if self.ports is not None and url.port not in self.ports:
            raise FetchRefused("port")
        # The connector does not look up what is an address already.
        literal = _as_address(url.host)
        if literal and not self.admits(literal):
            raise FetchRefused("address")


def _as_address(host: str) -> Address | None:
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


class FencedResolver(AbstractResolver):
    """Looks a name up for aiohttp, which connects to exactly these addresses.

    One address behind the fence spoils them all: names that lead both ways are traps.
    """

    def __init__(self, fence: Fence) -> None:
        self._fence = fence

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = [_as_address(entry) for entry in await self._fence.look_up(host, port)]
        if not all(address and self._fence.admits(address) for address in found):
            raise FetchRefused("address")
        return [_result(host, port, address) for address in found if address]

    async def close(self) -> None:
        """Nothing is kept open."""


def _result(host: str, port: int, address: Address) -> ResolveResult:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(
        hostname=host, host=str(address), port=port, family=family, proto=0, flags=flags
    )


async def fetch(
    url: str,
    *,
    max_bytes: int = 1_000_000,
    timeout: float = 10.0,
    accept: str = "text/html, application/xhtml+xml, */*;q=0.1",
    allow_private: bool = False,
    allow_http: bool = False,
) -> Fetched:
    """GET `url` within `timeout` seconds in all and `max_bytes` of unpacked body.

    Any status is an answer. Raises FetchRefused or FetchFailed. `allow_private` also lets
    any port through; it is for tests and servers of one's own network.
    """
    fence = fence_for(allow_private=allow_private, allow_http=allow_http)
    try:
        async with asyncio.timeout(timeout):
            return await walk(url, fence, accept=accept, max_bytes=max_bytes)
    except TimeoutError as error:
        raise FetchFailed("timeout") from error


def fence_for(*, allow_private: bool, allow_http: bool) -> Fence:
    """The fence of everybody; `allow_private` opens every address and port of it."""
    schemes = frozenset({"https", "http"}) if allow_http else frozenset({"https"})
    if allow_private:
        return Fence(schemes, ports=None, admits=lambda _: True)
    return Fence(schemes, frozenset({443, 80}) if allow_http else frozenset({443}))


def check_address(url: str, *, allow_private: bool = False, allow_http: bool = False) -> None:
    """Raise FetchRefused for an address we would not ask, as far as its words tell."""
    fence_for(allow_private=allow_private, allow_http=allow_http).check_url(parse_address(url))


async def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    max_bytes: int = 65_536,
    timeout: float = 10.0,
    allow_private: bool = False,
    allow_http: bool = False,
) -> Fetched:
    """POST `body` to `url` inside the same fence as `fetch`; redirects are not followed."""
    fence = fence_for(allow_private=allow_private, allow_http=allow_http)
    step = parse_address(url)
    fence.check_url(step)
    try:
        async with asyncio.timeout(timeout), _session(fence, accept="*/*") as session:
            return await _send(session, step, body, headers, max_bytes)
    except TimeoutError as error:
        raise FetchFailed("timeout") from error


async def _send(
    session: aiohttp.ClientSession,
    url: URL,
    body: bytes,
    headers: Mapping[str, str],
    max_bytes: int,
) -> Fetched:
    with telling_failures():
        async with session.post(url, data=body, headers=headers, allow_redirects=False) as response:
            answer = await read_body(response, max_bytes)
            return Fetched(str(url), response.status, response.content_type.lower(), answer)


async def walk(url: str, fence: Fence, *, accept: str, max_bytes: int) -> Fetched:
    """Fetch, and follow redirects inside the fence. No cookies, no proxies, no referrers."""
    step = parse_address(url)
    async with _session(fence, accept=accept) as session:
        for _ in range(MAX_REDIRECTS + 1):
            fence.check_url(step)
            answer = await _ask(session, step, max_bytes)
            if isinstance(answer, Fetched):
                return answer
            step = answer
    raise FetchRefused("redirects")


def _session(fence: Fence, *, accept: str) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        resolver=FencedResolver(fence), use_dns_cache=False, force_close=True
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip"},
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None),
    )


def parse_address(url: str) -> URL:
    """An address taken apart and spelled as it goes over the wire."""
    try:
        parsed = URL(url)
        _ = parsed.port  # Parsed only when asked for.
    except ValueError as error:
        raise FetchRefused("bad_url") from error
    return parsed


async def _ask(session: aiohttp.ClientSession, url: URL, max_bytes: int) -> Fetched | URL:
    """One step: the answer, or where it sends us."""
    with telling_failures():
        async with session.get(url, allow_redirects=False) as response:
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location:
                return _next_step(url, location)
            body = await read_body(response, max_bytes)
            kind, charset = response.content_type.lower(), response.charset or ""
            return Fetched(str(url), response.status, kind, body, charset)


@contextmanager
def telling_failures() -> Iterator[None]:
    """What the library raises, as FetchRefused and FetchFailed."""
    try:
        yield
    except aiohttp.InvalidURL as error:
        # Such as https://127.1/, which some resolvers take for 127.0.0.1.
        raise FetchRefused("bad_url") from error
    except aiohttp.ClientError as error:
        raise FetchFailed(_reason(error)) from error
    except ValueError as error:
        raise FetchFailed("protocol") from error


def _next_step(url: URL, location: str) -> URL:
    return parse_address(str(url.join(parse_address(location))))


def _reason(error: aiohttp.ClientError) -> str:
    reasons: list[tuple[type[Exception], str]] = [
        (aiohttp.ClientConnectorDNSError, "lookup"),
        (aiohttp.ClientSSLError, "tls"),
        (aiohttp.ClientResponseError, "protocol"),
    ]
    return next((reason for kind, reason in reasons if isinstance(error, kind)), "connection")


async def read_body(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The body unpacked, never more than `max_bytes` of it in memory."""
    unpacker = _Unpacker(response.headers.get("Content-Encoding", ""), max_bytes)
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        unpacker.feed(chunk)
    return unpacker.finish()


class _Unpacker:
    """Unpacks gzip, and stops where a small answer turns out to be a large one."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        packed = {"gzip": True, "x-gzip": True, "": False, "identity": False}
        if encoding.strip().lower() not in packed:
            raise FetchFailed("encoding")
        is_packed = packed[encoding.strip().lower()]
        self._gzip: Any = zlib.decompressobj(16 + zlib.MAX_WBITS) if is_packed else None
        self._max_bytes = max_bytes
        self._body = bytearray()
        self._received = 0

    def feed(self, chunk: bytes) -> None:
        self._received += len(chunk)
        if self._gzip:
            chunk = self._unpack(chunk)
        self._body += chunk
        # Both, since what follows the end of a gzip stream unpacks to nothing.
        if max(len(self._body), self._received) > self._max_bytes:
            raise FetchFailed("too_large")

    def _unpack(self, chunk: bytes) -> bytes:
        room = self._max_bytes - len(self._body) + 1
        try:
            unpacked: bytes = self._gzip.decompress(chunk, room)
        except zlib.error as error:
            raise FetchFailed("encoding") from error
        return unpacked

    def finish(self) -> bytes:
        if self._gzip and self._body and not self._gzip.eof:
            raise FetchFailed("encoding")
        return bytes(self._body)


def fetch_now(
    url: str,
    *,
    max_bytes: int = 1_000_000,
    timeout: float = 10.0,
    accept: str = "text/html, application/xhtml+xml, */*;q=0.1",
    allow_private: bool = False,
    allow_http: bool = False,
) -> Fetched:
    """`fetch` for threads without an event loop, such as those of jobs."""
    return asyncio.run(
        fetch(
            url,
            max_bytes=max_bytes,
            timeout=timeout,
            accept=accept,
            allow_private=allow_private,
            allow_http=allow_http,
        )
    )


def post_now(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    timeout: float = 10.0,
    allow_private: bool = False,
    allow_http: bool = False,
) -> Fetched:
    """`post` for threads without an event loop, such as those of jobs."""
    return asyncio.run(
        post(
            url,
            body,
            headers=headers,
            timeout=timeout,
            allow_private=allow_private,
            allow_http=allow_http,
        )
    )
