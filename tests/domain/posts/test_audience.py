"""Who may read what: the whole table, and that every way to a post keeps to it."""

import pytest

from augenhoehe.domain.people.actions import end_membership, follow
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    boost,
    delete_post,
    edit_post,
    keep_bookmark,
    like,
    publish_post,
)
from augenhoehe.domain.posts.actions.publish import Wording
from augenhoehe.domain.posts.audience import Audience, audience_of_space, narrowest
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.actions import invite_to_space, join_space, leave_space
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.posts.ways import Look, secret, ways_to

COLUMNS = ("public", "unlisted", "followers", "direct", "world", "house", "circle")
# Jonas writes, and addresses Ben and Eve. Who may read it where?
TABLE = {
    "nobody":   "yes yes no  no  yes no  no",
    "gerda":    "yes yes no  no  yes no  no",   # a customer
    "ada":      "yes yes yes no  yes no  no",   # follows Jonas
    "ben":      "yes yes yes yes yes no  no",   # is addressed
    "eve":      "yes yes yes yes yes no  no",   # elsewhere: follows, is addressed
    "karl":     "yes yes no  no  yes no  yes",  # a customer in the circle
    "theo":     "yes yes no  no  yes yes no",   # works here
    "hanna":    "yes yes no  no  yes yes no",   # leads the firm
    "wilhelm":  "yes yes yes no  yes no  no",   # worked here, follows Jonas
    "mona":     "yes yes no  no  yes yes yes",  # works here, in the circle, moderates
    "inga":     "yes yes no  no  yes no  no",   # administrates
    "petra":    "yes yes no  no  yes no  no",   # audits
    "lindenrad": "yes yes no no  yes no  no",   # a voice for which Jonas writes
    "jonas":    "yes yes yes yes yes yes yes",  # wrote it
}  # fmt: skip


@pytest.fixture
def eve(cast):
    return Account.objects.create(handle="eve", domain="elsewhere.example", name="Eve")


@pytest.fixture
def said(cast, eve):
    """What Jonas said, by column; then the people of the table become who they are there."""
    where = {
        "public": {"audience": Audience.PUBLIC},
        "unlisted": {"audience": Audience.UNLISTED},
        "followers": {"audience": Audience.FOLLOWERS},
        "direct": {"audience": Audience.DIRECT},
        "world": {"space": cast.stammtisch},
        "house": {"space": cast.haus},
        "circle": {"space": cast.kreis},
    }
    assert cast.lindenrad
    join_space(cast.stammtisch, by=cast.jonas)
    for follower in (cast.ada, cast.wilhelm):
        follow(cast.jonas, by=follower)
    Follow.objects.create(follower=eve, followed=cast.jonas)
    text = secret("@ben @eve@elsewhere.example")
    posts = {
        column: cast.says(cast.jonas, text, pictures=[cast.picture(cast.jonas)], **place)
        for column, place in where.items()
    }
    end_membership(cast.wilhelm, by=None)
    return posts


def test_the_table(cast, eve, said):
    others = {"nobody": None, "eve": eve}
    for name, row in TABLE.items():
        look = Look(others[name] if name in others else getattr(cast, name))
        for column, expected in zip(COLUMNS, row.split(), strict=True):
            ways = look.ways_to(said[column])
            if expected == "no":
                assert ways == set(), (name, column)
            else:
                assert {"alone", "account", "thread", "picture", "revisions"} <= ways, (
                    name,
                    column,
                )
                assert ("search" in ways) == ("tag" in ways) == (column != "unlisted")
                assert ("public" in ways) == (column in ("public", "world"))


@pytest.mark.parametrize("place", ["haus", "kreis"])
def test_nobody_reads_an_internal_post_because_they_wrote_it(cast, place):
    space = getattr(cast, place)
    post = cast.says(
        cast.jonas, secret(), space=space, voice=cast.lindenrad, pictures=[cast.picture(cast.jonas)]
    )
    keep_bookmark(post, by=cast.jonas)
    assert {"alone", "home", "kept", "picture"} <= ways_to(post, cast.jonas)

    end_membership(cast.jonas, by=None)
    leave_space(space, by=cast.jonas)

    assert ways_to(post, cast.jonas) == set()


def test_who_leaves_a_circle_leaves_its_past_too(cast):
    post = cast.says(cast.jonas, secret("@karl"), space=cast.kreis)
    keep_bookmark(post, by=cast.karl)
    assert {"alone", "home", "kept", "search", "tag", "notice"} <= ways_to(post, cast.karl)

    leave_space(cast.kreis, by=cast.karl)

    assert ways_to(post, cast.karl) == set()


def test_who_comes_late_reads_what_was_said_before(cast):
    post = cast.says(cast.mona, secret(), space=cast.kreis)
    assert ways_to(post, cast.theo) == set()

    invite_to_space(cast.kreis, cast.theo, by=cast.erika)
    assert ways_to(post, cast.theo) == set()
    join_space(cast.kreis, by=cast.theo)

    assert {"alone", "space", "search"} <= ways_to(post, cast.theo)


def test_a_member_of_the_house_need_not_have_joined_its_space(cast):
    post = cast.says(cast.erika, secret(), space=cast.haus)

    assert {"alone", "space", "search", "tag"} <= ways_to(post, cast.theo)
    assert "home" not in ways_to(post, cast.theo)


