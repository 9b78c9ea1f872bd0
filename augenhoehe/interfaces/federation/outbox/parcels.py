"""What is carried to an inbox, how it is signed, and what came of it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from augenhoehe.activitypub.signatures import Scheme, SignatureRefused, SigningKey, sign
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.outbox.retry import Answered

_SCHEMES = {Peer.Scheme.RFC9421: Scheme.RFC9421}
_REMEMBERED = {Scheme.CAVAGE: Peer.Scheme.CAVAGE, Scheme.RFC9421: Peer.Scheme.RFC9421}
_WRONG_SIGNATURE = 401

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery in hand. `attempts` counts the one that is about to be made."""

    id: int
    inbox: str
    host: str
    line: int
    attempts: int
    activity_id: int
    kind: str
    body: bytes = field(repr=False)
    key: SigningKey
    scheme: str = ""  # as `Peer.scheme`
    synchronization: str = ""
    is_probe: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of a parcel; None is that nobody tried."""

    parcel: Parcel
    answered: Answered | None = None
    scheme: str = ""  # what the server turned out to read, where that is news

    @property
    def host(self) -> str:
        return self.parcel.host


def headers_of(parcel: Parcel, scheme: Scheme, now: datetime) -> dict[str, str]:
    """The headers of a delivery; raises `SignatureRefused` for an inbox that is no address."""
    headers = sign(
        scheme, parcel.key, "POST", parcel.inbox, parcel.body, now=now, content_type=MEDIA_TYPE
    )
    if parcel.synchronization:
        headers["Collection-Synchronization"] = parcel.synchronization
    return headers


def first_headers(parcel: Parcel) -> dict[str, str] | None:
    """Headers by the scheme the server is known to read, draft-cavage if nothing is known."""
    try:
        return headers_of(parcel, _first_scheme(parcel), clock.now())
    except SignatureRefused:
        return None


def knock(parcel: Parcel, headers: Headers | None) -> Generator[Headers, Answered, Carried]:
    """Deliver; where the signature is not understood, by the other scheme, once.

    Yields the headers to send with, is sent what was answered.
    """
    if headers is None:
        return Carried(parcel, Answered(trouble="bad_url"))
    answered = yield headers
    if answered.status != _WRONG_SIGNATURE:
        return Carried(parcel, answered)
    first = _first_scheme(parcel)
    other = Scheme.CAVAGE if first is Scheme.RFC9421 else Scheme.RFC9421
    again = yield headers_of(parcel, other, clock.now())
    understood = again.status != 0 and again.status != _WRONG_SIGNATURE
    return Carried(parcel, again, _REMEMBERED[other] if understood else "")


def _first_scheme(parcel: Parcel) -> Scheme:
    return _SCHEMES.get(Peer.Scheme(parcel.scheme), Scheme.CAVAGE)
