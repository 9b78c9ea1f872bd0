"""Somebody types a name or pastes an address: whom or what it means, on whatever server.

Answers `posts.ports.find_elsewhere`. A web page is understood where it names the document behind
it (by content negotiation, or a link with rel=alternate). Takes some seconds at most.
"""

from __future__ import annotations

import re
import threading
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from augenhoehe.activitypub.reading import (
    NotReadable,
    address,
    filled,
    id_of,
    load,
    read_account,
    read_actor,
)
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.domain.people.selectors import account_by_address, account_by_uri
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.selectors import post_at, post_for
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import is_possible
from augenhoehe.foundation.page_head import links_of
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import ACCEPT, Answer, Ask, Course, run_here
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve.by_name import found_by_name
from augenhoehe.interfaces.federation.resolve.client import ask_now
from augenhoehe.interfaces.federation.resolve.documents import fetched
from augenhoehe.interfaces.federation.resolve.names import asked, normal_domain
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor
from augenhoehe.interfaces.federation.resolve.posts import known_or_fetched_post
from augenhoehe.interfaces.federation.standing import may_talk_to

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

SECONDS = 8.0
_AT_ONCE = 2
_FRESH = timedelta(minutes=1)
_LONGEST = 2_000
_ACCEPT_PAGE = f"{ACCEPT}, text/html;q=0.5, application/xhtml+xml;q=0.5"
_OUR_PAGE = re.compile(r"/@([^/@?#]+)(?:/([0-9]{1,19}))?/?")
_turns = threading.BoundedSemaphore(_AT_ONCE)


def find(words: str) -> Account | Post | None:
    """Whom or what a name or an address means; a post only if everybody may read it.

    None also where too many look for something at once.
    """
    ends = time.monotonic() + SECONDS
    if not _turns.acquire(timeout=SECONDS):
        return None
    try:
        return run_here(found(words), partial(ask_now, until=ends))
    finally:
        _turns.release()


def found(words: str) -> Course[Account | Post | None]:
    """The course of `find`."""
    words = words.strip()[:_LONGEST]
    if _scheme_of(words) in ("https", "http"):
        return (yield from _at_address(words))
    try:
        handle, domain = read_account(_in_ascii(words))
    except NotReadable:
        return None
    return (yield from found_by_name(handle, domain, is_fresh=_is_fresh))


def follow_address(words: str, whom: str) -> str:
    """Where somebody called `words` on another server follows `whom` (acct:…); "" for nowhere."""
    ends = time.monotonic() + SECONDS
    return run_here(_way_to_follow(words, whom), partial(ask_now, until=ends))


def _way_to_follow(words: str, whom: str) -> Course[str]:
    try:
        handle, domain = read_account(_in_ascii(words))
    except NotReadable:
        return ""
    if not may_talk_to(domain):
        return ""
    named = yield from asked(handle, domain)
    with as_servers_speak_here():
        return filled(named.subscribe, whom) if named and named.subscribe else ""


def _is_fresh(known: Account) -> bool:
    """Whoever looks somebody up may have just changed something there, such as an alias."""
    rows = RemoteActor.objects.filter(account=known)
    fetched_at = rows.values_list("fetched_at", flat=True).first()
    return fetched_at is not None and clock.now() - fetched_at < _FRESH


def _scheme_of(words: str) -> str:
    """The scheme of what may be an address."""
    try:
        return urlsplit(words).scheme
    except ValueError:
        return ""


def _in_ascii(words: str) -> str:
    """@name@müller.example as other servers know it."""
    before, at, domain = words.rpartition("@")
    return f"{before}{at}{normal_domain(domain)}"


def _at_address(url: str) -> Course[Account | Post | None]:
    with as_servers_speak_here():
        url = address(url)
    if not url:
        return None
    if is_ours(url):
        return _of_ours(url)
    known = account_by_uri(url) or post_at(url)
    if known is not None or not may_talk_to(host_of(url)):
        return known
    answer = yield Ask(url, _ACCEPT_PAGE)
    uri = _document_in(answer)
    if not uri or is_ours(uri):
        return _of_ours(uri) if uri else None
    return (yield from _thing(uri))


def _of_ours(url: str) -> Account | Post | None:
    if (account := account_by_uri(url)) is not None:
        return account
    if (post := post_at(url)) is not None:
        return post
    page = _OUR_PAGE.fullmatch(url.removeprefix(settings.BASE_URL).partition("?")[0])
    if page is None:
        return None
    if page[2] is None:
        return account_by_address(page[1])
    number = int(page[2])
    return post_for(EVERYBODY, number) if is_possible(number) else None


def _document_in(answer: Answer) -> str:
    """The id of the thing that a page is about, "" where it does not say."""
    if answer.status != 200:
        return ""
    with as_servers_speak_here():
        if answer.content_type in ("text/html", "application/xhtml+xml"):
            links = links_of(answer.body, "alternate", media_type=MEDIA_TYPE)
            return next((one for link in links if (one := address(urljoin(answer.url, link)))), "")
        try:
            return id_of(load(answer.body).get("id"))
        except NotReadable:
            return ""


def _thing(uri: str) -> Course[Account | Post | None]:
    """Somebody, or something said: whatever its document says it is."""
    thing = yield from fetched(uri, anew=False)
    if thing.document is None:
        return None
    with as_servers_speak_here():
        try:
            actor = read_actor(thing.document)
        except NotReadable:
            return (yield from known_or_fetched_post(thing.uri))
    return (yield from known_or_fetched_actor(actor.id))
