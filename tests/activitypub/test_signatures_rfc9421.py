"""RFC 9421: the refusals first, then what other servers send."""

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
    RSA,
    SECOND,
    Message,
    cavage,
    day,
    proof_of,
    refusal_of,
    rfc9421,
    sha256,
)

OTHER = b'{"type":"Delete","actor":"https://far.example/users/ada"}'
SECONDS = int(NOW.timestamp())
SAID = f';created={SECONDS};keyid="{ADAS_KEY}"'
USUAL = '"@method" "@target-uri" "content-digest"'
FETCH = {"covered": '"@method" "@target-uri"', "method": "GET", "body": b""}


def resaid(message: Message, old: str, new: str) -> Message:
    """A message whose Signature-Input was changed on its way."""
    header = message.header("signature-input")
    assert old in header
    return message.with_header("signature-input", header.replace(old, new))


def test_half_a_signature():
    assert refusal_of(rfc9421().without("signature")) is Why.UNSIGNED
    assert refusal_of(rfc9421().without("signature-input")) is Why.MALFORMED


def test_the_draft_does_not_help_where_the_standard_was_tried():
    old, new = cavage(), rfc9421()
    both = old.and_header("signature-input", new.header("signature-input"))

    assert refusal_of(both) is Why.MALFORMED
    assert refusal_of(both.and_header("signature", new.header("signature"))) is Why.DUPLICATE


def test_a_swapped_body():
    fitting = f"sha-256=:{sha256(OTHER)}:"

    assert refusal_of(rfc9421().but(body=OTHER)) is Why.DIGEST
    assert refusal_of(rfc9421().but(body=b"")) is Why.DIGEST
    stolen = rfc9421().but(body=OTHER).with_header("content-digest", fitting)
    assert refusal_of(stolen) is Why.SIGNATURE


def test_a_digest_that_is_not_signed():
    stolen = rfc9421('"@method" "@target-uri"').but(body=OTHER)

    assert refusal_of(stolen) is Why.UNCOVERED
    stolen = stolen.with_header("content-digest", f"sha-256=:{sha256(OTHER)}:")
    assert refusal_of(stolen) is Why.UNCOVERED
    assert refusal_of(rfc9421('"@method" "@target-uri"', body=b"")) is Why.UNCOVERED


def test_a_digest_of_the_old_kind_does_not_count():
    message = rfc9421('"@method" "@target-uri" "digest"', digest=f"SHA-256={sha256(BODY)}")

    assert refusal_of(message) is Why.UNCOVERED


@pytest.mark.parametrize(
    "covered",
    [
        "",
        '"content-digest"',
        '"@method" "content-digest"',
        '"@target-uri" "content-digest"',
        '"@method" "@path" "@query" "content-digest"',
        '"@method" "@authority" "@path" "content-digest"',
        '"@method" "@request-target" "content-digest"',
        '"@method" "host" "@path" "@query" "content-digest"',
    ],
)
def test_too_little_is_signed(covered):
    assert refusal_of(rfc9421(covered)) is Why.UNCOVERED


@pytest.mark.parametrize(
    ("at", "why"), [(NOW - HOUR - SECOND, Why.STALE), (NOW + HOUR + SECOND, Why.FUTURE)]
)
def test_another_hour(at, why):
    assert refusal_of(rfc9421(at=at)) is why
    assert refusal_of(rfc9421(f'{USUAL} "date"', date=day(at))) is why


def test_no_time_at_all():
    assert refusal_of(rfc9421(parameters=f';keyid="{ADAS_KEY}"')) is Why.UNCOVERED
    dated = rfc9421(f'{USUAL} "date"', date=day(NOW), parameters=f';keyid="{ADAS_KEY}"')
    assert refusal_of(dated) is Why.UNCOVERED


def test_a_new_time_on_an_old_signature():
    old = rfc9421(at=NOW - 2 * HOUR)

    fresh = resaid(old, f"created={SECONDS - 7200}", f"created={SECONDS}")

    assert refusal_of(fresh) is Why.SIGNATURE


@pytest.mark.parametrize(
    "created",
    [
        '"1795435200"',
        "1795435200.0",
        "?1",
        "now",
        ":AAAA:",
        "1" * 16,
        "-1",
        "9" * 15,
        "@1795435200",
    ],
)
def test_a_time_that_is_none(created):
    parameters = f';created={created};keyid="{ADAS_KEY}"'

    assert refusal_of(rfc9421(parameters=parameters)) in (Why.MALFORMED, Why.STALE)


def test_expired_by_the_signers_own_word():
    message = rfc9421(parameters=f"{SAID};expires={SECONDS}")

    assert refusal_of(message) is Why.EXPIRED
    later = resaid(message, f"expires={SECONDS}", f"expires={SECONDS + 60}")
    assert refusal_of(later) is Why.SIGNATURE
    assert refusal_of(resaid(message, f";expires={SECONDS}", "")) is Why.SIGNATURE


