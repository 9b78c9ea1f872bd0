"""Quoting: as far as who is quoted agrees, never out of a space, and never to be silenced."""

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import block, choose_posting, follow
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    delete_post,
    edit_post,
    limit_quotes,
    revoke_quote,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import Post, Restriction
from augenhoehe.domain.posts.pages import quotes_page
from augenhoehe.domain.posts.policies_quotes import may_limit_quotes, may_quote, may_revoke_quote
from augenhoehe.foundation.stretch import FIRST
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

Policy, State = Post.QuotePolicy, Post.QuoteState


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Mein Riemen ist gerissen.")


def now(post):
    return Post.objects.get(id=post.id)


def told(person, kind):
    return list(
        Notification.objects.filter(recipient=person, kind=kind).values_list("post_id", flat=True)
    )


# --- whom one may quote ------------------------------------------------------------------


def test_nobody_in_particular_quotes(post):
    assert not may_quote(EVERYBODY, post)
    assert not may_revoke_quote(EVERYBODY, post)
    assert not may_limit_quotes(EVERYBODY, post)


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.DIRECT])
def test_what_is_for_a_few_is_not_quoted_by_those_few(cast, audience):
    follow(cast.karl, by=cast.gerda)
    post = cast.says(cast.karl, "@gerda unter uns", audience=audience)

    with pytest.raises(NotAllowed):
        cast.says(cast.gerda, "Hört mal!", quoting=post)


def test_what_was_deleted_is_not_quoted(cast, post):
    delete_post(post, by=cast.karl)

    with pytest.raises(NotAllowed, match="cannot be read"):
        cast.says(cast.gerda, "Er schrieb", quoting=post)


def test_who_blocked_somebody_is_not_quoted_by_them(cast, post):
    block(cast.gerda, by=cast.karl)

    with pytest.raises(NotAllowed, match="quoted by you"):
        cast.says(cast.gerda, "Er schrieb", quoting=post)


def test_who_wants_nobody_to_quote_is_answered_instead(cast):
    post = cast.says(cast.karl, "Nur so.", quote_policy=Policy.NOBODY)

    with pytest.raises(NotAllowed, match="You can answer it"):
        cast.says(cast.gerda, "Er schrieb", quoting=post)
    assert cast.says(cast.karl, "Ich schrieb", quoting=post).quote_of == post


def test_who_lets_followers_quote_is_quoted_by_followers(cast):
    post = cast.says(cast.karl, "Für Leute, die mich kennen.", quote_policy=Policy.FOLLOWERS)
    with pytest.raises(NotAllowed, match="followers"):
        cast.says(cast.gerda, "Er schrieb", quoting=post)

    follow(cast.karl, by=cast.gerda)

    assert cast.says(cast.gerda, "Er schrieb", quoting=post).quote_state == State.ACCEPTED


def test_what_is_limited_by_an_intervention_is_not_quoted(cast, post):
    set_post_restrictions(post, Restriction.NOT_SHARED)

    with pytest.raises(NotAllowed, match="register"):
        cast.says(cast.gerda, "Er schrieb", quoting=post)


def test_what_is_passed_on_is_quoted_itself(cast, post):
    passed_on = boost(post, by=cast.ada)

    assert cast.says(cast.gerda, "Er schrieb", quoting=passed_on).quote_of_id == post.id


