"""draft-cavage: messages of no form, with things twice, unknown, missing or too large."""

import pytest

from augenhoehe.activitypub.signatures import Why
from augenhoehe.activitypub.signatures.received import MAX_HEADER_BYTES, MAX_HEADERS
from tests.activitypub.signing_by_hand import cavage, refusal_of


@pytest.mark.parametrize("name", ["host", "date", "digest", "signature"])
def test_a_header_that_stands_there_twice(name):
    message = cavage()

    assert refusal_of(message.and_header(name, message.header(name))) is Why.DUPLICATE
    assert refusal_of(message.and_header(name.upper(), "x")) is Why.DUPLICATE


@pytest.mark.parametrize(
    "more", ['keyId="https://evil.example/key"', 'headers="date"', 'signature="AAAA"']
)
def test_a_parameter_that_stands_there_twice(more):
    message = cavage()

    twice = message.with_header("signature", f"{message.header('signature')},{more}")

    assert refusal_of(twice) is Why.DUPLICATE


def test_a_component_that_stands_there_twice():
    assert refusal_of(cavage("(request-target) host date digest date")) is Why.DUPLICATE


def test_several_signatures():
    message = cavage()
    two = message.with_header("signature", ",".join([message.header("signature")] * 2))

    assert refusal_of(two) is Why.DUPLICATE


@pytest.mark.parametrize(
    "header",
    [
        "",
        "keyId",
        'keyId="a',
        'keyId=a,signature="b"',
        'keyId="a\\"b"',
        'keyId="a" signature="b"',
        'keyId = "a"',
        "Signature " + 'keyId="a"',
        "ключ=1",
        '="x"',
        ",",
    ],
)
def test_a_header_of_no_form(header):
    message = cavage().without("signature")
    raw = [(n.encode(), v.encode()) for n, v in message.headers] + [(b"signature", header.encode())]
    changed = message.but(headers=tuple((n.decode(), v.decode("latin-1")) for n, v in raw))

    assert refusal_of(changed) in (Why.MALFORMED, Why.UNCOVERED)


@pytest.mark.parametrize("part", ["keyId", "signature"])
def test_a_parameter_that_is_missing(part):
    message = cavage()
    header = message.header("signature").replace(f"{part}=", "nothing=")

    assert refusal_of(message.with_header("signature", header)) is Why.MALFORMED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1],
        lambda text: text.rstrip("="),
        lambda text: text.replace("/", "_").replace("+", "-"),
        lambda text: text + "AAAA",
        lambda text: " " + text,
        lambda text: text[:40] + "!" + text[40:],
        lambda text: text[:-3] + chr(ord(text[-3]) + 1) + "==",  # bits that mean nothing
    ],
)
def test_base64_in_another_spelling(change):
    message = cavage()
    text = message.header("signature").rpartition('signature="')[2][:-1]

    changed = message.header("signature").replace(text, change(text))

    assert refusal_of(message.with_header("signature", changed)) in (Why.MALFORMED, Why.SIGNATURE)


@pytest.mark.parametrize("signature", ["AAAA", "A" * 344, "A" * 4000])
def test_a_signature_of_another_length(signature):
    message = cavage()
    head = message.header("signature").rpartition('signature="')[0]

    changed = message.with_header("signature", f'{head}signature="{signature}"')

    assert refusal_of(changed) in (Why.SIGNATURE, Why.MALFORMED)


@pytest.mark.parametrize(
    "component", ["(response)", "(request-target", "@method", "(keyid)", "x:y", "(created)x"]
)
def test_something_unknown_is_signed(component):
    assert refusal_of(cavage(f"(request-target) host date digest {component}")) is Why.COMPONENT


def test_a_header_is_signed_that_is_not_there():
    assert refusal_of(cavage("(request-target) host date digest x-more")) is Why.MISSING


def test_a_line_break_cannot_make_one_value_into_two():
    message = cavage(x_more="a\ndate: tomorrow", covered="(request-target) host date digest x-more")

    assert refusal_of(message) is Why.MALFORMED


@pytest.mark.parametrize(
    "method", ["post", "Post", "PUT", "DELETE", "HEAD", "", "POST\n", "OPTIONS"]
)
def test_other_methods(method):
    assert refusal_of(cavage().but(method=method)) is Why.METHOD


@pytest.mark.parametrize("target", ["", "inbox", "*", "https://lindenrad.example/inbox"])
def test_targets_of_another_form(target):
    assert refusal_of(cavage().but(target=target)) is Why.MALFORMED


@pytest.mark.parametrize("target", ["/in box", "/inbox#x", "/ä", "/inbox\n"])
def test_targets_with_what_no_target_has(target):
    assert refusal_of(cavage().but(target=target)) is Why.MALFORMED


def test_more_than_anybody_honest_sends():
    message = cavage()
    many = message.but(headers=message.headers + (("x", "y"),) * MAX_HEADERS)

    assert refusal_of(many) is Why.TOO_LARGE
    assert refusal_of(message.and_header("x", "y" * MAX_HEADER_BYTES)) is Why.TOO_LARGE
    assert refusal_of(message.but(target="/" + "x" * 5000)) is Why.TOO_LARGE
    assert refusal_of(message.with_header("signature", "x" * 9000)) is Why.TOO_LARGE
    assert refusal_of(cavage("(request-target) host date digest " + "x " * 40)) is Why.TOO_LARGE
