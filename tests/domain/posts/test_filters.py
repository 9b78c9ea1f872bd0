"""Not reading certain words: a person's own right, of which nobody else learns."""

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from augenhoehe.domain.people.models import Account, Habit
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    Word,
    add_keyword,
    add_post_to_filter,
    boost,
    change_filter,
    change_keyword,
    create_filter,
    edit_post,
    remove_filter,
    remove_keyword,
    remove_post_from_filter,
)
from augenhoehe.domain.posts.actions import Wording as Said
from augenhoehe.domain.posts.actions.filter import MAX_FILTERS
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.filtering import filters_on, keyword_of
from augenhoehe.domain.posts.filtering_words import comparable, with_edges
from augenhoehe.domain.posts.glance import glances_at
from augenhoehe.domain.posts.models import Filter, FilterKeyword, Poll, PollOption, Post
from augenhoehe.domain.posts.policies_own import may_change_filter, may_filter
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def leaves_out(who, *words, **how):
    """Somebody makes a filter."""
    known = {"title": "Kein Fußball", "contexts": ["home"]} | how
    return create_filter(by=who, words=[Word(word) for word in words], **known)


def fits(reader, *posts):
    """By post: the titles of the filters that fit it."""
    glances = glances_at([post.id for post in posts])
    return {
        post_id: [match.filter.title for match in matches]
        for post_id, matches in filters_on(reader, glances).items()
    }


def as_read(text):
    return with_edges(comparable(text))


# --- refusals --------------------------------------------------------------------------


def test_nobody_in_particular_filters_nothing():
    assert not may_filter(EVERYBODY)
    assert filters_on(EVERYBODY, []) == {}


def test_a_voice_does_not_look_away(cast):
    with pytest.raises(NotAllowed, match="voice"):
        leaves_out(cast.lindenrad, "Bremse")


def test_nobody_else_reads_or_changes_a_filter(cast):
    mine = leaves_out(cast.karl, "Fußball")
    post = cast.says(cast.ada, "Fußball")
    entry = add_post_to_filter(mine, post, by=cast.karl)
    word = mine.keywords.get()
    gerda = cast.reads(cast.gerda)

    assert selectors.filters_of(gerda) == []
    assert selectors.filter_for(gerda, mine.id) is None
    assert selectors.keyword_for(gerda, word.id) is None
    assert selectors.filtered_post_for(gerda, entry.id) is None
    assert not may_change_filter(gerda, mine)
    for attempt in (
        lambda: remove_filter(mine, by=cast.gerda),
        lambda: add_keyword(mine, Word("x"), by=cast.gerda),
        lambda: change_keyword(word, Word("x"), by=cast.gerda),
        lambda: remove_keyword(word, by=cast.gerda),
        lambda: add_post_to_filter(mine, post, by=cast.gerda),
        lambda: remove_post_from_filter(entry, by=cast.gerda),
    ):
        with pytest.raises(NotAllowed, match="somebody else's"):
            attempt()
    assert fits(gerda, post) == {}


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 257}, "title"),
        ({"contexts": []}, "contexts"),
        ({"contexts": ["home", "küche"]}, "contexts"),
        ({"action": "shout"}, "action"),
    ],
)
def test_what_cannot_be_used_says_where(cast, how, field):
    with pytest.raises(Invalid) as refusal:
        leaves_out(cast.karl, "Fußball", **how)

    assert refusal.value.field == field
    assert Filter.objects.count() == 0


@pytest.mark.parametrize("word", ["", "  ", "\u200b", "x" * 513])
def test_a_word_has_to_be_one(cast, word):
    with pytest.raises(Invalid):
        leaves_out(cast.karl, word)

    assert Filter.objects.count() == 0


def test_filters_have_an_end(cast):
    Filter.objects.bulk_create(
        Filter(account=cast.karl, title="x", contexts=["home"]) for _each in range(MAX_FILTERS)
    )

    with pytest.raises(Invalid, match="100 filters"):
        leaves_out(cast.karl, "Fußball")


def test_keywords_have_an_end_in_all_filters_together(cast):
    for number in range(3):
        leaves_out(cast.karl, *(f"wort{number}x{one}" for one in range(330)))

    with pytest.raises(Invalid, match="1000 words in all filters"):
        leaves_out(cast.karl, *(f"zuviel{one}" for one in range(11)))
    with pytest.raises(Invalid, match="400 words in a filter"):
        leaves_out(cast.ada, *(f"zuviel{one}" for one in range(401)))
    assert FilterKeyword.objects.count() == 990


