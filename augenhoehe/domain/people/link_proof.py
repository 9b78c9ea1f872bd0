"""Whether an account elsewhere is the same person's: what its own server says.

Nothing but the two servers is believed: the page has to be on the very host it was given for,
whatever it redirects to, and a post counts only if that host says that the account wrote it.
Somebody else's reply with the code below a post proves nothing.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from augenhoehe.domain.people.hat_list import host_of
from augenhoehe.domain.people.models import LinkedAccount
from augenhoehe.foundation import fetch
from augenhoehe.foundation.page_head import links_of, read_head

_DOCUMENT = (
    "application/activity+json, "
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams";q=0.9, '
    "text/html;q=0.5"
)


class Unreachable(Exception):
    """The server did not answer, so nothing is known."""


def is_proven(linked: LinkedAccount) -> bool:
    """Look, by the way its owner chose. Fetches pages; raises `Unreachable`."""
    if linked.method == LinkedAccount.Method.REL_ME:
        return _links_back(linked)
    return _carries_code(linked)


def _links_back(linked: LinkedAccount) -> bool:
    page = _fetched(linked.address, on=linked.address)
    if page is None:
        return False
    mine = f"{settings.BASE_URL}/@{linked.hat.account.handle}".lower()
    return any(link.rstrip("/").lower() == mine for link in links_of(page.body, "me"))


def _carries_code(linked: LinkedAccount) -> bool:
    page = _fetched(linked.code_address, on=linked.address, accept=_DOCUMENT)
    if page is None:
        return False
    if page.content_type in ("application/activity+json", "application/ld+json"):
        return _is_by_document(page.body, linked)
    head = read_head(page.body, url=page.url, charset=page.charset)
    # The head speaks of the post itself; the rest of the page may be anybody's.
    if linked.code not in f"{head.title} {head.description}":
        return False
    # Where a page stands says nothing: below an account others may write, such as an issue.
    return _plain(head.author_url) == _plain(linked.address)


def _is_by_document(body: bytes, linked: LinkedAccount) -> bool:
    post = _object(body)
    author = post.get("attributedTo")
    author = author.get("id") if isinstance(author, dict) else author
    if not isinstance(author, str) or linked.code not in str(post.get("content", "")):
        return False
    if host_of(str(post.get("id", ""))) != host_of(linked.address):
        return False
    if _plain(author) == _plain(linked.address):
        return True
    page = _fetched(author, on=linked.address, accept=_DOCUMENT)
    actor = _object(page.body) if page else {}
    return actor.get("id") == author and _plain(linked.address) in _pages(actor.get("url"))


def _pages(said: Any) -> set[str]:
    found = said if isinstance(said, list) else [said]
    pages = (one.get("href") if isinstance(one, dict) else one for one in found)
    return {_plain(one) for one in pages if isinstance(one, str)}


def _object(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _fetched(url: str, *, on: str, accept: str = "text/html") -> fetch.Fetched | None:
    """A page of the host of `on`; None where there is none, or it stands elsewhere."""
    if host_of(url) != host_of(on):
        return None
    try:
        page = fetch.fetch_now(
            url,
            accept=accept,
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=settings.FEDERATION_HTTP,
        )
    except fetch.FetchRefused:
        return None
    except fetch.FetchFailed:
        raise Unreachable from None
    if page.status >= 500:
        raise Unreachable
    return page if page.status == 200 and host_of(page.url) == host_of(on) else None


def _plain(url: str) -> str:
    return url.partition("#")[0].rstrip("/").lower()
