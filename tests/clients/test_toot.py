"""`toot`, the command line, unmodified: sign in by the browser, say something, sign out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_TOOT = Path(sys.executable).parent / "toot"


class Toot:
    """The program with a folder of its own for what it keeps."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "NO_COLOR": "1"}

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            [_TOOT, *arguments], env=self.environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
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
