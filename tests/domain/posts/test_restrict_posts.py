"""What an intervention takes from a post is taken everywhere, and comes back exactly as it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import confirm_contact, follow, keep_contact
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import internals, selectors
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    delete_post,
    edit_post,
    keep_bookmark,
    like,
    publish_guest_post,
    unboost,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.internals import set_post_restrictions, set_tag_blocked, words_of
from augenhoehe.domain.posts.models import Like, Mention, Post, Restriction, Revision, Tag, Words
from augenhoehe.domain.posts.policies import may_boost, may_reply, takes_replies
from augenhoehe.domain.posts.search import ids_matching
from augenhoehe.foundation.verdicts import NotAllowed
from tests.domain.posts.ways import TAG, WORD, secret, ways_to

R = Restriction
READERS = (None, "gerda", "karl", "erika", "mona", "inga")


def row_of(post):
    """A post as it lies in the table, past everything that veils it."""
    return Post.objects.values().get(id=post.id)


def everything_of(post):
    """All that must come back."""
    return {
        "row": row_of(post),
        "revisions": list(Revision.objects.filter(post=post).values()),
        "likes": list(Like.objects.filter(post=post).values()),
        "boosts": list(Post.objects.filter(boost_of=post).values()),
        "mentions": list(Mention.objects.filter(post=post).values()),
        "pictures": list(Picture.objects.values()),
        "account": Account.objects.values("posts_count").get(id=post.account_id),
    }


@pytest.fixture
def insult(cast):
    """Karl's post: with a picture, two wordings, a reply to it, liked, kept, passed on, a case."""
    assert cast.lindenrad
    follow(cast.karl, by=cast.gerda)
    post = cast.says(cast.karl, secret("@gerda"), pictures=[cast.picture(cast.karl)])
    pictures = selectors.pictures_of([post.id])[post.id]
    wording = Wording(text=secret("anders @gerda"), pictures=pictures)
    post = edit_post(post, by=cast.karl, wording=wording)
    cast.says(cast.jonas, "Bitte nicht so.", in_reply_to=post)
    like(post, by=cast.gerda)
    keep_bookmark(post, by=cast.gerda)
    boost(post, by=cast.gerda)
    open_case(post, about=cast.lindenrad, by=cast.karl)
    return Post.objects.get(id=post.id)


def test_a_removed_post_is_found_by_nobody_in_no_way(cast, insult):
    assert ways_to(insult, cast.gerda) > {"home", "search", "tag", "picture", "passed on"}

    set_post_restrictions(insult, R.REMOVED)

    for name in READERS:
        who = getattr(cast, name) if name else None
        # The case stays, and so does the place in the conversation: without the words.
        assert ways_to(insult, who) <= {"case", "thread"}, name
        reader = cast.reads(who)
        assert selectors.boosted_posts(reader, Post.objects.filter(boost_of=insult)) == {}
        assert insult.id not in {post.boost_of_id for post in selectors.home(cast.reads(who))}
    assert ids_matching(WORD) == []
    assert Account.objects.get(id=cast.karl.id).posts_count == 0


def test_its_words_come_out_of_the_table_by_no_query(cast, insult):
    set_post_restrictions(insult, R.REMOVED)

    loaded = [
        Post.objects.get(id=insult.id),
        Post.objects.select_related("in_reply_to").get(in_reply_to=insult).in_reply_to,
        selectors.tombstone(insult.id),
        selectors.thread_of(EVERYBODY, insult)[0].post,
        *Post.objects.raw("SELECT * FROM posts_post WHERE id = %s", [insult.id]),
    ]

    assert {(post.text, post.html, post.warning) for post in loaded} == {("", "", "")}
    assert WORD in row_of(insult)["text"]
    assert {WORD in words_of(post).text for post in loaded} == {True}


