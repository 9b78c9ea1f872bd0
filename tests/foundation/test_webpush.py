"""Encryption for push services, by the examples of the documents that define it."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from augenhoehe.foundation import clock, vapid
from augenhoehe.foundation.webpush import BadKeys, Keys, packed, seal, seal_as_before, unpacked
from tests.foundation.push_service import Reader


def private(text):
    return ec.derive_private_key(int.from_bytes(unpacked(text), "big"), ec.SECP256R1())


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        ("x", "BTBZMqHH6r4Tts7J_aSIgg"),
        (packed(b"\x04" + b"\x01" * 64), "BTBZMqHH6r4Tts7J_aSIgg"),  # not on the curve
        (Reader().keys.p256dh, "zu kurz"),
        (Reader().keys.p256dh, packed(b"x" * 15)),
        ("ä" * 87, packed(b"x" * 16)),
    ],
    ids=["nothing", "short", "no point", "no secret", "short secret", "other letters"],
)
def test_what_is_no_key_is_refused(p256dh, auth):
    with pytest.raises(BadKeys):
        Keys.of(p256dh, auth)


def test_keys_are_taken_in_either_alphabet_and_with_padding():
    reader = Reader()
    classic = base64.b64encode(unpacked(reader.keys.p256dh)).decode()

    assert Keys.of(classic, reader.keys.auth + "==") == reader.keys


def test_the_example_of_rfc_8291():
    """Appendix A."""
    keys = Keys.of(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )

    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        keys,
        salt=unpacked("DGv6ra1nlYgDCS1FRnbzlw"),
        own=private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )

    assert packed(sealed.body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_example_of_the_draft():
    """draft-ietf-webpush-encryption-04, section 5."""
    keys = Keys.of(
        "BCEkBjzL8Z3C-oi2Q7oE5t2Np-p7osjGLg93qUP0wvqRT21EEWyf0cQDQcakQMqz4hQKYOQ3il2nNZct4HgAUQU",
        "R29vIGdvbyBnJyBqb29iIQ",
    )

    sealed = seal_as_before(
        b"I am the walrus",
        keys,
        salt=unpacked("lngarbyKfMoi9Z75xYXmkg"),
        own=private("nCScek-QpEjmOOlT-rQ38nZzvdPlqa00Zy0i6m2OJvY"),
    )

    assert packed(sealed.body) == "6nqAQUME8hNqw5J3kl8cpVVJylXKYqZOeseZG8UueKpA"
    assert sealed.headers["Encryption"] == "salt=lngarbyKfMoi9Z75xYXmkg"
    assert sealed.headers["Crypto-Key"] == (
        "dh=BNoRDbb84JGm8g5Z5CFxurSqsXWJ11ItfXEWYVLE85Y7CYkDjXsIEc4aqxYaQ1G8BqkXCJ6DPpDrWtdWj_mugHU"
    )


@pytest.mark.parametrize("how", [seal, seal_as_before])
def test_the_reader_opens_it_and_no_two_are_alike(how):
    reader = Reader()
    words = "Grüße vom Fährmann".encode()

    one, other = how(words, reader.keys), how(words, reader.keys)

    assert reader.opens(one.body, one.headers) == reader.opens(other.body, other.headers) == words
    assert one.body != other.body
    assert words not in one.body


def test_we_say_who_pushes(settings):
    token = vapid.signed_for("https://push.example:8443/a?b", contact="mailto:hilfe@x.example")

    said, _dot, signature = token.rpartition(".")
    header, claims = (json.loads(unpacked(part)) for part in said.split("."))
    assert header == {"typ": "JWT", "alg": "ES256"}
    assert claims["aud"] == "https://push.example:8443"
    assert claims["sub"] == "mailto:hilfe@x.example"
    assert 0 < claims["exp"] - clock.now().timestamp() <= 24 * 3600
    raw = unpacked(signature)
    proof = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), unpacked(vapid.public_key())
    )
    point.verify(proof, said.encode(), ec.ECDSA(SHA256()))
