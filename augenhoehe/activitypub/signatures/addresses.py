"""Addresses of keys and actors, and what is signed of an address.

Only plain ASCII is taken, so that no look-alike letter and no white space gets in between.
Whether a server without TLS may be asked at all is decided where it is asked.
"""

from __future__ import annotations

import re

from augenhoehe.activitypub import homes
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

MAX_ADDRESS = 2048  # characters
_VISIBLE = r"[!$-;=?-Z\[\]_a-z~]*"  # RFC 3986, and no quotation marks or braces
_REST = re.compile(rf"(?P<target>(?:[/?]{_VISIBLE})?)(?:#{_VISIBLE})?", re.ASCII)


def taken_apart(address: str) -> tuple[str, str, str]:
    """Scheme, authority and target of an address: ("https", "a.example", "/users/ada?x=y").

    The authority is in lower case and without the scheme's own port; a missing path is "/".
    """
    parts = homes.parted(address) if len(address) <= MAX_ADDRESS else None
    rest = _REST.fullmatch(parts[2]) if parts else None
    if parts is None or rest is None:
        raise SignatureRefused(Why.KEY_ID, "not an http address in plain ASCII")
    target = rest["target"]
    return parts[0], parts[1], target if target.startswith("/") else f"/{target}"


def origin_of(address: str) -> str:
    """The home of an address: "https://a.example"."""
    scheme, authority, _ = taken_apart(address)
    return f"{scheme}://{authority}"


def normal_authority(authority: str, scheme: str) -> str:
    """Lower case and without the default port, as RFC 9421, section 2.2.3, writes it."""
    found = homes.normal_authority(authority, scheme)
    if not found:
        raise SignatureRefused(Why.HOST, "not a host name")
    return found


def of_one_home(one: str, other: str) -> bool:
    """Whether two addresses are of the same server. False as well for what is no address."""
    try:
        return origin_of(one) == origin_of(other)
    except SignatureRefused:
        return False
