"""Where a text stands or is to stand: the channel guessed from an address, by its host alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

# Ends of host names. Nothing is fetched: what is not known here is "other".
_HOSTS: Mapping[str, str] = {
    "linkedin.com": "linkedin",
    "lnkd.in": "linkedin",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.me": "facebook",
    "fb.watch": "facebook",
    "instagram.com": "instagram",
    "instagr.am": "instagram",
    "x.com": "x",
    "twitter.com": "x",
    "t.co": "x",
    "kununu.com": "review",
    "glassdoor.com": "review",
    "glassdoor.de": "review",
    "trustpilot.com": "review",
    "maps.google.com": "review",
    "maps.app.goo.gl": "review",
    "g.page": "review",
    "yelp.com": "review",
    "yelp.de": "review",
    "provenexpert.com": "review",
}
# A channel and its words, in the order in which people choose.
ELSEWHERE_TO_CHOOSE: Sequence[tuple[str, object]] = (
    ("linkedin", _("LinkedIn")),
    ("facebook", _("Facebook")),
    ("instagram", _("Instagram")),
    ("x", _("X")),
    ("review", _("A page with reviews")),
    ("press", _("A newspaper, radio or television")),
    ("mail", _("A mail")),
    ("internal", _("Inside, among colleagues")),
    ("other", _("Somewhere else")),
)
_ADDRESS = re.compile(r"https?://\S{1,2000}", re.ASCII | re.IGNORECASE)
_ONLY_ADDRESS = re.compile(r"\s*https?://\S{1,2000}\s*", re.ASCII | re.IGNORECASE)
_CLAUSE = re.compile(r"/codex/[0-9]{1,6}/([a-z0-9-]{1,60})(?![a-z0-9-])")


def channel_of_address(address: str) -> str:
    """The channel an address belongs to; "other" for one we do not know, "" for none at all."""
    try:
        host = (urlsplit(address.strip()).hostname or "").rstrip(".").casefold()
    except ValueError:
        return ""
    if not host:
        return ""
    ends = (host.split(".", n)[-1] for n in range(host.count(".") + 1))
    return next((_HOSTS[end] for end in ends if end in _HOSTS), "other")


def channel_of_text(text: str) -> str:
    """The channel of what was pasted, if that is an address and nothing else."""
    return channel_of_address(text) if _ONLY_ADDRESS.fullmatch(text[:2100]) else ""


def first_address(text: str) -> str:
    """The first address in a text, "" if there is none."""
    found = _ADDRESS.search(text[:20_000])
    return found[0] if found else ""


def clauses_linked_in(text: str) -> frozenset[str]:
    """Keys of clauses whose address stands in a text: they came up with it."""
    return frozenset(_CLAUSE.findall(text[:100_000]))
