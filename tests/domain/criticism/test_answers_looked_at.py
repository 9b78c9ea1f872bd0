"""Answers through a voice that lets its posts be looked at before."""

from __future__ import annotations

import pytest

from augenhoehe.domain.criticism.actions import (
    answer_or_hand_in,
    hand_in_answer,
    release,
    release_answer,
)
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.people.actions import begin_prior_approval
from augenhoehe.domain.posts.models import ScheduledPost
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db
SAID = {"text": "Wir tauschen den Riemen.", "verdict": "true"}


@pytest.fixture
def case(cast) -> Case:
    """Karl's criticism of Lindenrad, which lets its posts be looked at before."""
    begin_prior_approval(cast.lindenrad, by=cast.erika, why="A recall is under way.")
    return cast.complains(cast.karl, "Der Riemen riss.")


def test_who_does_not_write_for_the_voice_hands_nothing_in(cast, case):
    for who in (cast.karl, cast.hanna):
        with pytest.raises(NotAllowed):
            hand_in_answer(case, by=who, voice=cast.lindenrad, **SAID)
    with pytest.raises(Invalid):
        hand_in_answer(case, by=cast.jonas, voice=cast.lindenrad, text="Ja.", verdict="perhaps")
    assert not ScheduledPost.objects.exists()


def test_an_answer_of_ones_own_does_not_wait(cast, case):
    assert isinstance(answer_or_hand_in(case, by=cast.jonas, **SAID), Answer)


@pytest.mark.parametrize("say_yes", [release, release_answer])
def test_the_case_is_answered_once_another_person_said_yes(cast, case, say_yes):
    row = answer_or_hand_in(case, by=cast.jonas, voice=cast.lindenrad, **SAID)
    assert isinstance(row, ScheduledPost)
    assert not Answer.objects.exists()

    with pytest.raises(NotAllowed):
        say_yes(row, by=cast.jonas)
    post = say_yes(row, by=cast.theo)

    assert Answer.objects.get(case=case).post == post
    assert post.was_approved
