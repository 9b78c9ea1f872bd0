"""Search finds words in the forms in which people write them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from augenhoehe.foundation.words import guess_language, stem_document, stem_query


def finds(query: str, document: str, language: str | None = "de") -> bool:
    indexed = set(stem_document(document, language).split())
    return all(indexed.intersection(alternatives) for alternatives in stem_query(query))


def test_another_word_is_not_found():
    assert not finds("Maus", "Unsere Häuser")


@pytest.mark.parametrize(
    "text", ["", "Danke!", "ok super", "The die was hat in", "Und the oder or"]
)
def test_a_short_text_has_no_guessed_language(text):
    assert guess_language(text) is None


def test_a_mixed_text_has_no_guessed_language():
    assert guess_language("Wir haben das nicht, but we would have it") is None


@pytest.mark.parametrize("query", ["Haus", "haeuser", "HÄUSER", "hauser", "Hauses"])
def test_houses_are_found_in_every_spelling(query):
    assert finds(query, "Unsere Häuser")


@pytest.mark.parametrize(
    ("query", "document"),
    [("Strasse", "Straßen"), ("straße", "STRASSE"), ("Mueller", "Müllers"), ("cafe", "Café")],
)
def test_german_spellings_meet(query, document):
    assert finds(query, document)


def test_english_and_unknown_languages_are_found_too():
    assert finds("run", "She was running", "en")
    assert finds("run", "She was running", None)
    assert finds("Haus", "Unsere Häuser", "fr")
    assert finds("Häuser running", "Haus run", "")


def test_each_word_of_a_query_has_its_alternatives():
    assert stem_query("Häuser running") == [["haus", "hauser"], ["running", "run"]]
    assert stem_query(" !? ") == []


def test_languages_are_guessed_by_small_words():
    assert guess_language("Ich habe das nicht bestellt und warte seit einer Woche auf euch") == "de"
    assert guess_language("I have not ordered this and would like to know what to do") == "en"
    assert guess_language("I have not ordered this and would like to", among=["de"]) is None


def test_many_threads_stem_at_once():
    text = "Häuser Straßen running Bestellungen " * 200

    with ThreadPoolExecutor(8) as threads:
        results = set(threads.map(lambda _: stem_document(text, None), range(64)))

    assert len(results) == 1
