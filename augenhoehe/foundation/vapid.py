"""The key with which this server signs what it sends to push services (VAPID, RFC 8292)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# The order of the curve P-256: a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


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
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
