"""The organisation stands behind an answer: by name, in public, not by whoever gave it."""

from __future__ import annotations

import pytest

from augenhoehe.domain.criticism.actions import answer_case, back_answer
from augenhoehe.domain.criticism.backings import backings_on
from augenhoehe.domain.criticism.models import Answer, Backing
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.posts.actions import Wording, edit_post
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _answer(cast: Cast) -> Answer:
    case = cast.complains(cast.karl, "The belt broke.")
    return answer_case(case, by=cast.jonas, text="It did.", verdict="true")


def test_neither_the_answerer_nor_anybody_says_it(cast: Cast) -> None:
    answer = _answer(cast)
    for who in (cast.jonas, cast.theo, cast.karl, cast.inga):
        with pytest.raises(NotAllowed):
            back_answer(answer, by=who)
    with pytest.raises(Invalid):
        back_answer(answer, by=cast.erika, words="x" * 301)
    assert not Backing.objects.exists()


def test_a_steward_says_it_and_the_answerer_is_told(cast: Cast) -> None:
    answer = _answer(cast)
    backing = back_answer(answer, by=cast.erika, words="We all say so.")
    assert back_answer(answer, by=cast.erika).id == backing.id
    assert backings_on([answer.post_id])[answer.post_id].by == cast.erika
    told = Notification.objects.get(kind="colleague", step="backed")
    assert told.recipient == cast.jonas


def test_who_leads_the_desk_says_it_too(cast: Cast) -> None:
    answer = _answer(cast)
    grant_role(cast.priya, "desk", by=cast.inga)
    assert back_answer(answer, by=cast.priya).by == cast.priya


def test_it_names_the_wording_it_stands_behind(cast: Cast) -> None:
    answer = _answer(cast)
    backing = back_answer(answer, by=cast.erika)
    edit_post(answer.post, by=cast.jonas, wording=Wording(text="It did not."))
    answer.post.refresh_from_db()
    assert (backing.version, answer.post.version) == (1, 2)