def test_a_quotation_counts_and_its_author_is_told(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    assert quoting.quote_state == State.ACCEPTED
    assert now(post).quotes_count == 1
    assert told(cast.karl, "quote") == [quoting.id]
    assert selectors.quotes_of(EVERYBODY, post) == [quoting]
    assert quotes_page(EVERYBODY, post.id, FIRST) == [quoting.id]


def test_who_is_mentioned_in_a_quotation_is_told_once(cast, post):
    quoting = cast.says(cast.gerda, "@karl, meiner auch!", quoting=post)

    assert told(cast.karl, "quote") == [quoting.id]
    assert told(cast.karl, "mention") == []


# --- nothing leaves the reach -------------------------------------------------------------


def test_what_was_said_inside_is_not_quoted_outside(cast):
    post = cast.says(cast.erika, "Die Charge ist schlecht.", space=cast.haus)

    with pytest.raises(NotAllowed, match="inside"):
        cast.says(cast.jonas, "Stimmt das?", quoting=post, space=cast.stammtisch)
    with pytest.raises(NotAllowed, match="inside"):
        cast.says(cast.jonas, "Stimmt das?", quoting=post, space=cast.kreis)
    open_post = cast.says(cast.karl, "Was ist mit der Charge?")
    with pytest.raises(NotAllowed, match="inside"):
        cast.says(cast.jonas, "Das hier:", quoting=post, in_reply_to=open_post)
    with pytest.raises(NotAllowed, match="cannot be read"):
        cast.says(cast.karl, "Stimmt das?", quoting=post)


def test_a_quotation_of_something_internal_stays_there_by_itself(cast):
    post = cast.says(cast.erika, "Die Charge ist schlecht.", space=cast.haus)

    quoting = cast.says(cast.jonas, "Stimmt das?", quoting=post)

    assert (quoting.space, quoting.audience) == (cast.haus, Audience.HOUSE)
    assert now(post).quotes_count == 1
    assert quotes_page(cast.reads(cast.karl), post.id, FIRST) == []


def test_what_is_quoted_inside_does_not_count_outside(cast, post):
    quoting = cast.says(cast.erika, "Lest das.", quoting=post, space=cast.haus)

    assert now(post).quotes_count == 0
    assert told(cast.karl, "quote") == []
    assert quotes_page(cast.reads(cast.karl), post.id, FIRST) == []
    assert quotes_page(cast.reads(cast.jonas), post.id, FIRST) == [quoting.id]


def test_what_one_said_to_followers_one_quotes_for_them(cast):
    post = cast.says(cast.karl, "Für euch.", audience=Audience.FOLLOWERS)

    quoting = cast.says(cast.karl, "Noch einmal.", quoting=post)

    assert quoting.audience == Audience.FOLLOWERS
    with pytest.raises(NotAllowed, match="followers"):
        cast.says(cast.karl, "Und hier.", quoting=post, space=cast.kreis)


def test_followers_of_a_voice_are_not_those_of_who_writes_for_it(cast):
    post = cast.says(cast.jonas, "Für euch.", voice=cast.lindenrad, audience=Audience.FOLLOWERS)

    with pytest.raises(NotAllowed):
        cast.says(cast.jonas, "Ich sagte:", quoting=post)
    assert cast.says(cast.jonas, "Wir sagten:", quoting=post, voice=cast.lindenrad).quote_of == post


def test_a_letter_that_quotes_somebody_is_told_them(cast, post):
    with pytest.raises(Invalid, match="mention"):
        cast.says(cast.gerda, "@ada schau", quoting=post, audience=Audience.DIRECT)

    quoting = cast.says(cast.gerda, "@karl schau", quoting=post, audience=Audience.DIRECT)
    assert now(post).quotes_count == 0
    assert told(cast.karl, "quote") == [quoting.id]


# --- who may quote a post -----------------------------------------------------------------


def test_what_one_set_holds_until_one_says_otherwise(cast):
    choose_posting(by=cast.karl, quotes=Policy.FOLLOWERS)

    assert cast.says(cast.karl, "Eins").quote_policy == Policy.FOLLOWERS
    assert cast.says(cast.karl, "Zwei", quote_policy=Policy.ANYBODY).quote_policy == Policy.ANYBODY
    with pytest.raises(Invalid):
        cast.says(cast.karl, "Drei", quote_policy=7)


@pytest.mark.parametrize("how", [{"audience": Audience.FOLLOWERS}, {"audience": Audience.DIRECT}])
def test_what_is_not_open_is_quoted_nowhere(cast, how):
    post = cast.says(cast.karl, "@gerda psst", quote_policy=Policy.ANYBODY, **how)

    assert post.quote_policy == Policy.NOBODY
    assert limit_quotes(post, by=cast.karl, policy=Policy.ANYBODY).quote_policy == Policy.NOBODY


def test_somebody_else_says_nothing_about_who_may_quote(cast, post):
    with pytest.raises(NotAllowed):
        limit_quotes(post, by=cast.gerda, policy=Policy.NOBODY)


def test_who_may_quote_is_changed_from_now_on(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    limit_quotes(post, by=cast.karl, policy=Policy.NOBODY)

    assert now(quoting).quote_state == State.ACCEPTED
    with pytest.raises(NotAllowed):
        cast.says(cast.ada, "Meiner auch!", quoting=now(post))


def test_a_voice_can_be_quoted_by_everybody(cast):
    post = cast.says(
        cast.erika, "Unsere Riemen halten.", voice=cast.lindenrad, quote_policy=Policy.NOBODY
    )

    assert post.quote_policy == Policy.ANYBODY
    with pytest.raises(NotAllowed, match="organisation"):
        limit_quotes(post, by=cast.erika, policy=Policy.NOBODY)


# --- ending it ----------------------------------------------------------------------------


def test_somebody_else_does_not_end_a_quotation(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    with pytest.raises(NotAllowed, match="Only who is quoted"):
        revoke_quote(quoting, by=cast.ada)
    with pytest.raises(NotAllowed, match="no such"):
        revoke_quote(post, by=cast.karl)


def test_a_person_ends_a_quotation_at_any_time(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    revoke_quote(quoting, by=cast.karl)
    revoke_quote(quoting, by=cast.karl)

    assert now(quoting).quote_state == State.REVOKED
    assert now(quoting).text == "Meiner auch!"
    assert now(post).quotes_count == 0
    assert selectors.quotes_of(EVERYBODY, post) == []
    assert selectors.quoted_posts(EVERYBODY, [now(quoting)]) == {}
    delete_post(quoting, by=cast.gerda)
    assert now(post).quotes_count == 0


@pytest.mark.parametrize("through_voice", [True, False])
def test_who_speaks_for_the_organisation_stands_by_what_was_said(cast, through_voice):
    how = {"voice": cast.lindenrad} if through_voice else {"in_service": True}
    post = cast.says(cast.erika, "Unsere Riemen halten ewig.", **how)
    quoting = cast.says(cast.karl, "Meiner hielt drei Wochen.", quoting=post)

    with pytest.raises(NotAllowed, match="stands by what was said"):
        revoke_quote(quoting, by=cast.erika)
    assert now(quoting).quote_state == State.ACCEPTED


def test_a_member_in_private_ends_it_like_everybody(cast):
    post = cast.says(cast.erika, "Mein Garten")
    quoting = cast.says(cast.karl, "Schön.", quoting=post)

    assert revoke_quote(quoting, by=cast.erika).quote_state == State.REVOKED


# --- deleting and editing -----------------------------------------------------------------


def test_what_is_deleted_is_gone_from_quotations_too(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    delete_post(post, by=cast.karl)

    assert now(quoting).quote_of_id is None
    assert now(quoting).quote_state == State.ACCEPTED


def test_a_deleted_quotation_does_not_count(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    delete_post(quoting, by=cast.gerda)

    assert now(post).quotes_count == 0
    assert now(quoting).quote_state == State.NOTHING


def test_a_removed_quotation_counts_again_when_it_is_back(cast, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    set_post_restrictions(quoting, Restriction.REMOVED)
    assert now(post).quotes_count == 0
    set_post_restrictions(quoting, 0)

    assert now(post).quotes_count == 1


def test_who_quotes_learns_of_another_wording(cast, post, commits):
    from augenhoehe.domain.notifications.listeners import tell_quoters
    from augenhoehe.domain.posts.events import PostEdited

    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    for text in ("Mein Riemen ist nicht gerissen.", "Doch, er ist gerissen."):
        edit_post(post, by=cast.karl, wording=Wording(text=text))
        tell_quoters(PostEdited(post.id))

    assert told(cast.gerda, "quoted_edited") == [quoting.id]


def test_whom_one_may_quote_costs_one_question_for_a_page(cast, django_assert_num_queries):
    posts = [
        cast.says(cast.karl, f"Nummer {n}", quote_policy=Policy.FOLLOWERS) for n in range(3)
    ] + [cast.says(cast.ada, f"Nummer {n}", quote_policy=Policy.NOBODY) for n in range(3)]
    follow(cast.karl, by=cast.gerda)
    reader = cast.reads(cast.gerda)

    with django_assert_num_queries(1):
        quotable = selectors.quotable_among(reader, posts)

    assert quotable == {post.id for post in posts[:3]}
    with django_assert_num_queries(0):
        assert selectors.quotable_among(EVERYBODY, posts) == frozenset()
