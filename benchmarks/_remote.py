"""A fake remote server: many hosts on loopback addresses, in a process of its own.

It answers for its people, keeps what arrives, and costs little, so that what is measured is the
server that is asked. Told what to do by lines of JSON: {"hang": [hosts]}, {"ask": "counts"},
{"ask": "follows"}; answers with a line of JSON.

    python -m benchmarks._remote PORT HOSTS KEY [CERTIFICATE]
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httptools
import uvloop

from augenhoehe.activitypub.signatures import signing_key_from_pem

FIRST = 1


def host_of(number: int, port: int) -> str:
    """The authority of one of the hosts."""
    return f"127.0.1.{number}:{port}"


def actor_of(scheme: str, host: str, name: str) -> str:
    return f"{scheme}://{host}/people/{name}"


class Remote:
    """What all hosts know together."""

    def __init__(self, scheme: str, public_pem: str) -> None:
        self.scheme, self.public_pem = scheme, public_pem
        self.arrived: Counter[str] = Counter()  # deliveries, by host
        self.follows: list[dict[str, Any]] = []
        self.accepts = 0
        self.hanging: set[str] = set()

    def answer(self, host: str, path: str) -> tuple[int, str, bytes]:
        """Status, kind and body of a document."""
        path, _, query = path.partition("?")
        if path == "/.well-known/webfinger":
            name = unquote(query).partition("acct:")[2].partition("@")[0]
            return 200, "application/jrd+json", json.dumps(self._jrd(host, name)).encode()
        if path.startswith("/people/") and path.count("/") == 2:
            document = self._person(host, path.rpartition("/")[2])
            return 200, "application/activity+json", json.dumps(document).encode()
        if path.endswith(("/followers", "/following", "/outbox", "/featured")):
            empty: dict[str, Any] = {
                "id": f"{self.scheme}://{host}{path}",
                "type": "OrderedCollection",
            }
            empty |= {"@context": "https://www.w3.org/ns/activitystreams", "totalItems": 0}
            return 200, "application/activity+json", json.dumps(empty).encode()
        return 404, "text/plain", b""

    def take(self, host: str, body: bytes) -> None:
        """Something was delivered; only what has to be answered is looked at."""
        self.arrived[host] += 1
        if b'"Follow"' in body:
            activity = json.loads(body)
            if activity.get("type") == "Follow":
                self.follows.append(activity)
            elif activity.get("type") == "Accept":
                self.accepts += 1

    def _jrd(self, host: str, name: str) -> dict[str, Any]:
        actor = actor_of(self.scheme, host, name)
        link = {"rel": "self", "type": "application/activity+json", "href": actor}
        return {"subject": f"acct:{name}@{host}", "aliases": [actor], "links": [link]}

    def _person(self, host: str, name: str) -> dict[str, Any]:
        actor = actor_of(self.scheme, host, name)
        contexts = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"]
        key = {"id": f"{actor}#main-key", "owner": actor, "publicKeyPem": self.public_pem}
        lists = ("inbox", "outbox", "followers", "following", "featured")
        return {
            "@context": contexts,
            "id": actor,
            "type": "Person",
            "preferredUsername": name,
            "name": name.title(),
            "url": actor,
            **{one: f"{actor}/{one}" for one in lists},
            "endpoints": {"sharedInbox": f"{self.scheme}://{host}/inbox"},
            "publicKey": key,
        }


class Connection(asyncio.Protocol):
    """Just enough HTTP/1.1: requests one after the other, kept open."""

    def __init__(self, remote: Remote, host: str) -> None:
        self.remote, self.host = remote, host
        self.parser: Any = httptools.HttpRequestParser(self)
        self.path, self.body = "", bytearray()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_message_begin(self) -> None:
        self.path, self.body = "", bytearray()

    def on_url(self, url: bytes) -> None:
        self.path += url.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        if self.host in self.remote.hanging:
            return
        if self.parser.get_method() == b"POST":
            self.remote.take(self.host, bytes(self.body))
            self.transport.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
            return
        status, kind, body = self.remote.answer(self.host, self.path)
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def _run(port: int, count: int, key: Path, certificate: str) -> None:
    scheme = "https" if certificate else "http"
    # All people there have the same key, each under an address of their own.
    pem = signing_key_from_pem(key.read_text(encoding="ascii"), id="https://a.example/#key")
    remote = Remote(scheme, pem.public_pem())
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    for number in range(FIRST, FIRST + count):
        host = host_of(number, port)
        await loop.create_server(
            lambda host=host: Connection(remote, host),
            f"127.0.1.{number}",
            port,
            ssl=context,
            backlog=256,
        )
    print(json.dumps({"ready": count}), flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(_told(remote, json.loads(line))), flush=True)


def _told(remote: Remote, said: dict[str, Any]) -> Any:
    if "hang" in said:
        remote.hanging = set(said["hang"])
        return {}
    if said["ask"] == "follows":
        follows, remote.follows = remote.follows, []
        return follows
    return {"arrived": dict(remote.arrived), "accepts": remote.accepts}


if __name__ == "__main__":
    _port, _count, _key, *_more = sys.argv[1:]
    uvloop.run(_run(int(_port), int(_count), Path(_key), _more[0] if _more else ""))
