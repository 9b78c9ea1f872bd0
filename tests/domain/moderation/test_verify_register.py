"""What an outsider finds out with the plain verifier, and nothing but it."""

import ast
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from augenhoehe.domain.moderation.register.format import Entry, head_document
from augenhoehe.domain.moderation.register.verifier import verify_register as verifier
from augenhoehe.domain.moderation.register.verifier.verify_register import (
    Head,
    Problem,
    Report,
    verify,
)
from augenhoehe.foundation.hashchain import GENESIS, canonical, link
from tests.domain.moderation.register_stories import (
    HOME_ADDRESS,
    MORNING,
    STORIES,
    chained,
    exported,
    registers,
    several,
)

VERIFIER = Path(verifier.__file__)


def check(document: str | bytes, earlier: Head | None = None) -> Report:
    raw = document.encode() if isinstance(document, str) else document
    file = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", errors="surrogateescape", newline="")
    return verify(file, earlier)


def problem_of(document: str | bytes, earlier: Head | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        check(document, earlier)
    return caught.value


def head_of(entries: list[Entry]) -> Head:
    return Head(len(entries), entries[-1].hash.hex())


# --- what is found and named ------------------------------------------------------------


def names(problem: Problem, number: int) -> bool:
    """Whether the sentence names this entry as the first bad one."""
    told = str(problem)
    return bool(
        re.search(rf"\bEntry {number} ", told)
        or f"Where entry {number} belongs" in told
        or f"After entry {number - 1} " in told
    )


@several
@given(registers(), st.data())
def test_any_changed_byte_is_found_and_named(entries, data):
    lines = exported(entries).encode().splitlines(keepends=True)
    number = data.draw(st.integers(1, len(entries)))
    line = lines[number].rstrip(b",\n")
    place = data.draw(st.integers(0, len(line) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[place]))
    changed = line[:place] + bytes([byte]) + line[place + 1 :]
    lines[number] = lines[number].replace(line, changed)

    problem = problem_of(b"".join(lines))

    assert problem.code == verifier.BROKEN
    assert names(problem, number), problem


@several
@given(registers(), st.data())
def test_any_changed_byte_of_the_end_is_found(entries, data):
    document = exported(entries).encode()
    start = document.rindex(b"\n]")
    place = data.draw(st.integers(start + 1, len(document) - 2))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte not in b" \t\r\n"))
    assume(document[place] not in (byte, ord(" ")))

    changed = document[:place] + bytes([byte]) + document[place + 1 :]

    assert problem_of(changed).code == verifier.BROKEN


def field_of(tree, data):
    """Some field of this object, however deep: what holds it, and its key."""
    keys = [key for key in tree if tree[key] != {}]
    key = data.draw(st.sampled_from(sorted(keys)))
    if isinstance(tree[key], dict) and data.draw(st.booleans()):
        return field_of(tree[key], data)
    return tree, key


@several
@given(registers(), st.data())
def test_any_changed_field_is_found_and_named(entries, data):
    document = json.loads(exported(entries))
    number = data.draw(st.integers(1, len(entries)))
    holder, key = field_of(document["entries"][number - 1], data)
    value = holder[key]
    holder[key] = value + 1 if isinstance(value, int) else "changed"

    assert names(problem_of(json.dumps(document)), number)


@several
@given(registers(), st.data())
def test_any_field_added_to_a_record_is_found_and_named(entries, data):
    document = json.loads(exported(entries))
    number = data.draw(st.integers(1, len(entries)))
    where = data.draw(st.sampled_from(["entry", "record", "commitments"]))
    entry = document["entries"][number - 1]
    holder = {"entry": entry, "record": entry["record"]}.get(where, entry["record"]["commitments"])
    holder["added"] = "0" * 64

    assert names(problem_of(json.dumps(document)), number)


@several
@given(registers(smallest=2), st.data())
def test_any_removed_entry_is_found_and_named(entries, data):
    removed = data.draw(st.integers(1, len(entries) - 1))

    document = exported([*entries[: removed - 1], *entries[removed:]])

    assert names(problem_of(document), removed)


