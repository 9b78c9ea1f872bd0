"""Who sent a message: signatures over HTTP requests, made and checked.

In:  `received` → `examine` → (the caller has or fetches the actor: `actor_behind`, `key_in`)
     → `verify` → `VerifiedSender`; the caller remembers its `identity` until `counts_until`.
Out: `sign` with a `SigningKey`, by the scheme that the other server is known to read.
Every refusal is a `SignatureRefused` with a code (`Why`).
"""

from __future__ import annotations

from datetime import datetime

from augenhoehe.activitypub.signatures import cavage, rfc9421
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.keys import (
    KeyType,
    PublicKey,
    SigningKey,
    new_private_pem,
    public_key_from_multikey,
    public_key_from_pem,
    signing_key_from_pem,
)
from augenhoehe.activitypub.signatures.owners import actor_behind, key_in
from augenhoehe.activitypub.signatures.received import Received, received
from augenhoehe.activitypub.signatures.statement import Scheme
from augenhoehe.activitypub.signatures.verify import Claim, VerifiedSender, examine, verify

__all__ = [
    "Claim",
    "KeyType",
    "PublicKey",
    "Received",
    "Scheme",
    "SignatureRefused",
    "SigningKey",
    "VerifiedSender",
    "Why",
    "actor_behind",
    "examine",
    "key_in",
    "new_private_pem",
    "public_key_from_multikey",
    "public_key_from_pem",
    "received",
    "sign",
    "signing_key_from_pem",
    "verify",
]


def sign(
    scheme: Scheme,
    key: SigningKey,
    method: str,
    url: str,
    body: bytes = b"",
    *,
    now: datetime,
    content_type: str = "",
) -> dict[str, str]:
    """The headers that make a request ours, `Host` among them.

    `url` has to be plain ASCII (`KEY_ID` refuses it else) and to be sent exactly as given here.
    """
    way = cavage.sign if scheme is Scheme.CAVAGE else rfc9421.sign
    return way(key, method, url, body, now=now, content_type=content_type)
