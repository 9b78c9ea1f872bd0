"""The sets of plain speech are what they claim: enough, apart by topic, and marked synthetic."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks._plain_speech_texts import ALONE, LANGUAGES, TextSet, load


def _both(language: str) -> tuple[TextSet, TextSet]:
    return load(language, "development"), load(language, "held_out")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_200_pairs_over_20_topics(language: str) -> None:
    topics = [topic for each in _both(language) for topic in each.topics]
    assert len(topics) >= 20
    assert sum(len(topic.pairs) for topic in topics) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_topic_is_in_both_halves(language: str) -> None:
    development, held_out = _both(language)
    names = [topic.name.casefold() for each in (development, held_out) for topic in each.topics]
    assert len(set(names)) == len(names)
    assert abs(len(development.topics) - len(held_out.topics)) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_say_that_nobody_ever_wrote_them(language: str) -> None:
    assert all(each.synthetic for each in _both(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_there_twice(language: str) -> None:
    counted = Counter(" ".join(text.split()) for each in _both(language) for text in each.texts())
    assert [text for text, times in counted.items() if times > 1] == []
    assert "" not in counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_what_must_never_be_flagged(language: str) -> None:
    sets = _both(language)
    for kind in ALONE:
        assert all(each.alone(kind) for each in sets), kind
    assert sum(len(each.alone("support")) for each in sets) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_and_its_answer_are_of_similar_length(language: str) -> None:
    """Else the length alone would tell them apart."""
    pairs = [pair for each in _both(language) for topic in each.topics for pair in topic.pairs]
    ads, plains = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    assert 0.75 <= ads / plains <= 1.33
