"""The proof itself: only from `verify`, bound to one message, known again when it comes again."""

import copy
import pickle
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.activitypub.signatures import (
    Claim,
    KeyType,
    Scheme,
    SignatureRefused,
    VerifiedSender,
    Why,
    examine,
    new_private_pem,
    public_key_from_pem,
    sign,
    signing_key_from_pem,
    verify,
)
from tests.activitypub.signing_by_hand import (
    ADA,
    ADAS_KEY,
    BODY,
    ED25519,
    ED25519_PEM,
    HOME,
    HOUR,
    NOW,
    RSA,
    RSA_PEM,
    SECOND,
    Message,
    adas_public_key,
    cavage,
    proof_of,
    refusal_of,
    rfc9421,
)

FEW = settings(max_examples=40, deadline=None)


def why_not(call, *arguments):
    with pytest.raises(SignatureRefused) as refused:
        call(*arguments)
    return refused.value.why


def test_a_proof_cannot_be_made_by_hand():
    proof = proof_of(cavage())
    fields = {name: getattr(proof, name) for name in VerifiedSender.__match_args__[:-1]}

    with pytest.raises(TypeError, match="only made by verifying"):
        VerifiedSender(**fields, seal=object())
    with pytest.raises(TypeError, match="seal"):
        VerifiedSender(**fields)
    with pytest.raises(TypeError, match="only made by verifying"):
        Claim(cavage().arrives(), examine(cavage().arrives(), now=NOW).statement, None)


def test_a_proof_cannot_be_changed_copied_stored_or_imitated():
    proof = proof_of(cavage())

    with pytest.raises(AttributeError):
        proof.actor = "https://evil.example/users/eve"
    with pytest.raises((ValueError, TypeError)):
        replace(proof, actor="https://evil.example/users/eve")
    with pytest.raises(TypeError, match="copied"):
        copy.copy(proof)
    with pytest.raises(TypeError, match="copied"):
        pickle.dumps(proof)
    with pytest.raises(TypeError, match="no other kinds"):
        type("Forged", (VerifiedSender,), {"__post_init__": lambda self, seal: None})


def test_a_key_that_was_not_named():
    claim = examine(cavage().arrives(), now=NOW)

    assert why_not(verify, claim, adas_public_key(id=f"{ADA}#other")) is Why.KEY_OTHER


def test_a_key_whose_owner_lives_elsewhere():
    claim = examine(cavage().arrives(), now=NOW)
    eves = adas_public_key(owner="https://evil.example/users/eve")

    assert why_not(verify, claim, eves) is Why.KEY_OWNER


@pytest.mark.parametrize(
    "key_id", ["main-key", "acct:ada@far.example", "ftp://far.example/", "x y"]
)
def test_a_name_that_is_no_address_is_refused_before_anybody_is_asked(key_id):
    assert why_not(lambda: examine(cavage(key_id=key_id).arrives(), now=NOW)) is Why.KEY_ID


def test_another_key_of_the_same_kind():
    strangers = signing_key_from_pem(new_private_pem(KeyType.RSA), id=ADAS_KEY)
    theirs = public_key_from_pem(strangers.public_pem(), id=ADAS_KEY, owner=ADA)
    claim = examine(cavage().arrives(), now=NOW)

    assert why_not(verify, claim, theirs) is Why.SIGNATURE


@pytest.mark.parametrize("signed", [cavage, rfc9421])
def test_a_replay_is_known_by_its_identity(signed):
    first, again = proof_of(signed()), proof_of(signed(), now=NOW + HOUR)

    assert first.identity == again.identity
    assert first.counts_until == again.counts_until
    assert len(first.identity) == 32


@pytest.mark.parametrize("signed", [cavage, rfc9421])
def test_another_message_has_another_identity(signed):
    identities = {
        proof_of(message).identity
        for message in [
            signed(),
            signed(at=NOW + SECOND),
            signed(body=b"{}"),
            signed(target="/users/mona/inbox"),
        ]
    }

    assert len(identities) == 4


def test_a_replay_in_another_spelling_is_still_one():
    message = cavage()
    header = message.header("signature")
    plain = proof_of(message).identity

    for changed in (
        header.replace('algorithm="rsa-sha256"', 'algorithm="hs2019"'),
        header.replace('algorithm="rsa-sha256",', ""),
        header.replace("host date", "Host  DATE"),
        header + ',nonce="1"',
    ):
        assert proof_of(message.with_header("signature", changed)).identity == plain


def test_a_replay_under_another_name_of_the_same_key_is_still_one():
    other = f"{ADA}#another-name"
    message = cavage(key_id=other)
    renamed = verify(examine(message.arrives(), now=NOW), adas_public_key(id=other))

    assert renamed.identity == proof_of(cavage()).identity


def test_nobody_can_use_up_the_identity_of_anothers_message():
    """Eve sees what Ada sends, signs the same text with her own key, and is there first."""
    eves = proof_of(cavage(key=ED25519, algorithm=None), ED25519)

    assert eves.identity != proof_of(cavage()).identity


def test_what_is_at_the_senders_home():
    proof = proof_of(cavage())

    assert proof.is_at_home("https://far.example/notes/1")
    assert proof.is_at_home("https://FAR.example:443/notes/1#x")
    for foreign in (
        "http://far.example/notes/1",
        "https://far.example.evil.example/notes/1",
        "https://far.example:8443/notes/1",
        "https://sub.far.example/notes/1",
        "https://far.example@evil.example/",
        "far.example/notes/1",
        "",
    ):
        assert not proof.is_at_home(foreign)


KEYS = {"rsa": (RSA_PEM, RSA), "ed25519": (ED25519_PEM, ED25519)}


