"""Ed25519 keys as text (FEP-521a): multibase "z", then base58btc of 0xed 0x01 and the key."""

from __future__ import annotations

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # Bitcoin's
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_ED25519 = b"\xed\x01"  # multicodec ed25519-pub, as a varint
_KEY_BYTES = 32
MAX_MULTIKEY = 128  # characters; those of Ed25519 have 48


def multikey_of(raw: bytes) -> str:
    """The text of a raw Ed25519 key: "z6Mk…"."""
    return "z" + base58(_ED25519 + raw)


def raw_ed25519(text: str) -> bytes:
    """The 32 bytes of an Ed25519 key; other keys and other alphabets are refused."""
    if not text.startswith("z"):
        raise SignatureRefused(Why.KEY_UNREADABLE, "multibase other than base58btc")
    found = bytes_of_base58(text[1:])
    if not found.startswith(_ED25519):
        raise SignatureRefused(Why.KEY_TYPE, "multikey")
    if len(found) != len(_ED25519) + _KEY_BYTES:
        raise SignatureRefused(Why.KEY_UNREADABLE, "length")
    return found[len(_ED25519) :]


def base58(raw: bytes) -> str:
    """Bytes in base58btc: a number to base 58, and a "1" for each zero byte in front."""
    number, letters = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _ALPHABET[rest] + letters
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def bytes_of_base58(text: str) -> bytes:
    """The bytes back again."""
    number = 0
    for letter in text:
        if letter not in _VALUES:
            raise SignatureRefused(Why.KEY_UNREADABLE, "base58")
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
