"""RFC 9421, HTTP Message Signatures, with RFC 9530 for the body: what is coming.

One signature only, as the other servers that read it ask for. `created` has to be there; the
parameters are part of what is signed. Of the standard we read what the network sends; what has no
use there (responses, parts of fields, keys of other kinds) is refused, not guessed at.
https://www.rfc-editor.org/rfc/rfc9421
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from augenhoehe.activitypub.signatures.addresses import taken_apart
from augenhoehe.activitypub.signatures.digests import content_digest, require_content_digest
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.fields import (
    InnerList,
    Parameters,
    Token,
    byte_sequences,
    inner_lists,
)
from augenhoehe.activitypub.signatures.keys import KeyType, SigningKey
from augenhoehe.activitypub.signatures.received import Received
from augenhoehe.activitypub.signatures.statement import (
    MAX_SIGNATURE_HEADER,
    Alternatives,
    Scheme,
    Statement,
    require_covered,
    require_key_address,
)
from augenhoehe.activitypub.signatures.times import moment_of_http_date, moment_of_unix

NAMES: Mapping[KeyType, str] = {KeyType.RSA: "rsa-v1_5-sha256", KeyType.ED25519: "ed25519"}
ALGORITHMS: Mapping[KeyType, frozenset[str]] = {
    kind: frozenset({"", name}) for kind, name in NAMES.items()
}

_ALWAYS: tuple[Alternatives, ...] = (
    (frozenset({"@method"}),),
    (
        frozenset({"@target-uri"}),
        frozenset({"@authority", "@request-target"}),
        frozenset({"@authority", "@path", "@query"}),
    ),
)
_WITH_A_BODY: tuple[Alternatives, ...] = (*_ALWAYS, (frozenset({"content-digest"}),))
_HEADER_NAME = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]+", re.ASCII)
_LABEL = "sig1"


def read(request: Received) -> Statement:
    """What a signature says, held to the policy; the key is not asked."""
    stated, signature = _the_only_one(request)
    covered = tuple(name for name, _ in stated.items)
    if any(parameters for _, parameters in stated.items):
        raise SignatureRefused(Why.COMPONENT, "a component with parameters")
    require_covered(covered, _WITH_A_BODY if request.has_to_show_its_body else _ALWAYS)
    values = values_of(request, covered)
    if "content-digest" in values:
        require_content_digest(values["content-digest"], request.body)
    return Statement(
        scheme=Scheme.RFC9421,
        key_id=require_key_address(_text(stated.parameters, "keyid")),
        algorithm=_text(stated.parameters, "alg"),
        covered=covered,
        base=signature_base(values, stated),
        signature=signature,
        moments=tuple(_moments(values, stated.parameters)),
        expires=_seconds(stated.parameters, "expires") if "expires" in stated.parameters else None,
    )


def sign(
    key: SigningKey, method: str, url: str, body: bytes, *, now: datetime, content_type: str = ""
) -> dict[str, str]:
    """The headers to send with a request: Content-Digest, Signature-Input and Signature.

    `url` has to be sent exactly as it is given here; a client must not spell it anew.
    """
    scheme, authority, target = taken_apart(url)
    values = {"@method": method, "@target-uri": f"{scheme}://{authority}{target}"}
    if method != "GET":
        values["content-digest"] = content_digest(body)
    if content_type:
        values["content-type"] = content_type
    said: Parameters = {"created": int(now.timestamp()), "keyid": require_key_address(key.id)}
    stated = InnerList(tuple((name, {}) for name in values), said | {"alg": NAMES[key.type]})
    signature = b64encode(key.sign(signature_base(values, stated))).decode()
    headers = {name.title(): value for name, value in values.items() if name[0] != "@"}
    return {
        "Host": authority,
        **headers,
        "Signature-Input": f"{_LABEL}={stated}",
        "Signature": f"{_LABEL}=:{signature}:",
    }


def _the_only_one(request: Received) -> tuple[InnerList, bytes]:
    headers = request.header("signature-input"), request.header("signature")
    if any(len(header) > MAX_SIGNATURE_HEADER for header in headers):
        raise SignatureRefused(Why.TOO_LARGE, "signature")
    stated, signatures = inner_lists(headers[0]), byte_sequences(headers[1])
    if len(stated) > 1 or len(signatures) > 1:
        raise SignatureRefused(Why.SEVERAL)
    if stated.keys() != signatures.keys():
        raise SignatureRefused(Why.MALFORMED, "the labels differ")
    return stated.popitem()[1], signatures.popitem()[1]


def values_of(request: Received, covered: Iterable[str]) -> dict[str, str]:
    """The components as they stand in the message that we have (RFC 9421, 2.1 and 2.2)."""
    scheme, authority = request.origin.split("://", 1)
    path, _, query = request.target.partition("?")
    derived = {
        "@method": request.method,
        "@target-uri": request.origin + request.target,
        "@authority": authority,
        "@scheme": scheme,
        "@request-target": request.target,
        "@path": path,
        "@query": f"?{query}",
    }
    values: dict[str, str] = {}
    for name in covered:
        if name not in derived and not _HEADER_NAME.fullmatch(name):
            raise SignatureRefused(Why.COMPONENT, name)
        values[name] = derived[name] if name in derived else request.header(name)
    return values


def signature_base(values: Mapping[str, str], stated: InnerList) -> bytes:
    """The very bytes that are signed (RFC 9421, 2.5)."""
    lines = [f'"{name}": {value}' for name, value in values.items()]
    return "\n".join([*lines, f'"@signature-params": {stated}']).encode("latin-1")


def _moments(values: Mapping[str, str], parameters: Parameters) -> Iterator[datetime]:
    if "created" not in parameters:
        raise SignatureRefused(Why.UNCOVERED, "created")
    yield _seconds(parameters, "created")
    if "date" in values:
        yield moment_of_http_date(values["date"])


def _text(parameters: Parameters, name: str) -> str:
    value = parameters.get(name, "")
    if not isinstance(value, str) or isinstance(value, Token):
        raise SignatureRefused(Why.MALFORMED, name)
    return value


def _seconds(parameters: Parameters, name: str) -> datetime:
    value = parameters[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise SignatureRefused(Why.MALFORMED, name)
    return moment_of_unix(value)
