"""Somebody says something: without approval before, and always with an author."""

from datetime import UTC, datetime, timedelta

import pytest

from augenhoehe.domain.people.actions import (
    block,
    deactivate_person,
    end_membership,
    use_protected_name,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import ANYONE
from augenhoehe.domain.posts import drafts, selectors
from augenhoehe.domain.posts.actions import Wording, boost, publish_post, save_draft
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_post_in, may_publish, may_reply
from augenhoehe.domain.spaces.actions import join_space
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import time_of
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_nobody_in_particular_says_nothing(cast):
    post = cast.says(cast.karl, "Hallo")

    assert not ANYONE.is_known
    assert not may_publish(EVERYBODY)
    assert not may_reply(EVERYBODY, post)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n\u200b\u202e "}, "text"),
        ({"text": "R" * 501}, "text"),
        ({"text": "R" * 400, "warning": "W" * 101}, "text"),
    ],
)
def test_what_cannot_be_said_is_told_at_its_field(cast, wrong, field):
    with pytest.raises(Invalid) as refusal:
        publish_post(by=cast.karl, wording=Wording(**wrong))

    assert refusal.value.field == field
    assert not Post.objects.exists()


def test_a_long_warning_is_told_at_its_field(cast, settings):
    settings.POST_LENGTH = 5000

    with pytest.raises(Invalid) as refusal:
        cast.says(cast.karl, "R", warning="W" * 301)

    assert refusal.value.field == "warning"


@pytest.mark.parametrize("somebody", ["karl", "hanna", "inga", "petra"])
def test_nobody_speaks_through_a_voice_they_do_not_write_for(cast, somebody):
    with pytest.raises(NotAllowed, match="do not write for this voice"):
        cast.says(getattr(cast, somebody), "Wir …", voice=cast.lindenrad)

    assert not Post.objects.exists()


def test_a_post_of_the_firm_cannot_be_made_without_an_author(cast):
    with pytest.raises(NotAllowed, match="says nothing by itself"):
        cast.says(cast.lindenrad, "Wir …")

    assert not may_publish(cast.reads(cast.lindenrad))


def test_who_no_longer_works_here_no_longer_speaks_for_the_firm(cast):
    assert cast.lindenrad
    end_membership(cast.jonas, by=None)

    with pytest.raises(NotAllowed, match="do not write"):
        cast.says(cast.jonas, "Wir …", voice=cast.lindenrad)


def test_a_person_is_no_voice(cast):
    with pytest.raises(NotAllowed, match="a person, not a voice"):
        cast.says(cast.jonas, "Ich bin Karl", voice=cast.karl)


@pytest.mark.parametrize(
    ("place", "somebody", "reason"),
    [
        ("stammtisch", "karl", "join this space first"),
        ("haus", "karl", "join this space first"),
        ("kreis", "theo", "join this space first"),
        ("kreis", "gerda", "join this space first"),
    ],
)
def test_in_a_space_write_those_who_belong_to_it(cast, place, somebody, reason):
    space, by = getattr(cast, place), getattr(cast, somebody)

    with pytest.raises(NotAllowed, match=reason):
        cast.says(by, "Hallo", space=space)

    assert not may_post_in(cast.reads(by), space)


def test_who_left_the_house_does_not_write_in_it(cast):
    join_space(cast.haus, by=cast.jonas)
    end_membership(cast.jonas, by=None)

    with pytest.raises(NotAllowed, match="for members of the organisation"):
        cast.says(cast.jonas, "Hallo", space=cast.haus)


def test_who_does_not_want_to_be_addressed_by_somebody_is_not(cast):
    post = cast.says(cast.gerda, "Ruhe, bitte.")
    block(cast.karl, by=cast.gerda)

    with pytest.raises(NotAllowed, match="does not want to be addressed"):
        cast.says(cast.karl, "Aber …", in_reply_to=post)


def test_nobody_replies_to_what_was_only_passed_on(cast):
    passed_on = boost(cast.says(cast.karl, "Hallo"), by=cast.gerda)

    with pytest.raises(NotAllowed, match="only passed on"):
        cast.says(cast.ada, "Hallo!", in_reply_to=passed_on)


def test_pictures_have_limits(cast):
    mine = [cast.picture(cast.karl) for _ in range(5)]

    with pytest.raises(Invalid, match="four pictures") as refusal:
        cast.says(cast.karl, "Fünf", pictures=mine)
    assert refusal.value.field == "pictures"

    with pytest.raises(Invalid, match="somebody else's"):
        cast.says(cast.gerda, "Nicht meins", pictures=mine[:1])

    cast.says(cast.karl, "Eins", pictures=mine[:1])
    with pytest.raises(Invalid, match="in another post"):
        cast.says(cast.karl, "Noch einmal", pictures=mine[:1])


def test_somebody_says_something_in_their_own_name(cast):
    post = cast.says(cast.karl, " Mein <b>Riemen</b> ist gerissen\u202e. #Riemen ")

    shown = selectors.post_for(EVERYBODY, post.id)
    assert shown.text == "Mein <b>Riemen</b> ist gerissen. #Riemen"
    assert "<b>" not in shown.html
    assert (shown.account, shown.written_by, shown.in_service) == (cast.karl, cast.karl, False)
    assert shown.language == "de"
    assert [tag.shown for tag in selectors.tags_of([post.id])[post.id]] == ["Riemen"]
    assert Account.objects.get(id=cast.karl.id).posts_count == 1


