import subprocess
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from augenhoehe.plainspeech import LONGEST, Rules, look_at
from tests.plainspeech.test_prepared import NASTY

PLAIN = "Das war unser Fehler. Wir tauschen es aus, vermutlich bis Freitag. "


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "too little text"),
        (" \n\t", "too little text"),
        ("🎉🎉 👍", "too little text"),
        ("\x00\x01\x02", "too little text"),
        ("Lorem ipsum dolor sit amet consetetur", "no language I know"),
        ("שלום לכולם היום אנחנו כאן ביחד", "no language I know"),
        ("wort" * 2000, "too little text"),
        ("```\nx = best_price_now()\n```", "mostly quoted or code"),
        ("Deren Werbung: „Jetzt das beste Rad der Welt sichern, nur heute gratis dazu“", "mostly"),
        ("> Jetzt das beste Rad der Welt sichern\n> Nur heute\nAha, na dann.", "mostly quoted"),
        ("a " * 50_000, "too long"),
        ("x" * 100_000, "too long"),
    ],
)
def test_what_cannot_be_judged_is_said_to_be_so(text, reason):
    judgement = look_at(text)

    assert reason in judgement.not_judged
    assert judgement.score is None
    assert not judgement.flagged


def test_quoted_ad_copy_has_no_findings():
    quoted = look_at(
        PLAIN + "Geworben wurde mit „Jetzt das beste Rad sichern!!“ und das war falsch."
    )

    assert (
        quoted.findings == look_at(PLAIN + "Geworben wurde mit und das war falsch.").findings == ()
    )


@pytest.mark.parametrize(
    "text",
    [
        PLAIN * 120,
        "wort" * 1900,
        "🎉" * LONGEST,
        '"„«»“”`' * 1000,
        "@a." * 2600,
        "> \n" * 2600,
        "Das beste! " * 700,
        "1,2.3 " * 1300,
        "\u0301" * LONGEST,
        " " * LONGEST,
        "x" * 100_000,
    ],
    ids=lambda text: text[:8],
)
def test_every_text_is_done_with_in_fifty_milliseconds(text):
    look_at("Wir wärmen uns auf, damit alles gelesen ist.", language="de")
    took = []
    for _again in range(3):
        began = time.thread_time()
        look_at(text, language="de")
        took.append(time.thread_time() - began)

    assert min(took) < 0.05


def test_five_hundred_characters_take_three_milliseconds():
    text = (PLAIN * 10)[:500]
    look_at(text)
    took = []
    for _again in range(10):
        began = time.thread_time()
        look_at(text)
        took.append(time.thread_time() - began)

    assert min(took) < 0.003


@given(NASTY, st.sampled_from(["", "de", "en", "fr", "x" * 9]))
@example("Jetzt \ud800 kaufen! 🎉 Das beste Rad ist da und wir haben es", "de")
@settings(max_examples=40, deadline=None)
def test_any_text_has_the_same_answer_twice_and_places_inside_of_it(text, language):
    judgement = look_at(text, language=language, answering=text, products=["a", ""])

    assert judgement == look_at(text, language=language, answering=text, products=["a", ""])
    places = [(one.start, one.end) for one in judgement.findings]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    spans = [span for one in judgement.contributions for span in one.spans]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert (judgement.score is None) == bool(judgement.not_judged)
    assert judgement.score is None or 0 <= judgement.score <= 1


def test_without_rules_there_are_no_findings():
    assert look_at("Das beste Rad der Welt ist da und wir haben es.", rules=Rules()).findings == ()


def test_it_runs_in_a_bare_process(tmp_path):
    """No settings, no database: whoever has the package has the function."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de/x.yaml").write_text("extends: nothing\n")
    script = (
        "from pathlib import Path\n"
        "from augenhoehe.plainspeech import Broken, look_at, rules_in\n"
        "print(look_at('Wir haben das beste Rad und alles ist gut.').language)\n"
        "try:\n    rules_in(Path('.'))\n"
        "except Broken as broken:\n    print(broken.faults[0])\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.stderr == ""
    language, fault = done.stdout.splitlines()
    assert language == "de"
    assert fault.startswith("de/x.yaml:1:1: “message” is missing")
