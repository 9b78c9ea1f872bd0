"""What pages and posts cost the server, on SQLite with 200,000 posts.

    .venv/bin/python -m benchmarks.web_pages [--keep FOLDER]

Starts a server of its own on a loopback port with a folder of its own, and prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks._measure import HEADER, Call, measure, peak_mb, resident_mb


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="build the database here once and keep it")
    parser.add_argument("--rounds", type=int, default=1, help="how often to measure everything")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (chosen.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        facts = _world(folder)
        print(f"cold start to first answer: {_cold_start(folder):.2f} s\n")
        for _round in range(chosen.rounds):
            with server(folder) as (port, pid):
                _report(port, pid, facts)


def _world(folder: Path) -> dict[str, Any]:
    kept = folder / "benchmark.json"
    if not kept.exists():
        _in_folder(folder, "-m", "benchmarks._build", str(kept))
    return dict(json.loads(kept.read_text(encoding="utf-8")))


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "AUGENHOEHE_DATA_DIR": str(folder),
        "AUGENHOEHE_RATE_LIMITS": "off",
        "AUGENHOEHE_LANGUAGE": "de",
        "DJANGO_SETTINGS_MODULE": "augenhoehe.config.settings",
    }


def _in_folder(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=_environment(folder), check=True)


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, int]]:
    """A running server: its port and the id of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).with_name("augenhoehe")
    process = subprocess.Popen(
        [str(command), "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _try in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server does not answer.")


def _cold_start(folder: Path) -> float:
    times = []
    for _try in range(3):
        began = time.perf_counter()
        with server(folder):
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def _report(port: int, pid: int, facts: dict[str, Any]) -> None:
    cookies = [{"Cookie": f"augenhoehe_session={key}"} for key in facts["sessions"]]
    bearer = {"Authorization": f"Bearer {facts['token']}", "Content-Type": "application/json"}

    def home(k: int) -> Call:
        return Call("GET", "/home", cookies[k % len(cookies)])

    def publish(k: int) -> Call:
        words = {"status": f"Beitrag {k} {time.monotonic_ns()}: der Riemen läuft wieder."}
        return Call("POST", "/api/v1/statuses", bearer, json.dumps(words).encode())

    print(HEADER)
    pages = _addresses(port, facts)
    print(measure("home timeline, 20 posts, signed in", port, pid, home, n=300).row())
    print(
        measure(
            "public post page", port, pid, lambda k: Call("GET", pages[k % len(pages)], {}), n=400
        ).row()
    )
    print(measure("front page", port, pid, lambda k: Call("GET", "/", {}), n=200).row())
    print(measure("public timeline", port, pid, lambda k: Call("GET", "/alle", {}), n=200).row())
    print(measure("a post to 1,000 followers", port, pid, publish, n=60, warm=3).row())
    with _disturbance(port, bearer, cookies[0]):
        print(measure("home while others post and upload", port, pid, home, n=300).row())
    print(f"\nmemory: {resident_mb(pid):.0f} MB resident, {peak_mb(pid):.0f} MB at most")


def _addresses(port: int, facts: dict[str, Any]) -> list[str]:
    """The permanent addresses of some posts (the short form redirects)."""
    chosen = random.Random(7).sample(facts["posts"], 400)
    return [f"/@{facts['handles'][str(post)]}/{post}" for post in chosen]


@contextmanager
def _disturbance(port: int, bearer: dict[str, str], cookie: dict[str, str]) -> Iterator[None]:
    """Somebody else posts and uploads pictures all the while, each as fast as answered."""
    done = threading.Event()
    picture = _photograph()
    workers = [
        threading.Thread(target=_post_until, args=(done, port, bearer)),
        threading.Thread(target=_upload_until, args=(done, port, cookie, picture)),
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        done.set()
        for worker in workers:
            worker.join(20)


def _post_until(done: threading.Event, port: int, bearer: dict[str, str]) -> None:
    for k in range(5000):
        if done.is_set():
            return
        body = json.dumps({"status": f"Nebenher {k} {time.monotonic_ns()}"}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/statuses", body, bearer, method="POST"
        )
        urllib.request.urlopen(request, timeout=60).read()


def _upload_until(
    done: threading.Event, port: int, session: dict[str, str], picture: bytes
) -> None:
    """Upload as the composer does: a form, with the token that forms carry."""
    token = "b" * 32
    mark = "benchmark-boundary"
    part = 'Content-Disposition: form-data; name="files"; filename="p.jpg"'
    head = f"--{mark}\r\n{part}\r\nContent-Type: image/jpeg\r\n\r\n"
    body = head.encode() + picture + f"\r\n--{mark}--\r\n".encode()
    headers = {
        "Cookie": f"{session['Cookie']}; augenhoehe_csrf={token}",
        "X-CSRFToken": token,
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "Origin": f"http://127.0.0.1:{port}",
    }
    for _k in range(500):
        if done.is_set():
            return
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/bilder", body, headers, method="POST"
        )
        urllib.request.urlopen(request, timeout=60).read()


def _photograph() -> bytes:
    """A picture as telephones make them: twelve million points and some noise."""
    import pyvips

    noise = pyvips.Image.gaussnoise(4000, 3000, mean=128, sigma=25)
    picture = noise.bandjoin([noise.rot180(), noise]).cast("uchar")
    return bytes(picture.jpegsave_buffer(Q=80))


if __name__ == "__main__":
    main()