def ours(
    scheme: Scheme, kind: str, method: str, target: str, body: bytes, more: str = ""
) -> Message:
    """What we send, as it arrives at a server that checks as we do."""
    key = signing_key_from_pem(KEYS[kind][0], id=ADAS_KEY)
    headers = sign(scheme, key, method, HOME + target, body, now=NOW, content_type=more)
    return Message(tuple((n.lower(), v) for n, v in headers.items()), method, target, body)


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    ("method", "target", "body", "more"),
    [
        ("POST", "/inbox", BODY, "application/activity+json"),
        ("POST", "/users/mona/inbox?x=%C3%A4", b"", ""),
        ("GET", "/users/mona", b"", ""),
        ("GET", "/outbox?page=1&max_id=5", b"", ""),
    ],
)
def test_what_we_sign_can_be_checked(scheme, kind, method, target, body, more):
    proof = proof_of(ours(scheme, kind, method, target, body, more), KEYS[kind][1])

    assert proof.actor == ADA
    assert proof.scheme is scheme
    if more:
        assert "content-type" in str(proof.request.headers["signature"]) + str(
            proof.request.headers.get("signature-input")
        )


def test_our_headers_word_for_word():
    """What a Mastodon server is known to read (docs.joinmastodon.org/spec/security)."""
    key = signing_key_from_pem(RSA_PEM, id=ADAS_KEY)
    draft = sign(Scheme.CAVAGE, key, "POST", f"{HOME}/inbox", BODY, now=NOW)
    rfc = sign(Scheme.RFC9421, key, "POST", f"{HOME}/inbox", BODY, now=NOW)

    assert list(draft) == ["Host", "Date", "Digest", "Signature"]
    assert draft["Date"] == "Mon, 23 Nov 2026 12:00:00 GMT"
    assert draft["Signature"].startswith(
        f'keyId="{ADAS_KEY}",algorithm="rsa-sha256",'
        'headers="(request-target) host date digest",signature="'
    )
    assert list(rfc) == ["Host", "Content-Digest", "Signature-Input", "Signature"]
    assert rfc["Signature-Input"] == (
        'sig1=("@method" "@target-uri" "content-digest")'
        f';created=1795435200;keyid="{ADAS_KEY}";alg="rsa-v1_5-sha256"'
    )
    for header in (draft, rfc):
        for name, value in header.items():
            assert "\n" not in name + value


@pytest.mark.parametrize(
    "url", ["/inbox", "https://ä.example/", "https://a@b.example/", "ftp://a/"]
)
def test_we_do_not_sign_for_addresses_of_no_form(url):
    key = signing_key_from_pem(RSA_PEM, id=ADAS_KEY)

    assert why_not(lambda: sign(Scheme.CAVAGE, key, "GET", url, now=NOW)) is Why.KEY_ID


def test_one_message_is_the_same_by_both_hands():
    """The second implementation in these tests and ours come to the same signature."""
    by_us = ours(Scheme.CAVAGE, "rsa", "POST", "/inbox", BODY)
    by_hand = cavage()

    assert by_us.header("signature").split(",")[-1] == by_hand.header("signature").split(",")[-1]
    assert ours(Scheme.RFC9421, "ed25519", "POST", "/inbox", BODY).header("signature") == rfc9421(
        key=ED25519,
        parameters=f';created={int(NOW.timestamp())};keyid="{ADAS_KEY}";alg="ed25519"',
    ).header("signature")


def other_byte(data: st.DataObject, text: str) -> str:
    """A text in which one character became another one that could stand there."""
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=255).filter(text[at].__ne__))
    return text[:at] + other + text[at + 1 :]


PARTS = {
    Scheme.CAVAGE: ["method", "target", "host", "date", "digest", "content-type", "body"],
    Scheme.RFC9421: [
        *["method", "target", "content-digest", "content-type", "body"],
        *["signature-input", "signature"],
    ],
}


@pytest.mark.parametrize(
    ("scheme", "part"), [(scheme, part) for scheme in Scheme for part in PARTS[scheme]]
)
@FEW
@given(data=st.data())
def test_no_byte_of_what_was_signed_can_be_another(scheme, part, data):
    message = ours(scheme, "rsa", "POST", "/inbox?x=1", BODY, "application/activity+json")
    if part in ("method", "target"):
        changed = message.but(**{part: other_byte(data, getattr(message, part))})
    elif part == "body":
        changed = message.but(body=other_byte(data, BODY.decode()).encode("latin-1"))
    else:
        changed = message.with_header(part, other_byte(data, message.header(part)))

    assert refusal_of(changed)


@FEW
@given(data=st.data())
def test_no_byte_of_the_signature_can_be_another(data):
    message = ours(Scheme.CAVAGE, "rsa", "POST", "/inbox", BODY)
    head, _, signature = message.header("signature").rpartition('signature="')

    changed = f'{head}signature="{other_byte(data, signature[:-1])}"'

    assert refusal_of(message.with_header("signature", changed))


@FEW
@given(
    signature=st.text(st.characters(max_codepoint=255), max_size=80),
    stated=st.none() | st.text(st.characters(max_codepoint=255), max_size=80),
    target=st.text(max_size=10),
)
def test_whatever_comes_is_refused_in_words(signature, stated, target):
    message = cavage().with_header("signature", signature).but(target=f"/{target}")
    if stated is not None:
        message = message.with_header("signature-input", stated)

    assert refusal_of(message) in Why


def test_the_package_needs_neither_django_nor_a_network():
    """`activitypub` is the protocol alone; what it loads is the proof."""
    program = (
        "import sys, augenhoehe.activitypub.signatures;"
        "print({'django', 'aiohttp', 'asyncio', 'sqlite3'} & sys.modules.keys())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )

    assert result.stdout.strip() == "set()"
