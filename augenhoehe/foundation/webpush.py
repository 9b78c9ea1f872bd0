"""Words for one reader through a push service that must not read them.

Two encryptions: `aes128gcm` as it became the standard (RFC 8291 and 8188), and `aesgcm`, the
draft before it, which some apps still ask for. Every message has a key of its own, agreed
with the reader's public key (ECDH on P-256) and mixed with a secret only the two know.
"""

from __future__ import annotations

import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE = ec.SECP256R1()
_POINT_BYTES = 65
_SECRET_BYTES = 16
_SALT_BYTES = 16
# The size of a record, which every push service takes (RFC 8030, 7.2), and what fits in:
# the record's header (86 bytes), its delimiter and its seal need room.
_RECORD_BYTES = 4096
MOST_BYTES = _RECORD_BYTES - 86 - 1 - 16


class BadKeys(Exception):
    """The keys of a subscription are none."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A reader's public key and their secret, in base64url without padding."""

    p256dh: str
    auth: str

    @classmethod
    def of(cls, p256dh: str, auth: str) -> Keys:
        """As apps send them: in either alphabet, padded or not. Raises `BadKeys`."""
        point, secret = unpacked(p256dh), unpacked(auth)
        if len(point) != _POINT_BYTES or len(secret) != _SECRET_BYTES:
            raise BadKeys
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
        except ValueError as error:
            raise BadKeys from error
        return cls(packed(point), packed(secret))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A message and the headers that say how to open it."""

    body: bytes
    headers: dict[str, str]


def packed(raw: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """The bytes behind base64 of whatever kind. Raises `BadKeys`."""
    plain = text.strip().rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except (NotBase64, ValueError) as error:
        raise BadKeys from error


def seal(
    words: bytes,
    keys: Keys,
    *,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> Sealed:
    """By RFC 8291. `salt` and `own` are given by tests alone: nothing is sealed with them twice."""
    salt, own = salt or os.urandom(_SALT_BYTES), own or ec.generate_private_key(_CURVE)
    theirs, ours = unpacked(keys.p256dh), _point(own)
    info = b"WebPush: info\x00" + theirs + ours
    secret = _derive(_shared(own, theirs), unpacked(keys.auth), info, 32)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + struct.pack("!LB", _RECORD_BYTES, len(ours)) + ours
    # The 2 says that this record is the last.
    body = header + AESGCM(key).encrypt(nonce, words + b"\x02", None)
    return Sealed(body, {"Content-Encoding": "aes128gcm"})


def seal_as_before(
    words: bytes,
    keys: Keys,
    *,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> Sealed:
    """By draft-ietf-webpush-encryption-04, with which apps of that time began."""
    salt, own = salt or os.urandom(_SALT_BYTES), own or ec.generate_private_key(_CURVE)
    theirs, ours = unpacked(keys.p256dh), _point(own)
    secret = _derive(_shared(own, theirs), unpacked(keys.auth), b"Content-Encoding: auth\x00", 32)
    context = b"P-256\x00" + b"".join(struct.pack("!H", len(one)) + one for one in (theirs, ours))
    key = _derive(secret, salt, b"Content-Encoding: aesgcm\x00" + context, 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\x00" + context, 12)
    # Two bytes say how many bytes of padding follow: none.
    body = AESGCM(key).encrypt(nonce, b"\x00\x00" + words, None)
    return Sealed(
        body,
        {
            "Content-Encoding": "aesgcm",
            "Encryption": f"salt={packed(salt)}",
            "Crypto-Key": f"dh={packed(ours)}",
        },
    )


def _point(own: ec.EllipticCurvePrivateKey) -> bytes:
    return own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _shared(own: ec.EllipticCurvePrivateKey, theirs: bytes) -> bytes:
    point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, theirs)
    return own.exchange(ec.ECDH(), point)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
