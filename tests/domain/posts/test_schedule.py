"""Written now, said later by the clock: every rule asked again, and said once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from augenhoehe.domain.people.actions import deactivate_person, end_membership, use_protected_name
from augenhoehe.domain.posts import scheduling, selectors
from augenhoehe.domain.posts.actions import (
    PollWording,
    Wording,
    cancel_scheduled,
    delete_post,
    publish_due,
    publish_post,
    reschedule,
    schedule_post,
)
from augenhoehe.domain.posts.actions import schedule as scheduling_actions
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.drafts import drafts_of
from augenhoehe.domain.posts.models import Post, ScheduledPost
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

HOUR = timedelta(hours=1)


def later(who, text="Morgen ist geschlossen.", *, ahead=HOUR, **how):
    words = {name: how.pop(name) for name in ("warning", "pictures", "poll") if name in how}
    wording = Wording(text, **words)
    return schedule_post(by=who, due_at=clock.now() + ahead, wording=wording, **how)


def when_due(ahead=HOUR):
    with clock.pretend_it_is(clock.now() + ahead + timedelta(seconds=1)):
        publish_due()


@pytest.mark.parametrize("ahead", [-HOUR, timedelta(0), timedelta(minutes=4, seconds=50)])
def test_later_is_at_least_five_minutes_from_now(cast, ahead):
    with pytest.raises(Invalid, match="must be in the future") as refusal:
        later(cast.karl, ahead=ahead)

    assert refusal.value.field == "later"


def test_one_may_write_for_the_next_century(cast):
    row = later(cast.karl, ahead=timedelta(days=40_000))

    assert row.due_at > clock.now() + timedelta(days=39_999)


def test_what_is_refused_now_is_not_written_down(cast):
    with pytest.raises(Invalid, match="write something"):
        later(cast.karl, "")
    with pytest.raises(NotAllowed, match="join this space"):
        later(cast.gerda, space=cast.kreis)
    with pytest.raises(NotAllowed):
        later(cast.gerda, voice=cast.lindenrad)
    with pytest.raises(Invalid, match="how long"):
        later(cast.karl, poll=PollWording(("Ja", "Nein")))

    assert not ScheduledPost.objects.exists()


def test_there_are_limits_for_a_day_and_in_all(cast, monkeypatch):
    monkeypatch.setattr(scheduling_actions, "MOST_A_DAY", 2)
    monkeypatch.setattr(scheduling_actions, "MOST", 3)
    tomorrow = clock.now().replace(hour=12) + timedelta(days=1) - clock.now()

    for _ in range(2):
        later(cast.karl, ahead=tomorrow)
    with pytest.raises(Invalid, match="limit of 2 scheduled posts for that day"):
        later(cast.karl, ahead=tomorrow)
    later(cast.karl, ahead=tomorrow + timedelta(days=1))
    with pytest.raises(Invalid, match="limit of 3"):
        later(cast.karl, ahead=tomorrow + timedelta(days=2))
    later(cast.gerda, ahead=tomorrow)


def test_it_is_said_when_it_is_due_and_says_when_it_was_written(cast):
    row = later(cast.karl, "Guten Morgen #frueh", audience=Audience.UNLISTED, application="Tusky")
    publish_due()
    assert not Post.objects.exists()

    when_due()

    post = Post.objects.get()
    assert (post.text, post.audience, post.account) == ("Guten Morgen #frueh", 1, cast.karl)
    assert post.written_at == row.created_at
    assert post.created_at > row.created_at
    assert post.application == "Tusky"
    assert not ScheduledPost.objects.exists()


def test_it_is_said_once_whatever_happens(cast):
    row = later(cast.karl)
    when_due()
    post = Post.objects.get()

    assert post.submission == f"scheduled:{row.id}"
    with clock.pretend_it_is(clock.now() + 2 * HOUR):
        publish_due()
        again = publish_post(
            by=cast.karl, wording=Wording("Nochmal"), submission=f"scheduled:{row.id}"
        )
    assert again == post
    assert Post.objects.count() == 1


def test_a_machine_that_dies_in_between_has_said_nothing(cast, monkeypatch):
    later(cast.karl)

    def die(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("augenhoehe.domain.posts.actions.publish.index_post", die)
    with pytest.raises(KeyboardInterrupt):
        when_due()
    assert not Post.objects.exists()
    monkeypatch.undo()

    when_due()
    assert Post.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_say_it_once(cast):
    later(cast.karl)
    then = clock.now() + 2 * HOUR

    def work(_number):
        try:
            with clock.pretend_it_is(then):
                publish_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))

    assert Post.objects.count() == 1
    assert not ScheduledPost.objects.exists()


def test_through_a_voice_in_a_space_in_reply_with_a_poll(cast):
    question = cast.says(cast.karl, "Wann ist offen?")
    later(
        cast.jonas,
        "Wann passt es?",
        voice=cast.lindenrad,
        in_reply_to=question,
        poll=PollWording(("Heute", "Morgen"), 600, multiple=True),
    )
    later(cast.jonas, "Unter uns", space=cast.haus, in_service=True)

    when_due()

    inside, answer = Post.objects.exclude(id=question.id).order_by("-audience")
    assert (answer.account, answer.written_by) == (cast.lindenrad, cast.jonas)
    assert answer.in_reply_to == question
    poll = selectors.polls_on(EVERYBODY, [answer.id])[answer.id]
    assert poll.is_multiple
    assert poll.ends_at and poll.ends_at - answer.created_at > timedelta(minutes=9)
    assert (inside.space, inside.is_internal, inside.in_service) == (cast.haus, True, True)


def test_pictures_wait_with_their_post(cast):
    picture = cast.picture(cast.karl)
    later(cast.karl, pictures=[picture])

    with pytest.raises(Invalid, match="for later"):
        cast.says(cast.karl, "Doch jetzt", pictures=[picture])
    with pytest.raises(Invalid, match="for later"):
        later(cast.karl, "Noch eins", pictures=[picture])
    with pytest.raises(Invalid, match="somebody else"):
        later(cast.gerda, "Meins", pictures=[cast.picture(cast.ada)])

    when_due()
    post = Post.objects.get()
    assert selectors.pictures_of([post.id])[post.id] == [picture]


def test_what_cannot_be_said_any_more_is_kept_with_the_reason(cast):
    cast.lindenrad  # noqa: B018 - founded before Jonas leaves
    parent = cast.says(cast.karl, "Frage")
    through_voice = later(cast.jonas, voice=cast.lindenrad)
    answer = later(cast.gerda, "Antwort", in_reply_to=parent)
    other = later(cast.ada, "Ich komme durch")
    end_membership(cast.jonas, by=cast.inga)
    delete_post(parent, by=cast.karl)

    when_due()

    assert [post.account for post in Post.objects.filter(deleted_at=None)] == [cast.ada]
    assert not ScheduledPost.objects.filter(id=other.id).exists()
    for row in (through_voice, answer):
        row.refresh_from_db()
        assert row.failed_at
        assert row.why_failed
    assert scheduling.scheduled_of(cast.gerda) == [answer]


def test_who_has_left_says_nothing_any_more(cast):
    later(cast.karl)
    deactivate_person(cast.karl)

    when_due()

    assert not Post.objects.exists()
    assert not ScheduledPost.objects.exists()


def test_a_fault_of_ours_is_said_and_keeps_no_other_from_coming(cast, monkeypatch):
    broken, other = later(cast.karl, "Geht nicht"), later(cast.gerda, "Geht")
    real = scheduling_actions.publish_post

    def sometimes(**how):
        if how["wording"].text == "Geht nicht":
            raise RuntimeError
        return real(**how)

    monkeypatch.setattr(scheduling_actions, "publish_post", sometimes)
    when_due()

    broken.refresh_from_db()
    assert broken.why_failed
    assert not ScheduledPost.objects.filter(id=other.id).exists()


def test_what_failed_gets_another_chance_at_another_time(cast):
    row = later(cast.karl)
    ScheduledPost.objects.filter(id=row.id).update(failed_at=clock.now(), why_failed="Weil")

    with pytest.raises(NotAllowed):
        reschedule(row, by=cast.gerda, due_at=clock.now() + HOUR)
    with pytest.raises(Invalid):
        reschedule(row, by=cast.karl, due_at=clock.now())
    row = reschedule(row, by=cast.karl, due_at=clock.now() + 2 * HOUR)
    assert (row.failed_at, row.why_failed) == (None, "")

    when_due(HOUR)
    assert not Post.objects.exists()
    when_due(2 * HOUR)
    assert Post.objects.count() == 1


def test_it_can_be_taken_back_or_become_a_draft(cast):
    picture = cast.picture(cast.karl)
    gone, kept = later(cast.karl, pictures=[picture]), later(cast.karl, "Noch nicht", warning="Ach")

    with pytest.raises(NotAllowed):
        cancel_scheduled(gone, by=cast.gerda)
    cancel_scheduled(gone, by=cast.karl)
    cancel_scheduled(kept, by=cast.karl, as_draft=True)

    assert not ScheduledPost.objects.exists()
    assert [(one.slot, one.text, one.warning) for one in drafts_of(cast.karl)] == [
        ("new", "Noch nicht", "Ach")
    ]
    cast.says(cast.karl, "Frei", pictures=[picture])


def test_the_same_submission_is_one(cast):
    first = later(cast.karl, submission="api:1")

    assert later(cast.karl, submission="api:1") == first
    assert later(cast.gerda, submission="api:1") != first


def test_a_protected_name_tells_the_day_and_not_the_hour(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    later(cast.jonas, voice=cast.lindenrad)

    when_due()

    written_at = Post.objects.get().written_at
    assert written_at
    assert (written_at.hour, written_at.minute) == (0, 0)