def test_nobody_overwrites_what_is_kept(cast, insult):
    set_post_restrictions(insult, R.REMOVED)
    post = Post.objects.get(id=insult.id)

    with pytest.raises(ValueError, match="kept as they are"):
        post.save()
    with pytest.raises(ValueError, match="kept as they are"):
        post.save(update_fields=["text"])
    with pytest.raises(NotAllowed):
        edit_post(post, by=cast.karl, wording=Wording(text="Etwas Nettes"))
    post.save(update_fields=["language"])

    assert WORD in row_of(insult)["text"]


def test_its_place_in_the_conversation_stays(cast):
    root = cast.says(cast.karl, "Frage")
    leaf = cast.says(cast.gerda, secret(), in_reply_to=root)

    set_post_restrictions(leaf, R.REMOVED)

    lines = selectors.thread_of(EVERYBODY, root)
    assert [(line.post.id, line.is_tombstone) for line in lines] == [
        (root.id, False),
        (leaf.id, True),
    ]
    assert Post.objects.get(id=root.id).replies_count == 0
    assert selectors.conversation_about(EVERYBODY, leaf.id)[0].removed_at
    assert not set(ways_to(leaf, None)) - {"thread"}


def test_a_won_appeal_brings_everything_back(cast, insult):
    before = everything_of(insult)
    ways = {name: ways_to(insult, getattr(cast, name) if name else None) for name in READERS}

    set_post_restrictions(insult, R.REMOVED)
    set_post_restrictions(insult, R.REMOVED)
    set_post_restrictions(insult, 0)
    set_post_restrictions(insult, 0)

    assert everything_of(insult) == before
    assert words_of(Post.objects.get(id=insult.id)).text == before["row"]["text"]
    for name, found in ways.items():
        assert ways_to(insult, getattr(cast, name) if name else None) == found


def test_a_removal_counts_once(cast):
    root = cast.says(cast.karl, "Frage")
    reply = cast.says(cast.gerda, "Antwort", in_reply_to=root)

    for bits in (R.REMOVED, R.REMOVED | R.MARKED_SENSITIVE, R.REMOVED):
        set_post_restrictions(reply, bits)

    assert Post.objects.get(id=root.id).replies_count == 0
    assert Account.objects.get(id=cast.gerda.id).posts_count == 0
    set_post_restrictions(reply, 0)
    assert Post.objects.get(id=root.id).replies_count == 1


def test_what_its_author_deletes_meanwhile_does_not_come_back(cast, insult):
    set_post_restrictions(insult, R.REMOVED)

    delete_post(insult, by=cast.karl)
    set_post_restrictions(insult, R.REMOVED)
    set_post_restrictions(insult, 0)

    row = row_of(insult)
    assert (row["text"], row["html"], row["removed_at"]) == ("", "", None)
    assert row["deleted_at"] is not None
    assert WORD not in str(list(Revision.objects.values()))
    assert not Post.objects.filter(boost_of=insult).exists()
    assert not Picture.objects.exists()
    assert Account.objects.get(id=cast.karl.id).posts_count == 0
    assert selectors.post_for(EVERYBODY, insult.id) is None


def test_when_the_term_to_appeal_is_over_the_words_go_and_the_place_stays(cast, insult):
    internals.destroy(insult)
    assert WORD in row_of(insult)["text"]  # it had not been removed
    set_post_restrictions(insult, R.REMOVED)
    since = row_of(insult)["deleted_at"]

    internals.destroy(insult)
    internals.destroy(insult)

    row = row_of(insult)
    assert (row["text"], row["removed_at"], row["deleted_at"]) == ("", None, since)
    assert WORD not in str(list(Revision.objects.values()))
    assert Account.objects.get(id=cast.karl.id).posts_count == 0
    assert selectors.tombstone(insult.id).is_removed
    assert case_on(EVERYBODY, insult).state == "open"  # no step of its critic's
    set_post_restrictions(insult, 0)
    assert selectors.post_for(EVERYBODY, insult.id) is None


