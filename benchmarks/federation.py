"""What federation costs a running server: receiving, follows, deliveries, and hosts that hang.

    .venv/bin/python -m benchmarks.federation
    .venv/bin/python -m benchmarks.federation --base https://server.example \\
        --token AUTHOR --token READER --token READER … [--pid PID …]

A fake remote of many hosts on loopback addresses (127.0.1.x) follows, writes and listens. With
`--base` any server is measured that speaks ActivityPub and Mastodon's client API; it has to
accept loopback addresses with ports, and trust the authority whose file is printed (or
`--plain`: the fake remote speaks http). The first token writes, the others read. Limits on
requests have to be off.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from augenhoehe.activitypub.signatures import KeyType, new_private_pem
from benchmarks._federated import FakeRemote, Target, fake_remote, moments, until
from benchmarks._measure import resident_mb
from tests.authority import Authority

WRITERS = 20
READERS = 5
_PEOPLE = f"""
import django; django.setup()
from augenhoehe.domain.people.actions import create_person, issue_token
for n in range({READERS + 1}):
    person = create_person(handle=f"bench{{n}}", name=f"Bench {{n}}", password="x" * 20,
                           email=f"bench{{n}}@example.org", address_confirmed=True)
    print(issue_token(person, scopes="read write follow"))
