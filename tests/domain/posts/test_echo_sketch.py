import random

from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.posts.echo.constants import SIMILARITY
from augenhoehe.domain.posts.echo.sketch import jaccard, keys, shingles, words_of

SAID = (
    "Our new pannier holds twenty litres, keeps the rain out and fits every rack "
    "that we have sold in the last ten years."
)
SETS = st.frozensets(st.text("abc ", min_size=1, max_size=4), max_size=20)


def test_a_phrase_is_not_judged():
    assert shingles("Thank you for the hint, we care") == frozenset()
    assert keys(frozenset()) == []


def test_case_links_mentions_and_hashtag_signs_do_not_count():
    assert words_of("@ada@example.org Look: #Rain https://example.org/x Ｇear.") == [
        "look",
        "rain",
        "gear",
    ]


def test_what_is_quoted_does_not_count():
    assert words_of('> all of this\nBut „so sagt man“ and "as they say" no') == ["but", "and", "no"]


def test_another_greeting_and_two_changed_words_are_nearly_the_same():
    changed = "Hello all. " + SAID.replace("twenty", "thirty").replace("ten", "nine")
    assert jaccard(shingles(SAID), shingles("Good morning. " + SAID)) >= SIMILARITY
    assert jaccard(shingles(SAID), shingles(changed)) >= SIMILARITY


@given(SETS, SETS)
@settings(max_examples=40)
def test_likeness_is_symmetric_and_bounded(one, other):
    assert jaccard(one, other) == jaccard(other, one)
    assert 0 <= jaccard(one, other) <= 1


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=20))
@settings(max_examples=30)
def test_keys_do_not_depend_on_the_order(parts):
    assert keys(frozenset(parts)) == keys(frozenset(reversed(parts)))


def test_alike_texts_share_a_key():
    chance, found = random.Random(7), 0
    for _ in range(200):
        shared = [str(chance.random()) for _ in range(35)]
        one = frozenset([*shared, *(str(chance.random()) for _ in range(7))])
        other = frozenset([*shared, *(str(chance.random()) for _ in range(8))])
        assert jaccard(one, other) == 0.7
        found += bool(set(keys(one)) & set(keys(other)))
    assert found >= 190
