"""WebFinger (RFC 7033) and the host-meta that may lead to it (RFC 6415)."""

import re
from typing import Any
from urllib.parse import quote

from augenhoehe.activitypub.reading.addresses import address
from augenhoehe.activitypub.reading.bounds import LONGEST_ID, LONGEST_NAME, MOST_LINKS
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import Node, inner, many, nodes, short, text
from augenhoehe.activitypub.records.discovery import JrdLink, WebFinger
from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS

_ACCOUNT = re.compile(
    r"(?:acct:)?@?([^@\s/:?#<>\"\\\x00-\x20]{1,64})@"
    r"([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?)"
)
_ACTOR_TYPES = ("application/activity+json", "application/ld+json")
_XRD_LINK = re.compile(r"<Link\b([^<>]{0,2000})>", re.IGNORECASE)
_XRD_PROPERTY = re.compile(r"\b(rel|template)\s*=\s*[\"']([^\"'<>]{0,1000})[\"']", re.IGNORECASE)


def read_account(written: str) -> tuple[str, str]:
    """Handle and domain (in lower case) of acct:handle@domain or @handle@domain."""
    found = _ACCOUNT.fullmatch(written.strip()[:400])
    if found is None:
        raise NotReadable("no_account")
    return found[1], found[2].lower()


def read_webfinger(value: Any) -> WebFinger:
    """An answer of WebFinger. The least: a subject of the form acct:handle@domain.

    That the domain asked is the subject's, and that the actor names this handle in turn, is for
    the caller to see.
    """
    if not isinstance(value, dict):
        raise NotReadable("not_an_object")
    subject = text(value.get("subject"), 400)
    names = [subject] + [text(item, 400) for item in many(value.get("aliases"), MOST_LINKS)]
    account = next((name for name in names if _ACCOUNT.fullmatch(name)), "")
    handle, domain = read_account(account)
    aliases = (address(item, longest=LONGEST_ID) for item in many(value.get("aliases"), MOST_LINKS))
    found = (_link(item) for item in nodes(value.get("links"), MOST_LINKS))
    return WebFinger(
        subject=account,
        handle=handle,
        domain=domain,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias)),
        links=tuple(link for link in found if link),
    )


def read_host_meta(body: str) -> str:
    """The template of `lrdd` in a host-meta, `{uri}` in it; read without an XML parser.

    A parser would follow entities; two attributes of one element are all that is wanted.
    """
    for link in _XRD_LINK.finditer(body[:50_000]):
        found = {name.lower(): value for name, value in _XRD_PROPERTY.findall(link[1])}
        if found.get("rel") == "lrdd" and (template := _template(found.get("template", ""))):
            return template
    raise NotReadable("no_lrdd")


def filled(template: str, account: str) -> str:
    """Where to ask for an account, by a template of host-meta or of OStatus."""
    return address(template.replace("{uri}", quote(account, safe="")))


def _link(item: Node) -> JrdLink | None:
    rel = text(item.get("rel"), LONGEST_NAME)
    media_type = text(item.get("type"), LONGEST_NAME)
    href = address(item.get("href"))
    template = _template(text(item.get("template"), LONGEST_NAME))
    if not rel or not (href or template):
        return None
    if rel == "self" and media_type.split(";")[0].strip() not in _ACTOR_TYPES:
        return None
    properties = inner(item.get("properties"))
    kind = text(properties.get(f"{ACTIVITYSTREAMS}#type") or properties.get("type"))
    return JrdLink(rel, href, media_type, template, short(kind)[:100])


def _template(written: str) -> str:
    """A template that makes an address of this form, else ""."""
    return written if "{uri}" in written and filled(written, "acct:a@b.example") else ""