def test_what_was_deleted_before_stays_deleted(cast):
    post = cast.says(cast.karl, secret())
    delete_post(post, by=cast.karl)

    set_post_restrictions(post, R.REMOVED)
    set_post_restrictions(post, 0)

    assert row_of(post)["deleted_at"] and not row_of(post)["removed_at"]


def test_who_takes_a_share_back_meanwhile_does_not_share_again(cast, insult):
    set_post_restrictions(insult, R.REMOVED)

    unboost(insult, by=cast.gerda)
    set_post_restrictions(insult, 0)

    assert not Post.objects.filter(boost_of=insult).exists()
    assert Post.objects.get(id=insult.id).boosts_count == 0


def test_only_the_post_itself_is_restricted(cast, insult):
    passed_on = Post.objects.get(boost_of=insult)

    with pytest.raises(ValueError, match="the post itself"):
        set_post_restrictions(passed_on, R.REMOVED)


# Lists and sharing


def test_a_delisted_post_is_found_by_whoever_goes_to_it_or_follows(cast, insult):
    set_post_restrictions(insult, R.DELISTED)

    assert row_of(insult)["audience"] == Audience.UNLISTED
    assert not {"public", "search", "tag"} & ways_to(insult, None)
    assert not {"public", "search", "tag"} & ways_to(insult, cast.gerda)
    assert {"alone", "thread", "account"} <= ways_to(insult, None)
    assert "home" in ways_to(insult, cast.gerda)
    assert selectors.tags_like(EVERYBODY, TAG) == []


@pytest.mark.parametrize(
    ("chosen", "audience"), [("public", Audience.PUBLIC), ("unlisted", Audience.UNLISTED)]
)
def test_it_goes_back_to_where_its_author_had_put_it(cast, chosen, audience):
    post = cast.says(cast.karl, secret(), audience=audience)

    for bits in (R.DELISTED, R.DELISTED | R.NOT_SHARED, R.DELISTED, R.NOT_SHARED, 0, R.DELISTED, 0):
        set_post_restrictions(post, bits)

    assert (post.audience, post.restrictions) == (audience, 0), chosen
    assert (row_of(post)["audience"], row_of(post)["restrictions"]) == (audience, 0)


def test_a_delisted_post_leaves_the_list_of_its_space(cast):
    post = cast.says(cast.mona, secret(), space=cast.stammtisch)

    set_post_restrictions(post, R.DELISTED)

    assert selectors.posts_in(cast.reads(cast.mona), cast.stammtisch) == []
    assert "thread" in ways_to(post, None)


def test_whoever_replies_to_a_delisted_post_is_not_delisted_with_it(cast, insult):
    set_post_restrictions(insult, R.DELISTED)

    reply = cast.says(cast.gerda, "Das sehe ich auch so.", in_reply_to=insult)

    assert reply.audience == Audience.PUBLIC


def test_what_is_not_to_be_shared_is_refused_with_the_reason(cast):
    post = cast.says(cast.karl, secret())
    set_post_restrictions(post, R.NOT_SHARED)

    with pytest.raises(NotAllowed, match="register says why"):
        boost(post, by=cast.gerda)

    assert not may_boost(cast.reads(cast.gerda), post)
    set_post_restrictions(post, 0)
    assert boost(post, by=cast.gerda)


# Replies


@pytest.mark.parametrize("restriction", [R.REPLIES_LOCKED, R.THREAD_PAUSED])
def test_where_replies_are_closed_nobody_replies_deep_inside_either(cast, restriction):
    root = cast.says(cast.karl, "Frage")
    leaf = cast.says(cast.jonas, "Antwort", in_reply_to=root)
    guest = keep_contact("rosa@example.org")
    confirm_contact(guest)

    set_post_restrictions(root, restriction)

    for parent in (root, leaf):
        parent = Post.objects.get(id=parent.id)
        for who in (cast.gerda, cast.karl, cast.erika, cast.mona, cast.inga):
            with pytest.raises(NotAllowed, match="register says why"):
                cast.says(who, "Doch", in_reply_to=parent)
            assert not may_reply(cast.reads(who), parent)
        with pytest.raises(NotAllowed, match="register says why"):
            publish_guest_post(guest=guest, name="Rosa", text="Doch", in_reply_to=parent)
    set_post_restrictions(root, 0)
    assert takes_replies(Post.objects.get(id=leaf.id))


