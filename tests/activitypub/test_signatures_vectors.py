"""What the standards themselves print, byte by byte.

RFC 9421, section 4.3 and appendix B.2.6; draft-cavage-http-signatures-12, appendix C;
draft-msporny-base58-03, section 5; the did:key method's Ed25519 test vectors.
"""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from augenhoehe.activitypub.signatures import (
    SignatureRefused,
    Why,
    cavage,
    public_key_from_multikey,
    public_key_from_pem,
    received,
    rfc9421,
    signing_key_from_pem,
)
from augenhoehe.activitypub.signatures.digests import require_content_digest, require_digest
from augenhoehe.activitypub.signatures.fields import byte_sequences, inner_lists
from augenhoehe.activitypub.signatures.multikey import base58, bytes_of_base58, raw_ed25519
from tests.activitypub.signing_by_hand import ED25519, ED25519_PEM, RSA, WEAK_PEM, public_pem

HELLO = b'{"hello": "world"}'
RFC_HEADERS = [
    (b"Host", b"example.com"),
    (b"Date", b"Tue, 20 Apr 2021 02:07:55 GMT"),
    (b"Content-Type", b"application/json"),
    (
        b"Content-Digest",
        b"sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm"
        b"+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
    ),
    (b"Content-Length", b"18"),
]


def test_rfc_9421_signing_with_ed25519():
    """Appendix B.2.6."""
    request = received(
        "POST", "/foo?param=Value&Pet=dog", RFC_HEADERS, HELLO, origin="https://example.com"
    )
    stated = inner_lists(
        'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )["sig-b26"]

    base = rfc9421.signature_base(
        rfc9421.values_of(request, [name for name, _ in stated.items]), stated
    )

    assert base.decode() == (
        '"date": Tue, 20 Apr 2021 02:07:55 GMT\n'
        '"@method": POST\n'
        '"@path": /foo\n'
        '"@authority": example.com\n'
        '"content-type": application/json\n'
        '"content-length": 18\n'
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" '
        '"content-length");created=1618884473;keyid="test-key-ed25519"'
    )
    signature = byte_sequences(
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5"
        "WPpBKRCw==:"
    )["sig-b26"]
    key = signing_key_from_pem(ED25519_PEM, id="https://example.com/#key")
    assert key.sign(base) == signature
    public_key_from_pem(key.public_pem(), id="", owner="").check(base, signature)


def test_rfc_9421_signing_with_rsa():
    """Section 4.3: the signature that a proxy adds, with `test-key-rsa`."""
    headers = [
        *((name, value) for name, value in RFC_HEADERS if name != b"Host"),
        (b"Host", b"origin.host.internal.example"),
        (b"Forwarded", b"for=192.0.2.123;host=example.com;proto=https"),
    ]
    origin = "https://origin.host.internal.example"
    request = received("POST", "/foo?param=Value&Pet=dog", headers, HELLO, origin=origin)
    stated = inner_lists(
        'proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" '
        '"content-length" "forwarded");created=1618884480;keyid="test-key-rsa"'
        ';alg="rsa-v1_5-sha256";expires=1618884540'
    )["proxy_sig"]

    base = rfc9421.signature_base(
        rfc9421.values_of(request, [name for name, _ in stated.items]), stated
    )

    signature = b64decode(
        "S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+Mjni"
        "OaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8"
        "tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/"
        "PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g=="
    )
    public_key_from_pem(public_pem(RSA), id="", owner="").check(base, signature)


CAVAGE_C = {
    "date": (
        "SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV"
        "5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM="
    ),
    "(request-target) host date": (
        "qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3"
        "HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0="
    ),
    "(request-target) host date content-type digest content-length": (
        "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52"
        "LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="
    ),
}


@pytest.mark.parametrize(("covered", "signature"), CAVAGE_C.items(), ids=["C.1", "C.2", "C.3"])
def test_draft_cavage(covered, signature):
    """The key has 1024 bits, which we refuse; so it is asked past our own door."""
    headers = [
        (b"Host", b"example.com"),
        (b"Date", b"Sun, 05 Jan 2014 21:31:40 GMT"),
        (b"Content-Type", b"application/json"),
        (b"Digest", b"SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="),
        (b"Content-Length", b"18"),
    ]
    request = received(
        "POST", "/foo?param=value&pet=dog", headers, HELLO, origin="https://example.com"
    )

    text = cavage.signing_string(cavage.values_of(request, covered.split(), {}, "rsa-sha256"))

    key = load_pem_public_key(WEAK_PEM.encode())
    key.verify(b64decode(signature), text, PKCS1v15(), SHA256())  # type: ignore[union-attr]
    with pytest.raises(SignatureRefused) as refused:
        public_key_from_pem(WEAK_PEM, id="Test", owner="")
    assert refused.value.why is Why.KEY_WEAK


def test_the_printed_digests_are_those_of_the_body():
    require_digest("SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", HELLO)
    require_content_digest(RFC_HEADERS[3][1].decode(), HELLO)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
        (b"", ""),
        (b"\0\0", "11"),
    ],
)
def test_base58(raw, text):
    assert base58(raw) == text
    assert bytes_of_base58(text) == raw


def test_a_multikey_of_the_did_key_method():
    """The public key of the seed of 32 zero bytes."""
    raw = raw_ed25519("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")

    assert raw.hex() == "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"


def test_a_key_is_the_same_however_it_is_written():
    ours = signing_key_from_pem(ED25519_PEM, id="https://example.com/#key")

    from_pem = public_key_from_pem(public_pem(ED25519), id="k", owner="o")
    from_multikey = public_key_from_multikey(ours.public_multikey(), id="k", owner="o")

    assert from_pem == from_multikey
