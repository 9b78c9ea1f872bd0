"""`augenhoehe codex`: print the rules, edit them, publish them."""

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


def test_what_is_no_codex_is_refused_with_the_reason(call, cast, tmp_path):
    file = tmp_path / "codex.yaml"
    file.write_text("clauses: [{key: spam}]", encoding="utf-8")

    assert "cannot be read" in call("codex", "publish", str(tmp_path / "none.yaml"))[2]
    status, _, said = call("codex", "publish", str(file))
    assert (status, "no codex" in said) == (1, True)
    file.write_text(call("codex", "show")[1], encoding="utf-8")
    status, _, said = call("codex", "publish", str(file), "--by", cast.erika.handle)
    assert (status, "Only administrators" in said) == (1, True)
    assert len(selectors.versions()) == 1


def test_what_was_printed_can_be_edited_and_published(call, cast, tmp_path):
    file = tmp_path / "codex.yaml"
    printed = call("codex", "show")[1]
    file.write_text(printed.replace("No insults", "No abuse"), encoding="utf-8")
    how = ("--by", cast.inga.handle, "--note-en", "One word.", "--json")

    status, out, _ = call("codex", "publish", str(file), *how)

    assert (status, json.loads(out)) == (0, {"number": 2})
    changed = [change for change in selectors.difference(1, 2) if not change.is_same]
    assert [change.after.title_en for change in changed] == ["No abuse"]
    assert selectors.current_version().published_by == cast.inga
