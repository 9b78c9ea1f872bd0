"""A wording changes, and every earlier one stays readable."""

import pytest

from augenhoehe.domain.people.actions import end_membership, use_protected_name
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import Wording, boost, delete_post, edit, edit_post, like
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.policies import may_edit
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def wordings(post, reader=EVERYBODY):
    return [(row.number, row.text) for row in selectors.revisions_of(reader, post)]


@pytest.mark.parametrize("somebody", ["gerda", "erika", "hanna", "mona", "inga"])
def test_nobody_edits_what_somebody_else_said(cast, somebody):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")

    with pytest.raises(NotAllowed, match="Only its author"):
        edit_post(post, by=getattr(cast, somebody), wording=Wording(text="Alles gut."))

    assert wordings(post) == [(1, "Mein Riemen ist gerissen.")]


def test_what_was_deleted_or_passed_on_is_not_edited(cast):
    post = cast.says(cast.karl, "Hallo")
    passed_on = boost(post, by=cast.gerda)

    assert not may_edit(cast.reads(cast.gerda), passed_on)
    with pytest.raises(NotAllowed, match="only passed on"):
        edit_post(passed_on, by=cast.gerda, wording=Wording(text="…"))

    delete_post(post, by=cast.karl)
    with pytest.raises(NotAllowed, match="has been deleted"):
        edit_post(post, by=cast.karl, wording=Wording(text="…"))


def test_an_empty_wording_changes_nothing(cast):
    post = cast.says(cast.karl, "Hallo")

    with pytest.raises(Invalid):
        edit_post(post, by=cast.karl, wording=Wording(text=""))

    assert wordings(post) == [(1, "Hallo")]


def test_the_same_wording_is_no_new_version(cast):
    picture = cast.picture(cast.karl)
    post = cast.says(cast.karl, "Hallo", pictures=[picture], warning="Riss")

    again = edit_post(
        post, by=cast.karl, wording=Wording(text=" Hallo", pictures=[picture], warning="Riss")
    )

    assert again.version == 1
    assert again.edited_at is None


def test_every_wording_stays_readable(cast):
    post = cast.says(cast.karl, "Der Rimen #alt")

    edited = edit_post(post, by=cast.karl, wording=Wording(text="Der Riemen #neu @gerda"))

    assert (edited.version, edited.text) == (2, "Der Riemen #neu @gerda")
    assert edited.edited_at is not None
    assert wordings(post) == [(1, "Der Rimen #alt"), (2, "Der Riemen #neu @gerda")]
    assert selectors.search_posts(EVERYBODY, "Rimen") == []
    assert selectors.search_posts(EVERYBODY, "Riemen") == [post]
    assert selectors.posts_tagged(EVERYBODY, "alt") == []
    assert selectors.posts_tagged(EVERYBODY, "neu") == [post]


def test_earlier_wordings_are_as_private_as_the_post(cast):
    post = cast.says(cast.erika, "Intern", space=cast.haus)
    edit_post(post, by=cast.erika, wording=Wording(text="Intern, besser"))

    assert wordings(post) == []
    assert len(wordings(post, cast.reads(cast.theo))) == 2


def test_what_others_did_meanwhile_is_not_undone(cast):
    post = cast.says(cast.karl, "Hallo")
    like(post, by=cast.gerda)

    edit_post(post, by=cast.karl, wording=Wording(text="Hallo!"))

    assert selectors.post_for(EVERYBODY, post.id).likes_count == 1


def test_a_colleague_corrects_what_the_voice_said_and_is_named(cast):
    picture = cast.picture(cast.jonas)
    post = cast.says(cast.jonas, "Wir prühfen.", voice=cast.lindenrad, pictures=[picture])

    edit_post(post, by=cast.priya, wording=Wording(text="Wir prüfen.", pictures=[picture]))

    assert [row.written_by for row in selectors.revisions_of(EVERYBODY, post)] == [
        cast.jonas,
        cast.priya,
    ]
    assert selectors.post_for(EVERYBODY, post.id).written_by == cast.jonas
    assert selectors.pictures_of([post.id]) == {post.id: [picture]}


def test_who_no_longer_writes_for_the_voice_corrects_nothing(cast):
    post = cast.says(cast.jonas, "Wir prüfen.", voice=cast.lindenrad)
    end_membership(cast.jonas, by=None)

    with pytest.raises(NotAllowed, match="Only its author"):
        edit_post(post, by=cast.jonas, wording=Wording(text="Wir prüfen nichts."))


def test_a_colleagues_correction_does_not_uncover_a_protected_name(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)
    post = cast.says(cast.jonas, "Wir prühfen.", voice=cast.lindenrad)

    edit_post(post, by=cast.priya, wording=Wording(text="Wir prüfen."))

    assert selectors.post_for(EVERYBODY, post.id).protected_name == protected
    assert [row.protected_name for row in selectors.revisions_of(EVERYBODY, post)] == [
        protected,
        None,
    ]


def test_who_gave_up_protection_still_edits_under_the_name_of_the_post(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)
    post = cast.says(cast.jonas, "Wir prühfen.", voice=cast.lindenrad)
    use_protected_name(cast.lindenrad, by=cast.jonas, in_use=False)

    edit_post(post, by=cast.jonas, wording=Wording(text="Wir prüfen."))

    assert {row.protected_name for row in selectors.revisions_of(EVERYBODY, post)} == {protected}


def test_who_is_addressed_by_a_correction_of_a_direct_post_reads_it(cast):
    post = cast.says(cast.karl, "@jonas Hallo", audience=Audience.DIRECT)
    assert selectors.post_for(cast.reads(cast.gerda), post.id) is None

    edit_post(post, by=cast.karl, wording=Wording(text="@jonas @gerda Hallo"))

    assert selectors.post_for(cast.reads(cast.gerda), post.id) == post


def test_the_pictures_of_somebody_protected_do_not_tell_the_hour(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    first, second = cast.picture(cast.jonas), cast.picture(cast.jonas)
    uploaded = {first.id, second.id}

    post = cast.says(cast.jonas, "Seht her", voice=cast.lindenrad, pictures=[first])
    edit_post(post, by=cast.jonas, wording=Wording("Seht nun", pictures=[first, second]))

    shown = [picture.id for picture in selectors.pictures_of([post.id])[post.id]]
    assert len(shown) == 2 and not uploaded & set(shown)
    kept = post.revisions.get(number=1).pictures + post.revisions.get(number=2).pictures
    assert [one["id"] for one in kept] == [str(shown[0]), str(shown[0]), str(shown[1])]


def test_wordings_have_an_end_since_all_are_kept(cast, monkeypatch):
    monkeypatch.setattr(edit, "MOST_VERSIONS", 2)
    post = edit_post(cast.says(cast.karl, "Eins"), by=cast.karl, wording=Wording("Zwei"))

    with pytest.raises(Invalid, match="changed 2 times"):
        edit_post(post, by=cast.karl, wording=Wording("Drei"))
    assert edit_post(post, by=cast.karl, wording=Wording("Zwei")).version == 2


def test_who_changes_posts_all_the_time_is_asked_to_wait(cast, rate_limits, monkeypatch):
    monkeypatch.setitem(patience.LIMITS, "edit", "2/hour")
    post = cast.says(cast.karl, "Eins")
    for words in ("Zwei", "Drei"):
        edit_post(post, by=cast.karl, wording=Wording(words))

    with pytest.raises(patience.Patience):
        edit_post(post, by=cast.karl, wording=Wording("Vier"))
    edit_post(post, by=cast.karl, wording=Wording("Drei"))  # says nothing else
