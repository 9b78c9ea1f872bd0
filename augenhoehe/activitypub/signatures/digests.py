"""The digest of a body, in both spellings, and whether it is that of the body we have.

`Digest: SHA-256=…` is RFC 3230 with RFC 5843, which draft-cavage servers send.
`Content-Digest: sha-256=:…:` is RFC 9530, which goes with RFC 9421.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.fields import byte_sequences, strict_base64

_KNOWN: Mapping[str, Callable[[bytes], bytes]] = {
    "sha-256": lambda body: hashlib.sha256(body).digest(),
    "sha-512": lambda body: hashlib.sha512(body).digest(),
}


def digest(body: bytes) -> str:
    """The value of a `Digest` header for this body."""
    return f"SHA-256={b64encode(_KNOWN['sha-256'](body)).decode()}"


def content_digest(body: bytes) -> str:
    """The value of a `Content-Digest` header for this body."""
    return f"sha-256=:{b64encode(_KNOWN['sha-256'](body)).decode()}:"


def require_digest(header: str, body: bytes) -> None:
    """Refuse a body that is not the one a `Digest` header tells of, an empty one as well."""
    told: dict[str, bytes] = {}
    for part in header.split(","):
        name, equals, value = part.strip(" \t").partition("=")
        if not equals:
            raise SignatureRefused(Why.MALFORMED, "digest")
        if name.lower() in told:
            raise SignatureRefused(Why.DUPLICATE, "digest")
        told[name.lower()] = strict_base64(value) if name.lower() in _KNOWN else b""
    _require_equal(told, body)


def require_content_digest(header: str, body: bytes) -> None:
    """The same for a `Content-Digest` header."""
    _require_equal(byte_sequences(header), body)


def _require_equal(told: Mapping[str, bytes], body: bytes) -> None:
    """Every digest that we can compute is right, and there is at least one."""
    known = told.keys() & _KNOWN.keys()
    if not known:
        raise SignatureRefused(Why.DIGEST, "neither SHA-256 nor SHA-512")
    if any(_KNOWN[name](body) != told[name] for name in known):
        raise SignatureRefused(Why.DIGEST, "the body is another one")
