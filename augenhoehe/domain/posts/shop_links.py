"""Whether a text offers something for sale: a link to one of our own shops, and a price.

It is only said to who writes, who decides; no label is ever put on by a machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from augenhoehe.foundation.text import find_links

_CURRENCY = r"(?:€|EUR|Euro|CHF|Fr\.|\$|USD|£|GBP)"
_PRICE = re.compile(
    rf"(?<![\w.,]){_CURRENCY}\s?\d|(?<![\w])\d[\d.,']{{0,15}}(?:,[-–—])?\s?{_CURRENCY}(?!\w)",
    re.IGNORECASE,
)


def sounds_like_an_offer(text: str) -> bool:
    """Whether a text names a price and links to a shop of this organisation."""
    if not _PRICE.search(text):
        return False
    shops = own_shops()
    hosts = (_host(link) for link in find_links(text))
    return any(_is_at(host, shops) for host in hosts)


def own_shops() -> Sequence[str]:
    """The domains of our shops as set; else the domain this server's address belongs to."""
    chosen: Sequence[str] = settings.OWN_SHOPS
    if chosen:
        return chosen
    own = _host(settings.BASE_URL)
    parent = own.partition(".")[2]
    return [parent] if "." in parent and not own.replace(".", "").isdigit() else []


def _is_at(host: str, shops: Sequence[str]) -> bool:
    """A shop or a part of it, but not this server: what is said here is no shop."""
    if host == _host(settings.BASE_URL) and host not in shops:
        return False
    return any(host == shop or host.endswith(f".{shop}") for shop in shops)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
