"""Texts of 100,000 characters of many sorts: a judgement, or an honest "not judged"."""

from __future__ import annotations

import pytest

from augenhoehe.plainspeech import look_at

MANY = 100_000
PIECES = ["🚀", "a", "!", '"', "„", "(", "`", "'", "<", "\n", "9", "> ", "a-", "a. ", "WOW "]
PIECES += [
    "e\u0301",
    "a\0b ",
    "مرحبا بكم ",
    "\u202eThis is the\u202c ",
    "\ud800 the ",
    "http://a.b/",
]


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
@pytest.mark.parametrize("language", ["", "en", "de"])
def test_a_huge_text_of_one_piece_is_judged_or_honestly_not(piece, language):
    text = (piece * MANY)[:MANY]
    judged = look_at(text, language=language)
    assert judged.not_judged or judged.score is not None
    assert all(0 <= one.start < one.end <= MANY for one in judged.findings)
