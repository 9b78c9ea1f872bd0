"""Asking other servers often: inside the same fence as `fetch`, over connections that stay open.

Between servers every step is signed for exactly the address it goes to. So an address is sent
letter for letter as it was signed, and a redirect is told to the caller, who signs anew.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import Message
from types import TracebackType
from typing import cast
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from augenhoehe.foundation.fetch import (
    REDIRECTS,
    USER_AGENT,
    Fence,
    FencedResolver,
    Fetched,
    FetchFailed,
    fence_for,
    parse_address,
    read_body,
    telling_failures,
)

# Shorter than the five seconds after which Node, for one, hangs up.
_KEPT_OPEN_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Redirected:
    """The answer to be asked for at another address."""

    url: str


def as_sent(url: str) -> str:
    """An address in the spelling that goes over the wire: plain ASCII is left as it is."""
    return url if url.isascii() else str(parse_address(url))


class Pool:
    """Connections to other servers; belongs to the event loop that it is made in.

    `per_host` is how many connections one server gets at once, 0 for any number.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        allow_http: bool = False,
        at_once: int = 100,
        per_host: int = 2,
        fence: Fence | None = None,
    ) -> None:
        self._fence = fence or fence_for(allow_private=allow_private, allow_http=allow_http)
        connector = aiohttp.TCPConnector(
            resolver=FencedResolver(self._fence),
            use_dns_cache=False,
            limit=at_once,
            limit_per_host=per_host,
            keepalive_timeout=_KEPT_OPEN_SECONDS,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        max_bytes: int = 1_000_000,
        timeout: float = 10.0,
    ) -> Fetched | Redirected:
        """GET `url`, spelled `as_sent`: an answer of any status, or where it is to be had.

        Raises FetchRefused or FetchFailed.
        """
        async with _within(timeout):
            return await self._step("GET", url, headers, max_bytes)

    async def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: Mapping[str, str],
        max_bytes: int = 65_536,
        timeout: float = 10.0,
    ) -> Fetched:
        """POST `body` to `url`, spelled `as_sent`; a redirect is an answer like another."""
        async with _within(timeout):
            return cast("Fetched", await self._step("POST", url, headers, max_bytes, body))

    async def close(self) -> None:
        """Hang up everywhere."""
        await self._session.close()

    async def __aenter__(self) -> "Pool":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        await self.close()

    async def _step(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        max_bytes: int,
        body: bytes | None = None,
    ) -> Fetched | Redirected:
        self._fence.check_url(parse_address(url))
        with telling_failures():
            async with await self._request(method, url, headers, body) as response:
                location = response.headers.get("Location")
                if method == "GET" and response.status in REDIRECTS and location:
                    return Redirected(as_sent(urljoin(url, location)))
                content = await read_body(response, max_bytes)
                charset, profile = response.charset or "", _profile(response)
                kind = response.content_type.lower()
                later = response.headers.get("Retry-After", "")
                return Fetched(url, response.status, kind, content, charset, profile, later)

    async def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> aiohttp.ClientResponse:
        """Ask; once more where the other side hung up on a connection that was kept open.

        What is sent has an id or can be asked twice, so a second time does no harm.
        """
        wanted = URL(url, encoded=True)
        try:
            return await self._session.request(
                method, wanted, headers=headers, data=body, allow_redirects=False
            )
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if isinstance(error, aiohttp.ClientConnectorError):  # nobody is there at all
                raise
        return await self._session.request(
            method, wanted, headers=headers, data=body, allow_redirects=False
        )


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as late:
        raise FetchFailed("timeout") from late


def _profile(response: aiohttp.ClientResponse) -> str:
    kind = response.headers.get("Content-Type", "")
    if "profile" not in kind.lower():
        return ""
    written = Message()
    written["Content-Type"] = kind
    found = written.get_param("profile", "")
    return found.strip() if isinstance(found, str) else ""
