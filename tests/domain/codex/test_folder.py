"""A codex as a folder of files: read whole or refused whole, and written as it was read."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.actions import publish_codex, publish_version
from augenhoehe.domain.codex.folder.reading import read_folder
from augenhoehe.domain.codex.folder.writing import write_folder
from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.wording import AUDIENCES, KINDS, Codex, Wording, tidied
from augenhoehe.domain.codex.written import FIRST, first_clauses, first_codex
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.foundation.written.faults import Broken

UNLAWFUL = next(each for each in first_clauses() if each.key == "unlawful")
SPAM = """---
id: spam
kind: help
languages: [de, en]
---

# Kein Spam

Kein Spam, bitte.

# No spam

No spam, please.
"""


@pytest.fixture
def folder(tmp_path):
    write_folder(Codex(clauses=(UNLAWFUL,)), tmp_path)
    (tmp_path / "clauses/20-spam.md").write_text(SPAM, encoding="utf-8")
    return tmp_path


def faults(folder, **how):
    with pytest.raises(Broken) as refusal:
        read_folder(folder, **how)
    return [(each.file, each.line, each.column, each.reason) for each in refusal.value.faults]


# --- refused, with file, line and column ----------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "reason"),
    [
        ("---\nid", "id", 1, 1, "begins with a line"),
        ("\n---\n\n# Kein", "\n\n# Kein", 13, 1, "second line"),
        ("kind: help", "kind: [help", 4, 10, "not written as YAML"),
        ("kind: help", "kind: order", 3, 7, "help"),
        ("kind: help", "kind: help\nkind: help", 4, 1, "twice"),
        ("kind: help\n", "", 2, 1, "“kind” is missing"),
        ("kind: help", "kind: help\naudience: cats", 4, 11, "written for one of these"),
        ("kind: help", "kind: help\ncolour: red", 4, 1, "not known here"),
        ("kind: help", "kind: help\ncite: no", 4, 7, "true"),
        ("kind: help", "kind: help\nvalid_from: 2026-02-30", 4, 13, "A day is written"),
        ("kind: help", "kind: help\ngood: {de: nein}", 4, 12, "Here belongs a list"),
        ("kind: help", "kind: &a help", 3, 7, "Anchors"),
        ("kind: help", "kind: !!python/none help", 3, 7, "Tags"),
        ("kind: help", "kind: " + "[" * 40, 3, 27, "nested too deeply"),
        ("kind: help", 'kind: "help\\0"', 3, 7, "nobody can see"),
        ("kind: help", "kind: help\x00", 3, 11, "nobody can see"),
        ("[de, en]", "[de, fr]", 4, 17, "A language is"),
        ("[de, en]", "[de, de]", 4, 17, "named twice"),
        ("[de, en]", "[de]", 11, 1, "more titles than languages"),
        ("\n# No spam\n\nNo spam, please.\n", "", 4, 12, "“en” is missing"),
        ("No spam, please.\n", "", 12, 1, "title and text"),
        ("No spam, please.", "n" * 4001, 12, 1, "too long"),
        ("\n# Kein", "\nErst Text.\n\n# Kein", 7, 1, "begins with its title"),
        ("id: spam", "id: unlawful", 2, 5, "Two files"),
        ("id: spam", "id: Spam", 2, 5, "small letters"),
        ("id: spam", "id: scam", 2, 5, "called after another"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(folder, old, new, line, column, reason):
    assert old in SPAM
    (folder / "clauses/20-spam.md").write_text(SPAM.replace(old, new, 1), encoding="utf-8")

    told = faults(folder)

    assert any(
        each[:3] == ("clauses/20-spam.md", line, column) and reason in each[3] for each in told
    ), told


def test_everything_is_told_at_once(folder):
    (folder / "clauses/20-spam.md").write_text(SPAM.replace("help", "order"), encoding="utf-8")
    (folder / "clauses/30-latin.md").write_bytes(b"---\nid: caf\xe9\n---\n")
    (folder / "clauses/notes.txt").write_text("x")
    (folder / "clauses/40-big.md").write_bytes(b"x" * (10 * 1024 * 1024))
    (folder / "clauses/50-out.md").symlink_to("/etc/hostname")
    (folder / "clauses/60-round.md").symlink_to("60-round.md")
    os.mkfifo(folder / "clauses/70-pipe.md")
    (folder / "codex.yaml").write_text("name: [x]\n")
    (folder / "playbooks").mkdir()
    (folder / "playbooks/10-way.yaml").write_text("a: &a [*a]\n")

    told = {(file, line) for file, line, _column, _reason in faults(folder)}

    files = ("notes.txt", "40-big.md", "50-out.md", "60-round.md", "70-pipe.md")
    assert {(f"clauses/{name}", 0) for name in files} <= told
    assert {("clauses/20-spam.md", 3), ("clauses/30-latin.md", 2)} <= told
    assert {("codex.yaml", 1), ("playbooks/10-way.yaml", 1)} <= told


def test_a_folder_needs_its_clause_for_the_law_and_has_to_be_there(folder, tmp_path):
    (folder / "clauses/10-unlawful.md").unlink()

    assert faults(folder) == [("clauses", 0, 0, faults(folder)[0][3])]
    assert "unlawful" in faults(folder)[0][3]
    assert "no such folder" in faults(tmp_path / "nothing")[0][3]


def test_an_instruction_needs_approval_where_there_is_a_works_council(folder, cast, settings):
    told = faults(folder, approval_needed=True)
    settings.WORKS_COUNCIL = "Betriebsrat"

    assert {each[:2] for each in told} == {("clauses/10-unlawful.md", 2)}
    with pytest.raises(Invalid) as refusal:
        publish_version([UNLAWFUL], (), by=cast.inga)
    assert refusal.value.field == "approved_by"
    approved = {"approved_by": "BR", "approved_on": date(2025, 1, 2), "approval_reference": "3"}
    assert publish_version([replace(UNLAWFUL, **approved)], (), by=cast.inga).number == 2


def test_nobody_but_an_administrator_publishes_a_folder(cast):
    with pytest.raises(NotAllowed):
        publish_codex(Codex(clauses=(UNLAWFUL,)), by=cast.erika)


# --- done ---------------------------------------------------------------------------------


def test_line_ends_and_marks_of_other_systems_are_read(folder):
    plain = read_folder(folder)
    marked = b"\xef\xbb\xbf" + SPAM.replace("\n", "\r\n").encode()
    (folder / "clauses/20-spam.md").write_bytes(marked)
    (folder / "clauses/.gitkeep").touch()
    (folder / "README.md").write_text("Ours.")

    assert read_folder(folder) == plain


def test_what_holds_already_is_no_new_version(cast):
    publish_codex(first_codex(), by=cast.inga)
    count = len(selectors.versions())

    assert publish_codex(first_codex(), by=cast.inga) is None
    assert len(selectors.versions()) == count


def test_the_words_are_those_of_the_tables():
    assert set(KINDS) == set(Clause.Kind.values)
    assert set(AUDIENCES) == set(Clause.Audience.values)
    assert read_folder(FIRST) == first_codex()


_lines = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="#"),
    min_size=1,
    max_size=40,
).filter(lambda text: tidied(Wording(key="x", kind="help", title_de=text)).title_de)
_texts = st.lists(_lines, min_size=1, max_size=3).map("\n\n".join)
_examples = st.lists(_lines, max_size=2).map(tuple)
_wordings = st.builds(
    Wording,
    key=st.from_regex(r"[a-z0-9]{1,8}(-[a-z]{1,5})?", fullmatch=True),
    kind=st.sampled_from(KINDS),
    audience=st.sampled_from(AUDIENCES),
    title_de=_lines,
    text_de=_texts,
    title_en=_lines,
    text_en=_texts,
    can_be_cited=st.booleans(),
    valid_from=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    approved_by=_lines,
    legal_basis=st.just("") | _lines,
    good_de=_examples,
    bad_en=_examples,
).map(tidied)


@settings(max_examples=40, deadline=None)
@given(st.lists(_wordings, max_size=4, unique_by=lambda each: each.key), _lines)
def test_what_is_written_is_read_again(wordings, note):
    note = tidied(Wording(key="x", kind="help", title_de=note)).title_de
    others = tuple(each for each in wordings if each.key != "unlawful")
    codex = Codex(clauses=(UNLAWFUL, *others), note_de=note)
    with TemporaryDirectory() as place:
        write_folder(codex, Path(place))
        assert read_folder(Path(place)) == codex
