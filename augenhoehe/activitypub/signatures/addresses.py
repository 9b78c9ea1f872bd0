"""Addresses of keys and actors, and whose home they are of.

Two addresses are of one home when scheme, host and port are the same (RFC 6454, section 5).
Only plain ASCII is taken, so that no look-alike letter and no white space gets in between.
Whether a server without TLS may be asked at all is decided where it is asked.
"""

from __future__ import annotations

import re

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

MAX_ADDRESS = 2048  # characters
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]+\]"
_AUTHORITY = rf"(?P<host>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?"
_VISIBLE = r"[!$-;=?-Z\[\]_a-z~]*"  # RFC 3986, and no quotation marks or braces
_AUTHORITY_ALONE = re.compile(_AUTHORITY, re.ASCII)
_ADDRESS = re.compile(
    rf"(?P<scheme>https?)://(?P<authority>{_AUTHORITY})"
    rf"(?P<target>(?:[/?]{_VISIBLE})?)(?:#{_VISIBLE})?",
    re.ASCII,
)


def taken_apart(address: str) -> tuple[str, str, str]:
    """Scheme, authority and target of an address: ("https", "a.example", "/users/ada?x=y").

    The authority is in lower case and without the scheme's own port; a missing path is "/".
    """
    found = _ADDRESS.fullmatch(address) if len(address) <= MAX_ADDRESS else None
    if found is None:
        raise SignatureRefused(Why.KEY_ID, "not an http address in plain ASCII")
    target = found["target"]
    if not target.startswith("/"):
        target = f"/{target}"
    return found["scheme"], normal_authority(found["authority"], found["scheme"]), target


def origin_of(address: str) -> str:
    """The home of an address: "https://a.example"."""
    scheme, authority, _ = taken_apart(address)
    return f"{scheme}://{authority}"


def normal_authority(authority: str, scheme: str) -> str:
    """Lower case and without the default port, as RFC 9421, section 2.2.3, writes it."""
    found = _AUTHORITY_ALONE.fullmatch(authority)
    if found is None:
        raise SignatureRefused(Why.HOST, "not a host name")
    host, port = found["host"].lower(), found["port"]
    return host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"


def of_one_home(one: str, other: str) -> bool:
    """Whether two addresses are of the same server. False as well for what is no address."""
    try:
        return origin_of(one) == origin_of(other)
    except SignatureRefused:
        return False