def test_a_post_of_a_voice_names_its_author_for_ever(cast):
    post = cast.says(cast.jonas, "Wir prüfen das.", voice=cast.lindenrad)
    deactivate_person(cast.jonas)

    shown = selectors.post_for(EVERYBODY, post.id)
    assert (shown.account, shown.written_by) == (cast.lindenrad, cast.jonas)
    assert shown.in_service
    assert selectors.revisions_of(EVERYBODY, shown)[0].written_by == cast.jonas


def test_a_member_says_whether_it_was_in_service(cast):
    assert not cast.says(cast.jonas, "Privat").in_service
    assert cast.says(cast.jonas, "Im Dienst", in_service=True).in_service
    assert not cast.says(cast.karl, "Im Dienst?", in_service=True).in_service


def test_only_pictures_are_enough(cast):
    picture = cast.picture(cast.karl)

    post = cast.says(cast.karl, "", pictures=[picture, picture], warning="Öl")

    assert selectors.pictures_of([post.id]) == {post.id: [picture]}
    assert post.sensitive


def test_the_same_submission_is_kept_once(cast):
    first = cast.says(cast.karl, "Hallo", submission="abc")
    second = cast.says(cast.karl, "Hallo, noch einmal", submission="abc")
    other = cast.says(cast.gerda, "Hallo", submission="abc")

    assert second == first
    assert other != first
    assert Post.objects.count() == 2


def test_the_draft_is_done_with_and_others_stay(cast):
    save_draft("new", by=cast.karl, text="Mein Ri")
    save_draft("reply:1", by=cast.karl, text="Und noch")

    cast.says(cast.karl, "Mein Riemen", draft="new")

    assert [draft.slot for draft in drafts.drafts_of(cast.karl)] == ["reply:1"]


def test_a_draft_survives_what_cannot_be_said(cast):
    save_draft("new", by=cast.karl, text="R" * 501)

    with pytest.raises(Invalid):
        cast.says(cast.karl, "R" * 501, draft="new")

    assert drafts.draft_at(cast.karl, "new").text == "R" * 501


def test_replies_make_a_thread(cast):
    root = cast.says(cast.karl, "Frage")
    answer = cast.says(cast.jonas, "Antwort", in_reply_to=root)
    thanks = cast.says(cast.karl, "Danke", in_reply_to=answer)
    aside = cast.says(cast.gerda, "Ich auch", in_reply_to=root)

    lines = selectors.thread_of(EVERYBODY, thanks)
    assert [(line.post, line.depth) for line in lines] == [
        (root, 0),
        (answer, 1),
        (thanks, 2),
        (aside, 1),
    ]
    assert selectors.ancestors_of(EVERYBODY, thanks) == [root, answer]
    assert selectors.post_for(EVERYBODY, root.id).replies_count == 2


def test_everybody_replies_in_a_space_that_is_open_to_the_world(cast):
    post = cast.says(cast.mona, "Willkommen", space=cast.stammtisch)

    public = cast.says(cast.gerda, "Danke", in_reply_to=post)
    aside = cast.says(cast.gerda, "Leise", in_reply_to=post, audience=Audience.UNLISTED)

    assert (public.space, public.audience) == (cast.stammtisch, Audience.PUBLIC)
    assert (aside.space, aside.audience) == (None, Audience.UNLISTED)


def test_who_is_addressed_is_linked_and_strangers_are_text(cast):
    post = cast.says(cast.karl, "@gerda @niemand @haus")

    assert [account for account in selectors.mentions_of([post.id])[post.id]] == [cast.gerda]
    assert 'href="/@gerda"' in post.html
    assert 'href="/@haus"' not in post.html


def test_a_space_of_the_house_is_not_betrayed_by_its_name(cast):
    assert cast.haus

    post = cast.says(cast.karl, "@haus")

    assert selectors.mentions_of([post.id]) == {}
    assert "href" not in post.html


def test_under_a_protected_name_one_says_the_day_and_not_the_hour(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with clock.pretend_it_is(noon - timedelta(hours=5)):
        question = cast.says(cast.karl, "Frage")

    with clock.pretend_it_is(noon):
        answers = [
            cast.says(cast.jonas, f"{n}", voice=cast.lindenrad, in_reply_to=question)
            for n in range(8)
        ]
        alone = cast.says(cast.jonas, "Von mir aus", voice=cast.lindenrad)

    for post in answers:
        assert question.id < post.id
        assert question.created_at <= time_of(post.id) <= noon
    for post in (*answers, alone):
        assert post.protected_name == protected
        assert post.created_at == time_of(post.id)
        assert time_of(post.id).date() == noon.date()
        first_wording = selectors.revisions_of(EVERYBODY, post)[0]
        assert (first_wording.protected_name, first_wording.created_at) == (
            protected,
            post.created_at,
        )
    assert len({time_of(post.id).replace(microsecond=0) for post in answers}) > 1
