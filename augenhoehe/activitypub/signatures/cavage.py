"""draft-cavage-http-signatures-12, which nearly every server of the network speaks.

As the network reads it: `hs2019` with an RSA key is RSASSA-PKCS1-v1_5 with SHA-256, and a key
of Ed25519 signs itself. `(created)` and `(expires)` only count where the draft allows them.
https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from augenhoehe.activitypub.signatures.addresses import taken_apart
from augenhoehe.activitypub.signatures.digests import digest, require_digest
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.fields import strict_base64
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
from augenhoehe.activitypub.signatures.times import http_date, moment_of_http_date, moment_of_unix

ALGORITHMS: Mapping[KeyType, frozenset[str]] = {
    KeyType.RSA: frozenset({"", "rsa-sha256", "hs2019"}),
    KeyType.ED25519: frozenset({"", "hs2019", "ed25519"}),
}

_ALWAYS: tuple[Alternatives, ...] = (
    (frozenset({"(request-target)"}),),
    (frozenset({"host"}),),
    (frozenset({"date"}), frozenset({"(created)"})),
)
_WITH_A_BODY: tuple[Alternatives, ...] = (*_ALWAYS, (frozenset({"digest"}),))
_PARAMETER = re.compile(
    r'[ \t]*(?P<name>[A-Za-z]+)=(?:"(?P<text>[^"\\]*)"|(?P<number>[0-9]{1,15}))[ \t]*(?:,|$)',
    re.ASCII,
)
_HEADER_NAME = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]+", re.ASCII)


def read(request: Received) -> Statement:
    """What the `Signature` header of a request says, held to the policy; the key is not asked."""
    given = _parameters(request.header("signature"))
    algorithm = given.get("algorithm", "").lower()
    covered = tuple(given.get("headers", "").lower().split())
    require_covered(covered, _WITH_A_BODY if request.has_to_show_its_body else _ALWAYS)
    values = values_of(request, covered, given, algorithm)
    if "digest" in values:
        require_digest(values["digest"], request.body)
    return Statement(
        scheme=Scheme.CAVAGE,
        key_id=require_key_address(_needed(given, "keyId")),
        algorithm=algorithm,
        covered=covered,
        base=signing_string(values),
        signature=strict_base64(_needed(given, "signature")),
        moments=tuple(_moments(values)),
        expires=_seconds(values["(expires)"]) if "(expires)" in values else None,
    )


def sign(
    key: SigningKey, method: str, url: str, body: bytes, *, now: datetime, content_type: str = ""
) -> dict[str, str]:
    """The headers to send with a request: Host, Date, Digest, Content-Type and Signature.

    `url` has to be sent exactly as it is given here; a client must not spell it anew.
    """
    _, authority, target = taken_apart(url)
    values = {
        "(request-target)": f"{method.lower()} {target}",
        "host": authority,
        "date": http_date(now),
    }
    if method != "GET":
        values["digest"] = digest(body)
    if content_type:
        values["content-type"] = content_type
    algorithm = "rsa-sha256" if key.type is KeyType.RSA else "hs2019"
    signature = b64encode(key.sign(signing_string(values))).decode()
    headers = {name.title(): value for name, value in values.items() if name[0] != "("}
    headers["Signature"] = (
        f'keyId="{require_key_address(key.id)}",algorithm="{algorithm}",'
        f'headers="{" ".join(values)}",signature="{signature}"'
    )
    return headers


def _parameters(header: str) -> dict[str, str]:
    if len(header) > MAX_SIGNATURE_HEADER:
        raise SignatureRefused(Why.TOO_LARGE, "signature")
    given: dict[str, str] = {}
    at = 0
    while at < len(header):
        found = _PARAMETER.match(header, at)
        if found is None:
            raise SignatureRefused(Why.MALFORMED, f"signature at {at}")
        if found["name"] in given:
            raise SignatureRefused(Why.DUPLICATE, found["name"])
        given[found["name"]] = found["number"] or found["text"] or ""
        at = found.end()
    return given


def _needed(given: Mapping[str, str], name: str) -> str:
    if not given.get(name):
        raise SignatureRefused(Why.MALFORMED, f"no {name}")
    return given[name]


def values_of(
    request: Received, covered: Iterable[str], given: Mapping[str, str], algorithm: str
) -> dict[str, str]:
    """What was signed, part by part, as it stands in the message that we have."""
    values: dict[str, str] = {}
    for name in covered:
        if name == "(request-target)":
            values[name] = f"{request.method.lower()} {request.target}"
        elif name in ("(created)", "(expires)"):
            if algorithm not in ("", "hs2019"):
                raise SignatureRefused(Why.COMPONENT, f"{name} does not go with {algorithm}")
            values[name] = _needed(given, name.strip("()"))
        elif _HEADER_NAME.fullmatch(name):
            values[name] = request.header(name)
        else:
            raise SignatureRefused(Why.COMPONENT, name)
    return values


def signing_string(values: Mapping[str, str]) -> bytes:
    """The very bytes that are signed (draft, 2.3)."""
    return "\n".join(f"{name}: {value}" for name, value in values.items()).encode("latin-1")


def _moments(values: Mapping[str, str]) -> Iterator[datetime]:
    if "date" in values:
        yield moment_of_http_date(values["date"])
    if "(created)" in values:
        yield _seconds(values["(created)"])


def _seconds(text: str) -> datetime:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise SignatureRefused(Why.MALFORMED, "seconds since 1970")
    return moment_of_unix(int(text))