@several
@given(registers(smallest=2), st.data())
def test_any_reordered_entry_is_found_and_named(entries, data):
    order = data.draw(st.permutations(range(len(entries))).filter(lambda o: o != sorted(o)))

    document = exported([entries[place] for place in order])

    first = next(number for number, place in enumerate(order, start=1) if place != number - 1)
    assert names(problem_of(document), first)


@several
@given(registers(), st.data())
def test_any_entry_put_in_twice_is_found_and_named(entries, data):
    number = data.draw(st.integers(1, len(entries)))

    document = exported([*entries[:number], *entries[number - 1 :]])

    assert names(problem_of(document), number + 1)


@several
@given(registers(smallest=2), st.data())
def test_a_missing_end_is_found_by_the_stated_head(entries, data):
    left = data.draw(st.integers(0, len(entries) - 1))
    document = json.loads(exported(entries))
    del document["entries"][left:]

    problem = problem_of(json.dumps(document))

    assert problem.code == verifier.BROKEN
    assert "not the stated head" in str(problem)


@several
@given(registers(), st.data())
def test_a_file_that_breaks_off_is_found(entries, data):
    document = exported(entries).encode().rstrip()

    problem = problem_of(document[: data.draw(st.integers(0, len(document) - 1))])

    assert problem.code in (verifier.BROKEN, verifier.UNREADABLE)


# --- what is whole ----------------------------------------------------------------------


@several
@given(registers(smallest=0))
def test_an_honest_register_is_whole(entries):
    report = check(exported(entries))

    assert report.head.seq == len(entries)
    assert report.texts_that_fit == sum(len(entry.texts) for entry in entries)
    assert report.texts_not_there == 0


@several
@given(registers(), st.booleans(), st.randoms())
def test_another_layout_of_the_same_json_is_whole(entries, ascii_only, chance):
    def shuffled(value):
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {key: shuffled(value[key]) for key in chance.sample(sorted(value), len(value))}

    document = shuffled(json.loads(exported(entries)))

    for indent in (None, 3):
        text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
        assert check(text).head == head_of(entries)


@several
@given(registers(), st.data())
def test_erased_texts_are_counted_and_break_nothing(entries, data):
    kept = [
        Entry(
            entry.record,
            entry.hash,
            {part: text for part, text in entry.texts.items() if data.draw(st.booleans())},
        )
        for entry in entries
    ]

    report = check(exported(kept))

    assert report.head == head_of(entries)
    assert report.texts_that_fit == sum(len(entry.texts) for entry in kept)
    assert report.texts_not_there == sum(
        len(whole.texts) - len(left.texts) for whole, left in zip(entries, kept, strict=True)
    )


@pytest.mark.parametrize("size", [1, 7, 300])
def test_where_the_file_is_cut_into_chunks_does_not_matter(monkeypatch, size):
    entries = chained(STORIES)
    monkeypatch.setattr(verifier, "_CHUNK", size)

    assert check(exported(entries)).head == head_of(entries)
    assert check(exported([])).head == Head(0, GENESIS.hex())


@several
@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(2**53) + 1, 2**53 - 1),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_canonical_is_what_the_foundation_calls_canonical(value):
    assert verifier.canonical({"a": value}).encode() == canonical({"a": value})


def test_another_python_writes_the_same(monkeypatch):
    entries = chained(STORIES)
    monkeypatch.setattr(verifier, "_pieces", verifier._encoder.iterencode)

    assert check(exported(entries)).head == head_of(entries)


# --- with an earlier head ---------------------------------------------------------------


@several
@given(registers(), st.data())
def test_an_earlier_head_of_the_same_register_is_found(entries, data):
    then = data.draw(st.integers(1, len(entries)))
    hash_then = entries[then - 1].hash.hex()

    for earlier in (Head(then, hash_then), Head(None, hash_then)):
        assert check(exported(entries), earlier).earlier_head_at == then


