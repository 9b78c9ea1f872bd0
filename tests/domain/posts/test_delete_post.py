"""What somebody takes back is gone; that there was something stays, with its date."""

from datetime import timedelta
from pathlib import Path

import pytest

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import internals, selectors
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    delete_post,
    edit_post,
    forget_pictures,
    forget_unused_uploads,
    keep_bookmark,
)
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.models import Post, Restriction
from augenhoehe.domain.posts.policies import may_delete
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.verdicts import NotAllowed
from tests.domain.posts.ways import secret, ways_to


@pytest.mark.parametrize("somebody", ["gerda", "erika", "hanna", "mona", "inga"])
def test_nobody_deletes_what_somebody_else_said(cast, somebody):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")

    with pytest.raises(NotAllowed, match="Only its author"):
        delete_post(post, by=getattr(cast, somebody))

    assert selectors.post_for(EVERYBODY, post.id) == post
    assert not may_delete(cast.reads(getattr(cast, somebody)), post)


def test_the_words_are_gone_from_everywhere(cast):
    post = cast.says(
        cast.karl, secret("@gerda"), warning="Riss", pictures=[cast.picture(cast.karl)]
    )
    edit_post(post, by=cast.karl, wording=Wording(text=secret("anders @gerda")))
    keep_bookmark(post, by=cast.gerda)
    boost(post, by=cast.ada)

    delete_post(post, by=cast.karl)

    assert ways_to(post, None) | ways_to(post, cast.gerda) | ways_to(post, cast.karl) == set()
    row = Post.objects.values().get(id=post.id)
    assert "Geheimnis" not in str(row)
    assert not Post.objects.filter(boost_of=post).exists()
    assert Account.objects.get(id=cast.karl.id).posts_count == 0


def test_who_writes_anew_has_their_pictures_for_a_day(cast):
    mine, former = cast.picture(cast.karl), cast.picture(cast.karl)
    post = cast.says(cast.karl, "Mein Riss", pictures=[mine, former])
    edit_post(post, by=cast.karl, wording=Wording(text="Mein Riss", pictures=[mine]))

    with clock.pretend_it_is(clock.now() + timedelta(days=9)):
        delete_post(post, by=cast.karl, keep_uploads=True)
        forget_unused_uploads()
        assert list(Picture.objects.filter(owner=cast.karl)) == [mine]
        again = cast.says(cast.karl, "Anders gesagt", pictures=[mine])
        delete_post(again, by=cast.karl, keep_uploads=True)
    with clock.pretend_it_is(clock.now() + timedelta(days=10, minutes=1)):
        forget_unused_uploads()

    assert not Picture.objects.filter(owner=cast.karl).exists()


def test_what_an_intervention_took_is_not_had_back(cast):
    post = cast.says(cast.karl, "Mein Riss", pictures=[cast.picture(cast.karl)])
    internals.set_post_restrictions(post, Restriction.MEDIA_REMOVED)

    delete_post(Post.objects.get(id=post.id), by=cast.karl, keep_uploads=True)

    assert not Picture.objects.filter(owner=cast.karl).exists()


def test_pictures_of_every_wording_are_deleted_with_their_files(cast, settings, tmp_path, commits):
    settings.MEDIA_ROOT = str(tmp_path)
    first, second = cast.picture(cast.karl), cast.picture(cast.karl)
    for number, picture in enumerate((first, second)):
        picture.folder = f"pictures/{number}"
        picture.save()
        (tmp_path / picture.folder).mkdir(parents=True)
    post = cast.says(cast.karl, "Eins", pictures=[first])
    edit_post(post, by=cast.karl, wording=Wording(text="Zwei", pictures=[second]))

    delete_post(post, by=cast.karl)
    assert not Picture.objects.exists()
    run_due_jobs()

    assert list((tmp_path / "pictures").iterdir()) == []
    assert not Job.objects.exists()


def test_forgetting_pictures_twice_is_no_harm(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    (tmp_path / "pictures/1").mkdir(parents=True)

    for _ in range(2):
        forget_pictures(PostDeleted(1, ["pictures/1", "pictures/2"]))

    assert not Path(tmp_path / "pictures/1").exists()


def test_a_picture_that_moved_to_another_post_stays(cast):
    picture = cast.picture(cast.karl)
    post = cast.says(cast.karl, "Eins", pictures=[picture])
    edit_post(post, by=cast.karl, wording=Wording(text="Ohne"))
    other = cast.says(cast.karl, "Zwei", pictures=[picture])

    delete_post(post, by=cast.karl)

    assert selectors.pictures_of([other.id]) == {other.id: [picture]}


def test_a_dated_tombstone_keeps_the_place(cast):
    root = cast.says(cast.karl, "Frage")
    answer = cast.says(cast.jonas, "Antwort", in_reply_to=root)
    leaf = cast.says(cast.gerda, "Ich auch", in_reply_to=root)

    delete_post(root, by=cast.karl)
    delete_post(root, by=cast.karl)
    delete_post(leaf, by=cast.gerda)

    grave = selectors.tombstone(root.id)
    assert grave.deleted_at is not None
    assert grave.text == grave.html == ""
    lines = selectors.thread_of(EVERYBODY, answer)
    assert [(line.post, line.is_tombstone) for line in lines] == [(root, True), (answer, False)]
    assert Post.objects.get(id=root.id).replies_count == 1


def test_the_tombstone_of_an_internal_post_is_not_shown_outside(cast):
    post = cast.says(cast.erika, "Intern", space=cast.haus)
    cast.says(cast.theo, "Aha", in_reply_to=post)

    delete_post(post, by=cast.erika)

    assert selectors.tombstone(post.id) is None
    assert selectors.thread_of(EVERYBODY, post) == []
    assert len(selectors.thread_of(cast.reads(cast.hanna), post)) == 2


def test_a_colleague_takes_back_what_the_voice_said(cast):
    post = cast.says(cast.jonas, "Unsinn", voice=cast.lindenrad)

    delete_post(post, by=cast.priya)

    assert selectors.post_for(EVERYBODY, post.id) is None


def test_to_delete_what_one_passed_on_is_not_to_pass_it_on(cast):
    post = cast.says(cast.karl, "Hallo")
    passed_on = boost(post, by=cast.gerda)

    delete_post(passed_on, by=cast.gerda)

    assert not Post.objects.filter(id=passed_on.id).exists()
    assert selectors.post_for(EVERYBODY, post.id).boosts_count == 0
