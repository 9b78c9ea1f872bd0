"""What of somebody one reads: boosts, a notice of every post, some languages."""

import pytest

from augenhoehe.domain.people.actions import accept_follower, follow
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.domain.posts.selectors import home
from augenhoehe.foundation.verdicts import Invalid


def test_what_is_no_language_is_refused(cast):
    with pytest.raises(Invalid):
        follow(cast.ada, by=cast.karl, languages=["deutsch!"])


def test_following_again_changes_what_one_says_and_nothing_else(cast):
    follow(cast.ada, by=cast.karl, show_boosts=False, notify=True, languages=["DE", "de"])
    follow(cast.ada, by=cast.karl)
    row = Follow.objects.get()
    assert (row.show_boosts, row.notify, row.languages) == (False, True, ["de"])

    follow(cast.ada, by=cast.karl, show_boosts=True, languages=[])
    row.refresh_from_db()
    assert (row.show_boosts, row.notify, row.languages) == (True, True, [])


def test_wishes_wait_with_the_request(cast):
    cast.ada.approves_followers = True
    cast.ada.save()
    follow(cast.ada, by=cast.karl, show_boosts=False)
    follow(cast.ada, by=cast.karl, notify=True, languages=["en"])

    asked = standing_to([cast.ada.id], of=cast.karl.id)
    assert asked.has_asked == asked.notifies == {cast.ada.id}
    assert asked.shows_boosts == frozenset()
    accept_follower(cast.karl, by=cast.ada)

    row = Follow.objects.get()
    assert (row.show_boosts, row.notify, row.languages) == (False, True, ["en"])
    assert standing_to([cast.ada.id], of=cast.karl.id).languages == {cast.ada.id: ["en"]}


def test_only_the_languages_one_wishes_come_home(cast):
    earlier = cast.says(cast.ada, "Guten Morgen", language="de")
    cast.says(cast.ada, "Good morning", language="en")
    follow(cast.ada, by=cast.karl, languages=["de"])
    follow(cast.ada, by=cast.gerda)

    german = cast.says(cast.ada, "Hallo", language="de")
    english = cast.says(cast.ada, "Hello", language="en")

    assert home(cast.reads(cast.karl)) == [german, earlier]
    assert english in home(cast.reads(cast.gerda))