def test_the_head_of_an_empty_register_fits_every_register():
    for earlier in (Head(0, GENESIS.hex()), Head(None, GENESIS.hex())):
        assert check(exported(chained(STORIES)), earlier).earlier_head_at == 0


@several
@given(registers(), st.data())
def test_a_register_written_anew_shows_only_with_an_earlier_head(entries, data):
    changed = data.draw(st.integers(1, len(entries)))
    then = data.draw(st.integers(changed, len(entries)))
    anew, previous = [], GENESIS
    for number, entry in enumerate(entries, start=1):
        record = dict(entry.record) | ({"count": 7} if number == changed else {})
        previous = link(previous, record)
        anew.append(Entry(record, previous, entry.texts))
    document = exported(anew)

    assert check(document).head == head_of(anew)
    for seq in (then, None):
        problem = problem_of(document, Head(seq, entries[then - 1].hash.hex()))
        assert problem.code == verifier.OTHER_HISTORY


@several
@given(registers(smallest=2), st.data())
def test_a_cut_end_with_a_matching_head_shows_only_with_an_earlier_head(entries, data):
    left = data.draw(st.integers(0, len(entries) - 1))
    document = exported(entries[:left])

    assert check(document).head.seq == left
    problem = problem_of(document, head_of(entries))
    assert problem.code == verifier.OTHER_HISTORY
    assert "None of the" in str(problem)


def test_a_head_with_a_wrong_number_is_another_history():
    entries = chained(STORIES)

    problem = problem_of(exported(entries), Head(3, entries[1].hash.hex()))

    assert problem.code == verifier.OTHER_HISTORY


# --- what can be read in two ways -------------------------------------------------------

ONE = exported(chained([HOME_ADDRESS]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"clause":', '"seq":1,"clause":'),
        ('"seq":1', '"seq":1,"seq":1'),
        ('"seq":1', '"seq":2,"seq":1'),
        ('"seq":1', '"seq":true'),
        ('"seq":1', '"seq":1.0'),
        ('"seq":1', '"seq":1e0'),
        ('"seq":1', '"seq":"1"'),
        ('"seq":1', '"seq":NaN'),
        ('"seq":1', f'"seq":{10**30}'),
        ('"version":2', f'"version":{2**53}'),
        ('"p_worse_permille":326', '"p_worse_permille":326.0'),
        ('"hash":"', '"hash":"0'),
        ('"record":{', '"record":[{'),
        ('"texts":{', '"texts":{"other":{"fields":{},"salt":""},'),
        ('"texts":{', '"texts":{"statement":null,'),
        ("Am Markt", "Am \\ud800Markt"),
        ('"version":2', '"version":' + "[" * 100_000),
        ('"entries": [', '"entries": [[],'),
        ('"entries": [', '"entries": ["record",'),
        ('"entries": [', '"entries": [{},'),
        ('], "head"', '], "entries": [], "head"'),
        ('], "head"', '], "note": "all is well", "head"'),
        ('}}\n', '}}\n{}'),
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused(old, new):
    assert old in ONE

    assert problem_of(ONE.replace(old, new, 1)).code == verifier.BROKEN


def test_a_deep_record_of_a_dishonest_server_is_no_crash():
    deep: dict[str, object] = {}
    for _ in range(300):
        deep = {"a": deep}
    record = {"seq": 1, "commitments": 17, "deep": deep}
    digest = hashlib.sha256(GENESIS + canonical(record)).hexdigest()
    document = json.loads(ONE) | {"entries": [{"record": record, "hash": digest}]}

    assert names(problem_of(json.dumps(document)), 1)


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        "register",
        '{"entries": []}',
        '{"format": "augenhoehe-register"}',
        '{"format": "another", "version": 1, "entries": []}',
        ONE.replace('"version": 1', '"version": 2', 1),
        ONE.replace('"version": 1', '"version": 1, "version": 1', 1),
    ],
)
def test_what_is_no_register_is_not_judged(document):
    assert problem_of(document).code == verifier.UNREADABLE


# --- as an outsider runs it -------------------------------------------------------------


