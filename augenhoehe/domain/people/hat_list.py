"""The signed list by which an organisation says who speaks for it: written, and read.

It stands at `/.well-known/augenhoehe-hats` of its domain. `docs/reference/hat-list.md` says it
in plain words, with the lines an outsider checks it by.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from augenhoehe.foundation.hashchain import canonical

FORMAT, VERSION = "augenhoehe-hats", 1
PATH = "/.well-known/augenhoehe-hats"
MOST_BYTES = 1_000_000  # of one page
MOST_PAGES = 20
MOST_HATS = 500  # on one page
VALID = timedelta(hours=24)
MOST_VALID = timedelta(days=31)
_CLOCKS_DIFFER = timedelta(minutes=5)
_LONGEST = 500


class NotBelieved(Exception):
    """A list that says nothing to us. `reason` is a word; `hat_list_words` has the sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody speaks for the organisation: for what, and by which addresses they are known."""

    words: str
    account: str  # name@server
    actor: str  # the id in ActivityPub
    since: str
    also: tuple[str, ...] = ()  # pages of the same person elsewhere, checked by their server


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, checked in itself."""

    organisation: str
    key: str
    issued_at: datetime
    valid_until: datetime
    hats: Sequence[Listed] = field(default_factory=tuple)
    next: str = ""


def written(
    hats: Sequence[Listed],
    *,
    organisation: str,
    at: datetime,
    next_page: str,
    key: Ed25519PrivateKey,
) -> dict[str, Any]:
    """A page as it is published, signed with the key of the register."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": organisation,
        "key": key.public_key().public_bytes_raw().hex(),
        "issued_at": _moment(at),
        "valid_until": _moment(at + VALID),
        "next": next_page or None,
        "hats": [
            {
                "words": hat.words,
                "account": hat.account,
                "actor": hat.actor,
                "since": hat.since,
                "also": list(hat.also),
            }
            for hat in hats
        ],
    }
    return document | {"signature": key.sign(canonical(document)).hex()}


def read(body: bytes, *, domain: str, now: datetime) -> Page:
    """A page that came from this domain. Raises `NotBelieved` with the reason."""
    if len(body) > MOST_BYTES:
        raise NotBelieved("too_large")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise NotBelieved("not_json") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotBelieved("no_list")
    if document.get("version") != VERSION:
        raise NotBelieved("version")
    _check_signature(document)
    page = _page(document)
    if page.organisation != domain:
        raise NotBelieved("other_domain")
    if page.issued_at > now + _CLOCKS_DIFFER or page.valid_until - page.issued_at > MOST_VALID:
        raise NotBelieved("dates")
    if page.valid_until <= now:
        raise NotBelieved("expired")
    return page


def _check_signature(document: dict[str, Any]) -> None:
    unsigned = {name: value for name, value in document.items() if name != "signature"}
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(document["key"]))
        key.verify(bytes.fromhex(document["signature"]), canonical(unsigned))
    except (KeyError, ValueError, TypeError, RecursionError, InvalidSignature):
        raise NotBelieved("signature") from None


def _page(document: dict[str, Any]) -> Page:
    try:
        hats = document["hats"]
        if not isinstance(hats, list) or len(hats) > 10 * MOST_HATS:
            raise ValueError("hats")
        return Page(
            organisation=_text(document["organisation"]).lower(),
            key=_text(document["key"]).lower(),
            issued_at=_read_moment(document["issued_at"]),
            valid_until=_read_moment(document["valid_until"]),
            hats=tuple(_listed(hat) for hat in hats),
            next=_text(document.get("next") or "", may_be_empty=True),
        )
    except (KeyError, ValueError, TypeError):
        raise NotBelieved("no_list") from None


def _listed(hat: dict[str, Any]) -> Listed:
    also = hat.get("also") or []
    if not isinstance(also, list) or len(also) > 20:
        raise ValueError("also")
    return Listed(
        words=_text(hat["words"]),
        account=_text(hat["account"]).lower().removeprefix("acct:").removeprefix("@"),
        actor=_text(hat.get("actor") or "", may_be_empty=True),
        since=_text(hat.get("since") or "", may_be_empty=True),
        also=tuple(_text(one) for one in also),
    )


def _text(said: object, *, may_be_empty: bool = False) -> str:
    if not isinstance(said, str) or len(said) > _LONGEST or not (said or may_be_empty):
        raise ValueError("text")
    return said


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _read_moment(said: object) -> datetime:
    at = datetime.fromisoformat(_text(said))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def names(listed: Listed, *, account: str, actor: str, page: str) -> bool:
    """Whether an entry means somebody: by their name, their id, or their page."""
    known = (listed.actor, *listed.also)
    return listed.account == account.lower() or actor in known or page in known


def host_of(url: str) -> str:
    """The host of an address with its port, as names of domains are compared here."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
