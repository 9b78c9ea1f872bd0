"""Recommending people, noting something about them, putting suggestions aside."""

import pytest

from augenhoehe.domain.people.actions import (
    dismiss_suggestion,
    endorse,
    follow,
    note_account,
    stop_endorsing,
    unfollow,
)
from augenhoehe.domain.people.reading import (
    endorsements_page,
    followed_by_my_people,
    note_on,
)
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.domain.posts.pages import suggested_to
from augenhoehe.foundation.stretch import FIRST
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def _recommended(cast):
    return [account for _row, account in endorsements_page(cast.karl, FIRST)]


def test_one_recommends_whom_one_follows(cast):
    with pytest.raises(Invalid):
        endorse(cast.ada, by=cast.karl)
    follow(cast.ada, by=cast.karl)

    endorse(cast.ada, by=cast.karl)
    endorse(cast.ada, by=cast.karl)

    assert _recommended(cast) == [cast.ada]
    assert standing_to([cast.ada.id], of=cast.karl.id).endorses == {cast.ada.id}
    stop_endorsing(cast.ada, by=cast.karl)
    assert _recommended(cast) == []


def test_a_recommendation_ends_with_the_follow(cast):
    follow(cast.ada, by=cast.karl)
    endorse(cast.ada, by=cast.karl)

    unfollow(cast.ada, by=cast.karl)

    assert _recommended(cast) == []


def test_a_note_is_ones_own(cast):
    with pytest.raises(Invalid):
        note_account(cast.ada, by=cast.karl, text="x" * 2001)

    note_account(cast.ada, by=cast.karl, text="Kennt sich mit Riemen aus")
    note_account(cast.ada, by=cast.karl, text="Kennt sich mit Bremsen aus")

    assert note_on(cast.ada, by=cast.karl) == "Kennt sich mit Bremsen aus"
    assert note_on(cast.ada, by=cast.gerda) == ""
    assert standing_to([cast.ada.id], of=cast.karl.id).notes == {
        cast.ada.id: "Kennt sich mit Bremsen aus"
    }
    note_account(cast.ada, by=cast.karl, text=" ")
    assert note_on(cast.ada, by=cast.karl) == ""


def test_a_voice_recommends_nobody_by_itself(cast):
    with pytest.raises(NotAllowed):
        endorse(cast.ada, by=cast.lindenrad)


def test_whom_one_might_read_is_told_by_who_spoke_last(cast):
    for speaker in (cast.ada, cast.gerda, cast.ben, cast.luise):
        cast.says(speaker, "Hallo")
    follow(cast.ben, by=cast.karl)
    assert suggested_to(cast.karl, limit=9) == [cast.luise, cast.gerda, cast.ada]

    dismiss_suggestion(cast.gerda, by=cast.karl)
    dismiss_suggestion(cast.gerda, by=cast.karl)

    assert suggested_to(cast.karl, limit=9) == [cast.luise, cast.ada]
    assert suggested_to(cast.karl, limit=1, offset=1) == [cast.ada]
    follow(cast.ada, by=cast.ben)
    assert followed_by_my_people(cast.karl, [cast.ada.id, cast.luise.id]) == {cast.ada.id}
    cast.ben.hides_relations = True
    cast.ben.save()
    assert followed_by_my_people(cast.karl, [cast.ada.id]) == frozenset()
