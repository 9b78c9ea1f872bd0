"""The key with which this server signs what it sends to push services (VAPID, RFC 8292)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from augenhoehe.foundation import clock

# The order of the curve P-256: a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_GOOD_FOR_SECONDS = 12 * 60 * 60  # at most a day


@cache
def private_key() -> ec.EllipticCurvePrivateKey:
    """Kept in the data folder as 32 bytes in hexadecimal digits."""
    number = int(str(settings.PUSH_KEY), 16) % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


@cache
def public_key() -> str:
    """The uncompressed point as base64url, as browsers and apps want it."""
    point = private_key().public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _packed(raw)


def signed_for(endpoint: str, *, contact: str) -> str:
    """A token (ES256) that says who pushes to the service at `endpoint`, good for half a day.

    `contact` is how those who run it reach us: a mailto: or https: address (RFC 8292, 2.1).
    """
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(clock.now().timestamp()) + _GOOD_FOR_SECONDS,
        "sub": contact,
    }
    said = ".".join(_part(one) for one in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(private_key().sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{_packed(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _part(document: Mapping[str, object]) -> str:
    return _packed(json.dumps(document, separators=(",", ":")).encode())


def _packed(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
