"""What it costs to find echoes of a new post, on SQLite with the keys of 100,000 posts.

    .venv/bin/python -m benchmarks.echo

Builds a database of its own in a folder of its own, and prints CPU per `settle_echo`.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

POSTS = 100_000
NEW = 200
_WORDS = 12_000  # how many words people use
_AIM = 5.0  # ms CPU for a new post


def main() -> None:
    if os.environ.get("AUGENHOEHE_BENCHMARK_ECHO"):
        _run()
        return
    with tempfile.TemporaryDirectory() as scratch:
        mine = {"AUGENHOEHE_DATA_DIR": scratch, "AUGENHOEHE_BENCHMARK_ECHO": "1"}
        environment = os.environ | mine | {"DATABASE_URL": ""}
        command = [sys.executable, "-m", "benchmarks.echo"]
        subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[1])


def _run() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "augenhoehe.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _people()
    _fill(people)
    print(f"{'words':>6} {'alike':>6} {'median ms':>10} {'p95 ms':>8}   aim {_AIM} ms")
    for words in (30, 80, 200, 400):
        for alike in (0, 4, 40):
            _measure(people, words, alike)


def _people() -> list[Any]:
    from augenhoehe.domain.people.actions import become_member, create_person

    people = []
    for n in range(60):
        one = create_person(
            handle=f"p{n}",
            name=f"Person {n}",
            email=f"p{n}@example.org",
            password="Lieber zu Fuss als mit dem Bus",
            language="de",
            address_confirmed=True,
        )
        become_member(one, by=None)
        people.append(one)
    return people


def _text(chance: random.Random, words: int) -> str:
    # Some words are said a lot, most seldom: about as in a language (Zipf).
    return " ".join(f"wort{int(_WORDS ** chance.random())}" for _word in range(words))


def _fill(people: list[Any]) -> None:
    from augenhoehe.domain.posts.echo.sketch import keys, shingles
    from augenhoehe.domain.posts.models import EchoKey, Post

    chance = random.Random(7)
    for _batch in range(POSTS // 2000):
        posts = [_post(chance.choice(people), _text(chance, 30)) for _post_no in range(2000)]
        Post.objects.bulk_create(posts)
        rows = [EchoKey(post=one, key=key) for one in posts for key in keys(shingles(one.text))]
        EchoKey.objects.bulk_create(rows)


def _post(author: Any, text: str) -> Any:
    from augenhoehe.domain.posts.models import Post

    return Post(account=author, written_by=author, text=text)


def _measure(people: list[Any], words: int, alike: int) -> None:
    from augenhoehe.domain.posts.actions import settle_echo

    chance = random.Random(words * 100 + alike)
    text = _text(chance, words)
    for author in people[1 : alike + 1]:
        one = _post(author, text)
        one.save()
        settle_echo(one.id)
    took = []
    for _new in range(NEW if alike == 0 else 20):
        one = _post(people[0], text if alike else _text(chance, words))
        one.save()
        began = time.process_time()
        settle_echo(one.id)
        took.append((time.process_time() - began) * 1000)
        if alike:
            one.delete()
    p95 = sorted(took)[int(len(took) * 0.95)]
    print(f"{words:>6} {alike:>6} {statistics.median(took):>10.2f} {p95:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
