"""`augenhoehe codex`: a folder is checked, published and written."""

import json

import pytest

from augenhoehe.config.commands import main
from augenhoehe.domain.codex import selectors


@pytest.fixture
def call(db, capsys):
    def call(*arguments):
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def folder(call, cast, tmp_path):
    assert call("codex", "export", str(tmp_path / "codex"))[0] == 0
    return tmp_path / "codex"


def insult_in(folder):
    return next((folder / "clauses").glob("*-insult.md"))


def test_a_broken_folder_is_refused_whole_with_every_place(call, folder):
    file = insult_in(folder)
    file.write_text(file.read_text().replace("kind: instruction", "kind: order"))

    for what in ("check", "import"):
        status, out, _ = call("codex", what, str(folder))
        assert status == 1
        assert out.startswith(f"{file}:3:7: ")
    assert len(selectors.versions()) == 1
    assert "no such folder" in call("codex", "check", str(folder / "none"))[1]
    assert "no version 9" in call("codex", "export", str(folder), "--version", "9")[2]


def test_only_an_administrator_is_named_as_the_one_who_publishes(call, cast, folder):
    file = insult_in(folder)
    file.write_text(file.read_text().replace("No insults", "No abuse"))

    status, _, said = call("codex", "import", str(folder), "--by", cast.erika.handle)

    assert (status, "Only administrators" in said) == (1, True)
    assert len(selectors.versions()) == 1


def test_what_was_exported_is_edited_and_published(call, cast, folder):
    assert "All is well: 16 clauses" in call("codex", "check", str(folder))[1]
    assert "Nothing changed" in call("codex", "import", str(folder))[1]
    file = insult_in(folder)
    file.write_text(file.read_text().replace("No insults", "No abuse"))
    how = ("--by", cast.inga.handle, "--note", "One word.", "--json")

    status, out, _ = call("codex", "import", str(folder), *how)

    assert (status, json.loads(out)) == (0, {"number": 2})
    changed = [change for change in selectors.difference(1, 2) if not change.is_same]
    assert [change.after.title_en for change in changed] == ["No abuse"]
    assert selectors.current_version().note_en == "One word."
