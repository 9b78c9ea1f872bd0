"""Addresses of keys and actors, and whose home they are of.

Two addresses are of one home when scheme, host and port are the same (RFC 6454, section 5).
Only plain ASCII is taken, so that no look-alike letter and no white space gets in between.
"""

from __future__ import annotations

import re

MAX_ADDRESS = 2048  # characters
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]+\]"
_AUTHORITY = re.compile(rf"(?P<host>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?", re.ASCII)
_ADDRESS = re.compile(
    rf"(?P<scheme>https?)://(?P<authority>(?:{_HOST})(?::[0-9]{{1,5}})?)"
    r"(?P<target>(?:/[!$-;=?-Z_a-z~\[\]@&'()*+,%]*)?)(?P<fragment>(?:#[!$-;=?-Z_a-z~%]*)?)",
    re.ASCII,
)