def test_a_changed_target():
    assert refusal_of(rfc9421().but(target="/inbox?as=admin")) is Why.SIGNATURE
    assert refusal_of(rfc9421().but(target="/users/mona/inbox")) is Why.SIGNATURE
    parts = '"@method" "@authority" "@path" "@query" "content-digest"'
    assert refusal_of(rfc9421(parts, target="/inbox?a").but(target="/inbox")) is Why.SIGNATURE


def test_meant_for_another_server():
    assert refusal_of(rfc9421(host="other.example")) is Why.HOST
    stolen = rfc9421()
    elsewhere = Message((*stolen.without("host").headers, ("host", "other.example")))
    assert refusal_of(elsewhere) is Why.HOST


def test_the_method_is_signed_as_it_is_written():
    assert refusal_of(rfc9421(signed_method="post")) is Why.SIGNATURE
    assert refusal_of(rfc9421(**FETCH).but(method="POST")) is Why.UNCOVERED


def test_several_signatures():
    one, two = rfc9421(), rfc9421(label="sig2")
    both = one.with_header(
        "signature-input", f"{one.header('signature-input')}, {two.header('signature-input')}"
    ).with_header("signature", f"{one.header('signature')}, {two.header('signature')}")

    assert refusal_of(both) is Why.SEVERAL
    assert refusal_of(one.with_header("signature", both.header("signature"))) is Why.SEVERAL
    more = one.with_header("signature-input", both.header("signature-input"))
    assert refusal_of(more) is Why.SEVERAL
    assert refusal_of(one.with_header("signature", two.header("signature"))) is Why.MALFORMED


def test_the_same_label_twice():
    message = rfc9421()
    for name in ("signature-input", "signature"):
        twice = message.with_header(name, ", ".join([message.header(name)] * 2))
        assert refusal_of(twice) is Why.DUPLICATE


@pytest.mark.parametrize("name", ["host", "content-digest", "signature", "signature-input"])
def test_a_header_that_stands_there_twice(name):
    message = rfc9421()

    assert refusal_of(message.and_header(name, message.header(name))) is Why.DUPLICATE


def test_a_component_or_parameter_that_stands_there_twice():
    assert refusal_of(rfc9421(f'{USUAL} "@method"')) is Why.DUPLICATE
    assert refusal_of(rfc9421(parameters=f"{SAID};created=1")) is Why.DUPLICATE
    assert refusal_of(rfc9421(parameters=f'{SAID};keyid="{ADAS_KEY}"')) is Why.DUPLICATE


@pytest.mark.parametrize(
    "component",
    [
        '"@status"',
        '"@query-param";name="x"',
        '"@signature-params"',
        '"@unknown"',
        '"content-type";sf',
        '"content-digest";key="sha-256"',
        '"content-type";bs',
        '"content-type";req',
        '"content-type";tr',
        '"Content-Type"',
        '"a b"',
        '""',
    ],
)
def test_something_is_signed_that_we_cannot_look_at(component):
    message = rfc9421(content_type="application/activity+json")

    changed = resaid(message, ' "content-digest")', f' "content-digest" {component})')

    assert refusal_of(changed) is Why.COMPONENT


def test_a_header_is_signed_that_is_not_there():
    assert refusal_of(rfc9421(f'{USUAL} "x-more"').without("x-more")) is Why.MISSING


def test_parameters_cannot_be_put_in():
    message = rfc9421()

    for old, new in [
        (SAID, f"{SAID};x=1"),
        (SAID, f';keyid="{ADAS_KEY}";created={SECONDS}'),
        (ADAS_KEY, f"{ADAS_KEY}-2"),
        ("(", '("date" '),
        (' "content-digest")', ' "content-digest");alg="rsa-v1_5-sha256"'),
    ]:
        assert refusal_of(resaid(message.and_header("date", day(NOW)), old, new)) in (
            Why.SIGNATURE,
            Why.KEY_OTHER,
        )


def test_a_name_of_a_key_cannot_carry_more():
    evil = f'{ADAS_KEY}\\";created={SECONDS};x=\\"'

    assert refusal_of(rfc9421(parameters=f';created={SECONDS};keyid="{evil}"')) is Why.KEY_ID


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sig1",
        "sig1=",
        "sig1=()",
        "sig1=1",
        'sig1="@method"',
        'sig1=("@method"',
        'sig1=("@method""@target-uri")',
        "sig1=(@method)",
        'sig1=("@method" "@target-uri" "content-digest")x',
        'sig1=("@method" "@target-uri" "content-digest"),',
        'Sig1=("@method")',
        "sig1=('@method')",
        'sig1=("@method\t")',
        'sig1=("ä")',
        "sig1=((",
    ],
)
def test_a_header_of_no_form(header):
    message = rfc9421().with_header("signature-input", header)

    assert refusal_of(message) in (Why.MALFORMED, Why.UNCOVERED)