def test_what_one_cannot_read_is_put_into_no_filter(cast):
    internal = cast.says(cast.erika, "Drinnen", space=cast.haus)

    with pytest.raises(NotAllowed, match="cannot be read"):
        add_post_to_filter(leaves_out(cast.karl), internal, by=cast.karl)


# --- what fits -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keyword", "text", "expected"),
    [
        ("Rad", "Ein RAD mit Riemen", True),
        ("Rad", "Das Fahrrad", False),
        ("Rad", "Radfahren", False),
        ("Rad", "rad_1", False),
        ("Rad", "Rad, neu", True),
        ("#Rad", "ein #rad", True),
        ("#Rad", "c#rad", True),  # only the end is a letter
        ("#Rad", "#Räder und #Radweg", False),
        ("Straße", "STRASSE", True),
        ("neues Rad", "mein neues\n  rad", True),
        (".*", "Ein Rad", False),
        (".*", "Alles (.*) hier", True),
        ("(a+)+$", "a" * 5000, False),
        ("日本", "日本語", False),
    ],
)
def test_whole_words(keyword, text, expected):
    assert keyword_of(keyword, whole_word=True).fits(as_read(text)) is expected


def test_keywords_made_to_be_slow_hold_nobody_up():
    keywords = [keyword_of("a" * (512 - one), whole_word=True) for one in range(400)]
    posts = [as_read("a" * 5000), as_read("a " * 2500), as_read("a ab " * 1000)]
    before = time.process_time()

    found = [word.fits(post) for word in keywords for post in posts]

    assert not any(found)
    assert time.process_time() - before < 0.5


def test_parts_of_words():
    assert keyword_of("rad", whole_word=False).fits(as_read("Fahrräder und Fahrrad"))
    assert keyword_of("日本", whole_word=False).fits(as_read("日本語"))


@examples(max_examples=40, deadline=None)
@given(keyword=st.text(max_size=30), before=st.text(max_size=10), after=st.text(max_size=10))
def test_what_stands_there_is_found_and_nothing_breaks(keyword, before, after):
    apart = keyword_of(keyword, whole_word=False)
    keyword_of(keyword, whole_word=True).fits(as_read(f"{before}{keyword}{after}"))

    found = apart.fits(as_read(f"{before} {keyword} {after}"))

    assert found is bool(comparable(keyword))


def test_the_text_the_warning_options_and_what_pictures_show(cast):
    leaves_out(cast.karl, "Fußball")
    reader = cast.reads(cast.karl)
    picture = cast.picture(cast.ada, "Ein Fußball am Riemen")
    asked = cast.says(cast.ada, "Was spielen wir?")
    poll = Poll.objects.create(post=asked)
    PollOption.objects.create(poll=poll, position=0, title="Fußball")
    Post.objects.filter(id=asked.id).update(has_poll=True)
    fitting = [
        cast.says(cast.ada, "Heute **Fußball**"),
        cast.says(cast.ada, "Nichts", warning="Fußball"),
        cast.says(cast.ada, "Siehe #Fußball"),
        cast.says(cast.ada, "Ein Bild", pictures=[picture]),
        asked,
    ]
    other = cast.says(cast.ada, "Nur Riemen")

    found = fits(reader, *fitting, other)

    assert found == {post.id: ["Kein Fußball"] for post in fitting}


def test_markup_is_no_word(cast):
    leaves_out(cast.karl, "strong", "href", "class")

    assert fits(cast.reads(cast.karl), cast.says(cast.ada, "**Fett** #tag https://a.example")) == {}


def test_nothing_of_ones_own_is_filtered(cast):
    voice = cast.lindenrad
    leaves_out(cast.jonas, "Fußball")

    assert fits(cast.reads(cast.jonas), cast.says(cast.jonas, "Fußball")) == {}
    assert fits(cast.reads(cast.jonas), cast.says(cast.erika, "Fußball", voice=voice)) == {}


