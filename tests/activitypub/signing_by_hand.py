"""A second, tiny implementation of both ways to sign, so that ours is not its own judge.

It follows nothing but what it is told: what to cover, under which name, with which key. That is
how a message looks whose sender is careless or means ill. The keys are printed in RFC 9421,
appendix B.1, and in draft-cavage-http-signatures-12, appendix C: they protect nothing.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from augenhoehe.activitypub.signatures import (
    PublicKey,
    Received,
    SignatureRefused,
    VerifiedSender,
    Why,
    examine,
    public_key_from_pem,
    received,
    verify,
)

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOME = "https://lindenrad.example"
ADA = "https://far.example/users/ada"
ADAS_KEY = f"{ADA}#main-key"
BODY = b'{"type":"Create","actor":"https://far.example/users/ada"}'

RSA_PEM = """-----BEGIN RSA PRIVATE KEY-----
MIIEqAIBAAKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsP
BRrwWEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsd
JKFqMGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75
jfZgkne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKI
lE0PuKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZ
SFlQPSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQABAoIBAG/JZuSWdoVHbi56
vjgCgkjg3lkO1KrO3nrdm6nrgA9P9qaPjxuKoWaKO1cBQlE1pSWp/cKncYgD5WxE
CpAnRUXG2pG4zdkzCYzAh1i+c34L6oZoHsirK6oNcEnHveydfzJL5934egm6p8DW
+m1RQ70yUt4uRc0YSor+q1LGJvGQHReF0WmJBZHrhz5e63Pq7lE0gIwuBqL8SMaA
yRXtK+JGxZpImTq+NHvEWWCu09SCq0r838ceQI55SvzmTkwqtC+8AT2zFviMZkKR
Qo6SPsrqItxZWRty2izawTF0Bf5S2VAx7O+6t3wBsQ1sLptoSgX3QblELY5asI0J
YFz7LJECgYkAsqeUJmqXE3LP8tYoIjMIAKiTm9o6psPlc8CrLI9CH0UbuaA2JCOM
cCNq8SyYbTqgnWlB9ZfcAm/cFpA8tYci9m5vYK8HNxQr+8FS3Qo8N9RJ8d0U5Csw
DzMYfRghAfUGwmlWj5hp1pQzAuhwbOXFtxKHVsMPhz1IBtF9Y8jvgqgYHLbmyiu1
mwJ5AL0pYF0G7x81prlARURwHo0Yf52kEw1dxpx+JXER7hQRWQki5/NsUEtv+8RT
qn2m6qte5DXLyn83b1qRscSdnCCwKtKWUug5q2ZbwVOCJCtmRwmnP131lWRYfj67
B/xJ1ZA6X3GEf4sNReNAtaucPEelgR2nsN0gKQKBiGoqHWbK1qYvBxX2X3kbPDkv
9C+celgZd2PW7aGYLCHq7nPbmfDV0yHcWjOhXZ8jRMjmANVR/eLQ2EfsRLdW69bn
f3ZD7JS1fwGnO3exGmHO3HZG+6AvberKYVYNHahNFEw5TsAcQWDLRpkGybBcxqZo
81YCqlqidwfeO5YtlO7etx1xLyqa2NsCeG9A86UjG+aeNnXEIDk1PDK+EuiThIUa
/2IxKzJKWl1BKr2d4xAfR0ZnEYuRrbeDQYgTImOlfW6/GuYIxKYgEKCFHFqJATAG
IxHrq1PDOiSwXd2GmVVYyEmhZnbcp8CxaEMQoevxAta0ssMK3w6UsDtvUvYvF22m
qQKBiD5GwESzsFPy3Ga0MvZpn3D6EJQLgsnrtUPZx+z2Ep2x0xc5orneB5fGyF1P
WtP+fG5Q6Dpdz3LRfm+KwBCWFKQjg7uTxcjerhBWEYPmEMKYwTJF5PBG9/ddvHLQ
EQeNC8fHGg4UXU8mhHnSBt3EA10qQJfRDs15M38eG2cYwB1PZpDHScDnDA0=
-----END RSA PRIVATE KEY-----
"""
ED25519_PEM = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""
WEAK_PEM = """-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
"""
RSA: Any = load_pem_private_key(RSA_PEM.encode(), None, unsafe_skip_rsa_key_validation=True)
ED25519: Any = load_pem_private_key(ED25519_PEM.encode(), None)


def public_pem(key: Any) -> str:
    spki = PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(Encoding.PEM, spki).decode()


def signed(key: Any, text: str) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        raw = key.sign(text.encode("latin-1"), padding.PKCS1v15(), SHA256())
    else:
        raw = key.sign(text.encode("latin-1"))
    return b64encode(raw).decode()


def day(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


def sha256(body: bytes) -> str:
    return b64encode(hashlib.sha256(body).digest()).decode()


@dataclass(frozen=True)
class Message:
    """A request on the wire, that a thief can change on its way."""

    headers: tuple[tuple[str, str], ...]
    method: str = "POST"
    target: str = "/inbox"
    body: bytes = BODY

    def but(self, **changes: Any) -> Message:
        return replace(self, **changes)

    def header(self, name: str) -> str:
        return next(value for found, value in self.headers if found == name)

    def with_header(self, name: str, value: str) -> Message:
        return self.but(headers=(*self.without(name).headers, (name, value)))

    def and_header(self, name: str, value: str) -> Message:
        return self.but(headers=(*self.headers, (name, value)))

    def without(self, name: str) -> Message:
        return self.but(headers=tuple(pair for pair in self.headers if pair[0] != name))

    def arrives(self) -> Received:
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in self.headers]
        return received(self.method, self.target, pairs, self.body, origin=HOME)


def cavage(
    covered: str = "(request-target) host date digest",
    *,
    key: Any = RSA,
    key_id: str = ADAS_KEY,
    algorithm: str | None = "rsa-sha256",
    method: str = "POST",
    signed_method: str = "",
    target: str = "/inbox",
    at: datetime = NOW,
    body: bytes = BODY,
    more: str = "",
    **headers: str,
) -> Message:
    """A message signed by the draft. `headers` replace or add ("content_type" for Content-Type)."""
    values = {"host": "lindenrad.example", "date": day(at), "digest": f"SHA-256={sha256(body)}"}
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    special = {"(request-target)": f"{(signed_method or method).lower()} {target}"}
    special |= dict(part.replace('"', "").split("=", 1) for part in more.split(",") if part)
    special |= {f"({name})": value for name, value in special.items()}
    lines = [f"{name}: {(special | values).get(name, '')}" for name in covered.lower().split()]
    said = [f'keyId="{key_id}"', f'headers="{covered}"']
    said += [f'algorithm="{algorithm}"'] if algorithm is not None else []
    said += [more] if more else []
    said += [f'signature="{signed(key, chr(10).join(lines))}"']
    return Message((*values.items(), ("signature", ",".join(said))), method, target, body)


def rfc9421(
    covered: str = '"@method" "@target-uri" "content-digest"',
    *,
    key: Any = RSA,
    parameters: str | None = None,
    method: str = "POST",
    signed_method: str = "",
    target: str = "/inbox",
    at: datetime = NOW,
    body: bytes = BODY,
    label: str = "sig1",
    **headers: str,
) -> Message:
    """A message signed by RFC 9421, with `parameters` written down as they are given."""
    if parameters is None:
        parameters = f';created={int(at.timestamp())};keyid="{ADAS_KEY}"'
    path, _, query = target.partition("?")
    values = {"host": "lindenrad.example", "content-digest": f"sha-256=:{sha256(body)}:"}
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    derived = {
        "@method": signed_method or method,
        "@target-uri": HOME + target,
        "@authority": "lindenrad.example",
        "@path": path,
        "@query": f"?{query}",
        "@request-target": target,
        "@scheme": "https",
    }
    names = [name.strip('"') for name in covered.split()]
    lines = [f'"{name}": {(derived | values).get(name, "")}' for name in names]
    base = "\n".join([*lines, f'"@signature-params": ({covered}){parameters}'])
    said = {
        "signature-input": f"{label}=({covered}){parameters}",
        "signature": f"{label}=:{signed(key, base)}:",
    }
    return Message((*values.items(), *said.items()), method, target, body)


def adas_public_key(key: Any = RSA, *, id: str = ADAS_KEY, owner: str = ADA) -> PublicKey:
    return public_key_from_pem(public_pem(key), id=id, owner=owner)


def proof_of(message: Message, key: Any = RSA, *, now: datetime = NOW) -> VerifiedSender:
    return verify(examine(message.arrives(), now=now), adas_public_key(key))


def refusal_of(message: Message, key: Any = RSA, *, now: datetime = NOW) -> Why:
    """Why a message is refused; that it is refused is part of the question."""
    with pytest.raises(SignatureRefused) as refused:
        proof_of(message, key, now=now)
    return refused.value.why
