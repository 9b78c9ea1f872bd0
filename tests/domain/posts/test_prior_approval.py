"""Posts of a voice that are looked at before: in public, by somebody else, and never one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.config import options
from augenhoehe.domain.criticism.actions import answer_case, answer_or_hand_in, release
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.people.actions import (
    begin_prior_approval,
    create_voice,
    end_prior_approval,
    use_protected_name,
)
from augenhoehe.domain.people.actions.voice import add_to_voice
from augenhoehe.domain.people.models import Account, PriorApproval
from augenhoehe.domain.people.policies_approval import may_set_prior_approval
from augenhoehe.domain.people.prior_approval import NeedsApproval, waits_for_approval
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import (
    Wording,
    cancel_scheduled,
    describe_upload,
    edit_post,
    give_back,
    hand_in_edit,
    hand_in_post,
    publish_due,
    publish_or_hand_in,
    publish_post,
    release_post,
    schedule_post,
    take_for_release,
)
from augenhoehe.domain.posts.approvals import waiting_for, writer_shown
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import Post, ScheduledPost
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(cast: Cast) -> Account:
    """Lindenrad, whose posts are looked at before."""
    begin_prior_approval(cast.lindenrad, by=cast.erika, why="A recall is under way.")
    return cast.lindenrad


def _in(cast: Cast, voice: Account, text: str = "We recall the fork.") -> ScheduledPost:
    row = publish_or_hand_in(by=cast.jonas, voice=voice, wording=Wording(text=text))
    assert isinstance(row, ScheduledPost)
    return row


class TestTheSetting:
    def test_nobody_sets_it_for_people(self, cast: Cast) -> None:
        for who in (cast.inga, cast.erika, cast.mona, cast.jonas):
            for person in (cast.jonas, cast.karl):
                assert not may_set_prior_approval(who_is(who), person)
                with pytest.raises(NotAllowed):
                    begin_prior_approval(person, by=who, why="x")

    def test_there_is_none_for_the_server(self) -> None:
        names = " ".join(dir(options)).lower()
        assert "approval" not in names.replace("approval_reference", "")

    def test_only_stewards_with_a_reason_and_two_people(self, cast: Cast) -> None:
        with pytest.raises(NotAllowed):
            begin_prior_approval(cast.lindenrad, by=cast.jonas, why="x")
        with pytest.raises(Invalid):
            begin_prior_approval(cast.lindenrad, by=cast.erika, why=" ")
        alone = create_voice(handle="allein", name="Allein", by=None)
        add_to_voice(alone, cast.hanna, by=None, role="steward")
        with pytest.raises(NotAllowed, match="one person"):
            begin_prior_approval(alone, by=cast.hanna, why="x")

    def test_its_history_stays(self, cast: Cast, voice: Account) -> None:
        end_prior_approval(voice, by=cast.erika)
        assert not waits_for_approval(voice)
        begin_prior_approval(voice, by=cast.erika, why="Once more.")
        assert PriorApproval.objects.filter(voice=voice).count() == 2


class TestWaiting:
    def test_there_is_no_way_around_it(self, cast: Cast, voice: Account) -> None:
        before = Post.objects.count()
        with pytest.raises(NeedsApproval):
            publish_post(by=cast.jonas, voice=voice, wording=Wording(text="Now."))
        row = _in(cast, voice)
        with pytest.raises(NotAllowed):
            release_post(row, by=cast.jonas)
        for outsider in (cast.karl, cast.hanna, cast.inga):
            with pytest.raises(NotAllowed):
                release_post(row, by=outsider)
        publish_due()
        assert Post.objects.count() == before

    def test_ones_own_posts_never_wait(self, cast: Cast, voice: Account) -> None:
        post = publish_or_hand_in(by=cast.jonas, wording=Wording(text="In my own name."))
        assert isinstance(post, Post)
        assert not post.was_approved

    def test_somebody_else_releases_it_and_it_says_so(self, cast: Cast, voice: Account) -> None:
        row = _in(cast, voice)
        assert [one.id for one in waiting_for(reader_for(cast.theo))] == [row.id]
        assert waiting_for(reader_for(cast.karl)) == []
        post = release_post(row, by=cast.theo)
        assert post.was_approved
        assert post.written_by == cast.jonas
        assert not ScheduledPost.objects.exists()

    def test_it_is_given_back_with_a_comment(self, cast: Cast, voice: Account) -> None:
        row = _in(cast, voice)
        with pytest.raises(Invalid):
            give_back(row, by=cast.theo, why="")
        row = give_back(row, by=cast.theo, why="Which fork?")
        with pytest.raises(NotAllowed):
            release_post(row, by=cast.theo)
        cancel_scheduled(row, by=cast.jonas, as_draft=True)
        assert not ScheduledPost.objects.exists()

    def test_every_rule_is_asked_again(self, cast: Cast, voice: Account) -> None:
        from augenhoehe.domain.people.actions import leave_voice

        row = _in(cast, voice)
        leave_voice(voice, by=cast.jonas)
        with pytest.raises(NotAllowed):
            release_post(row, by=cast.theo)
        assert ScheduledPost.objects.filter(id=row.id).exists()

    def test_the_same_submission_waits_once(self, cast: Cast, voice: Account) -> None:
        asked = {"by": cast.jonas, "voice": voice, "wording": Wording(text="Once.")}
        one = publish_or_hand_in(**asked, submission="api:1")
        assert publish_or_hand_in(**asked, submission="api:1").id == one.id
        post = release_post(one, by=cast.theo)  # type: ignore[arg-type]
        assert publish_or_hand_in(**asked, submission="api:1").id == post.id

    def test_what_is_scheduled_waits_when_it_is_due(self, cast: Cast, voice: Account) -> None:
        soon = clock.now() + timedelta(minutes=10)
        row = schedule_post(by=cast.jonas, voice=voice, due_at=soon, wording=Wording(text="Later"))
        ScheduledPost.objects.filter(id=row.id).update(due_at=clock.now())
        publish_due()
        row.refresh_from_db()
        assert row.waits_since is not None
        assert release_post(row, by=cast.theo).was_approved

    def test_a_circle_is_not_shown_to_colleagues_outside(self, cast: Cast, voice: Account) -> None:
        row = hand_in_post(
            by=cast.jonas, voice=voice, wording=Wording(text="Inside."), space=cast.kreis
        )
        assert waiting_for(reader_for(cast.theo)) == []
        with pytest.raises(NotAllowed):
            release_post(row, by=cast.theo)
        assert release_post(row, by=cast.mona).space == cast.kreis

    def test_a_protected_name_is_told_to_nobody(self, cast: Cast, voice: Account) -> None:
        name = use_protected_name(voice, by=cast.jonas)
        assert writer_shown(_in(cast, voice)) == name.name

    def test_after_the_end_its_writer_publishes_it(self, cast: Cast, voice: Account) -> None:
        row = _in(cast, voice)
        end_prior_approval(voice, by=cast.erika)
        assert not release_post(row, by=cast.jonas).was_approved


class TestEdits:
    def test_new_wordings_wait_too(self, cast: Cast, voice: Account) -> None:
        post = release_post(_in(cast, voice), by=cast.theo)
        with pytest.raises(NeedsApproval):
            edit_post(post, by=cast.jonas, wording=Wording(text="Another."))
        row = hand_in_edit(
            post, by=cast.jonas, wording=Wording(text="We recall the stem."), is_correction=True
        )
        post.refresh_from_db()
        assert post.text == "We recall the fork."
        post = release_post(row, by=cast.theo)
        assert post.text == "We recall the stem."
        assert "<del>" in post.html
        assert post.was_approved


class TestAnswers:
    def test_the_case_stays_unanswered_until_somebody_else_says_yes(
        self, cast: Cast, voice: Account
    ) -> None:
        case = cast.complains(cast.karl, "The fork broke.")
        due = case.waits_since
        row = answer_or_hand_in(
            case, by=cast.jonas, voice=voice, text="It did. We recall it.", verdict="true"
        )
        case.refresh_from_db()
        assert (case.state, case.waits_since) == (Case.State.OPEN, due)
        assert isinstance(row, ScheduledPost)
        with pytest.raises(NotAllowed):
            release(row, by=cast.jonas)
        post = release(row, by=cast.theo)
        case.refresh_from_db()
        assert case.state == Case.State.ANSWERED
        assert post.was_approved
        assert Answer.objects.get(post=post).given_by == cast.jonas


def test_what_waits_is_taken_once_and_by_another_person(cast: Cast, voice: Account) -> None:
    row = _in(cast, voice)
    for who in (cast.jonas, cast.hanna, cast.karl):
        with pytest.raises(NotAllowed):
            take_for_release(row, by=who)

    taken, said = take_for_release(row, by=cast.theo)

    assert taken.id == row.id
    assert said["wording"].text == "We recall the fork."
    assert not ScheduledPost.objects.exists()


class TestPictures:
    def test_what_is_looked_at_keeps_what_is_said_of_its_pictures(
        self, cast: Cast, voice: Account
    ) -> None:
        picture = cast.picture(cast.jonas, "A fork.")
        describe_upload(picture, by=cast.jonas, description="A stem.")
        wording = Wording(text="Look.", pictures=[picture])
        row = hand_in_post(by=cast.jonas, voice=voice, wording=wording)
        with pytest.raises(Invalid):  # it waits
            describe_upload(picture, by=cast.jonas, description="Buy now.")
        post = release_post(row, by=cast.theo)
        with pytest.raises(Invalid):  # it is published
            describe_upload(picture, by=cast.jonas, description="Buy now.")
        with pytest.raises(NeedsApproval):
            describe_upload(picture, by=cast.jonas, description="Buy now.", edited=post)
        describe_upload(picture, by=cast.jonas, description="A stem.", edited=post)
        picture.refresh_from_db()
        assert picture.description == "A stem."
        with pytest.raises(Invalid, match="pictures"):
            hand_in_edit(post, by=cast.jonas, wording=Wording(text="Without."))


class TestOtherWays:
    def test_quotations_and_replies_wait_too(self, cast: Cast, voice: Account) -> None:
        quoted = cast.says(cast.karl, "It broke.")
        for how in ({"quoting": quoted}, {"in_reply_to": quoted}):
            with pytest.raises(NeedsApproval):
                publish_post(by=cast.jonas, voice=voice, wording=Wording(text="Now."), **how)
            assert isinstance(
                publish_or_hand_in(
                    by=cast.jonas, voice=voice, wording=Wording(text=f"Now {how}."), **how
                ),
                ScheduledPost,
            )

    def test_an_answer_to_several_cases_waits(self, cast: Cast, voice: Account) -> None:
        case = cast.complains(cast.karl, "The fork broke.")
        with pytest.raises(NeedsApproval):
            answer_case(case, by=cast.jonas, voice=voice, text="It did.", verdict="true")
