"""What is said on other servers is kept by the same rules as what is said here."""

from datetime import UTC, datetime, timedelta

import pytest

from augenhoehe.domain.criticism.models import Offer
from augenhoehe.domain.people.internals import set_account_restrictions
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.posts.actions import (
    Wording,
    agree_to_quote,
    answer_quote_request,
    delete_post,
    publish_post,
    receive_boost,
    receive_edit,
    receive_post,
    refuse_quote,
)
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.domain.posts.policies import may_be_heard
from augenhoehe.domain.posts.received import Said
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import time_of
from augenhoehe.foundation.verdicts import NotAllowed

State = Post.QuoteState
pytestmark = pytest.mark.django_db


def somebody(handle="ada", **more):
    uri = f"https://elsewhere.example/users/{handle}"
    fields = {"handle": handle, "domain": "elsewhere.example", "uri": uri, "name": handle.title()}
    return Account.objects.create(**(fields | more))


@pytest.fixture
def ada(cast):
    return somebody()


def said(number=1, text="Hello", **more):
    uri = f"https://elsewhere.example/notes/{number}"
    return Said(**({"uri": uri, "text": text, "html": f"<p>{text}</p>"} | more))


def now(post):
    return Post.objects.get(id=post.id)


def test_who_is_suspended_or_may_not_write_is_not_heard(cast, ada):
    for bit in (OfAccount.SUSPENDED, OfAccount.NO_POSTING, OfAccount.TIME_LIMIT):
        set_account_restrictions(ada, bit)
        ada.refresh_from_db()

        assert not may_be_heard(reader_for(ada))
        with pytest.raises(NotAllowed):
            receive_post(said(), by=ada, wanted=True)


def test_what_is_internal_is_not_answered_boosted_or_quoted(cast, ada):
    post = cast.says(cast.erika, "Unter uns.", space=cast.haus)

    with pytest.raises(NotAllowed):
        receive_post(said(reply_to=local_uri(post.id)), by=ada, wanted=True)
    with pytest.raises(NotAllowed):
        receive_boost(post, by=ada, uri="https://elsewhere.example/boosts/1")
    quoting = receive_post(said(2, quotes=local_uri(post.id)), by=ada, wanted=True)
    assert (quoting.quote_of, quoting.quote_state) == (None, State.NOTHING)


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(2008, 1, 1, tzinfo=UTC)),
        (datetime(2020, 5, 6, tzinfo=UTC), datetime(2020, 5, 6, tzinfo=UTC)),
    ],
)
def test_its_id_is_of_the_time_when_it_was_said(cast, ada, claimed, kept):
    post = receive_post(said(published=claimed), by=ada, wanted=True)

    assert post.created_at == kept
    assert timedelta() <= time_of(post.id) - kept < timedelta(seconds=1)


def test_nobody_speaks_out_of_the_future(cast, ada):
    before = clock.now()

    post = receive_post(said(published=before + timedelta(days=9)), by=ada, wanted=True)

    assert before <= post.created_at <= clock.now()
    assert time_of(post.id) <= clock.now() + timedelta(seconds=1)


def test_what_concerns_nobody_is_not_kept_unless_it_was_asked_for(cast, ada):
    assert receive_post(said(), by=ada) is None
    assert receive_post(said(), by=ada, wanted=True) is not None
    assert receive_post(said(), by=ada).uri == said().uri


def test_it_comes_home_in_few_questions(cast, ada, django_assert_max_num_queries):
    for name in ("karl", "gerda", "luise", "ben", "erika"):
        Follow.objects.create(follower=getattr(cast, name), followed=ada)
    receive_post(said(1), by=ada)

    with django_assert_max_num_queries(20):
        post = receive_post(said(2, hashtags=["rad"]), by=ada)

    assert HomeEntry.objects.filter(post=post).count() == 5


def test_a_mention_of_a_voice_is_offered_a_case(cast, ada):
    voice = cast.lindenrad

    post = receive_post(said(mentioned=[voice]), by=ada)

    assert Offer.objects.filter(post=post, about=voice).exists()


