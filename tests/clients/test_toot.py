"""`toot`, the command line, unmodified: sign in by the browser, say something, sign out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

_CHILD = Path(__file__).with_name("toot_child.py")
_TOOT = Path(sys.executable).parent / "toot"


class Toot:
    """The program with a folder of its own for what it keeps."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "NO_COLOR": "1"}
        self.child: subprocess.Popen[str] | None = None

    def __call__(self, *arguments: str) -> str:
        if self.child is None:
            self.child = subprocess.Popen(
                [sys.executable, _CHILD],
                env=self.environment | {"PYTHONWARNINGS": "ignore"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.child.stdin and self.child.stdout
        self.child.stdin.write(json.dumps(arguments) + "\n")
        self.child.stdin.flush()
        status, said, everything = json.loads(self.child.stdout.readline())
        assert status == 0, (arguments, everything)
        return said

    def end(self) -> None:
        if self.child is not None:
            assert self.child.stdin and self.child.stdout
            self.child.stdin.close()
            self.child.stdout.close()
            self.child.wait(timeout=20)

    def sign_in(self, running, who: str) -> None:
        """It shows an address and waits for the code."""
        process = subprocess.Popen(
            [_TOOT, "login", "--instance", running.base],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("http"):
                break
        assert said[-1].startswith("http"), said
        code = running.browser_of(who).lets_in(said[-1].strip())
        rest, _nothing = process.communicate(f"n\n{code}\n", timeout=60)
        assert process.returncode == 0, rest


@pytest.fixture
def toot(running, tmp_path) -> Iterator[Toot]:
    toot = Toot(tmp_path)
    toot.sign_in(running, "gerda")
    yield toot
    toot.end()


def test_signing_in_and_saying_something(running, toot):
    assert "@gerda" in toot("whoami")
    assert "gerda@" in toot("auth")
    posted = toot("post", "Guten Morgen aus toot")
    assert f"{running.base}/@gerda/" in posted
    status = posted.strip().rsplit("/", 1)[-1]
    assert "Guten Morgen aus toot" in toot("status", status)
    assert "Lindenrad" in toot("instance")


def test_signing_out(running, toot):
    account = next(word for word in toot("auth").split() if word.startswith("gerda@"))

    assert "logged out" in toot("logout", account)


def test_a_conversation_with_a_picture(running, toot, tmp_path):
    """What one does all day: a picture, a reply, passing on, looking for it, taking it back."""
    picture = tmp_path / "riemen.png"
    picture.write_bytes(_png())
    first = _posted(
        toot(
            "post",
            "Der Riemen #riementest",
            "--media",
            str(picture),
            "--description",
            "Ein gerissener Riemen",
        )
    )
    answer = _posted(toot("post", "Und noch etwas", "--reply-to", first))

    thread = toot("thread", first)
    assert thread.index("Der Riemen") < thread.index("Und noch etwas")
    for step, undo in (
        ("favourite", "unfavourite"),
        ("reblog", "unreblog"),
        ("bookmark", "unbookmark"),
        ("pin", "unpin"),
    ):
        toot(step, first)
        if step == "bookmark":
            assert "Der Riemen" in toot("bookmarks")
        toot(undo, first)
    assert "Der Riemen" in toot("timelines", "home", "--no-pager")
    assert "Der Riemen" in toot("timelines", "public", "--local", "--no-pager")
    assert "Der Riemen" in toot("timelines", "tag", "riementest", "--no-pager")
    assert "riementest" in toot("search", "#riementest")
    assert "@karl" in toot("search", "karl")
    toot("delete", answer)
    assert "Und noch etwas" not in toot("thread", first)


def test_people_lists_and_questions(running, toot):
    assert "following karl" in toot("follow", "karl")
    assert "karl" in toot("following", "gerda")
    toot("mute", "jonas")
    assert "jonas" in toot("muted")
    toot("unmute", "jonas")
    toot("lists", "create", "Meine Räder")
    assert "Meine Räder" in toot("lists", "list")
    toot("lists", "add", "Meine Räder", "karl")
    assert "karl" in toot("lists", "accounts", "Meine Räder")
    toot("lists", "delete", "Meine Räder")
    toot("tags", "follow", "fahrrad")
    assert "fahrrad" in toot("tags", "followed")
    poll = _posted(
        toot(
            "post",
            "Tee oder Kaffee?",
            "--poll-option",
            "Tee",
            "--poll-option",
            "Kaffee",
            "--poll-expires-in",
            "1 hour",
        )
    )
    assert "Kaffee" in toot("status", poll)
    later = toot("post", "Bis später", "--scheduled-in", "1 hour")
    assert "scheduled" in later.lower()
    toot("unfollow", "karl")


def _posted(said: str) -> str:
    return said.strip().rsplit("/", 1)[-1]


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()
