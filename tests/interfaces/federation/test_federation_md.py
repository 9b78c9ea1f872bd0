"""What FEDERATION.md promises is what the code says."""

import re
from pathlib import Path

from augenhoehe.activitypub.vocabulary import ACTIVITY_KINDS, OUR_TERMS

TEXT = (Path(__file__).parents[3] / "FEDERATION.md").read_text()


def test_our_terms_are_those_of_the_code():
    table = TEXT.partition("<!-- terms:")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", table, re.MULTILINE)
    assert rows == [(term.name, term.value, term.meaning) for term in OUR_TERMS]


def test_the_kinds_that_are_sent_are_kinds_that_there_are():
    said = TEXT.partition("## What we send")[2].partition("## What we read")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", said)) - {"Tombstone", "Note", "Question"}
    assert named <= ACTIVITY_KINDS
    assert {"Create", "Move", "Flag", "QuoteRequest"} <= named
