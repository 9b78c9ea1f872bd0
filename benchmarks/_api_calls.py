"""Speaking to any Mastodon-compatible server: by its public API, and by nothing else."""

from __future__ import annotations

import http.client
import json
import ssl
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks._measure import Call, cpu_seconds, resident_mb


@dataclass(slots=True)
class Api:
    """A server, and the processes of it whose cost can be read from the kernel, if any."""

    base: str
    pids: Sequence[int] = ()

    def connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.base)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(parts.netloc, timeout=60, context=context)
        return http.client.HTTPConnection(parts.netloc, timeout=60)

    def ask(self, call: Call) -> Any:
        """One request on a connection of its own; the answer read."""
        connection = self.connect()
        try:
            return json.loads(send(connection, call))
        finally:
            connection.close()

    def cpu_seconds(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids)

    def memory_mb(self) -> float:
        """Resident memory, what is shared between the processes counted once each."""
        return sum(resident_mb(pid) for pid in self.pids)


def send(connection: http.client.HTTPConnection, call: Call) -> bytes:
    connection.request(call.method, call.path, call.body, dict(call.headers))
    response = connection.getresponse()
    body = response.read()
    if response.status >= 400:
        raise RuntimeError(f"{call.method} {call.path}: {response.status} {body[:200]!r}")
    return body


def get(path: str, token: str) -> Call:
    return Call("GET", path, {"Authorization": f"Bearer {token}"})


def post(path: str, token: str, document: Any = None) -> Call:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return Call("POST", path, headers, json.dumps(document or {}).encode())


def upload(token: str, picture: bytes) -> Call:
    mark = "benchmark-boundary"
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="p.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": f"multipart/form-data; boundary={mark}",
    }
    body = head.encode() + picture + f"\r\n--{mark}--\r\n".encode()
    return Call("POST", "/api/v2/media", headers, body)


@dataclass(frozen=True, slots=True)
class Result:
    """What one kind of request cost."""

    name: str
    connections: int
    per_second: float
    cpu_ms: float | None
    p50: float
    p95: float
    p99: float
    memory_mb: float | None

    def row(self) -> str:
        cpu = "–" if self.cpu_ms is None else f"{self.cpu_ms:.2f}"
        memory = "–" if self.memory_mb is None else f"{self.memory_mb:.0f}"
        return (
            f"| {self.name} | {self.connections} | {self.per_second:.0f} | {cpu} | "
            f"{self.p50:.1f} | {self.p95:.1f} | {self.p99:.1f} | {memory} |"
        )


HEADER = (
    "| method | connections | requests/s | CPU ms | p50 ms | p95 ms | p99 ms | memory MB |\n"
    "|---|---|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class _Share:
    """What one connection has measured."""

    times: list[float] = field(default_factory=list)
    fault: Exception | None = None


def measure(
    api: Api,
    name: str,
    make: Callable[[int], Call],
    *,
    n: int,
    connections: int = 1,
    warm: int = 10,
) -> Result:
    """Make `n` requests over some connections at once, after some to warm up."""
    _ask_many(api, make, range(-warm, 0), connections)
    before, began = api.cpu_seconds(), time.perf_counter()
    times = _ask_many(api, make, range(n), connections)
    took, used = time.perf_counter() - began, api.cpu_seconds() - before
    cuts = statistics.quantiles(times, n=100)
    return Result(
        name,
        connections,
        len(times) / took,
        used * 1000 / len(times) if api.pids else None,
        cuts[49],
        cuts[94],
        cuts[98],
        api.memory_mb() if api.pids else None,
    )


def _ask_many(api: Api, make: Callable[[int], Call], which: range, connections: int) -> list[float]:
    shares = [_Share() for _each in range(connections)]
    workers = [
        threading.Thread(target=_ask_share, args=(api, make, which[k::connections], shares[k]))
        for k in range(connections)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for share in shares:
        if share.fault is not None:
            raise share.fault
    return [one for share in shares for one in share.times]


def _ask_share(api: Api, make: Callable[[int], Call], which: range, share: _Share) -> None:
    connection = api.connect()
    try:
        for k in which:
            call = make(k)
            began = time.perf_counter()
            send(connection, call)
            share.times.append((time.perf_counter() - began) * 1000)
    except Exception as fault:
        share.fault = fault
    finally:
        connection.close()
