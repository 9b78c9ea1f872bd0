"""Fetching the signed list of an organisation elsewhere, all its pages."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from augenhoehe.domain.people.hat_list import (
    MOST_BYTES,
    MOST_PAGES,
    PATH,
    NotBelieved,
    Page,
    host_of,
    read,
)
from augenhoehe.foundation import clock, fetch

_SECONDS = 5.0


def fetched_list(domain: str) -> Page:
    """The list of a domain as one page. Raises `NotBelieved`."""
    way = "http" if settings.FEDERATION_HTTP else "https"
    first = _fetched(f"{way}://{domain}{PATH}", domain)
    whole, following = first, first.next
    for _number in range(MOST_PAGES - 1):
        if not following:
            return whole
        page = _fetched(following, domain)
        if page.key != first.key:
            raise NotBelieved("other_key")
        whole = replace(
            whole,
            hats=(*whole.hats, *page.hats),
            issued_at=min(whole.issued_at, page.issued_at),
            valid_until=min(whole.valid_until, page.valid_until),
        )
        following = page.next
    if following:
        raise NotBelieved("too_large")
    return whole


def _fetched(url: str, domain: str) -> Page:
    if host_of(url) != domain:
        raise NotBelieved("redirected")
    try:
        answer = fetch.fetch_now(
            url,
            max_bytes=MOST_BYTES,
            timeout=_SECONDS,
            accept="application/json",
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=settings.FEDERATION_HTTP,
        )
    except fetch.FetchRefused as refusal:
        raise NotBelieved("refused") from refusal
    except fetch.FetchFailed as failure:
        too_large = failure.reason == "too_large"
        raise NotBelieved("too_large" if too_large else "unreachable") from failure
    if host_of(answer.url) != domain:
        raise NotBelieved("redirected")
    if answer.status != 200:
        raise NotBelieved("unreachable" if answer.status >= 500 else "no_list")
    return read(answer.body, domain=domain, now=clock.now())
