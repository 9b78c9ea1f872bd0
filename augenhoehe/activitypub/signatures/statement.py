"""What a signature says, read from either scheme, and the one policy that both are held to.

Fixed, never taken from the message: the method, the whole target and the host are signed, so is
the time, and a digest of the body wherever there is or could be one. What else a peer signs is
checked with it, and refused where we could not look at it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from augenhoehe.activitypub.signatures.addresses import taken_apart
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.times import WINDOW

MAX_SIGNATURE_HEADER = 8192  # characters
MAX_COVERED = 32  # components

Alternatives = tuple[frozenset[str], ...]


class Scheme(StrEnum):
    """The two ways of signing an HTTP message that are met."""

    CAVAGE = "draft-cavage"  # draft-cavage-http-signatures-12
    RFC9421 = "rfc9421"


@dataclass(frozen=True, slots=True)
class Statement:
    """What was signed, by which key, when. Not yet believed."""

    scheme: Scheme
    key_id: str
    algorithm: str  # as the message calls it; "" says nothing
    covered: tuple[str, ...]
    base: bytes  # the very bytes that were signed
    signature: bytes
    moments: tuple[datetime, ...]  # every time that was signed, at least one
    expires: datetime | None = None

    @property
    def counts_until(self) -> datetime:
        """The last moment at which this message could be taken, hence be replayed."""
        end = min(self.moments) + WINDOW
        return end if self.expires is None else min(end, self.expires)

    def require_in_time(self, now: datetime) -> None:
        """Refuse what was signed more than an hour ago or ahead, or has expired."""
        if min(self.moments) < now - WINDOW:
            raise SignatureRefused(Why.STALE)
        if max(self.moments) > now + WINDOW:
            raise SignatureRefused(Why.FUTURE)
        if self.expires is not None and self.expires <= now:
            raise SignatureRefused(Why.EXPIRED)


def require_covered(covered: Collection[str], needed: Collection[Alternatives]) -> None:
    """Of each group at least one alternative is signed entirely, and nothing twice."""
    if len(covered) > MAX_COVERED:
        raise SignatureRefused(Why.TOO_LARGE, "components")
    found = frozenset(covered)
    if len(found) != len(covered):
        raise SignatureRefused(Why.DUPLICATE, "component")
    for alternatives in needed:
        if not any(parts <= found for parts in alternatives):
            missing = " or ".join(" ".join(sorted(parts)) for parts in alternatives)
            raise SignatureRefused(Why.UNCOVERED, missing)


def require_key_address(key_id: str) -> str:
    """The name of a key is an address on the web, from which it can be fetched."""
    taken_apart(key_id)
    return key_id
