"""Keys: ours, that sign, and those of others, that check.

The type of a key decides its algorithm, never the message: RSA signs RSASSA-PKCS1-v1_5 with
SHA-256 (RFC 8017, 8.2), Ed25519 signs itself (RFC 8032). Parsed keys are kept in memory, since
reading one costs more than checking a signature with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.multikey import MAX_MULTIKEY, multikey_of, raw_ed25519

RSA_BITS = (2048, 8192)  # below is weak, above is a way to make us calculate
RSA_EXPONENTS = (65_537, 2**32)  # FIPS 186-5, 5.1, and what OpenSSL checks quickly
MAX_PEM = 4096  # characters; RSA with 8192 bits needs 1,500
_KEPT = 4096  # parsed keys, about 5 kB each
_PADDING, _SHA256 = PKCS1v15(), SHA256()


class KeyType(StrEnum):
    """What a key is."""

    RSA = "rsa"
    ED25519 = "ed25519"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key of somebody. `owner` is the actor that names it; `fingerprint` is of the key alone."""

    id: str
    owner: str
    type: KeyType
    fingerprint: bytes
    _material: RSAPublicKey | Ed25519PublicKey = field(repr=False, compare=False)

    def check(self, signed: bytes, signature: bytes) -> None:
        """Refuse what this key did not sign."""
        try:
            if isinstance(self._material, RSAPublicKey):
                self._material.verify(signature, signed, _PADDING, _SHA256)
            else:
                self._material.verify(signature, signed)
        except InvalidSignature as error:
            raise SignatureRefused(Why.SIGNATURE) from error


def public_key_from_pem(pem: str, *, id: str, owner: str) -> PublicKey:
    """A key as actors publish it in `publicKeyPem`: SPKI, or PKCS #1 as older servers do."""
    if len(pem) > MAX_PEM:
        raise SignatureRefused(Why.TOO_LARGE, "key")
    kind, fingerprint, material = _public_pem(pem)
    return PublicKey(id, owner, kind, fingerprint, material)


def public_key_from_multikey(text: str, *, id: str, owner: str) -> PublicKey:
    """A key as FEP-521a publishes it in `publicKeyMultibase`: Ed25519 only."""
    if len(text) > MAX_MULTIKEY:
        raise SignatureRefused(Why.TOO_LARGE, "key")
    kind, fingerprint, material = _public_multikey(text)
    return PublicKey(id, owner, kind, fingerprint, material)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of ours. `id` is its address, under which its public half can be fetched."""

    id: str
    type: KeyType
    _material: RSAPrivateKey | Ed25519PrivateKey = field(repr=False, compare=False)

    def sign(self, text: bytes) -> bytes:
        """The signature by the algorithm that belongs to the key."""
        if isinstance(self._material, RSAPrivateKey):
            return self._material.sign(text, _PADDING, _SHA256)
        return self._material.sign(text)

    def public_pem(self) -> str:
        """The public half, as it stands in `publicKeyPem`."""
        public = self._material.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def public_multikey(self) -> str:
        """The public half, as it stands in `publicKeyMultibase`; only of Ed25519."""
        if isinstance(self._material, RSAPrivateKey):
            raise SignatureRefused(Why.KEY_TYPE, "FEP-521a is used for Ed25519")
        return multikey_of(self._material.public_key().public_bytes_raw())


def signing_key_from_pem(pem: str, *, id: str) -> SigningKey:
    """A key of ours, read without the checks of its primes, which take 40 ms each time.

    Only for keys that we made: they were right when they were written.
    """
    kind, material = _private_pem(pem)
    return SigningKey(id, kind, material)


def new_private_pem(kind: KeyType) -> str:
    """A new key (PKCS #8). RSA with 2048 bits, as every server reads it, takes about 50 ms."""
    made: RSAPrivateKey | Ed25519PrivateKey = (
        generate_private_key(public_exponent=65_537, key_size=2048)
        if kind is KeyType.RSA
        else Ed25519PrivateKey.generate()
    )
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@lru_cache(maxsize=_KEPT)
def _private_pem(pem: str) -> tuple[KeyType, RSAPrivateKey | Ed25519PrivateKey]:
    material = load_pem_private_key(
        pem.encode("ascii"), password=None, unsafe_skip_rsa_key_validation=True
    )
    if isinstance(material, RSAPrivateKey):
        return KeyType.RSA, material
    if isinstance(material, Ed25519PrivateKey):
        return KeyType.ED25519, material
    raise SignatureRefused(Why.KEY_TYPE)


@lru_cache(maxsize=_KEPT)
def _public_pem(pem: str) -> tuple[KeyType, bytes, RSAPublicKey | Ed25519PublicKey]:
    try:
        material = load_pem_public_key(pem.encode("ascii"))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignatureRefused(Why.KEY_UNREADABLE) from error
    if isinstance(material, RSAPublicKey):
        _require_strong(material)
        return KeyType.RSA, _fingerprint(material), material
    if isinstance(material, Ed25519PublicKey):
        return KeyType.ED25519, _fingerprint(material), material
    raise SignatureRefused(Why.KEY_TYPE)


@lru_cache(maxsize=_KEPT)
def _public_multikey(text: str) -> tuple[KeyType, bytes, Ed25519PublicKey]:
    material = Ed25519PublicKey.from_public_bytes(raw_ed25519(text))
    return KeyType.ED25519, _fingerprint(material), material


def _require_strong(key: RSAPublicKey) -> None:
    exponent = key.public_numbers().e
    if not RSA_BITS[0] <= key.key_size <= RSA_BITS[1]:
        raise SignatureRefused(Why.KEY_WEAK, f"{key.key_size} bits")
    if not RSA_EXPONENTS[0] <= exponent < RSA_EXPONENTS[1] or not exponent % 2:
        raise SignatureRefused(Why.KEY_WEAK, "exponent")


def _fingerprint(key: RSAPublicKey | Ed25519PublicKey) -> bytes:
    """SHA-256 of the key itself, the same however it was written down."""
    written = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(written).digest()
