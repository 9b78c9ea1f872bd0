"""Those who run the server say something to everybody; people put it away or answer with signs."""

from datetime import timedelta

import pytest

from augenhoehe.domain.notifications.actions import (
    Wanted,
    answer_announcement,
    change_announcement,
    publish_announcement,
    put_announcement_away,
    take_answer_back,
    withdraw_announcement,
)
from augenhoehe.domain.notifications.announcements import (
    all_announcements,
    announced,
    announcement_for,
    announcements_for,
)
from augenhoehe.domain.notifications.signs import is_sign
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

TONIGHT = Wanted("Heute Nacht ist der Server eine Stunde nicht da. #wartung")


@pytest.fixture
def tonight(cast):
    return publish_announcement(TONIGHT, by=cast.inga)


def said_to(who):
    return [one.row.text for one in announcements_for(who)]


def test_customers_and_members_announce_nothing(cast, tonight):
    for who in (cast.karl, cast.erika, cast.petra):
        with pytest.raises(NotAllowed):
            publish_announcement(TONIGHT, by=who)
        with pytest.raises(NotAllowed):
            change_announcement(tonight, by=who, wanted=TONIGHT)
        with pytest.raises(NotAllowed):
            withdraw_announcement(tonight, by=who)


def test_nothing_is_no_announcement(cast):
    now = clock.now()

    for wanted, words in (
        (Wanted(" \n"), "write something"),
        (Wanted("x" * 5001), "At most 5000"),
        (Wanted("x", starts_at=now, ends_at=now - timedelta(hours=1)), "before it begins"),
    ):
        with pytest.raises(Invalid, match=words):
            publish_announcement(wanted, by=cast.inga)


def test_everybody_is_told_until_they_put_it_away(cast, tonight):
    assert said_to(cast.karl) == said_to(cast.erika) == [TONIGHT.text]
    assert 'href="/tags/wartung"' in tonight.html

    put_announcement_away(tonight, by=cast.karl)
    put_announcement_away(tonight, by=cast.karl)

    assert said_to(cast.karl) == []
    assert said_to(cast.erika) == [TONIGHT.text]
    assert [one.is_read for one in announcements_for(cast.karl, with_read=True)] == [True]


def test_a_moderator_changes_and_withdraws_it(cast, tonight):
    change_announcement(tonight, by=cast.mona, wanted=Wanted("Erst morgen."))
    assert said_to(cast.karl) == ["Erst morgen."]

    withdraw_announcement(tonight, by=cast.mona)
    withdraw_announcement(tonight, by=cast.mona)
    assert said_to(cast.karl) == []
    assert [one.id for one in all_announcements()] == [tonight.id]  # that it was made stays
    assert announced(tonight.id) is not None


@pytest.mark.parametrize(
    ("ago", "all_day", "is_told"),
    [(-1, False, True), (1, False, False), (1, True, True), (25, True, False)],
)
def test_what_is_over_is_not_told(cast, ago, all_day, is_told):
    ends = clock.now() - timedelta(hours=ago)
    made = publish_announcement(Wanted("Fest", ends_at=ends, all_day=all_day), by=cast.inga)

    assert bool(said_to(cast.karl)) == is_told
    assert (announcement_for(cast.karl, made.id) is not None) == is_told


@pytest.mark.parametrize("sign", ["👍", "❤️", "❤", "🇩🇪", "👩🏽‍🔧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "☀️", "👨‍👩‍👧‍👦"])
def test_one_emoji_is_a_sign(sign):
    assert is_sign(sign)


@pytest.mark.parametrize("sign", ["", "a", "👍👍", "👍 ", "gut", "1", "<b>", "🇩", "\0", "❤️❤️", ":)"])
def test_words_and_two_emoji_are_none(cast, tonight, sign):
    with pytest.raises(Invalid, match="recognized emoji"):
        answer_announcement(tonight, sign, by=cast.karl)


def test_people_answer_with_signs(cast, tonight):
    answer_announcement(tonight, "👍", by=cast.karl)
    answer_announcement(tonight, "👍", by=cast.karl)
    answer_announcement(tonight, "🎉", by=cast.ada)
    answer_announcement(tonight, "👍", by=cast.ada)

    seen = announcement_for(cast.karl, tonight.id)
    assert [(one.name, one.count, one.is_mine) for one in seen.signs] == [
        ("👍", 2, True),
        ("🎉", 1, False),
    ]

    take_answer_back(tonight, "👍", by=cast.karl)
    take_answer_back(tonight, "👍", by=cast.karl)
    assert announcement_for(cast.karl, tonight.id).signs[0].count == 1


def test_there_are_at_most_eight_different_signs(cast, tonight):
    for sign in "👍🎉😀😎🤔🚲🔧☀":
        answer_announcement(tonight, sign, by=cast.karl)

    with pytest.raises(Invalid, match="Limit of different"):
        answer_announcement(tonight, "🌧", by=cast.ada)
    answer_announcement(tonight, "🚲", by=cast.ada)


def test_where_nothing_is_announced_nothing_is_asked_twice(cast, django_assert_num_queries):
    karl = cast.karl

    with django_assert_num_queries(1):
        assert announcements_for(karl) == []
