"""Whose key it is, and whether it is one that can be relied on."""

import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from augenhoehe.activitypub.signatures import (
    KeyType,
    SignatureRefused,
    Why,
    actor_behind,
    key_in,
    new_private_pem,
    public_key_from_multikey,
    public_key_from_pem,
    signing_key_from_pem,
)
from augenhoehe.activitypub.signatures.multikey import base58, multikey_of
from tests.activitypub.signing_by_hand import (
    ADA,
    ADAS_KEY,
    ED25519,
    ED25519_PEM,
    HOUR,
    NOW,
    RSA,
    RSA_PEM,
    WEAK_PEM,
    public_pem,
)

EVIL = "https://evil.example/users/eve"
MULTIKEY = f"{ADA}#ed25519-key"
EDS = multikey_of(ED25519.public_key().public_bytes_raw())


def actor(**changes):
    return {
        "id": ADA,
        "type": "Person",
        "publicKey": {"id": ADAS_KEY, "owner": ADA, "publicKeyPem": public_pem(RSA)},
        "assertionMethod": [
            {
                "id": MULTIKEY,
                "type": "Multikey",
                "controller": ADA,
                "publicKeyMultibase": EDS,
            }
        ],
    } | changes


def with_key(**changes):
    return actor(publicKey=actor()["publicKey"] | changes)


def with_multikey(**changes):
    return actor(assertionMethod=[actor()["assertionMethod"][0] | changes])


def refusal(call, *arguments, **named):
    with pytest.raises(SignatureRefused) as refused:
        call(*arguments, **named)
    return refused.value.why


def why_not(document, key_id=ADAS_KEY, *, fetched_from=ADA):
    return refusal(key_in, document, key_id, fetched_from=fetched_from, now=NOW)


def written(key):
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def rsa_with(bits, exponent):
    """A public key is only two numbers; nobody has to own these."""
    return written(rsa.RSAPublicNumbers(exponent, (1 << bits) - 159).public_key())


@pytest.mark.parametrize("bits", [1024, 2047, 8200, 16384])
def test_rsa_that_is_too_weak_or_too_slow(bits):
    assert refusal(public_key_from_pem, rsa_with(bits, 65_537), id="", owner="") is Why.KEY_WEAK


@pytest.mark.parametrize("exponent", [3, 17, 65_535, 2**32 + 1])
def test_rsa_with_a_bad_exponent(exponent):
    assert refusal(public_key_from_pem, rsa_with(2048, exponent), id="", owner="") is Why.KEY_WEAK


@pytest.mark.parametrize(
    "key",
    [
        ec.derive_private_key(7, ec.SECP256R1()).public_key(),
        x25519.X25519PrivateKey.from_private_bytes(b"7" * 32).public_key(),
    ],
)
def test_other_kinds_of_keys(key):
    assert refusal(public_key_from_pem, written(key), id="", owner="") is Why.KEY_TYPE


@pytest.mark.parametrize(
    "pem", ["", "key", WEAK_PEM.replace("MIGf", "AAAA"), RSA_PEM, ED25519_PEM, "ключ", "\0"]
)
def test_what_is_no_public_key(pem):
    assert refusal(public_key_from_pem, pem, id="", owner="") is Why.KEY_UNREADABLE


def test_a_key_of_ten_megabytes():
    assert refusal(public_key_from_pem, "x" * 10_000_000, id="", owner="") is Why.TOO_LARGE
    assert refusal(public_key_from_multikey, "z" * 10_000_000, id="", owner="") is Why.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Why.KEY_UNREADABLE),
        ("z", Why.KEY_TYPE),
        ("u7QEmtA", Why.KEY_UNREADABLE),  # base64url
        (EDS[1:], Why.KEY_UNREADABLE),
        (EDS.replace("k", "0"), Why.KEY_UNREADABLE),
        (EDS + "1", Why.KEY_TYPE),
        ("z" + base58(b"\xed\x01" + b"x" * 31), Why.KEY_UNREADABLE),
        ("z" + base58(b"\xed\x01" + b"x" * 33), Why.KEY_UNREADABLE),
        ("z" + base58(b"\x80\x24" + b"x" * 33), Why.KEY_TYPE),  # P-256
        ("z" + base58(b"\x00\xed\x01" + b"x" * 32), Why.KEY_TYPE),
    ],
)
def test_what_is_no_multikey(text, why):
    assert refusal(public_key_from_multikey, text, id="", owner="") is why


