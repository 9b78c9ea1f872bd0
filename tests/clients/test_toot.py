"""`toot`, the command line, unmodified: sign in by the browser, say something, sign out."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

# Its libraries warn of each other.
pytestmark = pytest.mark.filterwarnings("ignore")
_TOOT = Path(sys.executable).parent / "toot"


class Toot:
    """The program with a folder of its own for what it keeps."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "NO_COLOR": "1"}

    def __call__(self, *arguments: str) -> str:
        """In this process: starting it costs more than what it does."""
        from toot.cli import cli

        done = CliRunner(env=self.environment).invoke(cli, arguments)
        assert done.exit_code == 0, (arguments, done.output, done.exception)
        return done.stdout

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
def toot(running, tmp_path) -> Toot:
    toot = Toot(tmp_path)
    toot.sign_in(running, "gerda")
    return toot


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
    toot("lists", "create", "Räder")
    assert "Räder" in toot("lists", "list")
    toot("lists", "add", "Räder", "karl")
    assert "karl" in toot("lists", "accounts", "Räder")
    toot("lists", "delete", "Räder")
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
