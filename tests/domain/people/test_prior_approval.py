"""That posts of a voice are looked at before is a public setting of the voice, with a reason."""

from __future__ import annotations

import pytest

from augenhoehe.domain.people.actions import begin_prior_approval, end_prior_approval
from augenhoehe.domain.people.models import PriorApproval
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_writer_does_not_set_it_and_nobody_without_a_reason(cast):
    voice = cast.lindenrad
    for who in (cast.karl, cast.jonas, cast.mona):
        with pytest.raises(NotAllowed):
            begin_prior_approval(voice, by=who, why="A recall.")
    with pytest.raises(Invalid):
        begin_prior_approval(voice, by=cast.erika, why=" ")
    assert not waits_for_approval(voice)


def test_it_holds_from_beginning_to_end_and_both_stay_written(cast):
    begin_prior_approval(cast.lindenrad, by=cast.erika, why="A recall.")
    assert waits_for_approval(cast.lindenrad)

    with pytest.raises(NotAllowed):
        end_prior_approval(cast.lindenrad, by=cast.jonas)
    end_prior_approval(cast.lindenrad, by=cast.erika)

    assert not waits_for_approval(cast.lindenrad)
    assert PriorApproval.objects.get().ended_by == cast.erika
