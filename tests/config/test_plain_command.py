"""`augenhoehe plain`, called as people and as other programs call it."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from augenhoehe.config.commands import main
from augenhoehe.config.commands.plain_shown import lines_of
from augenhoehe.plainspeech import look_at

CALL = "from augenhoehe.config.commands import main; raise SystemExit(main())"
RULE = "extends: substitution\nmessage: \"Lieber '%s' als '%s'.\"\nswap:\n  utilisieren: nutzen\n"


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "rules/de").mkdir(parents=True)
    (tmp_path / "rules/de/words.yaml").write_text(RULE, "utf-8")
    return str(tmp_path / "rules")


@pytest.fixture
def written(tmp_path):
    def write(text, name="post.txt"):
        raw = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(raw)
        return str(tmp_path / name)

    return write


@pytest.fixture
def call(capsys):
    def call(*arguments):
        try:
            status = main(["plain", *arguments])
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_wrong_use_is_status_2(call, written, rules):
    for arguments in [[], [written("x"), "--check", rules], ["--nonsense"]]:
        status, out, err = call(*arguments)
        assert (status, out) == (2, "")
        assert "usage: augenhoehe" in err


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.txt", "No such file"), (".", "directory"), ("a\0b", "null")]
)
def test_what_cannot_be_read_is_said(call, name, reason):
    status, out, err = call(name)

    assert (status, out) == (2, "")
    assert reason in err


def test_other_encodings_are_refused_with_their_line(call, written):
    status, out, err = call(written(b"Gut.\nF\xfcr uns."))

    assert (status, out) == (2, "")
    assert "is not UTF-8, first in line 2" in err


def test_broken_rules_are_refused_whole(call, written, rules, tmp_path):
    (tmp_path / "rules/de/words.yaml").write_text("extends: existence\nmessage: m\nlevel: x\n")

    status, out, err = call(written("Wir sagen das."), "--rules", rules)
    assert (status, out) == (2, "")
    assert f"{rules}/de/words.yaml:3:" in err

    status, out, err = call("--check", rules)
    assert status == 2
    assert f"{rules}/de/words.yaml:3:" in out


def test_a_folder_of_rules_can_be_checked(call, rules):
    assert call("--check", rules) == (0, "All is well: 1 rules for German, 0 for English.\n", "")


def test_the_passage_is_underlined(call, written, rules):
    file = written("Guten Tag.\nWir 🎉 utilisieren das nicht\x1b[31m.")

    status, out, err = call(file, "--rules", rules, "--language", "de")

    assert (status, err) == (1, "")
    assert f"{file}:2:7: warning: Lieber 'nutzen' als 'utilisieren'. [de.words]\n" in out
    assert "    Wir 🎉 utilisieren das nicht\ufffd[31m.\n" in out
    assert "\n           ^^^^^^^^^^^\n    Instead: nutzen\n" in out
    assert "score" in out and "\x1b" not in out


def test_on_a_terminal_the_passage_itself_is_underlined():
    text = "Wir haben nichts."
    judgement = look_at(text, language="de")
    finding = SimpleNamespace(
        start=4, end=9, rule="de.x", message="m", suggestion="", level="warning"
    )
    shown = SimpleNamespace(
        findings=[finding],
        contributions=[],
        readability=None,
        left_out=[],
        not_judged="",
        flagged=False,
        score=0.1,
        language=judgement.language,
    )

    assert "    Wir \x1b[1;4mhaben\x1b[0m nichts." in list(lines_of("f", text, shown, ansi=True))


def test_json_is_exactly_one_object(call, written, rules):
    file = written("Wir utilisieren das nicht mehr.")

    status, out, _err = call(file, "--json", "--rules", rules)

    told = json.loads(out)
    assert status == 1
    assert told["language"] == "de"
    assert 0 <= told["score"] <= 1
    assert told["findings"] == [
        {
            "span": [4, 15],
            "rule": "de.words",
            "message": "Lieber 'nutzen' als 'utilisieren'.",
            "suggestion": "nutzen",
            "level": "warning",
        }
    ]


def test_several_files_are_one_object_too(call, written):
    status, out, err = call(written("Das ist so.", "a"), "nowhere", written("", "b"), "--json")

    assert status == 2
    assert "nowhere cannot be read" in err
    told = json.loads(out)["files"]
    assert [one["file"].rpartition("/")[2] for one in told] == ["a", "b"]
    assert (told[1]["score"], told[1]["not_judged"]) == (None, "too little text")


def test_nothing_found_is_status_0(call, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xef\xbb\xbf")))

    assert call("-") == (0, "-: not judged, too little text.\n", "")


def test_own_rules_can_be_a_setting(call, written, rules, monkeypatch):
    monkeypatch.setenv("AUGENHOEHE_PLAIN_RULES", rules)
    assert call(written("Wir utilisieren das nicht."))[0] == 1

    monkeypatch.setenv("AUGENHOEHE_PLAIN_RULES", rules + "/nowhere")
    status, _out, err = call(written("Wir utilisieren das nicht."))
    assert status == 2
    assert "there is no such folder" in err


def test_a_reader_who_has_seen_enough_is_no_fault(written):
    file = written("Das ist so und nicht anders. " * 20)
    process = subprocess.Popen(
        [sys.executable, "-c", CALL, "plain", *[file] * 400],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0
