"""Asking for what is large: the answer before its body, for who passes it on bite by bite."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
from yarl import URL

from augenhoehe import __version__
from augenhoehe.foundation.fetch import (
    REDIRECTS,
    Fence,
    FencedResolver,
    FetchFailed,
    FetchRefused,
    fence_for,
    parse_address,
    telling_failures,
)

_STEPS = 4  # redirects among them


@asynccontextmanager
async def opened(
    url: str,
    *,
    headers: Mapping[str, str],
    timeout: float = 10.0,
    allow_private: bool = False,
    allow_http: bool = False,
) -> AsyncIterator[aiohttp.ClientResponse]:
    """GET `url` behind the fence of `foundation.fetch`; the body comes as it was sent.

    `timeout` is that of the beginning: who reads on looks at the clock and the size. Raises
    FetchRefused or FetchFailed, in the block too where reading on fails.
    """
    fence = fence_for(allow_private=allow_private, allow_http=allow_http)
    async with _session(fence) as session:
        with telling_failures():
            try:
                async with asyncio.timeout(timeout):
                    response = await _walk_to(session, fence, parse_address(url), headers)
            except TimeoutError as error:
                raise FetchFailed("timeout") from error
            async with response:
                yield response


def _session(fence: Fence) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        resolver=FencedResolver(fence), use_dns_cache=False, force_close=True
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": f"Augenhoehe/{__version__}", "Accept-Encoding": "identity"},
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None),
    )


async def _walk_to(
    session: aiohttp.ClientSession, fence: Fence, step: URL, headers: Mapping[str, str]
) -> aiohttp.ClientResponse:
    for _ in range(_STEPS):
        fence.check_url(step)
        response = await session.get(step, headers=headers, allow_redirects=False)
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or not location:
            return response
        response.close()
        step = parse_address(str(step.join(parse_address(location))))
    raise FetchRefused("redirects")
