"""What the queue of the desk costs the server, on SQLite with 50,000 cases that wait.

    .venv/bin/python -m benchmarks.desk [--keep FOLDER]

Starts a server of its own on a loopback port with a folder of its own, and prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks._measure import HEADER, Call, measure, resident_mb
from benchmarks.web_pages import _environment, server

CASES = 50_000
_TOPICS = ("Riemen", "Lieferung", "Bremse", "Rechnung", "Werkstatt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="build the database here once and keep it")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.build:
        _build(chosen.build)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = (chosen.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / "desk.json"
        if not kept.exists():
            command = [sys.executable, "-m", "benchmarks.desk", "--build", str(kept)]
            subprocess.run(command, env=_environment(folder), check=True)
        with server(folder) as (port, pid):
            _report(port, pid, json.loads(kept.read_text(encoding="utf-8")))


def _report(port: int, pid: int, facts: dict[str, Any]) -> None:
    cookie = {"Cookie": f"augenhoehe_session={facts['session']}"}
    pages = {
        "queue, what waits longest": "/tisch",
        "queue, page in the middle": f"/tisch?after={facts['middle']}",
        "queue, mine": "/tisch?keeper=mine",
        "queue, nobody's": "/tisch?keeper=nobody",
        "queue, overdue": "/tisch?overdue=1",
        "queue, a rare channel": "/tisch?channel=letter",
        "queue, a topic": "/tisch?topic=Riemen",
        "queue, answered": "/tisch?state=answered",
        "queue, all": "/tisch?state=all",
        "queue, search": "/tisch?q=riemen+sattel",
        "a case at the desk": f"/tisch/{facts['middle']}",
    }
    print(HEADER)
    for name, path in pages.items():
        print(measure(name, port, pid, lambda _k, p=path: Call("GET", p, cookie), n=100).row())  # type: ignore[misc]
    print(f"\nmemory: {resident_mb(pid):.0f} MB resident")


def _build(kept: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "augenhoehe.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    facts = _fill(random.Random(11))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize")
    kept.write_text(json.dumps(facts), encoding="utf-8")


def _fill(dice: random.Random) -> dict[str, Any]:
    from augenhoehe.domain.people.models import Account, Affiliation, Login
    from benchmarks._world import _sessions

    voice = Account.objects.create(handle="firma", name="Firma", kind=Account.Kind.VOICE)
    people = Account.objects.bulk_create(
        [Account(handle=f"person{n}", name=f"Person {n}") for n in range(1000)]
    )
    Login.objects.create(account=people[0], email="person0@example.org")
    Affiliation.objects.bulk_create([Affiliation(account=one) for one in people[:20]])
    ids = _cases(dice, voice, people)
    return {"session": _sessions(people[:1])[0], "middle": ids[CASES // 2]}


def _cases(dice: random.Random, voice: Any, people: list[Any]) -> list[int]:
    from django.db import transaction

    from augenhoehe.domain.criticism.history import write_down
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.criticism.search import INDEX
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.foundation.ids import first_id_at
    from augenhoehe.foundation.words import stem_document
    from benchmarks._world import _WORDS

    start, ids = datetime.now(UTC) - timedelta(days=400), []
    for begin in range(0, CASES, 5000):
        posts, cases = [], []
        for n in range(begin, begin + 5000):
            at = start + n * timedelta(minutes=11)
            critic = dice.choice(people[20:])
            text = " ".join(dice.choices(_WORDS, k=dice.randint(8, 60))).capitalize() + "."
            number = first_id_at(at) + n % 1000
            posts.append(
                Post(
                    id=number, account=critic, written_by=critic, text=text,
                    html=f"<p>{text}</p>", language="de", created_at=at,
                )
            )  # fmt: skip
            cases.append(_case(dice, number, at, critic, voice, people))
        Post.objects.bulk_create(posts, batch_size=1000)
        Case.objects.bulk_create(cases, batch_size=1000)
        with transaction.atomic():  # else each would wait for the disk
            for post in posts:
                INDEX.put(post.id, stem_document(post.text, "de"))
        ids += [case.id for case in cases]
    middle = Case.objects.select_related("critic", "post").get(id=ids[CASES // 2])
    write_down(middle, "opened", to=middle.state, by=middle.critic, hand="critic", post=middle.post)
    return ids


def _case(
    dice: random.Random, number: int, at: datetime, critic: Any, voice: Any, people: list[Any]
) -> Any:
    from augenhoehe.domain.criticism.models import Case

    state = dice.choices(["open", "seen", "disputed", "answered"], [70, 15, 5, 10])[0]
    return Case(
        id=number,
        post_id=number,
        about=voice,
        critic=critic,
        state=state,
        opened_at=at,
        state_since=at,
        waits_since=None if state == "answered" else at,
        due_at=at + timedelta(days=dice.choice([1, 800])),
        channel="letter" if dice.random() < 0.0005 else dice.choice(["post", "mention", "form"]),
        topic=dice.choice(_TOPICS) if dice.random() < 0.5 else "",
        taken_by=dice.choice(people[:20]) if state == "seen" else None,
    )


if __name__ == "__main__":
    main()