def test_a_lock_on_a_reply_leaves_the_rest_of_the_conversation_open(cast):
    root = cast.says(cast.karl, "Frage")
    leaf = cast.says(cast.jonas, "Antwort", in_reply_to=root)

    set_post_restrictions(leaf, R.REPLIES_LOCKED)

    assert not takes_replies(Post.objects.get(id=leaf.id))
    assert cast.says(cast.gerda, "Ich auch", in_reply_to=root)


# Pictures and covers


def test_removed_pictures_are_shown_and_served_to_nobody(cast, insult):
    picture = Picture.objects.get()
    set_post_restrictions(insult, R.MEDIA_REMOVED)

    assert selectors.pictures_of([insult.id]) == {}
    for name in READERS:
        reader = cast.reads(getattr(cast, name) if name else None)
        assert selectors.picture_for(reader, picture.id) is None, name
    assert selectors.post_for(EVERYBODY, insult.id)

    edit_post(insult, by=cast.karl, wording=Wording(text="Ohne Bild, sagt das Formular"))
    set_post_restrictions(insult, 0)

    assert selectors.pictures_of([insult.id]) == {insult.id: [picture]}


@pytest.mark.parametrize("own", [True, False])
def test_the_author_cannot_take_the_cover_off(cast, own):
    picture = cast.picture(cast.karl)
    post = cast.says(cast.karl, "Ein Unfall", sensitive=own, pictures=[picture])

    set_post_restrictions(post, R.MARKED_SENSITIVE)
    assert row_of(post)["sensitive"]
    wording = Wording(text="Ein Unfall, sagte ich", sensitive=False, pictures=[picture])
    edit_post(post, by=cast.karl, wording=wording)
    assert row_of(post)["sensitive"]

    wording = Wording(text="Ein Unfall", sensitive=own, pictures=[picture])
    edit_post(post, by=cast.karl, wording=wording)
    set_post_restrictions(post, 0)
    assert row_of(post)["sensitive"] is own


# Hashtags


def test_the_page_of_a_closed_hashtag_lists_nothing(cast):
    cast.says(cast.karl, secret())
    tag = Tag.objects.get(name=TAG)

    set_tag_blocked(tag, True)
    since = selectors.closed_tag(TAG).blocked_at
    set_tag_blocked(tag, True)

    assert selectors.posts_tagged(EVERYBODY, TAG) == selectors.tags_like(EVERYBODY, TAG) == []
    assert selectors.closed_tag(TAG).blocked_at == since is not None
    set_tag_blocked(tag, False)
    assert len(selectors.posts_tagged(EVERYBODY, TAG)) == 1
    assert selectors.closed_tag(TAG) is None


def test_an_unknown_bit_changes_nothing(cast):
    post = cast.says(cast.karl, "Hallo")

    set_post_restrictions(post, R.WAS_PUBLIC | R.DELISTED_WITH_ACCOUNT | 1024)

    assert row_of(post)["restrictions"] == 0
    assert words_of(post) == Words("Hallo", "<p>Hallo</p>")


def test_settling_the_same_again_writes_nothing(cast, insult):
    set_post_restrictions(insult, R.REMOVED | R.DELISTED)

    with CaptureQueriesContext(connection) as queries:
        set_post_restrictions(insult, R.REMOVED | R.DELISTED)

    assert not [query for query in queries if query["sql"].startswith("UPDATE")]
