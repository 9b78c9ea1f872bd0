"""`augenhoehe codex advise FILE|-`: the same advice on the command line."""

import io
import sys
from types import SimpleNamespace

import pytest

from augenhoehe.config.commands import main
from tests.walked import lay_playbooks


@pytest.fixture
def advise(cast, settings, capsys):
    """Its status, what it printed, what it said aside."""
    settings.LANGUAGES, settings.SERVER_LANGUAGE = [("en", "English")], "en"
    lay_playbooks()

    def call(*arguments):
        try:
            status = main(["codex", "advise", *arguments])
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def typed(monkeypatch, raw):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))


def test_what_cannot_be_read_is_refused_in_a_sentence(advise, tmp_path, monkeypatch):
    binary, long = tmp_path / "binary", tmp_path / "long"
    binary.write_bytes(b"\xff\xfe")
    long.write_text("ä" * 20_001, encoding="utf-8")
    assert advise(str(tmp_path / "none"))[0] == 1
    assert "cannot be read" in advise(str(tmp_path))[2]
    assert "cannot be read" in advise(str(binary))[2]
    assert "At most 20000" in advise(str(long))[2]
    assert "At most 20000" in advise("/dev/zero")[2]
    assert "No such channel" in advise("-", "--channel", "fax")[2]
    typed(monkeypatch, b"x" * 100_000)
    assert "At most 20000" in advise("-")[2]


def test_a_draft_in_a_file_or_typed_gets_clauses_and_playbooks(advise, tmp_path, monkeypatch):
    draft = tmp_path / "draft.txt"
    draft.write_text("Der Riemen ist gerissen.", encoding="utf-8")

    status, told, _ = advise(str(draft), "--channel", "linkedin")

    assert not status
    assert "Playbook defect: A defect (because the text says “gerissen”)" in told
    assert "Clause disclose-interest:" in told
    typed(monkeypatch, b"Der Riemen ist gerissen.")
    assert advise("-", "--channel", "linkedin")[1] == told
    typed(monkeypatch, b"Hm")
    assert advise("-", "--channel", "web")[1] == "Nothing in the codex speaks of this.\n"