def test_a_key_of_somebody_else():
    assert why_not(with_key(owner=EVIL)) is Why.KEY_OWNER
    assert why_not(with_key(owner=f"{ADA}x")) is Why.KEY_OWNER
    assert why_not(with_key(owner=None)) is Why.KEY_OWNER
    assert why_not(with_multikey(controller=EVIL), MULTIKEY) is Why.KEY_OWNER


def test_an_actor_that_somebody_else_serves():
    """Eve's server answers with a document that says it is Ada, with Eve's key."""
    assert why_not(actor(), fetched_from=EVIL) is Why.KEY_OWNER
    assert why_not(actor(id=EVIL), fetched_from=EVIL) is Why.KEY_OWNER
    assert why_not(actor(id=None)) is Why.KEY_OWNER
    assert why_not(actor(id=""), fetched_from="") is Why.KEY_OWNER
    assert why_not(actor(), fetched_from="https://far.example/media/upload.json") is Why.KEY_OWNER


def test_a_key_on_another_server():
    """Eve's own actor names a key at Ada's address as hers, so as to be taken for Ada."""
    eves = {"id": EVIL, "publicKey": {"id": ADAS_KEY, "owner": EVIL, "publicKeyPem": "x"}}

    assert why_not(eves, fetched_from=EVIL) is Why.KEY_OWNER


@pytest.mark.parametrize(
    "key_id",
    [
        "http://far.example/users/ada#main-key",
        "https://far.example:8443/users/ada#main-key",
        "https://far.example.evil.example/users/ada#main-key",
        "https://far.example@evil.example/users/ada#main-key",
        "https://fаr.example/users/ada#main-key",  # a Cyrillic а
        "https://far.example./users/ada#main-key",
        "https:/far.example/users/ada",
        "//far.example/users/ada",
        "acct:ada@far.example",
        "main-key",
        "",
        "https://far.example\\@evil.example/",
        "https://far.example/users/ada#main-key\n",
        "https://far.example/ada key",
        "https://far.example/#a#b",
        "HTTPS://far.example/users/ada#main-key",
        "javascript:alert(1)",
        f"{ADA}#{'x' * 2100}",
    ],
)
def test_addresses_that_are_not_of_adas_home(key_id):
    assert why_not(with_key(id=key_id), key_id) is Why.KEY_OWNER
    assert refusal(actor_behind, key_id, {"id": ADA}) is Why.KEY_OWNER


def test_a_key_that_the_actor_does_not_name():
    for other in (
        f"{ADA}#old-key",
        f"{ADA}#MAIN-KEY",
        ADA,
        "https://far.example/users/mallory#main-key",
    ):
        assert why_not(actor(), other) is Why.KEY_UNKNOWN


@pytest.mark.parametrize(
    "value", [None, 1, "text", ADAS_KEY, [], {}, [[]], [None, 1, "x"], {"id": [ADAS_KEY]}]
)
def test_shapes_without_a_key(value):
    assert why_not(actor(publicKey=value, assertionMethod=value)) is Why.KEY_UNKNOWN


@pytest.mark.parametrize("value", [None, 1, [], {}, "", "text"])
def test_keys_without_a_key(value):
    assert why_not(with_key(publicKeyPem=value)) is Why.KEY_UNREADABLE
    assert why_not(with_multikey(publicKeyMultibase=value), MULTIKEY) is Why.KEY_UNREADABLE


