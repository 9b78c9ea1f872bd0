"""Brakes against spam: a moment of patience, the same for everybody, whatever is said."""

from datetime import timedelta

import pytest

from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.patience import Patience

pytestmark = pytest.mark.usefixtures("rate_limits")


@pytest.fixture
def karl(cast):
    """Karl, who has been here for a week."""
    cast.karl.created_at = clock.now() - timedelta(days=7)
    cast.karl.save()
    return cast.karl


def test_a_new_account_writes_twenty_posts_an_hour(cast):
    for n in range(20):
        cast.says(cast.gerda, f"Nummer {n}")

    with pytest.raises(Patience) as wait:
        cast.says(cast.gerda, "Nummer 21")

    assert 0 < wait.value.retry_after <= 3601
    assert Post.objects.count() == 20


def test_the_same_words_are_not_said_twice_in_a_moment(cast, karl):
    cast.says(karl, "Kauft Räder!")

    with pytest.raises(Patience) as wait:
        cast.says(karl, " Kauft Räder! ")

    assert wait.value.retry_after == 120
    assert cast.says(cast.gerda, "Kauft Räder!")


def test_the_same_words_are_not_said_twice_through_a_voice(cast):
    cast.says(cast.jonas, "Wir bauen Räder.", voice=cast.lindenrad)

    with pytest.raises(Patience):
        cast.says(cast.jonas, "Wir bauen Räder.", voice=cast.lindenrad)


def test_a_new_account_links_once_in_five_minutes(cast, karl):
    cast.says(cast.gerda, "Siehe https://one.example")

    with pytest.raises(Patience) as wait:
        cast.says(cast.gerda, "Und https://two.example")

    assert wait.value.retry_after == 300
    for n in range(3):
        assert cast.says(karl, f"https://{n}.example")


def test_two_pictures_without_words_are_no_repetition(cast, karl):
    for _ in range(2):
        assert cast.says(karl, "", pictures=[cast.picture(karl)])


def test_a_double_submission_is_no_repetition(cast, karl):
    first = cast.says(karl, "Hallo", submission="abc")

    assert cast.says(karl, "Hallo", submission="abc") == first


def test_somebody_who_works_here_waits_like_everybody(cast):
    for who in (cast.erika, cast.mona, cast.inga):
        cast.says(who, "Noch einmal")

        with pytest.raises(Patience):
            cast.says(who, "Noch einmal")


def test_where_limits_are_off_nobody_waits(cast, settings):
    settings.RATE_LIMITS = False

    for _ in range(25):
        cast.says(cast.gerda, "https://one.example")

    assert Post.objects.count() == 25