def test_what_is_passed_on_is_filtered_as_itself(cast):
    leaves_out(cast.karl, "Fußball")
    post = cast.says(cast.ada, "Fußball")
    passed_on = boost(post, by=cast.ben)
    own = boost(cast.says(cast.karl, "Mein Fußball"), by=cast.ben)

    found = fits(cast.reads(cast.karl), post, passed_on, own)

    assert found == {post.id: ["Kein Fußball"], passed_on.id: ["Kein Fußball"]}


def test_an_edited_post_is_looked_at_anew(cast):
    leaves_out(cast.karl, "Fußball")
    post = cast.says(cast.ada, "Fußball")
    assert fits(cast.reads(cast.karl), post)

    edit_post(post, by=cast.ada, wording=Said(text="Riemen"))

    assert fits(cast.reads(cast.karl), post) == {}


def test_an_ended_filter_does_nothing(cast):
    post = cast.says(cast.ada, "Fußball")
    mine = leaves_out(cast.karl, "Fußball", ends_at=clock.now() + timedelta(hours=1))
    assert fits(cast.reads(cast.karl), post)

    Filter.objects.filter(id=mine.id).update(ends_at=clock.now() - timedelta(seconds=1))

    assert fits(cast.reads(cast.karl), post) == {}


def test_a_single_post(cast):
    post = cast.says(cast.ada, "Riemen")
    mine = leaves_out(cast.karl, title="Nicht schon wieder")
    entry = add_post_to_filter(mine, boost(post, by=cast.ben), by=cast.karl)
    assert add_post_to_filter(mine, post, by=cast.karl) == entry
    assert fits(cast.reads(cast.karl), post) == {post.id: ["Nicht schon wieder"]}

    remove_post_from_filter(entry, by=cast.karl)

    assert fits(cast.reads(cast.karl), post) == {}


# --- changing --------------------------------------------------------------------------


def test_a_filter_is_changed_as_a_whole(cast):
    mine = leaves_out(cast.karl, "Fußball", "Handball")
    football, handball = mine.keywords.order_by("id")

    change_filter(
        mine,
        by=cast.karl,
        title="Kein Sport",
        contexts=["public", "home"],
        action="hide",
        ends_at=None,
        words=[Word("Hallenfußball", False, football.id), Word("Schach")],
        without=[handball.id],
    )

    now = selectors.filter_for(cast.reads(cast.karl), mine.id)
    assert (now.title, now.contexts, now.action) == ("Kein Sport", ["home", "public"], "hide")
    words = [(word.keyword, word.whole_word) for word in now.keywords.order_by("id")]
    assert words == [("Hallenfußball", False), ("Schach", True)]
    assert FilterKeyword.objects.get(id=football.id).keyword == "Hallenfußball"


def test_single_keywords_come_change_and_go(cast):
    mine = leaves_out(cast.karl)
    word = add_keyword(mine, Word("Fußball"), by=cast.karl)

    changed = change_keyword(word, Word("Handball", False), by=cast.karl)
    assert (changed.id, changed.keyword, changed.whole_word) == (word.id, "Handball", False)
    assert selectors.keywords_of(cast.reads(cast.karl)) == [word]

    remove_keyword(changed, by=cast.karl)
    assert selectors.keywords_of(cast.reads(cast.karl)) == []


def test_after_removing_it_everything_is_read_again(cast):
    post = cast.says(cast.ada, "Fußball")
    mine = leaves_out(cast.karl, "Fußball")
    remove_filter(mine, by=cast.karl)

    assert fits(cast.reads(cast.karl), post) == {}


# --- what it costs ---------------------------------------------------------------------


def test_who_never_filtered_is_not_looked_up(cast):
    assert not cast.reads(cast.karl).who.has_habit(Habit.FILTERS)
    leaves_out(cast.karl, "Fußball")

    assert cast.reads(cast.karl).who.has_habit(Habit.FILTERS)
    assert Account.objects.get(id=cast.gerda.id).habits == 0


def test_a_page_costs_two_questions(cast, django_assert_num_queries):
    posts = [cast.says(cast.ada, f"Fußball {number}") for number in range(20)]
    leaves_out(cast.karl, *(f"Wort {number}" for number in range(100)), "Fußball")
    reader, glances = cast.reads(cast.karl), glances_at([post.id for post in posts])
    assert len(filters_on(reader, glances)) == 20

    with django_assert_num_queries(2):
        filters_on(reader, glances)
