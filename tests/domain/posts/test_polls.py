"""A question with answers to choose from: once, in time, and nobody learns who chose what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import block, use_protected_name
from augenhoehe.domain.posts import internals, selectors
from augenhoehe.domain.posts.actions import (
    PollWording,
    Wording,
    delete_post,
    edit_post,
    end_polls,
    vote,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.models import Poll, PollVote, Restriction
from augenhoehe.domain.posts.policies import may_vote
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

DAY = 86_400
COLOURS = PollWording(("Rot", "Blau", "Grün"), DAY)


def asks(cast, who, poll=COLOURS, text="Welche Farbe?", **how):
    return cast.says(who, text, poll=poll, **how)


def seen(reader, post):
    return selectors.polls_on(reader, [post.id])[post.id]


def counts(post):
    return [choice.votes for choice in seen(EVERYBODY, post).choices]


@pytest.mark.parametrize(
    ("poll", "why"),
    [
        (PollWording(("Rot",), DAY), "at least two"),
        (PollWording((), DAY), "at least two"),
        (PollWording(("Rot", " "), DAY), "at least two"),
        (PollWording(tuple("abcdefg"), DAY), "At most 6"),
        (PollWording(("Rot", "x" * 101), DAY), "at most 100"),
        (PollWording(("Rot", "rot "), DAY), "only once"),
        (PollWording(("Rot", "Blau"), 299), "at least five minutes"),
        (PollWording(("Rot", "Blau"), 2_629_747), "at most a month"),
        (PollWording(("Rot", "Blau")), "for how long"),
    ],
)
def test_what_is_no_question_is_not_asked(cast, poll, why):
    with pytest.raises(Invalid, match=why) as refusal:
        asks(cast, cast.karl, poll)

    assert refusal.value.field == "poll"
    assert not Poll.objects.exists()


def test_a_post_has_pictures_or_a_poll(cast):
    with pytest.raises(Invalid, match="not both"):
        asks(cast, cast.karl, pictures=[cast.picture(cast.karl)])


def test_a_question_needs_words(cast):
    with pytest.raises(Invalid, match="write something"):
        asks(cast, cast.karl, text="")


def test_nobody_votes_in_their_own_poll_without_a_name_or_in_what_they_cannot_read(cast):
    post = asks(cast, cast.karl)
    inside = asks(cast, cast.erika, space=cast.haus)

    assert not may_vote(EVERYBODY, post)
    with pytest.raises(NotAllowed, match="your own polls"):
        vote(post, by=cast.karl, choices=[0])
    with pytest.raises(NotAllowed, match="cannot be read"):
        vote(inside, by=cast.karl, choices=[0])
    with pytest.raises(NotAllowed, match="cannot be read"):
        vote(cast.says(cast.karl, "Keine Frage"), by=cast.gerda, choices=[0])

    vote(inside, by=cast.jonas, choices=[0])
    assert selectors.poll_for(cast.reads(cast.karl), seen(EVERYBODY, inside).id) is None


def test_who_was_blocked_does_not_vote(cast):
    post = asks(cast, cast.karl)
    block(cast.ben, by=cast.karl)

    with pytest.raises(NotAllowed, match="does not want"):
        vote(post, by=cast.ben, choices=[0])


@pytest.mark.parametrize(
    ("choices", "why"),
    [([], "choose an answer"), ([3], "does not exist"), ([-1], "does not exist"), ([0, 1], "one")],
)
def test_what_cannot_be_chosen_counts_nothing(cast, choices, why):
    post = asks(cast, cast.karl)

    with pytest.raises(Invalid, match=why):
        vote(post, by=cast.gerda, choices=choices)

    assert counts(post) == [0, 0, 0]
    assert seen(EVERYBODY, post).voters_count == 0


def test_where_several_may_be_chosen_more_can_be_added(cast):
    post = asks(cast, cast.karl, PollWording(COLOURS.options, DAY, multiple=True))
    vote(post, by=cast.gerda, choices=[2])

    for again in ([2], [0, 2]):
        with pytest.raises(Invalid, match="You have already voted on this poll"):
            vote(post, by=cast.gerda, choices=again)
    vote(post, by=cast.gerda, choices=[0])

    poll = seen(cast.reads(cast.gerda), post)
    assert list(poll.chosen) == [2, 0]  # in the order in which she chose
    assert (poll.voters_count, poll.votes_count, counts(post)) == (1, 2, [1, 0, 1])


def test_one_votes_once_and_in_time(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1, 1])

    with pytest.raises(Invalid, match="You have already voted on this poll"):
        vote(post, by=cast.gerda, choices=[2])
    with clock.pretend_it_is(clock.now() + timedelta(days=1, seconds=1)):
        with pytest.raises(Invalid, match="The poll has already ended"):
            vote(post, by=cast.ada, choices=[0])
        assert seen(EVERYBODY, post).has_ended

    assert counts(post) == [0, 1, 0]
    assert [choice.is_mine for choice in seen(cast.reads(cast.gerda), post).choices] == [
        False,
        True,
        False,
    ]


def test_the_database_takes_no_vote_twice(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])

    with pytest.raises(IntegrityError), transaction.atomic():
        PollVote.objects.create(poll=post.poll, account=cast.gerda, position=1)


def test_several_answers_count_one_voter(cast):
    post = asks(cast, cast.karl, PollWording(("Rot", "Blau", "Grün"), DAY, multiple=True))

    vote(post, by=cast.gerda, choices=[0, 2])
    vote(post, by=cast.ada, choices=[2])

    poll = seen(EVERYBODY, post)
    assert counts(post) == [1, 0, 2]
    assert (poll.voters_count, poll.votes_count) == (2, 3)


def test_who_asked_through_a_voice_does_not_answer_and_a_colleague_answers_once(cast):
    post = asks(cast, cast.erika, voice=cast.lindenrad)

    with pytest.raises(NotAllowed, match="your own polls"):
        vote(post, by=cast.erika, choices=[0])
    vote(post, by=cast.jonas, choices=[0])

    assert seen(cast.reads(cast.erika), post).is_own
    assert counts(post) == [1, 0, 0]


def test_hidden_totals_are_told_at_the_end(cast):
    post = asks(cast, cast.karl, PollWording(("Ja", "Nein"), DAY, hides_totals=True))
    vote(post, by=cast.gerda, choices=[0])

    assert counts(post) == [None, None]
    assert [c.votes for c in seen(cast.reads(cast.karl), post).choices] == [None, None]
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        assert counts(post) == [1, 0]


def test_the_same_question_keeps_its_votes(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])
    ends_at = seen(EVERYBODY, post).ends_at

    edit_post(post, by=cast.karl, wording=Wording("Welche Farbe soll es sein?", poll=COLOURS))

    assert counts(post) == [0, 1, 0]
    assert seen(EVERYBODY, post).ends_at == ends_at
    assert [row.poll["options"] for row in selectors.revisions_of(EVERYBODY, post)] == [
        ["Rot", "Blau", "Grün"]
    ] * 2


def test_the_same_post_with_the_same_question_is_no_new_version(cast):
    post = asks(cast, cast.karl)

    again = edit_post(post, by=cast.karl, wording=Wording("Welche Farbe?", poll=COLOURS))

    assert again.version == 1


def test_another_end_is_a_new_version_and_keeps_the_votes(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])

    longer = PollWording(COLOURS.options, 3 * DAY)
    again = edit_post(post, by=cast.karl, wording=Wording("Welche Farbe?", poll=longer))

    poll = seen(EVERYBODY, post)
    assert again.version == 2
    assert counts(post) == [0, 1, 0]
    assert poll.ends_at and poll.ends_at > clock.now() + timedelta(days=2)


def test_other_answers_begin_anew_and_the_old_ones_stay_readable(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[1])
    number = seen(EVERYBODY, post).id

    other = PollWording(("Rot", "Gelb"), DAY)
    edit_post(post, by=cast.karl, wording=Wording("Welche Farbe?", poll=other))

    poll = seen(cast.reads(cast.gerda), post)
    assert (poll.id, poll.voters_count, poll.has_voted) == (number, 0, False)
    assert [choice.title for choice in poll.choices] == ["Rot", "Gelb"]
    assert selectors.revisions_of(EVERYBODY, post)[0].poll["options"] == ["Rot", "Blau", "Grün"]
    vote(post, by=cast.gerda, choices=[0])
    assert counts(post) == [1, 0]


@pytest.mark.parametrize("then", [None, PollWording(("Rot", "Gelb"), DAY)])
def test_what_was_chosen_stays_readable_whatever_is_asked_then(cast, then):
    post = asks(cast, cast.erika, voice=cast.lindenrad)
    for who, place in ((cast.gerda, 1), (cast.ada, 1), (cast.karl, 2)):
        vote(post, by=who, choices=[place])
    edit_post(post, by=cast.erika, wording=Wording("Welche Farbe denn?", poll=COLOURS))

    edit_post(post, by=cast.erika, wording=Wording("Etwas anderes.", poll=then))

    first, second, third = selectors.revisions_of(EVERYBODY, post)
    assert "votes" not in first.poll  # it went on
    assert (second.poll["votes"], second.poll["voters"]) == ([0, 2, 1], 3)
    assert third.poll == (then.kept if then else None)


def test_an_ended_poll_with_the_same_answers_stays_ended(cast):
    post = asks(cast, cast.karl)

    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        edit_post(post, by=cast.karl, wording=Wording("Welche Farbe war es?", poll=COLOURS))
        assert seen(EVERYBODY, post).has_ended
        without_end = PollWording(("Rot", "Gelb"))
        with pytest.raises(Invalid, match="for how long"):
            edit_post(post, by=cast.karl, wording=Wording("Nochmal?", poll=without_end))


def test_a_poll_can_be_taken_back_and_come_later(cast):
    post = asks(cast, cast.karl)

    edit_post(post, by=cast.karl, wording=Wording("Keine Frage mehr."))
    assert selectors.polls_on(EVERYBODY, [post.id]) == {}
    post.refresh_from_db()
    assert not post.has_poll

    edit_post(post, by=cast.karl, wording=Wording("Doch eine Frage.", poll=COLOURS))
    assert counts(post) == [0, 0, 0]


def test_the_end_is_told_once_to_who_asked_and_who_voted(cast):
    post = asks(cast, cast.erika, voice=cast.lindenrad)
    for somebody in (cast.gerda, cast.ada):
        vote(post, by=somebody, choices=[0])
    end_polls()
    assert not Notification.objects.filter(kind="poll_ended").exists()

    with clock.pretend_it_is(clock.now() + timedelta(days=1, minutes=1)):
        end_polls()
        end_polls()

    told = Notification.objects.filter(kind="poll_ended", post=post, actor=cast.lindenrad)
    assert sorted(told.values_list("recipient_id", flat=True)) == sorted(
        [cast.erika.id, cast.gerda.id, cast.ada.id]
    )


def test_nobody_is_told_of_the_end_of_what_is_gone(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[0])
    internals.set_post_restrictions(post, Restriction.REMOVED)

    with pytest.raises(NotAllowed, match="cannot be read"):
        vote(post, by=cast.ada, choices=[0])
    with clock.pretend_it_is(clock.now() + timedelta(days=1, minutes=1)):
        end_polls()
    assert not Notification.objects.filter(kind="poll_ended").exists()

    internals.set_post_restrictions(post, 0)
    assert counts(post) == [1, 0, 0]


def test_a_deleted_post_leaves_nothing_of_its_poll(cast):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[0])

    delete_post(post, by=cast.karl)

    assert not Poll.objects.exists()
    assert not PollVote.objects.exists()
    post.refresh_from_db()
    assert not post.has_poll


def test_a_poll_for_followers_is_theirs(cast):
    post = asks(cast, cast.karl, audience=Audience.FOLLOWERS)

    assert selectors.poll_for(cast.reads(cast.gerda), seen(EVERYBODY, post).id) is None
    assert selectors.poll_for(cast.reads(cast.karl), seen(EVERYBODY, post).id) is not None


def test_a_protected_name_tells_the_day_and_not_the_hour(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    asked_at = clock.now()
    post = asks(cast, cast.jonas, voice=cast.lindenrad)

    poll = seen(EVERYBODY, post)
    assert poll.ends_at
    assert (poll.ends_at.hour, poll.ends_at.minute, poll.ends_at.second) == (0, 0, 0)
    assert poll.ends_at > asked_at + timedelta(days=1)
    assert poll.id < first_id_at(asked_at)


@pytest.mark.django_db(transaction=True)
def test_votes_at_the_same_moment_are_counted_once_for_each(cast):
    post = asks(cast, cast.karl)
    voters = [cast.gerda, cast.gerda, cast.gerda, cast.ada]

    def choose(who):
        try:
            vote(post, by=who, choices=[0])
        except Invalid:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(choose, voters))

    assert counts(post) == [2, 0, 0]
    assert seen(EVERYBODY, post).voters_count == 2


def test_ten_polls_cost_as_many_questions_as_one(cast):
    posts = [asks(cast, cast.karl, text=f"Frage {number}") for number in range(10)]
    reader = cast.reads(cast.gerda)
    selectors.polls_on(reader, [posts[0].id])

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(selectors.polls_on(reader, [post.id for post in posts])) == 10
    assert len(asked) == 3
    with CaptureQueriesContext(connection) as asked:
        selectors.polls_on(EVERYBODY, [post.id for post in posts])
    assert len(asked) == 2
