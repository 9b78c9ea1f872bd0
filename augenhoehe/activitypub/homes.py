"""Whose home an address is of: the one rule, for signatures and for what is read.

Two addresses are of one home when scheme, host and port are the same (RFC 6454, section 5; the
"origin" of FEP-fe34). A host is taken as it is written in ASCII, so a look-alike in another
script is another host and no host at all; no user and no password has a place in it.
"""

from __future__ import annotations

import re

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
_LAST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)*{_LAST}|\[[0-9A-Fa-f:.]{{2,45}}\]"
_AUTHORITY = re.compile(rf"(?P<host>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?", re.ASCII)
_BEGINNING = re.compile(
    rf"(?P<scheme>https?)://(?P<authority>(?:{_HOST})(?::[0-9]{{1,5}})?)(?=[/?#]|\Z)", re.ASCII
)


def parted(address: str) -> tuple[str, str, str] | None:
    """Scheme, home (host, and port where it is not the usual one) and the rest; None if none.

    The rest is as it is written, whatever it is: who uses it has to look at it.
    """
    found = _BEGINNING.match(address)
    if found is None:
        return None
    authority = normal_authority(found["authority"], found["scheme"])
    return (found["scheme"], authority, address[found.end() :]) if authority else None


def normal_authority(authority: str, scheme: str) -> str:
    """Lower case and without the default port, as RFC 9421, 2.2.3, writes it; "" for none."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return ""
    host, port = found["host"].lower(), int(found["port"] or _DEFAULT_PORTS[scheme])
    if not 0 < port < 65_536:
        return ""
    return host if port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"
