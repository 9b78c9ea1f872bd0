"""Hints on plain speech block nothing: whatever publishes, decides or lists cannot ask for them."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "augenhoehe"
MAY_ASK = {
    "interfaces/web/plain_speech.py",
    "interfaces/web/plain_words.py",
    "interfaces/web/muted_rules.py",
    "interfaces/web/pages/styleguide/margins.py",
    "interfaces/mastodon_api/routes/plain_speech.py",
}


def imported_by(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found


def askers() -> set[str]:
    return {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if "plainspeech" not in path.relative_to(HOUSE).parts
        and any(name.startswith("augenhoehe.plainspeech") for name in imported_by(path))
    }


def test_only_what_shows_hints_to_their_writer_asks_for_them():
    # The wiring has the command, and looks at rules when the server starts.
    assert {each for each in askers() if not each.startswith("config/")} == MAY_ASK


@pytest.mark.parametrize("room", ["domain", "interfaces/federation", "interfaces/mail"])
def test_nothing_that_publishes_or_decides_knows_them(room):
    assert not {each for each in askers() if each.startswith(room)}
