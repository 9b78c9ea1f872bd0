"""Names: @handle@domain leads to an actor, and the actor has to lead back to the name.

Both sides have to say so (WebFinger, RFC 7033), else anybody could call themselves as somebody
of another server. The name's host may be another than the actor's (FEP-2c59, split domains).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from django.conf import settings

from augenhoehe.activitypub.reading import (
    NotReadable,
    claims,
    filled,
    load,
    read_account,
    read_host_meta,
    read_webfinger,
)
from augenhoehe.foundation.text import ascii_domain
from augenhoehe.interfaces.federation.asking import ACCEPT_JRD, Ask, Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Actor, WebFinger

_ACCEPT_XRD = "application/xrd+xml, application/xml, text/xml"


def normal_domain(domain: str) -> str:
    """A domain as it stands in accounts: lower case, in ASCII; "" where it is none."""
    name, colon, port = domain.strip().lower().partition(":")
    # A server of one's own network may have a name without a dot.
    written = ascii_domain(name) or (name if name.isascii() else "")
    return f"{written}{colon}{port}" if written else ""


def confirmed_name(actor: Actor) -> Course[tuple[str, str] | None]:
    """The handle and domain that lead to this actor and that it leads to; None where they differ.

    An actor may name its name itself; else its own host is asked, which may point to another.
    """
    scheme = urlsplit(actor.id).scheme
    if actor.webfinger:
        return (yield from _as_it_says(actor, scheme))
    home = host_of(actor.id)
    at_home = yield from asked(actor.handle, home, scheme=scheme)
    if at_home is None:
        return None
    if at_home.domain == home:
        return _if_theirs(at_home, actor)
    found = yield from asked(at_home.handle, at_home.domain, scheme=scheme)
    return _if_theirs(found, actor, at_home=at_home)


def _as_it_says(actor: Actor, scheme: str) -> Course[tuple[str, str] | None]:
    try:
        handle, domain = read_account(actor.webfinger)
    except NotReadable:
        return None
    return _if_theirs((yield from asked(handle, domain, scheme=scheme)), actor)


def _if_theirs(
    found: WebFinger | None, actor: Actor, *, at_home: WebFinger | None = None
) -> tuple[str, str] | None:
    if found is None or not claims.is_the_account(found, actor, at_home=at_home):
        return None
    return found.handle, found.domain


def asked(handle: str, domain: str, *, scheme: str = "") -> Course[WebFinger | None]:
    """What a host says whom a name of it means; by host-meta where it is not at its usual place.

    Not believed where it speaks of another name than it was asked for, unless that is one of
    another host, which then has to be asked itself.
    """
    account = f"acct:{handle}@{domain}"
    for way in (scheme,) if scheme else ("https", *(("http",) if settings.FEDERATION_HTTP else ())):
        usual = f"{way}://{domain}/.well-known/webfinger?resource={quote(account, safe=':@')}"
        answer = yield Ask(usual, ACCEPT_JRD, plain=True)
        if answer.is_gone or answer.trouble == "content_type":
            if not (other := (yield from _by_host_meta(f"{way}://{domain}", account))):
                return None
            answer = yield Ask(other, ACCEPT_JRD, plain=True)
        if answer.status == 200:
            return _read(answer.body)
    return None


def _by_host_meta(host: str, account: str) -> Course[str]:
    answer = yield Ask(f"{host}/.well-known/host-meta", _ACCEPT_XRD, plain=True)
    if answer.status != 200:
        return ""
    with as_servers_speak_here():
        try:
            return filled(read_host_meta(answer.body.decode("utf-8", "replace")), account)
        except NotReadable:
            return ""


def _read(body: bytes) -> WebFinger | None:
    with as_servers_speak_here():
        try:
            return read_webfinger(load(body))
        except NotReadable:
            return None