"""
HEADER = "| what | n | seconds | a second | CPU ms each |\n|---|---|---|---|---|"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="", help="address of a running server")
    parser.add_argument("--token", action="append", default=[], help="of a person there; repeat")
    parser.add_argument("--pid", action="append", type=int, default=[], help="of its processes")
    parser.add_argument("--plain", action="store_true", help="the fake remote speaks http")
    parser.add_argument("--port", type=int, default=0, help="of the fake hosts; default: any free")
    parser.add_argument("--hosts", type=int, default=100, help="fake hosts, one follower on each")
    parser.add_argument("--n", type=int, default=1000, help="posts to receive")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        authority = Authority(folder / "authority")
        if chosen.base:
            target = Target(chosen.base.rstrip("/"), chosen.token, chosen.pid)
            print(f"The fake hosts are vouched for by {authority.file}", file=sys.stderr)
        else:
            target = stack.enter_context(own_server(folder, authority, plain=chosen.plain))
        if len(target.tokens) < 2:
            parser.error("--token: somebody has to write and somebody has to read")
        remote = stack.enter_context(_remote(folder, authority, chosen))
        report(target, remote, chosen.n)


@contextmanager
def _remote(folder: Path, authority: Authority, chosen: argparse.Namespace) -> Iterator[FakeRemote]:
    key, port = folder / "key.pem", chosen.port or _free_port()
    key.write_text(new_private_pem(KeyType.RSA), encoding="ascii")
    hosts = [f"127.0.1.{number}" for number in range(1, chosen.hosts + 1)]
    certificate = "" if chosen.plain else str(authority.certificate(*hosts))
    with fake_remote(port, chosen.hosts, key, certificate) as remote:
        yield remote


@contextmanager
def own_server(folder: Path, authority: Authority, *, plain: bool) -> Iterator[Target]:
    """An empty server with TLS on a loopback port, and people who show tokens."""
    port = _free_port()
    base = f"https://127.0.0.1:{port}"
    environment = os.environ | {
        "AUGENHOEHE_DATA_DIR": str(folder / "data"),
        "AUGENHOEHE_BASE_URL": base,
        "AUGENHOEHE_RATE_LIMITS": "off",
        "AUGENHOEHE_FEDERATION_PRIVATE_ADDRESSES": "on",
        "AUGENHOEHE_FEDERATION_HTTP": "on" if plain else "off",
        "AUGENHOEHE_TLS_CERTIFICATE": str(authority.certificate("127.0.0.1")),
        "SSL_CERT_FILE": str(authority.file),
        "DJANGO_SETTINGS_MODULE": "augenhoehe.config.settings",
    }
    run = [sys.executable, "-c", "from augenhoehe.config.commands import main; main()"]
    subprocess.run([*run, "migrate"], env=environment, check=True)
    made = [sys.executable, "-c", _PEOPLE]
    tokens = subprocess.run(made, env=environment, check=True, capture_output=True, text=True)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*run, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    target = Target(base, tokens.stdout.split(), [process.pid])
    try:
        until(lambda: _answers(target), "the server starts")
        yield target
    finally:
        process.terminate()
        process.wait(15)


def _answers(target: Target) -> bool:
    try:
        target.ask("GET", "/api/v2/instance")
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Author:
    """Who writes on the measured server, as the fake remote knows them."""

    actor: str
    inbox: str
    shared: str


def report(target: Target, remote: FakeRemote, n: int) -> None:
    """Measure everything and print it as a table."""
    author = _author(target)
    _follow_writers(target, remote, author)
    print(HEADER)
    _print("receive a Create until five followers see it", _receive(target, remote, author, n))
    _print("a follow of somebody new, with its Accept", _be_followed(target, remote, author))
    deliver = _deliver(target, remote, posts=20)
    _print(f"deliver to {remote.hosts} hosts", deliver)
    slower = _deliver(target, remote, posts=20, hanging=remote.hosts // 10)
    _print("the same while a tenth of the hosts hang, to the others", slower)
    print()
    lost = 100 * (1 - slower.per_second / deliver.per_second)
    print(f"hanging hosts slow the others by {max(0.0, lost):.0f} %")
    alone, p99 = _read_times(target, lambda: None), _read_while_delivering(target, remote)
    print(f"home timeline, p99: {alone:.1f} ms, while delivering at full speed {p99:.1f} ms")
    if target.pids:
        print(f"memory: {sum(resident_mb(pid) for pid in target.pids):.0f} MB")


@dataclass
class Figure:
    """How many, how long, and what each cost the server."""

    n: int
    seconds: float
    cpu_ms: float | None

    @property
    def per_second(self) -> float:
        return self.n / self.seconds


def _print(what: str, figure: Figure) -> None:
    cpu = "–" if figure.cpu_ms is None else f"{figure.cpu_ms:.2f}"
    row = f"| {what} | {figure.n} | {figure.seconds:.1f} | {figure.per_second:.0f} | {cpu} |"
    print(row, flush=True)


def _measured(target: Target, n: int, work: Callable[[], None]) -> Figure:
    before, began = target.cpu_ms(), time.perf_counter()
    work()
    took = time.perf_counter() - began
    return Figure(n, took, (target.cpu_ms() - before) / n if target.pids else None)


def _author(target: Target) -> Author:
    """By WebFinger and the actor, as any server finds somebody."""
    me = target.ask("GET", "/api/v1/accounts/verify_credentials", target.tokens[0])
    host = target.base.partition("://")[2]
    asked = f"/.well-known/webfinger?resource=acct:{me['username']}@{host}"
    links = target.ask("GET", asked)["links"]
    actor = next(link["href"] for link in links if link["rel"] == "self")
    document = target.ask("GET", actor.removeprefix(target.base))
    shared = (document.get("endpoints") or {}).get("sharedInbox") or document["inbox"]
    return Author(actor, document["inbox"], shared)


def _follow_writers(target: Target, remote: FakeRemote, author: Author) -> None:
    """Every reader follows every writer; the fake remote says yes."""
    for token in target.tokens[1:]:
        for number in range(WRITERS):
            name = remote.name(number)
            search = f"/api/v2/search?q=@{name}&resolve=true&type=accounts"
            found = target.ask("GET", search, token)["accounts"]
            if not found:
                raise RuntimeError(f"{target.base} does not find {name}")
            target.ask("POST", f"/api/v1/accounts/{found[0]['id']}/follow", token)
    wanted, asked = WRITERS * len(target.tokens[1:]), []

    def answer() -> bool:
        new = remote.tell(ask="follows")
        target.send([remote.accept(author.shared, follow) for follow in new])
        asked.extend(new)
        return len(asked) >= wanted

    until(answer, "the follows of the readers arrive")
    until(lambda: _all_follow(target), "the follows of the readers are in force")


def _all_follow(target: Target) -> bool:
    counts = [
        target.ask("GET", "/api/v1/accounts/verify_credentials", token)["following_count"]
        for token in target.tokens[1:]
    ]
    return all(count >= WRITERS for count in counts)


def _receive(target: Target, remote: FakeRemote, author: Author, n: int) -> Figure:
    """Signed beforehand; done when the last ones stand in every reader's timeline."""
    mark = time.time_ns()
    times = moments(n)
    warm = [remote.create(k, author.shared, f"warm {mark}", times[0]) for k in range(WRITERS)]
    ready = [
        remote.create(k % WRITERS, author.shared, f"Beitrag {k} von {mark}", times[k])
        for k in range(n)
    ]
    _send_and_wait(target, warm, [f"warm {mark}"])
    last = [f"Beitrag {k} von {mark}" for k in range(max(0, n - WRITERS), n)]
    return _measured(target, n, lambda: _send_and_wait(target, ready, last))


