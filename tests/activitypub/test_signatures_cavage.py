"""draft-cavage: what must be refused, each a hole that some server had, then what passes."""

import pytest

from augenhoehe.activitypub.signatures import Scheme, Why
from augenhoehe.activitypub.signatures.times import WINDOW
from tests.activitypub.signing_by_hand import (
    ADA,
    ADAS_KEY,
    BODY,
    ED25519,
    HOUR,
    NOW,
    SECOND,
    cavage,
    day,
    proof_of,
    refusal_of,
    sha256,
)

OTHER = b'{"type":"Delete","actor":"https://far.example/users/ada"}'
FETCH = {"covered": "(request-target) host date", "method": "GET", "body": b""}


def test_without_a_signature():
    assert refusal_of(cavage().without("signature")) is Why.UNSIGNED


def test_a_signature_in_the_authorization_header_is_none():
    message = cavage()
    moved = message.without("signature").with_header(
        "authorization", f"Signature {message.header('signature')}"
    )

    assert refusal_of(moved) is Why.UNSIGNED


def test_a_swapped_body():
    assert refusal_of(cavage().but(body=OTHER)) is Why.DIGEST
    assert refusal_of(cavage().but(body=b"")) is Why.DIGEST
    assert refusal_of(cavage(body=b"").but(body=OTHER)) is Why.DIGEST


def test_a_swapped_body_with_a_fitting_digest():
    stolen = cavage().but(body=OTHER).with_header("digest", f"SHA-256={sha256(OTHER)}")

    assert refusal_of(stolen) is Why.SIGNATURE


def test_a_digest_that_is_not_signed():
    stolen = cavage("(request-target) host date").but(body=OTHER)
    stolen = stolen.with_header("digest", f"SHA-256={sha256(OTHER)}")

    assert refusal_of(stolen) is Why.UNCOVERED


def test_an_empty_post_needs_a_digest_too():
    assert refusal_of(cavage("(request-target) host date", body=b"")) is Why.UNCOVERED


def test_a_body_slipped_into_a_fetch():
    assert refusal_of(cavage(**FETCH).but(body=OTHER)) is Why.UNCOVERED


def test_a_fetch_made_into_a_post():
    assert refusal_of(cavage(**FETCH).but(method="POST")) is Why.UNCOVERED
    signed_digest = cavage(covered="(request-target) host date digest", method="GET")
    assert refusal_of(signed_digest.but(method="POST")) is Why.SIGNATURE


@pytest.mark.parametrize(
    "covered",
    [
        "date",
        "host date digest",
        "(request-target) date digest",
        "(request-target) host digest",
        "(request-target) host date",
        "date digest content-type",
    ],
)
def test_too_little_is_signed(covered):
    assert refusal_of(cavage(covered)) is Why.UNCOVERED


def test_nothing_is_said_to_be_signed():
    message = cavage("date")
    silent = message.header("signature").replace('headers="date",', "")

    assert refusal_of(message.with_header("signature", silent)) is Why.UNCOVERED


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (NOW - HOUR - SECOND, Why.STALE),
        (NOW - 12 * HOUR, Why.STALE),
        (NOW + HOUR + SECOND, Why.FUTURE),
    ],
)
def test_another_hour(at, why):
    assert refusal_of(cavage(at=at)) is why


def test_a_fresh_date_on_an_old_signature():
    old = cavage(at=NOW - 2 * HOUR)

    assert refusal_of(old.with_header("date", day(NOW))) is Why.SIGNATURE
    assert refusal_of(old.without("date")) is Why.MISSING


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "Mon, 23 Nov 2026 12:00:00 +0100",
        "Mon, 23 Nov 2026 12:00:00",
        "Mon, 32 Nov 2026 12:00:00 GMT",
        "Mon, 23 Nov 2026 25:00:00 GMT",
        "Mon, 23 Nov 26 12:00:00 GMT",
        "Mon, ²3 Nov 2026 12:00:00 GMT",
        "1795435200",
        "2026-11-23T12:00:00Z",
    ],
)
def test_a_date_that_is_none(date):
    assert refusal_of(cavage(date=date)) is Why.MALFORMED


def test_a_changed_query():
    assert refusal_of(cavage().but(target="/inbox?as=admin")) is Why.SIGNATURE
    assert refusal_of(cavage(target="/inbox?page=1").but(target="/inbox?page=2")) is Why.SIGNATURE
    assert refusal_of(cavage(target="/inbox?page=1").but(target="/inbox")) is Why.SIGNATURE


def test_another_inbox():
    assert refusal_of(cavage().but(target="/users/mona/inbox")) is Why.SIGNATURE


@pytest.mark.parametrize(
    "host",
    ["other.example", "lindenrad.example:8443", "lindenrad.example.", "", "a b", "ä.example"],
)
def test_meant_for_another_server(host):
    assert refusal_of(cavage(host=host)) is Why.HOST


def test_sent_on_to_us_by_another_server():
    stolen = cavage(host="other.example").with_header("host", "lindenrad.example")

    assert refusal_of(stolen) is Why.SIGNATURE