def test_a_thousand_keys_are_not_all_looked_at():
    keys = [{"id": f"{ADA}#{number}"} for number in range(1000)] + [actor()["publicKey"]]

    assert why_not(actor(publicKey=keys)) is Why.KEY_UNKNOWN


@pytest.mark.parametrize(
    "end",
    [{"revoked": "2026-11-22T00:00:00Z"}, {"expires": "2026-11-23T12:00:00Z"}, {"expires": 1}],
)
def test_a_key_that_was_withdrawn(end):
    assert why_not(with_multikey(**end), MULTIKEY) is Why.KEY_UNKNOWN


def test_the_key_of_an_actor():
    key = key_in(actor(), ADAS_KEY, fetched_from=ADA, now=NOW)

    assert (key.id, key.owner, key.type) == (ADAS_KEY, ADA, KeyType.RSA)


@pytest.mark.parametrize(
    "document",
    [
        actor(publicKey=[{"id": f"{ADA}#older"}, actor()["publicKey"]]),
        with_key(owner={"id": ADA, "type": "Person"}),
        with_key(publicKeyPem=public_pem(RSA).replace("\n", "\r\n")),
        with_key(publicKeyPem=public_pem(RSA).strip()),
        with_key(
            publicKeyPem=RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
        ),
    ],
)
def test_keys_as_real_servers_publish_them(document):
    assert key_in(document, ADAS_KEY, fetched_from=ADA, now=NOW) == key_in(
        actor(), ADAS_KEY, fetched_from=ADA, now=NOW
    )


def test_the_multikey_of_an_actor():
    later = with_multikey(expires=(NOW + HOUR).isoformat())

    for document in (actor(), later):
        key = key_in(document, MULTIKEY, fetched_from=ADA, now=NOW)
        assert (key.id, key.owner, key.type) == (MULTIKEY, ADA, KeyType.ED25519)


def test_the_actor_behind_the_address_of_a_key():
    separate = "https://far.example/users/ada/main-key"

    assert actor_behind(ADAS_KEY, actor()) == ADA
    assert actor_behind(separate, {"id": separate, "owner": ADA}) == ADA
    assert actor_behind(separate, {"id": separate, "controller": {"id": ADA}}) == ADA
    assert refusal(actor_behind, separate, {"id": separate, "owner": EVIL}) is Why.KEY_OWNER
    assert refusal(actor_behind, separate, {}) is Why.KEY_OWNER


def test_our_own_keys_are_read_without_the_slow_check():
    """40 ms each with it; read once here, and then kept."""
    pem = new_private_pem(KeyType.RSA)
    began = time.process_time()
    for number in range(20):
        key = signing_key_from_pem(pem, id=f"https://lindenrad.example/actor#{number}")
    assert time.process_time() - began < 0.1

    theirs = public_key_from_pem(key.public_pem(), id=key.id, owner="")
    theirs.check(b"text", key.sign(b"text"))
    assert refusal(theirs.check, b"other text", key.sign(b"text")) is Why.SIGNATURE
    assert refusal(key.public_multikey) is Why.KEY_TYPE


def test_a_new_key_of_ed25519():
    key = signing_key_from_pem(new_private_pem(KeyType.ED25519), id=MULTIKEY)

    theirs = public_key_from_multikey(key.public_multikey(), id=key.id, owner=ADA)

    theirs.check(b"text", key.sign(b"text"))
    assert refusal(theirs.check, b"text", b"x" * 64) is Why.SIGNATURE
    assert refusal(theirs.check, b"text", b"") is Why.SIGNATURE


def test_a_key_does_not_show_itself():
    assert "PRIVATE" not in repr(signing_key_from_pem(RSA_PEM, id=ADAS_KEY))


def test_a_refusal_says_whether_to_fetch_the_actor_again():
    assert SignatureRefused(Why.SIGNATURE).may_help_to_ask_again
    assert not SignatureRefused(Why.STALE).may_help_to_ask_again
    assert str(SignatureRefused(Why.MISSING, "date")) == "missing_header: date"