@pytest.mark.parametrize(
    "signature",
    ["", "sig1", "sig1=", "sig1=AAAA", "sig1=:A:", "sig1=:AAAA", 'sig1="AAAA"', "sig1=:AB==:"],
)
def test_base64_in_another_spelling(signature):
    assert refusal_of(rfc9421().with_header("signature", signature)) is Why.MALFORMED


@pytest.mark.parametrize("alg", ["rsa-pss-sha512", "hmac-sha256", "ed25519", "rsa-sha256", "none"])
def test_an_algorithm_that_is_not_that_of_the_key(alg):
    assert refusal_of(rfc9421(parameters=f'{SAID};alg="{alg}"')) is Why.ALGORITHM


def test_an_algorithm_that_is_not_that_of_the_other_key():
    said = f'{SAID};alg="rsa-v1_5-sha256"'

    assert refusal_of(rfc9421(key=ED25519, parameters=said), ED25519) is Why.ALGORITHM
    assert refusal_of(rfc9421(key=ED25519)) is Why.SIGNATURE
    assert refusal_of(rfc9421(key=RSA), ED25519) is Why.SIGNATURE


@pytest.mark.parametrize("parameter", ["alg=rsa-v1_5-sha256", "alg=1", "alg", "keyid=1"])
def test_texts_are_texts(parameter):
    said = SAID if parameter.startswith("alg") else f";created={SECONDS}"

    assert refusal_of(rfc9421(parameters=f"{said};{parameter}")) is Why.MALFORMED


@pytest.mark.parametrize(
    "digest", ["", "sha-256", "sha-256=:AAAA:", "md5=:AAAA:", "sha-256=AAAA", "unixsum=:AAAA:"]
)
def test_a_digest_that_tells_nothing(digest):
    assert refusal_of(rfc9421(content_digest=digest)) in (Why.DIGEST, Why.MALFORMED)


def test_two_digests_that_differ():
    right = f"sha-256=:{sha256(BODY)}:"

    assert refusal_of(rfc9421(content_digest=f"{right}, {right}")) is Why.DUPLICATE
    assert refusal_of(rfc9421(content_digest=f"{right}, sha-512=:AAAA:")) is Why.DIGEST


def test_more_than_anybody_honest_sends():
    many = " ".join(f'"x-{number}"' for number in range(40))

    assert refusal_of(rfc9421().with_header("signature-input", "x" * 9000)) is Why.TOO_LARGE
    assert refusal_of(rfc9421(f"{USUAL} {many}")) is Why.TOO_LARGE


def test_a_post_is_proven():
    proof = proof_of(rfc9421())

    assert (proof.actor, proof.key_id, proof.scheme) == (ADA, ADAS_KEY, Scheme.RFC9421)
    assert proof.body == BODY
    assert proof.counts_until == NOW + WINDOW


def test_an_end_that_the_signer_set_is_the_end_of_remembering():
    proof = proof_of(rfc9421(parameters=f"{SAID};expires={SECONDS + 30}"))

    assert proof.counts_until == NOW + 30 * SECOND


@pytest.mark.parametrize(
    "message",
    [
        rfc9421(**FETCH),
        rfc9421(parameters=f'{SAID};alg="rsa-v1_5-sha256"'),
        rfc9421(parameters=f'{SAID};nonce="b3k2pp5k7z";tag="fediverse"'),
        rfc9421(parameters=f"{SAID};flag;other=?0;raw=:AAAA:;word=a/b"),
        rfc9421(
            '"@method" "@target-uri" "@authority" "host" "date" "content-digest"', date=day(NOW)
        ),
        rfc9421('"@method" "@authority" "@path" "@query" "content-digest"'),
        rfc9421('"@method" "@authority" "@request-target" "@scheme" "content-digest"'),
        rfc9421(f'{USUAL} "content-type"', content_type="application/activity+json"),
        rfc9421(target="/users/mona/inbox?x=%C3%A4&y"),
        rfc9421(label="*a-b.c_1"),
        rfc9421(body=b""),
        rfc9421(content_digest=f"sha-256=:{sha256(BODY)}:, unixsum=:AAAA:"),
        rfc9421(at=NOW - HOUR),
        rfc9421(at=NOW + HOUR),
        rfc9421(host="LindenRad.example:443"),
    ],
)
def test_what_real_servers_send_passes(message):
    assert proof_of(message).actor == ADA


def test_ed25519_passes():
    said = f'{SAID};alg="ed25519"'

    assert proof_of(rfc9421(key=ED25519), ED25519).actor == ADA
    assert proof_of(rfc9421(key=ED25519, parameters=said), ED25519).actor == ADA


def test_space_that_means_nothing_is_not_signed():
    message = rfc9421()
    header = message.header("signature-input").replace("(", "(  ").replace(";", ";  ")

    assert proof_of(message.with_header("signature-input", f" {header} ")).actor == ADA
