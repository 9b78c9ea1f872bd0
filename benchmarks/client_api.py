"""What the methods of the client API cost a running server, asked like any app asks.

    .venv/bin/python -m benchmarks.client_api [--keep FOLDER]
    .venv/bin/python -m benchmarks.client_api --base https://server.example \\
        --token T1 --token T2 … [--pid PID …]

Without an address it builds a world of its own (200,000 posts, a reader who follows 200) and
starts a server. With one it measures that server, whatever it is, through the public API alone:
what it needs it makes there, so point it at a server that is there for it. The first token
reads, the last one writes, and the others follow who writes; they need `read write follow`.
CPU and memory stand in the table only for processes named with `--pid`. Rate limits have to
be off, or they are what is measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks._api_calls import HEADER, Api, get, measure, post, send, upload
from benchmarks._api_streams import idle_streams
from benchmarks._api_world import Things, prepare
from benchmarks._measure import Call
from benchmarks.web_pages import _environment, _world, server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="", help="address of a running server")
    parser.add_argument("--token", action="append", default=[], help="of a person there; repeat")
    parser.add_argument("--pid", action="append", type=int, default=[], help="of its processes")
    parser.add_argument("--build", action="store_true", help="a world of our own (the default)")
    parser.add_argument("--keep", type=Path, help="build the database here once and keep it")
    parser.add_argument("--n", type=int, default=400, help="requests of each kind that reads")
    parser.add_argument("--streams", type=int, default=1000, help="idle streams to keep open")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        if chosen.base and not chosen.build:
            api, tokens = Api(chosen.base.rstrip("/"), chosen.pid), list(chosen.token)
        else:
            api, tokens = stack.enter_context(_own_server(chosen.keep))
        if not tokens:
            parser.error("--token: somebody has to ask")
        report(api, tokens, n=chosen.n, streams=chosen.streams)


@contextmanager
def _own_server(keep: Path | None) -> Iterator[tuple[Api, list[str]]]:
    """A server on a loopback port, with twenty people who show tokens."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = (keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        _world(folder)
        kept = folder / "tokens.json"
        if not kept.exists():
            command = [sys.executable, "-m", "benchmarks._api_world", str(kept)]
            subprocess.run(command, env=_environment(folder), check=True)
        with server(folder) as (port, pid):
            yield (
                Api(f"http://127.0.0.1:{port}", [pid]),
                json.loads(kept.read_text(encoding="utf-8")),
            )


def report(api: Api, tokens: list[str], *, n: int, streams: int) -> None:
    """Measure everything and print it as a table."""
    things = prepare(api, tokens)
    print(HEADER)
    for name, make, share in _methods(things):
        for connections in (1, 8):
            many = max(16, int(n * share))
            print(measure(api, name, make, n=many, connections=connections).row(), flush=True)
    with _others_at_work(api, things), idle_streams(api, tokens, 50):
        name = "home while others post, upload and stream"
        print(measure(api, name, _home(things), n=n).row(), flush=True)
    if streams:
        _report_streams(api, tokens, things, streams, n)


Make = Callable[[int], Call]


def _home(things: Things) -> Make:
    return lambda k: get("/api/v1/timelines/home?limit=20", things.reader)


def _methods(things: Things) -> list[tuple[str, Make, float]]:
    """What is asked for, and how often compared with the others."""
    reader = things.reader
    once = time.monotonic_ns()

    def reading(path: str) -> Make:
        return lambda k: get(path, reader)

    def react(k: int) -> Call:
        # Each post is liked and then not liked any longer.
        which = things.replies[(k // 2) % len(things.replies)]
        verb = "unfavourite" if k % 2 else "favourite"
        return post(
            f"/api/v1/statuses/{which}/{verb}", things.others[k // 2 % 8 % len(things.others)]
        )

    def say(k: int) -> Call:
        words = {"status": f"Beitrag {once} {k}: der {things.word} läuft wieder."}
        return post("/api/v1/statuses", things.writer, words)

    picture = _photograph()
    return [
        ("home, 20 posts", _home(things), 1),
        ("public timeline, 20 posts", reading("/api/v1/timelines/public?limit=20"), 1),
        ("thread of 100 replies", reading(f"/api/v1/statuses/{things.root}/context"), 0.5),
        ("notifications", reading("/api/v1/notifications?limit=20"), 1),
        ("search", reading(f"/api/v2/search?q={things.word}&limit=20"), 0.5),
        ("statuses of an account", reading(f"/api/v1/accounts/{things.writer_id}/statuses"), 1),
        ("instance", reading("/api/v2/instance"), 1),
        ("favourite, unfavourite", react, 0.25),
        (f"a post to {things.followers} followers", say, 0.25),
        ("upload of a picture, 2 megapixels", lambda k: upload(things.writer, picture), 0.05),
    ]


@contextmanager
def _others_at_work(api: Api, things: Things) -> Iterator[None]:
    """Somebody posts and somebody uploads all the while, each as fast as answered."""
    done = threading.Event()
    picture = _photograph()

    def go_on(make: Make) -> None:
        connection, k = api.connect(), 0
        while not done.is_set():
            send(connection, make(k))
            k += 1

    def say(k: int) -> Call:
        words = {"status": f"Nebenher {k} {time.monotonic_ns()}"}
        return post("/api/v1/statuses", things.writer, words)

    makes: list[Make] = [say, lambda k: upload(things.writer, picture)]
    workers = [threading.Thread(target=go_on, args=(make,)) for make in makes]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        done.set()
        for worker in workers:
            worker.join(30)


def _report_streams(api: Api, tokens: list[str], things: Things, many: int, n: int) -> None:
    before = api.memory_mb()
    with idle_streams(api, tokens, many) as opened:
        time.sleep(2)
        more = api.memory_mb() - before
        print(measure(api, f"home beside {opened} idle streams", _home(things), n=n).row())
    if api.pids:
        print(f"\n{opened} idle streams: {more:.0f} MB more, {more * 1024 / opened:.0f} kB each")


def _photograph() -> bytes:
    """A picture with some noise, as telephones send it on."""
    import pyvips

    noise = pyvips.Image.gaussnoise(1600, 1200, mean=128, sigma=25)
    picture = noise.bandjoin([noise.rot180(), noise]).cast("uchar")
    return bytes(picture.jpegsave_buffer(Q=80))


if __name__ == "__main__":
    main()
