"""A picture is described in words by whom it belongs to."""

import pytest

from augenhoehe.domain.media.actions import describe_picture
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.selectors import own_pictures, picture_by_id
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_nobody_describes_somebody_elses_picture(cast):
    picture = cast.picture(cast.karl)

    with pytest.raises(NotAllowed, match="somebody else's"):
        describe_picture(picture, by=cast.gerda, description="Unsinn")

    assert Picture.objects.get().description == "Ein Riemen mit einem Riss"


def test_a_description_has_an_end(cast):
    with pytest.raises(Invalid, match="1500 characters") as refusal:
        describe_picture(cast.picture(cast.karl), by=cast.karl, description="R" * 1501)

    assert refusal.value.field == "description"


@pytest.mark.parametrize("focus", [(1.1, 0.0), (0.0, -2.0), (float("nan"), 0.0)])
def test_the_focus_lies_in_the_picture(cast, focus):
    with pytest.raises(Invalid, match="between -1 and 1") as refusal:
        describe_picture(cast.picture(cast.karl), by=cast.karl, description="", focus=focus)

    assert refusal.value.field == "focus"


def test_a_picture_is_described(cast):
    picture = cast.picture(cast.karl)

    describe_picture(picture, by=cast.karl, description=" Riss\u202e ", focus=(0.5, -1))

    kept = picture_by_id(picture.id)
    assert (kept.description, kept.focus_x, kept.focus_y) == ("Riss", 0.5, -1)


def test_pictures_of_others_are_left_out_of_ones_own(cast):
    one, foreign, two = [cast.picture(who) for who in (cast.karl, cast.gerda, cast.karl)]

    assert own_pictures(cast.karl, [two.id, foreign.id, one.id, 0]) == [two, one]
