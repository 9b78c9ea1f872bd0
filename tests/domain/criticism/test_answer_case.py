"""A criticism is answered where it was made, in public, by a named member."""

import pytest

from augenhoehe.domain.criticism.actions import answer_case, confirm_case, take_case, withdraw_case
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.naming import shown_by
from augenhoehe.domain.criticism.policies import may_answer, may_delete_post
from augenhoehe.domain.criticism.selectors import answers_of, history_of, latest_answers
from augenhoehe.domain.people.actions import become_member, block, use_protected_name
from augenhoehe.domain.people.who import ANYONE
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import Wording, delete_post, edit_post
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def case(cast):
    return cast.complains(cast.karl, "Der Riemen ist gerissen.")


def now(case):
    return Case.objects.get(id=case.id)


@pytest.mark.parametrize("somebody", ["gerda", "karl", "inga", "petra"])
def test_only_members_answer_for_the_firm(cast, case, somebody):
    with pytest.raises(NotAllowed, match="Only members"):
        cast.answers(getattr(cast, somebody), case)

    assert not may_answer(ANYONE, case)
    assert now(case).state == "open"
    assert Post.objects.count() == 1


def test_nobody_answers_their_own_criticism(cast, case):
    become_member(cast.karl, by=None)

    with pytest.raises(NotAllowed, match="their own criticism"):
        cast.answers(cast.karl, case)


def test_nobody_answers_through_a_voice_they_do_not_write_for(cast, case):
    with pytest.raises(NotAllowed, match="do not write for this voice"):
        cast.answers(cast.hanna, case, voice=cast.lindenrad)


def test_nobody_answers_what_they_cannot_read(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)

    with pytest.raises(NotAllowed, match="cannot read"):
        cast.answers(cast.theo, case)


@pytest.mark.parametrize("verdict", ["", "perhaps", "TRUE"])
def test_whether_it_is_true_comes_first(cast, case, verdict):
    with pytest.raises(Invalid) as refusal:
        cast.answers(cast.jonas, case, verdict=verdict)

    assert refusal.value.field == "verdict"
    assert now(case).state == "open"


def test_an_answer_that_cannot_be_said_is_no_answer(cast, case):
    with pytest.raises(Invalid) as refusal:
        cast.answers(cast.jonas, case, "R" * 501)

    assert refusal.value.field == "text"
    assert not Answer.objects.exists()
    assert now(case).state == "open"


def test_what_was_taken_back_is_not_answered(cast, case):
    withdraw_case(case, by=cast.karl)

    with pytest.raises(NotAllowed, match="taken it back"):
        cast.answers(cast.jonas, case)


def test_what_was_confirmed_is_said_to_be(cast, case):
    cast.answers(cast.erika, case)
    confirm_case(now(case), by=cast.karl)

    with pytest.raises(NotAllowed, match="has confirmed that it is resolved"):
        cast.answers(cast.jonas, now(case))


def test_what_was_deleted_is_not_answered(cast, case):
    delete_post(case.post, by=cast.karl)

    with pytest.raises(NotAllowed, match="cannot be read"):
        cast.answers(cast.jonas, now(case))


def test_whom_the_critic_does_not_want_to_hear_lets_a_colleague_answer(cast, case):
    block(cast.jonas, by=cast.karl)

    with pytest.raises(NotAllowed, match="does not want to be addressed"):
        cast.answers(cast.jonas, case, voice=cast.lindenrad)

    cast.answers(cast.priya, case, voice=cast.lindenrad)


def test_an_answer_cannot_be_taken_away(cast, case):
    answer = cast.answers(cast.jonas, case, voice=cast.lindenrad)

    for somebody in (cast.jonas, cast.erika):
        with pytest.raises(NotAllowed, match="stays"):
            delete_post(answer.post, by=somebody)

    assert not may_delete_post(answer.post)
    assert may_delete_post(case.post)
    assert selectors.post_for(EVERYBODY, answer.post_id)


def test_an_answer_is_corrected_and_both_wordings_stay(cast, case):
    answer = cast.answers(cast.jonas, case, "Das war unser Feler.")

    edit_post(answer.post, by=cast.jonas, wording=Wording(text="Das war unser Fehler."))

    assert len(selectors.revisions_of(EVERYBODY, answer.post)) == 2


def test_a_named_member_answers_in_public(cast, case):
    take_case(case, by=cast.priya, text="Ich schaue es mir an.")

    answer = answer_case(
        case, by=cast.jonas, text="Das war unser Fehler.", verdict="true", voice=cast.lindenrad
    )

    case = now(case)
    assert (case.state, case.taken_by) == ("answered", cast.jonas)
    assert case.answered_at is not None
    reply = selectors.post_for(EVERYBODY, answer.post_id)
    assert (reply.account, reply.written_by) == (cast.lindenrad, cast.jonas)
    assert (reply.in_reply_to, reply.audience, reply.in_service) == (case.post, 0, True)
    assert answers_of(case) == latest_answers(EVERYBODY) == [answer]
    assert (answer.given_by, answer.verdict) == (cast.jonas, "true")
    assert history_of(case)[-1].post == reply


def test_the_answer_is_in_its_own_language(cast, case):
    answer = cast.answers(
        cast.jonas, case, "This was our fault, and we are sorry that you had to wait for it."
    )

    assert answer.post.language == "en"
    assert cast.answers(cast.jonas, now(case), "Okay.").post.language == case.post.language


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.UNLISTED])
def test_the_answer_reaches_whom_the_criticism_reached(cast, audience):
    case = cast.complains(cast.karl, "Leise Kritik", audience=audience)

    assert cast.answers(cast.jonas, case).post.audience == audience


def test_internal_criticism_is_answered_inside(cast):
    case = cast.complains(cast.sven, "Es zieht.", space=cast.haus)

    answer = cast.answers(cast.jonas, case, voice=cast.lindenrad)

    assert (answer.post.space, answer.post.audience) == (cast.haus, Audience.HOUSE)
    assert latest_answers(EVERYBODY) == []


def test_there_may_be_many_answers_and_the_first_time_counts(cast, case):
    cast.answers(cast.jonas, case)
    first = now(case).answered_at

    cast.answers(cast.priya, now(case), "Dazu noch:", verdict="partly")

    case = now(case)
    assert case.answered_at == first
    assert case.taken_by == cast.priya
    assert [answer.given_by for answer in answers_of(case)] == [cast.jonas, cast.priya]


def test_a_double_submission_is_one_answer(cast, case):
    first = cast.answers(cast.jonas, case, submission="abc")
    again = cast.answers(cast.jonas, now(case), submission="abc")

    assert again == first
    assert Post.objects.count() == 2
    assert len(history_of(case)) == 2


def test_under_a_protected_name_the_answer_names_nobody(cast, case):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    answer = cast.answers(cast.jonas, case, voice=cast.lindenrad)

    step = history_of(case)[-1]
    assert answer.post.protected_name == step.protected_name == protected
    assert shown_by(step).account is None
    assert now(case).taken_under == protected


def test_who_answers_in_their_own_name_is_named(cast, case):
    use_protected_name(cast.lindenrad, by=cast.jonas)

    cast.answers(cast.jonas, case)

    assert shown_by(history_of(case)[-1]).account == cast.jonas
