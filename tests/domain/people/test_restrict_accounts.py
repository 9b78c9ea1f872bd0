"""What an intervention takes from an account: every deed by name, and nothing else."""

import pytest

from augenhoehe.domain.criticism.actions import confirm_case, open_case
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people import internals
from augenhoehe.domain.people.actions import (
    become_member,
    block,
    end_membership,
    follow,
    make_invite,
    mute,
    update_profile,
)
from augenhoehe.domain.people.internals import (
    block_for_voice,
    restore_membership,
    set_account_restrictions,
    unblock_for_voice,
)
from augenhoehe.domain.people.models import (
    Account,
    Block,
    Restriction,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.domain.people.policies import may_steward, may_take_part, may_write
from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.people.selectors import hidden_from, relation_to, voices_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import Wording, boost, delete_post, edit_post, like
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.models import Restriction as OfPost
from augenhoehe.foundation.verdicts import NotAllowed

R = Restriction


@pytest.fixture
def story(cast):
    """Karl has a post; there is one of Gerda he can read."""
    return cast.says(cast.karl, "Mein Rad"), cast.says(cast.gerda, "Deins?")


WRITING = {
    "publish": lambda cast, own, other: cast.says(cast.karl, "Noch etwas"),
    "reply": lambda cast, own, other: cast.says(cast.karl, "Ja", in_reply_to=other),
    "edit": lambda cast, own, other: edit_post(own, by=cast.karl, wording=Wording(text="Neu")),
    "boost": lambda cast, own, other: boost(other, by=cast.karl),
}
OTHER_DEEDS = {
    "like": lambda cast, own, other: like(other, by=cast.karl),
    "follow": lambda cast, own, other: follow(cast.gerda, by=cast.karl),
    "mute": lambda cast, own, other: mute(cast.gerda, by=cast.karl),
    "block": lambda cast, own, other: block(cast.gerda, by=cast.karl),
    "invite": lambda cast, own, other: make_invite(by=cast.karl),
    "profile": lambda cast, own, other: update_profile(
        cast.karl, by=cast.karl, values={"name": "Anders"}
    ),
}


@pytest.mark.parametrize("restriction", [R.TIME_LIMIT, R.NO_POSTING, R.SUSPENDED])
@pytest.mark.parametrize("deed", WRITING)
def test_who_cannot_write_is_told_why_and_how_to_appeal(cast, story, restriction, deed):
    set_account_restrictions(cast.karl, restriction)

    with pytest.raises(NotAllowed, match=r"notice we sent you says why.*appeal"):
        WRITING[deed](cast, *story)

    set_account_restrictions(cast.karl, 0)
    WRITING[deed](cast, *story)


@pytest.mark.parametrize("deed", OTHER_DEEDS)
def test_who_is_suspended_does_nothing_else_either(cast, story, deed):
    set_account_restrictions(cast.karl, R.SUSPENDED)
    with pytest.raises(NotAllowed, match="suspended"):
        OTHER_DEEDS[deed](cast, *story)

    set_account_restrictions(cast.karl, R.TIME_LIMIT | R.NO_POSTING)
    OTHER_DEEDS[deed](cast, *story)


def test_who_is_suspended_reads_confirms_and_deletes(cast, story):
    own, other = story
    case = cast.complains(cast.karl, "Der Riemen riss.")
    cast.answers(cast.erika, case)
    follow(cast.gerda, by=cast.karl)
    set_account_restrictions(cast.karl, R.SUSPENDED)

    assert other.id in {post.id for post in selectors.home(cast.reads(cast.karl))}
    confirm_case(case, by=cast.karl)
    delete_post(own, by=cast.karl)

    case.refresh_from_db()
    assert case.state == "confirmed"
    assert selectors.post_for(EVERYBODY, own.id) is None


def test_nothing_a_suspended_person_said_vanishes(cast, story):
    set_account_restrictions(cast.karl, R.SUSPENDED)

    assert story[0].id in {post.id for post in selectors.public_posts(EVERYBODY)}


def test_duties_rest_while_somebody_is_suspended(cast):
    assert cast.lindenrad
    for person in (cast.inga, cast.erika):
        assert may_steward(who_is(person), cast.lindenrad)
        set_account_restrictions(person, R.SUSPENDED)
        assert not may_steward(who_is(person), cast.lindenrad)
    assert not who_is(cast.inga).has_role("admin")


def test_whoever_was_read_before_is_restricted_all_the_same(cast):
    before = Account.objects.get(id=cast.karl.id)
    set_account_restrictions(cast.karl, R.TIME_LIMIT)

    assert before.restrictions == 0
    assert not may_write(who_is(before))
    assert may_take_part(who_is(before))


def test_nobody_writes_through_a_voice_that_was_silenced(cast):
    set_account_restrictions(cast.lindenrad, R.NO_POSTING)

    with pytest.raises(NotAllowed, match="register says why"):
        cast.says(cast.erika, "Hallo", voice=cast.lindenrad)
    assert cast.says(cast.erika, "In eigenem Namen")


# Lists


def test_a_delisted_account_is_out_of_lists_with_all_it_says(cast):
    public = cast.says(cast.karl, "Öffentlich #rad")
    unlisted = cast.says(cast.karl, "Still #rad", audience=Audience.UNLISTED)
    followers = cast.says(cast.karl, "Für Freunde", audience=Audience.FOLLOWERS)
    others = cast.says(cast.gerda, "Von mir #rad")
    follow(cast.karl, by=cast.gerda)

    set_account_restrictions(cast.karl, R.DELISTED)
    later = cast.says(cast.karl, "Danach #rad")

    found = {post.id for post in selectors.public_posts(EVERYBODY)}
    assert found == {others.id}
    assert {post.id for post in selectors.posts_tagged(EVERYBODY, "rad")} == {others.id}
    assert selectors.search_posts(cast.reads(cast.gerda), "Öffentlich") == []
    assert search_people("Karl") == []
    assert selectors.post_for(EVERYBODY, public.id) and selectors.post_for(EVERYBODY, later.id)
    assert later.id in {post.id for post in selectors.home(cast.reads(cast.gerda))}

    set_account_restrictions(cast.karl, 0)

    audiences = dict(Post.objects.filter(account=cast.karl).values_list("id", "audience"))
    assert audiences == {
        public.id: Audience.PUBLIC,
        unlisted.id: Audience.UNLISTED,
        followers.id: Audience.FOLLOWERS,
        later.id: Audience.PUBLIC,
    }
    assert set(Post.objects.values_list("restrictions", flat=True)) == {0}
    assert search_people("Karl") == [cast.karl]


def test_the_posts_of_a_delisted_account_follow_in_one_step(cast, django_assert_num_queries):
    for n in range(5):
        cast.says(cast.karl, f"Nummer {n}")

    for bits in (R.DELISTED, 0):
        with django_assert_num_queries(12, exact=False):
            set_account_restrictions(cast.karl, bits)


@pytest.mark.parametrize("first_ended", ["post", "account"])
def test_a_post_delisted_twice_comes_back_when_both_have_ended(cast, first_ended):
    post = cast.says(cast.karl, "Öffentlich")
    steps = {
        "post": lambda bits: set_post_restrictions(post, OfPost.DELISTED if bits else 0),
        "account": lambda bits: set_account_restrictions(cast.karl, R.DELISTED if bits else 0),
    }
    for order in (("post", "account"), ("account", "post")):
        for step in order:
            steps[step](True)
        steps[first_ended](False)
        assert Post.objects.get(id=post.id).audience == Audience.UNLISTED
        steps["account" if first_ended == "post" else "post"](False)
        row = Post.objects.get(id=post.id)
        assert (row.audience, row.restrictions) == (Audience.PUBLIC, 0)


def test_a_removed_post_of_a_delisted_account_comes_back_into_lists(cast):
    post = cast.says(cast.karl, "Öffentlich")
    set_post_restrictions(post, OfPost.REMOVED)
    set_account_restrictions(cast.karl, R.DELISTED)
    set_post_restrictions(post, 0)
    assert selectors.public_posts(EVERYBODY) == []

    set_account_restrictions(cast.karl, 0)

    assert [one.id for one in selectors.public_posts(EVERYBODY)] == [post.id]


def test_what_an_account_says_is_not_passed_on(cast, story):
    set_account_restrictions(cast.karl, R.NOT_SHARED)

    with pytest.raises(NotAllowed, match="register says why"):
        boost(story[0], by=cast.gerda)


# Notices


def test_a_muted_account_raises_notices_with_its_followers_only(cast):
    set_account_restrictions(cast.karl, R.MUTED)
    follow(cast.karl, by=cast.ada)

    cast.says(cast.karl, "@gerda @ada schaut")

    assert [notice.kind for notice in notices_for(cast.ada)] == ["mention"]
    assert notices_for(cast.gerda) == []


def test_criticism_of_a_muted_account_is_heard(cast):
    set_account_restrictions(cast.karl, R.MUTED)

    cast.complains(cast.karl, "Der Riemen riss.")

    assert "case_opened" in [notice.kind for notice in notices_for(cast.erika)]


# Blocked for a voice


@pytest.fixture
def blocked(cast):
    """Karl may not address Lindenrad."""
    block_for_voice(cast.lindenrad, cast.karl)
    block_for_voice(cast.lindenrad, cast.karl)
    return cast.karl


def test_a_voice_that_is_closed_to_somebody_is_not_addressed_by_them(cast, blocked):
    said = cast.says(cast.erika, "Wir bauen Räder.", voice=cast.lindenrad)

    deeds = [
        lambda: cast.says(blocked, "Schlechte", in_reply_to=said),
        lambda: cast.says(blocked, "@lindenrad schlechte"),
        lambda: follow(cast.lindenrad, by=blocked),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed, match=r"says why.*appeal"):
            deed()
    own = cast.says(blocked, "Gute Räder")
    with pytest.raises(NotAllowed):
        edit_post(own, by=blocked, wording=Wording(text="@lindenrad schlechte"))
    assert cast.says(blocked, "Zu Gerda", in_reply_to=cast.says(cast.gerda, "Hallo"))


def test_who_is_blocked_for_a_voice_reads_it_and_criticises_it(cast, blocked):
    said = cast.says(cast.erika, "Wir bauen Räder.", voice=cast.lindenrad)

    assert hidden_from(blocked.id) == set()
    assert [post.id for post in selectors.public_posts(cast.reads(blocked))] == [said.id]
    post = cast.says(blocked, "Der Riemen riss.")
    assert open_case(post, about=cast.lindenrad, by=blocked)
    assert relation_to(cast.lindenrad, of=blocked).is_blocked


def test_what_was_said_before_can_still_be_corrected(cast):
    post = cast.says(cast.karl, "@lindenrad Der Riemen rsis.")
    assert cast.lindenrad
    block_for_voice(cast.lindenrad, cast.karl)

    assert edit_post(post, by=cast.karl, wording=Wording(text="@lindenrad Der Riemen riss."))


def test_a_block_for_a_voice_ends_without_a_trace(cast, blocked):
    unblock_for_voice(cast.lindenrad, blocked)

    assert not Block.objects.exists()
    assert cast.says(blocked, "@lindenrad Hallo")


def test_only_voices_are_closed_here(cast):
    for step in (block_for_voice, unblock_for_voice):
        with pytest.raises(ValueError, match="for themselves"):
            step(cast.erika, cast.karl)


# Taking a voice from somebody


@pytest.fixture
def jonas(cast):
    """How Jonas speaks for Lindenrad."""
    assert cast.lindenrad
    return VoiceMembership.objects.get(person=cast.jonas, voice=cast.lindenrad)


def kinds_of(voice):
    return list(VoiceEvent.objects.filter(voice=voice).values_list("kind", flat=True))


def test_a_voice_taken_and_given_back_stands_in_its_log(cast, jonas):
    internals.end_membership(jonas)
    internals.end_membership(jonas)
    assert voices_of(cast.jonas) == []
    assert kinds_of(cast.lindenrad)[:1] == ["withdrawn"]

    assert restore_membership(jonas)
    assert restore_membership(jonas)

    assert voices_of(cast.jonas) == [cast.lindenrad]
    assert kinds_of(cast.lindenrad)[:3] == ["given_back", "withdrawn", "joined"]
    assert (jonas.role, jonas.left_at) == ("writer", None)


def test_a_voice_does_not_come_back_to_whoever_left_the_organisation(cast, jonas):
    internals.end_membership(jonas)
    end_membership(cast.jonas, by=None)

    assert not restore_membership(jonas)
    assert voices_of(cast.jonas) == []
    become_member(cast.jonas, by=None)
    assert restore_membership(jonas)
