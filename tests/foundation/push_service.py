"""A push service on this machine, and somebody who listens there with keys of their own.

What is opened here is opened by code of its own, written from the documents' other side.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from augenhoehe.foundation.webpush import Keys, packed, unpacked


def _mac(key: bytes, words: bytes) -> bytes:
    made = HMAC(key, SHA256())
    made.update(words)
    return made.finalize()


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return _mac(_mac(salt, secret), info + b"\x01")[:length]


@dataclass
class Reader:
    """Whoever subscribes."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def keys(self) -> Keys:
        return Keys(packed(self.point), packed(self.secret))

    def opens(self, body: bytes, headers: Mapping[str, str]) -> bytes:
        if headers["Content-Encoding"] == "aes128gcm":
            return self._opens_standard(body)
        return self._opens_draft(body, headers)

    def _shared(self, theirs: bytes) -> bytes:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        return self.key.exchange(ec.ECDH(), point)

    def _opens_standard(self, body: bytes) -> bytes:
        salt, sender, sealed = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
        info = b"WebPush: info\0" + self.point + sender
        secret = _hkdf(self.secret, self._shared(sender), info, 32)
        key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
        words = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert words.endswith(b"\x02")
        return words[:-1]

    def _opens_draft(self, body: bytes, headers: Mapping[str, str]) -> bytes:
        salt = unpacked(headers["Encryption"].partition("salt=")[2])
        sender = unpacked(headers["Crypto-Key"].partition("dh=")[2].partition(";")[0])
        secret = _hkdf(self.secret, self._shared(sender), b"Content-Encoding: auth\0", 32)
        context = b"P-256\0\0\x41" + self.point + b"\0\x41" + sender
        key = _hkdf(salt, secret, b"Content-Encoding: aesgcm\0" + context, 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0" + context, 12)
        words = AESGCM(key).decrypt(nonce, body, None)
        return words[2 + int.from_bytes(words[:2], "big") :]


@dataclass
class PushService:
    """What arrived, and what is answered."""

    url: str = ""
    status: int = 201
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def subscription(self, reader: Reader, *, standard: bool | None = None) -> dict[str, Any]:
        keys = reader.keys
        said: dict[str, Any] = {
            "endpoint": self.url,
            "keys": {"p256dh": keys.p256dh, "auth": keys.auth},
        }
        return said if standard is None else said | {"standard": standard}

    def opened_by(self, reader: Reader) -> list[dict[str, Any]]:
        return [json.loads(reader.opens(body, headers)) for headers, body in self.heard]


@contextmanager
def push_service() -> Iterator[PushService]:
    """It runs on a port of its own; let the settings go there."""
    service = PushService()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.heard.append((dict(self.headers), body))
            self.send_response(service.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    service.url = f"http://127.0.0.1:{server.server_port}/push/abc"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()
