"""The fake remote's people as the benchmark moves them: they sign, follow, write, and listen."""

from __future__ import annotations

import http.client
import json
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from augenhoehe.activitypub.signatures import Scheme, sign, signing_key_from_pem
from benchmarks._measure import cpu_seconds
from benchmarks._remote import FIRST, actor_of, host_of

_PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
_CONTEXT = "https://www.w3.org/ns/activitystreams"
PATIENCE = 120.0  # seconds until something that was sent stands where it belongs


@dataclass(frozen=True, slots=True)
class Signed:
    """A request to an inbox that only has to be sent."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class FakeRemote:
    """The process of the fake hosts, and the key its people sign with."""

    process: subprocess.Popen[str]
    scheme: str
    port: int
    hosts: int
    pem: str
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    def host(self, number: int) -> str:
        """The authority of host 0, 1, …"""
        return host_of(FIRST + number % self.hosts, self.port)

    def actor(self, number: int) -> str:
        return actor_of(self.scheme, self.host(number), f"p{number}")

    def name(self, number: int) -> str:
        """p3@127.0.1.4:8443"""
        return f"p{number}@{self.host(number)}"

    def tell(self, **said: Any) -> Any:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(said) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def arrived(self, hosts: Sequence[str] = ()) -> int:
        """Deliveries so far, to all hosts or to some."""
        counts = self.tell(ask="counts")["arrived"]
        return sum(counts.get(one, 0) for one in hosts) if hosts else sum(counts.values())

    def accepts(self) -> int:
        return int(self.tell(ask="counts")["accepts"])

    def signed(self, number: int, inbox: str, activity: dict[str, Any]) -> Signed:
        """An activity of one person for an inbox, signed as Mastodon signs."""
        body = json.dumps({"@context": _CONTEXT, **activity}).encode()
        key = signing_key_from_pem(self.pem, id=f"{self.actor(number)}#main-key")
        kind = "application/activity+json"
        now = datetime.now(UTC)
        headers = sign(Scheme.CAVAGE, key, "POST", inbox, body, now=now, content_type=kind)
        return Signed(urlsplit(inbox).path, headers, body)

    def create(self, number: int, inbox: str, text: str, at: datetime) -> Signed:
        """A public note of one person for their followers."""
        actor = self.actor(number)
        uri = f"{actor}/notes/{next(self._numbers)}-{time.time_ns()}"
        for_whom = {"to": [_PUBLIC], "cc": [f"{actor}/followers"]}
        moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        note: dict[str, Any] = {"id": uri, "type": "Note", "attributedTo": actor, **for_whom}
        note |= {"published": moment}
        note |= {"content": f"<p>{text}</p>", "contentMap": {"de": f"<p>{text}</p>"}}
        note |= {"url": uri, "sensitive": False, "tag": [], "attachment": []}
        about = {"id": f"{uri}/activity", "type": "Create", "actor": actor, "published": moment}
        return self.signed(number, inbox, about | for_whom | {"object": note})

    def follow(self, number: int, inbox: str, whom: str) -> Signed:
        actor = self.actor(number)
        uri = f"{actor}/follows/{next(self._numbers)}-{time.time_ns()}"
        about = {"id": uri, "type": "Follow", "actor": actor, "object": whom}
        return self.signed(number, inbox, about)

    def accept(self, inbox: str, asked: dict[str, Any]) -> Signed:
        """Yes to a follow that arrived."""
        number = int(asked["object"].rpartition("/p")[2])
        uri = f"{asked['object']}/accepts/{next(self._numbers)}-{time.time_ns()}"
        about = {"id": uri, "type": "Accept", "actor": asked["object"], "object": asked}
        return self.signed(number, inbox, about)


@contextmanager
def fake_remote(port: int, hosts: int, key: Path, certificate: str) -> Iterator[FakeRemote]:
    """The fake hosts, ready, until the end of the block."""
    command = [sys.executable, "-m", "benchmarks._remote", str(port), str(hosts), str(key)]
    command += [certificate] if certificate else []
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            scheme = "https" if certificate else "http"
            yield FakeRemote(process, scheme, port, hosts, key.read_text(encoding="ascii"))
        finally:
            process.kill()


@dataclass
class Target:
    """The server that is measured: its address, tokens, and processes if they are named."""

    base: str
    tokens: Sequence[str]
    pids: Sequence[int]

    def connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.base)
        if parts.scheme == "https":
            trust = ssl._create_unverified_context()
            return http.client.HTTPSConnection(parts.netloc, timeout=60, context=trust)
        return http.client.HTTPConnection(parts.netloc, timeout=60)

    def ask(self, method: str, path: str, token: str = "", document: Any = None) -> Any:
        headers = {"Accept": "application/activity+json, application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        body = None if document is None else json.dumps(document).encode()
        headers |= {"Content-Type": "application/json"} if body else {}
        connection = self.connect()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            said = response.read()
        finally:
            connection.close()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {said[:300]!r}")
        return json.loads(said)

    def cpu_ms(self) -> float:
        return 1000 * sum(cpu_seconds(pid) for pid in self.pids)

    def send(self, requests: Sequence[Signed], connections: int = 8) -> None:
        """Deliver, each person's in their order, and insist that they are taken."""
        faults: list[Exception] = []
        shares = [requests[k::connections] for k in range(connections)]
        workers = [
            threading.Thread(target=self._send_share, args=(one, faults)) for one in shares if one
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if faults:
            raise faults[0]

    def _send_share(self, requests: Sequence[Signed], faults: list[Exception]) -> None:
        connection = self.connect()
        try:
            for one in requests:
                connection.request("POST", one.path, one.body, one.headers)
                response = connection.getresponse()
                said = response.read()
                if response.status >= 300:
                    raise RuntimeError(f"{one.path}: {response.status} {said[:300]!r}")
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()


def until(look: Callable[[], object], what: str, pause: float = 0.1) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not look():
        if time.monotonic() > ends:
            raise RuntimeError(f"{what}: not within {PATIENCE:.0f} seconds")
        time.sleep(pause)


def moments(count: int) -> list[datetime]:
    """Times of writing, one after the other, the last one now."""
    now = datetime.now(UTC).replace(microsecond=0)
    return [now - timedelta(seconds=(count - 1 - k) * 0.5) for k in range(count)]
