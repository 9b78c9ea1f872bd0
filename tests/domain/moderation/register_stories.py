"""Entries of a register to test with: a few that happened, and any that could."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import settings
from hypothesis import strategies as st

from augenhoehe.domain.moderation import terms
from augenhoehe.domain.moderation.register.format import (
    CheckShown,
    Entry,
    Facts,
    Text,
    commitment,
    export_document,
    record_of,
)
from augenhoehe.foundation.hashchain import GENESIS, link

# Enough to meet every kind of change; a busy machine may be slow.
several = settings(max_examples=40, deadline=None)

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

HOME_ADDRESS = Facts(
    id="2026-1",
    at=MORNING,
    event=terms.Event.INTERVENTION,
    kind=terms.Kind.REMOVE_POST,
    target=terms.Target.POST,
    ground=terms.Ground.RULES,
    clause="2.1",
    clause_version="3",
    category="STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    source=terms.Source.NOTICE,
    hand=terms.Hand.MODERATOR,
    office="office-7f3a",
    criticism=True,
    second_office="office-19cc",
    check=CheckShown(version="0", p_worse_permille=326, answer_median=9, remove_median=6),
    appeal_until=date(2027, 5, 23),
)
SPAM_WAVE = replace(
    HOME_ADDRESS,
    id="2026-2",
    kind=terms.Kind.SUSPEND,
    target=terms.Target.ACCOUNT,
    category="STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    source=terms.Source.OWN_INITIATIVE,
    found_by_program=True,
    count=41,
    criticism=False,
    second_office="",
    check=None,
)
APPEAL_WON = Facts(
    id="2026-3",
    at=MORNING,
    event=terms.Event.APPEAL_DECIDED,
    about="2026-1",
    kind=terms.Kind.REMOVE_POST,
    target=terms.Target.POST,
    hand=terms.Hand.MODERATOR,
    office="office-55e0",
    criticism=True,
    outcome=terms.Outcome.OVERTURNED,
)
DEMAND_LETTER = Facts(
    id="2026-4",
    at=MORNING,
    event=terms.Event.DECLARED,
    kind=terms.Kind.DEMAND_LETTER,
    target=terms.Target.ELSEWHERE,
    hand=terms.Hand.ORGANISATION,
    office="legal-1",
    criticism=True,
    ends=MORNING,
    scope="DE",
    sealed=True,
)
STORIES = [HOME_ADDRESS, SPAM_WAVE, APPEAL_WON, DEMAND_LETTER]

REASONS = {"facts": "Der Beitrag nannte „Am Markt 3“.", "reasons": "Wohnungen sind privat.\n"}
LINK = {"link": "https://lindenrad.example/@karl/17", "version": 2}


def chained(stories, texts_of=None) -> list[Entry]:
    """Entries of a chain; texts are the same for all unless `texts_of` gives each its own."""
    entries, previous = [], GENESIS
    for seq, facts in enumerate(stories, start=1):
        words = texts_of[seq - 1] if texts_of else {"statement": REASONS, "target": LINK}
        texts = {
            part: Text(bytes([seq % 256, place]) * 16, fields)
            for place, (part, fields) in enumerate(words.items())
        }
        commitments = {part: commitment(text.salt, text.fields) for part, text in texts.items()}
        record = record_of(facts, seq=seq, commitments=commitments)
        previous = link(previous, record)
        entries.append(Entry(record, previous, texts))
    return entries


def exported(entries) -> str:
    pieces = export_document(entries, server="https://lindenrad.example", exported_at=MORNING)
    return "".join(pieces)


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_texts = st.dictionaries(
    st.sampled_from(["statement", "target", "sealed_later"]),
    st.dictionaries(
        st.sampled_from(["facts", "reasons", "link"]), anything | st.integers(0, 99), max_size=3
    ),
    max_size=2,
)


@st.composite
def registers(draw, smallest=1) -> list[Entry]:
    """Any register of a few entries."""
    stories = draw(st.lists(st.sampled_from(STORIES), min_size=smallest, max_size=4))
    clauses = [draw(anything.filter(bool)) for _ in stories]
    numbered = [
        replace(facts, id=f"n-{number}", clause=clause)
        for number, (facts, clause) in enumerate(zip(stories, clauses, strict=True))
    ]
    return chained(numbered, [draw(_texts) for _ in stories])