def test_it_is_one_file_of_plain_python():
    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
        if name
    }

    assert imported <= {
        *("__future__", "argparse", "dataclasses", "gc", "hashlib", "json", "re", "sys", "typing"),
    }


@pytest.fixture
def outsider(tmp_path):
    """Somebody with nothing but a folder, Python and the verifier."""
    shutil.copy(VERIFIER, tmp_path / "verify_register.py")

    def run(document: str | bytes | None, *arguments: str) -> subprocess.CompletedProcess[str]:
        if document is not None:
            raw = document.encode() if isinstance(document, str) else document
            (tmp_path / "register.json").write_bytes(raw)
        return subprocess.run(
            [sys.executable, "-I", "-S", "verify_register.py", "register.json", *arguments],
            cwd=tmp_path,
            env={},
            capture_output=True,
            text=True,
        )

    run.folder = tmp_path
    return run


def test_an_outsider_downloads_and_verifies(outsider):
    entries = chained(STORIES)

    seen = outsider(exported(entries))

    assert (seen.returncode, seen.stderr) == (0, "")
    assert "Entries: 4;" in seen.stdout
    assert entries[-1].hash.hex() in seen.stdout


def test_an_outsider_compares_with_yesterday(outsider):
    entries = chained(STORIES)
    yesterday = head_document(
        seq=2, digest=entries[1].hash, server="https://lindenrad.example", at=MORNING
    )
    (outsider.folder / "head.json").write_text(json.dumps(yesterday | {"signature": "…"}))
    (outsider.folder / "older.json").write_text(exported(entries[:2]), encoding="utf-8")

    for earlier in (
        "head.json",
        "older.json",
        entries[1].hash.hex(),
        entries[1].hash.hex().upper(),
    ):
        seen = outsider(exported(entries), "--head", earlier)
        assert seen.returncode == 0, seen.stderr
        assert "The earlier head is entry 2 of this register." in seen.stdout


def test_an_outsider_is_told_which_entry_is_bad(outsider):
    document = exported(chained(STORIES)).replace('"count":41', '"count":40')

    seen = outsider(document)

    assert (seen.returncode, seen.stdout) == (1, "")
    assert "Entry 2 (id '2026-2') is the first bad one" in seen.stderr


def test_an_outsider_is_told_of_damaged_bytes(outsider):
    document = exported(chained(STORIES)).encode().replace("„".encode(), b"\xff\xff\xff", 1)

    seen = outsider(document)

    assert seen.returncode == 1
    assert "Entry 1 (id '2026-1') is the first bad one: damaged text." in seen.stderr


def test_an_outsider_is_told_of_another_history(outsider):
    seen = outsider(exported(chained(STORIES[:2])), "--head", "ab" * 32)

    assert seen.returncode == 3


@pytest.mark.parametrize("head", ["missing.json", "text.txt", "nohash.json", "list.json"])
def test_an_outsider_is_told_that_a_head_is_none(outsider, head):
    (outsider.folder / "text.txt").write_text("yesterday")
    (outsider.folder / "nohash.json").write_text('{"seq": 1, "hash": "?"}')
    (outsider.folder / "list.json").write_text('{"head": ["x"]}')

    seen = outsider(exported(chained(STORIES)), "--head", head)

    assert seen.returncode == 2
    assert head in seen.stderr


def test_an_outsider_without_a_register_is_told_so(outsider):
    seen = outsider(None)

    assert seen.returncode == 2
    assert "register.json: No such file" in seen.stderr


def test_the_register_is_not_held_in_memory(monkeypatch):
    document = exported(chained(STORIES * 20))
    monkeypatch.setattr(verifier, "_CHUNK", 500)

    reading = verifier.Document(io.StringIO(document))
    held = [len(reading._text) for _ in reading.entries()]

    assert len(held) == 80
    assert max(held) < 5000 < len(document) / 10


def test_it_is_quick():
    document = exported(chained(STORIES * 60))
    started = time.process_time()

    check(document)

    # Half a million within ten seconds are 20 microseconds each; a busy machine may be slower.
    assert time.process_time() - started < 240 * 200e-6