def test_a_reply_in_a_world_space_stands_there(cast, ada):
    post = cast.says(cast.mona, "Guten Tag", space=cast.stammtisch)

    reply = receive_post(said(reply_to=local_uri(post.id)), by=ada)
    unlisted = receive_post(
        said(2, reply_to=local_uri(post.id), audience=Audience.UNLISTED), by=ada
    )

    assert (reply.space, reply.audience) == (post.space, Audience.PUBLIC)
    assert unlisted.space is None


def test_a_voice_of_another_server_says_who_wrote(cast):
    voice = somebody("firma", kind=Account.Kind.VOICE)
    eva = somebody("eva")

    known = receive_post(said(1, writer=eva, writer_name="Eva"), by=voice, wanted=True)
    unknown = receive_post(said(2, writer_name="E. W."), by=voice, wanted=True)

    assert (known.written_by, known.writer_name) == (eva, "")
    assert (unknown.written_by, unknown.writer_name) == (None, "E. W.")


def test_only_another_wording_is_a_version(cast, ada):
    post = receive_post(said(), by=ada, wanted=True)

    receive_edit(post, said(), by=ada)
    assert now(post).version == 1
    receive_edit(post, said(text="Hello you"), by=ada)

    assert now(post).version == 2
    assert [one.text for one in post.revisions.order_by("number")] == ["Hello", "Hello you"]
    with pytest.raises(NotAllowed):
        receive_edit(post, said(text="Mine"), by=somebody("eve"))


def test_what_was_deleted_stays_deleted(cast, ada):
    post = receive_post(said(), by=ada, wanted=True)

    delete_post(post, by=ada)

    assert receive_post(said(), by=ada, wanted=True) is None
    with pytest.raises(NotAllowed):
        receive_edit(now(post), said(text="Again"), by=ada)


def test_a_boost_is_kept_for_ours_and_for_who_is_followed(cast, ada):
    ours = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    theirs = receive_post(said(), by=somebody("eve"), wanted=True)
    uri = "https://elsewhere.example/boosts/{}".format

    assert receive_boost(ours, by=ada, uri=uri(1)).boost_of == ours
    assert receive_boost(ours, by=ada, uri=uri(1)).uri == uri(1)
    assert now(ours).boosts_count == 1
    assert receive_boost(theirs, by=ada, uri=uri(2)) is None
    Follow.objects.create(follower=cast.karl, followed=ada)
    boost = receive_boost(theirs, by=ada, uri=uri(2))
    assert HomeEntry.objects.filter(owner=cast.karl, post=boost).exists()


def test_our_posts_are_quoted_as_their_authors_wish(cast, ada):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    closed = publish_post(
        by=cast.karl, wording=Wording("Nicht."), quote_policy=Post.QuotePolicy.NOBODY
    )

    open_quote = receive_post(said(1, quotes=local_uri(post.id)), by=ada)
    refused = receive_post(said(2, quotes=local_uri(closed.id)), by=ada)

    assert open_quote.quote_state == State.ACCEPTED
    assert answer_quote_request(open_quote, by=ada)
    assert now(post).quotes_count == 1
    assert refused.quote_state == State.REJECTED
    assert local_uri(closed.id) in refused.html
    assert not answer_quote_request(refused, by=ada)
    with pytest.raises(NotAllowed):
        answer_quote_request(open_quote, by=somebody("eve"))


def test_who_is_quoted_elsewhere_agrees_or_not(cast, ada):
    quoted = receive_post(said(quote_policy=Post.QuotePolicy.ANYBODY), by=ada, wanted=True)
    quoting = publish_post(by=cast.karl, wording=Wording("Genau."), quoting=quoted)
    assert quoting.quote_state == State.PENDING

    with pytest.raises(NotAllowed):
        agree_to_quote(quoting, by=somebody("eve"), stamp="https://elsewhere.example/s/1")
    agree_to_quote(quoting, by=ada, stamp="https://elsewhere.example/s/1")
    assert (now(quoting).quote_state, now(quoted).quotes_count) == (State.ACCEPTED, 1)
    refuse_quote(quoting, by=ada)

    assert (now(quoting).quote_state, now(quoted).quotes_count) == (State.REVOKED, 0)
