"""Asking a running server for pages and reading from the kernel what that cost it."""

from __future__ import annotations

import http.client
import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Processor time a process and its finished children have used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(int(fields[n]) for n in (11, 12, 13, 14)) / _TICKS


def resident_mb(pid: int) -> float:
    """Memory a process holds right now, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak_mb(pid: int) -> float:
    """The most memory a process ever held, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a number of equal requests cost: CPU of the server and time on the clock, in ms."""

    name: str
    requests: int
    cpu_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    kilobytes: float

    def row(self) -> str:
        return (
            f"| {self.name} | {self.requests} | {self.cpu_ms:.2f} | {self.p50_ms:.1f} | "
            f"{self.p95_ms:.1f} | {self.p99_ms:.1f} | {self.kilobytes:.1f} |"
        )


HEADER = "| request | n | CPU ms | p50 ms | p95 ms | p99 ms | kB |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to make."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


def measure(
    name: str, port: int, pid: int, make: Callable[[int], Call], *, n: int, warm: int = 20
) -> Cost:
    """Make `n` requests one after the other on one connection, after some to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for k in range(warm):
        _ask(connection, make(-1 - k))
    before = cpu_seconds(pid)
    times, size = [], 0
    for k in range(n):
        began = time.perf_counter()
        size += _ask(connection, make(k))
        times.append((time.perf_counter() - began) * 1000)
    used = cpu_seconds(pid) - before
    connection.close()
    cuts = statistics.quantiles(times, n=100)
    return Cost(name, n, used * 1000 / n, cuts[49], cuts[94], cuts[98], size / n / 1000)


def _ask(connection: http.client.HTTPConnection, call: Call) -> int:
    connection.request(call.method, call.path, call.body, dict(call.headers))
    response = connection.getresponse()
    body = response.read()
    if response.status >= 400:
        raise RuntimeError(f"{call.method} {call.path}: {response.status} {body[:200]!r}")
    return len(body)
