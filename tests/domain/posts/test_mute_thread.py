"""Muting a conversation: nobody is told of it any more, but of a case one always is."""

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people.models import Habit
from augenhoehe.domain.posts.actions import boost, delete_post, like, mute_thread, unmute_thread
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.policies_own import may_mute_threads
from augenhoehe.domain.posts.selectors import has_muted_thread_of, muted_among
from augenhoehe.foundation.verdicts import NotAllowed


def kinds(who):
    return [notice.kind for notice in reversed(notices_for(who))]


def test_nobody_in_particular_mutes_nothing():
    assert not may_mute_threads(EVERYBODY)


def test_what_one_cannot_read_is_not_muted(cast):
    internal = cast.says(cast.erika, "Drinnen", space=cast.haus)
    gone = cast.says(cast.ada, "Gleich weg")
    delete_post(gone, by=cast.ada)

    for post in (internal, gone):
        with pytest.raises(NotAllowed, match="cannot be read"):
            mute_thread(post, by=cast.karl)


def test_a_voice_mutes_nothing(cast):
    with pytest.raises(NotAllowed, match="look away"):
        mute_thread(cast.says(cast.ada, "Hallo"), by=cast.lindenrad)


def test_the_whole_conversation_falls_silent_and_speaks_again(cast):
    first = cast.says(cast.karl, "Mein Rad knarzt. @gerda")
    reply = cast.says(cast.ada, "Meins auch.", in_reply_to=first)
    Notification.objects.all().delete()

    mute_thread(boost(reply, by=cast.ben), by=cast.karl)
    mute_thread(first, by=cast.karl)
    cast.says(cast.gerda, "@karl und meins", in_reply_to=reply)
    like(first, by=cast.gerda)
    boost(first, by=cast.gerda)
    assert kinds(cast.karl) == []
    assert kinds(cast.ada) == ["boost", "reply"]  # nobody else is any the wiser
    elsewhere = cast.says(cast.karl, "Etwas anderes")
    like(elsewhere, by=cast.gerda)
    assert kinds(cast.karl) == ["like"]

    unmute_thread(reply, by=cast.karl)
    cast.says(cast.gerda, "Noch eins", in_reply_to=first)

    assert kinds(cast.karl) == ["like", "reply"]


def test_criticism_is_heard_all_the_same(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    Notification.objects.all().delete()
    mute_thread(case.post, by=cast.karl)

    cast.answers(cast.erika, case, voice=cast.lindenrad)

    assert kinds(cast.karl) == ["case_step"]


def test_who_muted_is_looked_up_from_then_on(cast):
    post = cast.says(cast.ada, "Hallo")
    assert not cast.reads(cast.karl).who.has_habit(Habit.MUTES_THREADS)

    mute_thread(post, by=cast.karl)

    assert cast.reads(cast.karl).who.has_habit(Habit.MUTES_THREADS)
    assert muted_among(cast.reads(cast.karl), [post.id]) == {post.id}
    assert has_muted_thread_of(cast.karl.id, post.id)
    assert not has_muted_thread_of(cast.gerda.id, post.id)