def _send_and_wait(target: Target, requests: Sequence[Any], last: Sequence[str]) -> None:
    target.send(requests, connections=WRITERS // 2)  # so each writer's stay in order
    until(lambda: all(_stand(target, token, last) for token in target.tokens[1:]), "posts", 0.25)


def _stand(target: Target, token: str, last: Sequence[str]) -> bool:
    page = json.dumps(target.ask("GET", "/api/v1/timelines/home?limit=40", token))
    return all(words in page for words in last)


def _be_followed(target: Target, remote: FakeRemote, author: Author) -> Figure:
    """One new follower on each host: fetched, kept, and told yes."""
    before = remote.accepts()
    follows = [
        remote.follow(1000 * remote.hosts + k, author.inbox, author.actor)
        for k in range(remote.hosts)
    ]

    def work() -> None:
        target.send(follows)
        until(lambda: remote.accepts() - before >= remote.hosts, "the Accepts arrive", 0.05)

    return _measured(target, remote.hosts, work)


def _deliver(target: Target, remote: FakeRemote, *, posts: int, hanging: int = 0) -> Figure:
    """Some posts to a follower on each host, until they have arrived at those that do not hang."""
    hosts = [remote.host(number) for number in range(remote.hosts)]
    remote.tell(hang=hosts[:hanging])
    others = hosts[hanging:]
    before, wanted = remote.arrived(others), posts * len(others)

    def work() -> None:
        _write(target, posts)
        until(lambda: remote.arrived(others) - before >= wanted, "the deliveries arrive", 0.02)

    try:
        return _measured(target, wanted, work)
    finally:
        remote.tell(hang=[])


def _write(target: Target, posts: int) -> None:
    for _each in range(posts):
        document = {"status": f"An alle {time.time_ns()}", "visibility": "public"}
        target.ask("POST", "/api/v1/statuses", target.tokens[0], document)


def _read_while_delivering(target: Target, remote: FakeRemote) -> float:
    """The worst of a hundred reads while somebody writes as fast as it goes."""
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            wanted = remote.arrived() + 2 * remote.hosts
            _write(target, 5)
            until(partial(_has, remote, wanted), "deliveries", 0.05)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        return _read_times(target, lambda: time.sleep(0.01))
    finally:
        done.set()
        writer.join()


def _has(remote: FakeRemote, wanted: int) -> bool:
    return remote.arrived() >= wanted


def _read_times(target: Target, pause: Callable[[], None], n: int = 300) -> float:
    connection, times = target.connect(), []
    headers = {"Authorization": f"Bearer {target.tokens[1]}"}
    for _each in range(n):
        began = time.perf_counter()
        connection.request("GET", "/api/v1/timelines/home?limit=20", headers=headers)
        connection.getresponse().read()
        times.append(1000 * (time.perf_counter() - began))
        pause()
    connection.close()
    return statistics.quantiles(times, n=100)[98]


if __name__ == "__main__":
    main()