@pytest.mark.parametrize(
    "algorithm", ["hmac-sha256", "none", "rsa-sha1", "rsa-sha512", "ecdsa-sha256", "ed25519", "x"]
)
def test_an_algorithm_that_is_not_that_of_the_key(algorithm):
    assert refusal_of(cavage(algorithm=algorithm)) is Why.ALGORITHM


def test_an_algorithm_that_is_not_that_of_the_other_key():
    assert refusal_of(cavage(key=ED25519, algorithm="rsa-sha256"), ED25519) is Why.ALGORITHM
    assert refusal_of(cavage(key=ED25519, algorithm="hs2019")) is Why.SIGNATURE


CREATED = "(request-target) (created) host digest"
SECONDS = int(NOW.timestamp())


def test_the_time_of_signing_counts_only_with_hs2019():
    message = cavage(CREATED, more=f"created={SECONDS}", algorithm="rsa-sha256")

    assert refusal_of(message) is Why.COMPONENT


@pytest.mark.parametrize(
    ("created", "why"),
    [
        (SECONDS - 3601, Why.STALE),
        (SECONDS + 3601, Why.FUTURE),
        (999_999_999_999_999, Why.MALFORMED),
    ],
)
def test_signed_at_another_time(created, why):
    assert refusal_of(cavage(CREATED, more=f"created={created}", algorithm="hs2019")) is why


def test_a_time_of_signing_that_is_not_given():
    assert refusal_of(cavage(CREATED, algorithm="hs2019")) is Why.MALFORMED


def test_a_time_of_signing_that_is_not_signed_does_not_help():
    stale = cavage(at=NOW - 2 * HOUR, algorithm="hs2019", more=f"created={SECONDS}")

    assert refusal_of(stale) is Why.STALE


def test_both_times_have_to_be_right():
    message = cavage(
        CREATED + " date", more=f"created={SECONDS}", algorithm="hs2019", at=NOW - 2 * HOUR
    )

    assert refusal_of(message) is Why.STALE


def test_expired_by_the_signers_own_word():
    covered = "(request-target) (created) (expires) host digest"
    more = f"created={SECONDS - 60},expires={SECONDS}"
    changed = cavage(covered, more=more, algorithm="hs2019")
    longer = changed.header("signature").replace(f"expires={SECONDS}", f"expires={SECONDS + 60}")

    assert refusal_of(changed) is Why.EXPIRED
    assert refusal_of(changed.with_header("signature", longer)) is Why.SIGNATURE


@pytest.mark.parametrize(
    "digest",
    ["", "SHA-256", "SHA-256=", "SHA-256=AAAA", "MD5=AAAA", "SHA-1=AAAA", "sha-512=AAAA"],
)
def test_a_digest_that_tells_nothing(digest):
    assert refusal_of(cavage(digest=digest)) in (Why.DIGEST, Why.MALFORMED)


def test_two_digests_that_differ():
    right, wrong = f"SHA-256={sha256(BODY)}", f"SHA-256={sha256(OTHER)}"

    assert refusal_of(cavage(digest=f"{right},{wrong}")) is Why.DUPLICATE
    assert refusal_of(cavage(digest=f"{right},SHA-512={sha256(BODY)}")) is Why.DIGEST


def test_a_post_is_proven():
    proof = proof_of(cavage())

    assert (proof.actor, proof.key_id, proof.scheme) == (ADA, ADAS_KEY, Scheme.CAVAGE)
    assert proof.body == BODY
    assert proof.counts_until == NOW + WINDOW


@pytest.mark.parametrize(
    "message",
    [
        cavage(**FETCH),
        cavage(algorithm=None),
        cavage(algorithm="hs2019"),
        cavage("(request-target) Host DATE Digest"),
        cavage(
            "digest date host (request-target) content-type", content_type="application/ld+json"
        ),
        cavage(target="/users/mona/inbox?x=%C3%A4&y"),
        cavage(body=b""),
        cavage(at=NOW - HOUR),
        cavage(at=NOW + HOUR),
        cavage(date="23 Nov 2026 12:00:00 GMT"),
        cavage(host="LINDENRAD.example"),
        cavage(host="lindenrad.example:443"),
        cavage(digest=f"sha-256={sha256(BODY)}"),
        cavage(digest=f"SHA-256={sha256(BODY)},unixsum=30637"),
        cavage(CREATED, more=f"created={SECONDS}", algorithm="hs2019"),
        cavage(CREATED, more=f'created="{SECONDS}"', algorithm=None),
    ],
)
def test_what_real_servers_send_passes(message):
    assert proof_of(message).actor == ADA


def test_ed25519_passes_under_the_draft():
    for algorithm in (None, "hs2019", "ed25519"):
        assert proof_of(cavage(key=ED25519, algorithm=algorithm), ED25519).actor == ADA


def test_names_of_headers_have_no_case():
    message = cavage()
    shouting = message.but(headers=tuple((name.upper(), value) for name, value in message.headers))

    assert proof_of(shouting).actor == ADA