@pytest.mark.parametrize("place", ["haus", "kreis"])
@pytest.mark.parametrize("wanted", [Audience.PUBLIC, Audience.UNLISTED, Audience.FOLLOWERS])
def test_a_reply_never_gets_wider(cast, place, wanted):
    post = cast.says(cast.erika, secret(), space=getattr(cast, place))

    reply = cast.says(
        cast.mona, secret("@gerda"), in_reply_to=post, audience=wanted, space=cast.stammtisch
    )

    assert (reply.space, reply.audience) == (post.space, post.audience)
    assert ways_to(reply, cast.gerda) == set()


@pytest.mark.parametrize("wanted", Audience.values)
@pytest.mark.parametrize("of_parent", [0, 1, 2, 3])
def test_what_a_reply_is_for_is_never_wider_than_what_it_replies_to(of_parent, wanted):
    assert narrowest(wanted, Post(audience=of_parent)) >= of_parent
    assert narrowest(wanted, None) == wanted


def test_reach_and_audience_say_the_same():
    assert audience_of_space("world") == Audience.PUBLIC
    assert audience_of_space("house") == Audience.HOUSE
    assert audience_of_space("circle") == Audience.CIRCLE


def test_a_direct_answer_in_a_public_thread_is_for_the_addressed(cast):
    question = cast.says(cast.karl, "Wann kommt mein Rad?")
    answer = cast.says(
        cast.jonas, secret("@karl Morgen."), in_reply_to=question, audience=Audience.DIRECT
    )

    assert ways_to(answer, cast.gerda) == set()
    lines = selectors.thread_of(cast.reads(cast.gerda), question)
    assert [line.post for line in lines] == [question]
    assert "thread" in ways_to(answer, cast.karl)


def test_a_tombstone_is_shown_to_those_who_could_have_read_the_words(cast):
    question = cast.says(cast.karl, "Wer weiß es?", audience=Audience.FOLLOWERS)
    for follower in (cast.gerda, cast.ada):
        follow(cast.karl, by=follower)
    answer = cast.says(cast.gerda, "Ich.", in_reply_to=question, audience=Audience.FOLLOWERS)
    follow(cast.gerda, by=cast.karl)
    follow(cast.gerda, by=cast.ben)
    follow(cast.karl, by=cast.ben)
    cast.says(cast.ben, "Danke!", in_reply_to=answer, audience=Audience.FOLLOWERS)
    follow(cast.ben, by=cast.ada)

    delete_post(answer, by=cast.gerda)

    def thread(reader):
        return [line.post.id for line in selectors.thread_of(cast.reads(reader), question)]

    assert answer.id in thread(cast.ben)
    assert answer.id not in thread(cast.ada)


def test_nobody_replies_reacts_or_passes_on_what_they_cannot_read(cast):
    post = cast.says(cast.erika, secret(), space=cast.kreis)

    for react in (like, boost, keep_bookmark):
        with pytest.raises(NotAllowed, match="cannot be read"):
            react(post, by=cast.theo)
    with pytest.raises(NotAllowed, match="cannot be read"):
        cast.says(cast.theo, "Aha.", in_reply_to=post)


@pytest.mark.parametrize("place", ["haus", "kreis"])
def test_a_boost_never_leaves_the_reach(cast, place):
    post = cast.says(cast.erika, secret(), space=getattr(cast, place))
    follow(cast.mona, by=cast.gerda)
    follow(cast.mona, by=cast.theo)

    passed_on = boost(post, by=cast.mona)

    assert (passed_on.space, passed_on.audience) == (post.space, post.audience)
    assert ways_to(passed_on, cast.gerda) == ways_to(post, cast.gerda) == set()
    assert ("home" in ways_to(passed_on, cast.theo)) == (place == "haus")
    assert selectors.home(cast.reads(cast.gerda)) == []


def test_what_is_for_a_few_is_not_passed_on(cast):
    follow(cast.jonas, by=cast.karl)
    for audience, reason in ((2, "for followers"), (3, "to a few people")):
        post = cast.says(cast.jonas, "@karl unter uns", audience=audience)

        with pytest.raises(NotAllowed, match=reason):
            boost(post, by=cast.karl)


def test_a_mention_added_later_opens_nothing_internal(cast):
    post = cast.says(cast.erika, secret(), space=cast.haus)

    edit_post(post, by=cast.erika, wording=Wording(text=secret("@karl @gerda")))

    assert ways_to(post, cast.karl) == ways_to(post, cast.gerda) == set()


def test_what_a_voice_is_told_directly_its_team_reads(cast):
    assert cast.lindenrad
    post = cast.says(cast.karl, secret("@lindenrad"), audience=Audience.DIRECT)

    assert "alone" in ways_to(post, cast.priya)
    assert ways_to(post, cast.hanna) == set()

    end_membership(cast.priya, by=None)

    assert ways_to(post, cast.priya) == set()


def test_the_command_line_can_not_make_an_internal_post_without_a_space(cast):
    for audience in (Audience.HOUSE, Audience.CIRCLE, 6, -1, 99):
        for parent in (None, cast.says(cast.karl, "Frage")):
            with pytest.raises(Invalid, match="for whom"):
                publish_post(
                    by=cast.erika,
                    wording=Wording(text="…"),
                    audience=audience,
                    in_reply_to=parent,
                )
