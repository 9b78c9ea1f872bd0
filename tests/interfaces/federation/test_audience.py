"""For whom on other servers a post is: never for more than could read it here, inside nobody."""

from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.posts.actions import Wording, boost, delete_post, like, publish_post
from augenhoehe.domain.posts.audience import OPEN, Audience, readable, reader_for
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.outbox.audience import (
    inboxes_of,
    remote_followers,
    remote_holders,
    remote_readers,
)
from augenhoehe.interfaces.federation.outbox.followers import followers_at, followers_digest
from augenhoehe.interfaces.federation.translate.posts_out import Internal, addressed, described_post
from augenhoehe.interfaces.federation.translate.said_out import said_by
from tests.domain.rollback import undone
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db
EVERYBODY_TOLD = "@ada@elsewhere.example @bo@elsewhere.example @cy@far.example @karl"


@pytest.fixture
def away(cast):
    """Ada and Bo on one server, Cy on another. Bo follows Erika, Cy follows the voice."""
    one, two = Elsewhere(), Elsewhere("far.example")
    people = {
        "ada": one.person("ada").known_here(),
        "bo": one.person("bo").known_here(),
        "cy": two.person("cy").known_here(),
    }
    follow(cast.erika, by=people["bo"])
    follow(cast.lindenrad, by=people["cy"])
    return people


def reached(post: Post) -> set[str]:
    post = Post.objects.select_related("account", "boost_of").get(id=post.id)
    return {actor.account.handle for actor in remote_readers(post)}


STEPS = ("say", "reply", "quote", "boost", "delete")
stories = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        st.sampled_from(["erika", "jonas", "karl"]),
        st.sampled_from([None, "haus", "kreis", "stammtisch"]),
        st.sampled_from([0, 1, 2, 3]),
        st.booleans(),
        st.sampled_from(["", "@ada@elsewhere.example", EVERYBODY_TOLD]),
    ),
    min_size=1,
    max_size=7,
)


def act(cast, step, who, space, audience, through_voice, told):
    by, last = getattr(cast, who), Post.objects.order_by("-id").first()
    where = getattr(cast, space) if space else None
    how = {"by": by, "wording": Wording(text=f"Hallo {told}"), "audience": audience}
    voice = cast.lindenrad if through_voice and who != "karl" else None
    if step == "say" or last is None:
        publish_post(**how, space=where, voice=voice)
    elif step == "reply":
        publish_post(**how, in_reply_to=last, voice=voice)
    elif step == "quote":
        publish_post(**how, quoting=last, voice=voice)
    elif step == "boost":
        boost(last, by=by)
    else:
        delete_post(last, by=by)


@given(story=stories)
@examples(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nobody_gets_what_they_could_not_read(cast, away, story):
    places = cast.lindenrad, cast.haus, cast.kreis, cast.stammtisch
    assert all(places)
    with undone():
        for step in story:
            with suppress(NotAllowed, Invalid):
                act(cast, *step)
        for post in Post.objects.select_related("account", "boost_of", "space"):
            actors = remote_readers(post)
            if post.is_internal:
                assert not actors
                assert not remote_holders(post)
                assert addressed(post) == ((), ())
                with pytest.raises(Internal):
                    said_by([post])
            for actor in actors:
                assert_may_read(post, actor)


def assert_may_read(post: Post, actor: RemoteActor) -> None:
    if post.deleted_at is not None:
        return  # they hear that it is gone
    is_told = post.boost_of_id is not None and post.boost_of.account_id == actor.account_id
    allowed = Post.objects.filter(readable(reader_for(actor.account)), id=post.id).exists()
    assert allowed or is_told, (post.audience, actor.account)


def test_what_is_inside_reaches_nobody_whoever_is_named(cast, away):
    for space in (cast.haus, cast.kreis):
        post = cast.says(cast.erika, f"Nur unter uns {EVERYBODY_TOLD}", space=space)
        assert reached(post) == set()
        assert addressed(post) == ((), ())
        with pytest.raises(Internal):
            described_post(post)
        answer = cast.says(cast.jonas, EVERYBODY_TOLD, in_reply_to=post, audience=0)
        assert reached(answer) == set()


def test_an_internal_audience_counts_even_where_all_else_is_wrong(cast, away):
    post = cast.says(cast.erika, EVERYBODY_TOLD)
    for audience in (Audience.HOUSE, Audience.CIRCLE, 9):
        post.audience = audience
        assert remote_readers(post) == []


def test_what_is_open_reaches_followers_and_whom_it_names(cast, away):
    assert reached(cast.says(cast.erika, "Hallo")) == {"bo"}
    assert reached(cast.says(cast.erika, "Hallo @ada@elsewhere.example")) == {"ada", "bo"}
    assert reached(cast.says(cast.erika, "Hallo", audience=Audience.FOLLOWERS)) == {"bo"}
    direct = cast.says(cast.erika, "Hallo @ada@elsewhere.example", audience=Audience.DIRECT)
    assert reached(direct) == {"ada"}
    assert reached(cast.says(cast.jonas, "Hallo", voice=cast.lindenrad)) == {"cy"}


def test_an_open_answer_reaches_whom_it_answers_and_a_narrow_one_does_not(cast, away):
    said = Post.objects.create(
        account=away["ada"], text="Hallo", html="", uri="https://e.example/1"
    )
    assert reached(cast.says(cast.karl, "Guten Tag", in_reply_to=said)) == {"ada"}
    narrow = cast.says(cast.karl, "Guten Tag", in_reply_to=said, audience=Audience.FOLLOWERS)
    assert reached(narrow) == set()


def test_a_boost_reaches_followers_and_the_author(cast, away):
    said = Post.objects.create(
        account=away["ada"], text="Hallo", html="", uri="https://e.example/1"
    )
    assert reached(boost(said, by=cast.erika)) == {"ada", "bo"}


def test_nobody_who_is_gone_or_on_a_server_we_do_not_talk_with(cast, away, settings):
    post = cast.says(cast.erika, EVERYBODY_TOLD)
    assert reached(post) == {"ada", "bo", "cy"}
    RemoteActor.objects.filter(account=away["ada"]).update(gone_at=clock.now())
    assert reached(post) == {"bo", "cy"}
    settings.FEDERATION = "allowlist"
    assert reached(post) == set()
    assert inboxes_of(RemoteActor.objects.all()) == {}


def test_who_took_a_post_up_hears_of_its_end(cast, away):
    post = cast.says(cast.karl, "Hallo")
    like(post, by=away["cy"])
    post.refresh_from_db()
    assert {actor.account.handle for actor in remote_holders(post)} == {"cy"}
    assert post.audience in OPEN


def test_who_was_named_hears_that_a_post_is_gone(cast, away):
    post = cast.says(cast.karl, "Hallo @ada@elsewhere.example", audience=Audience.DIRECT)
    delete_post(post, by=cast.karl)
    post.refresh_from_db()
    assert remote_readers(post) == []
    told = remote_readers(post, mentioned=[away["ada"].id])
    assert [actor.account.handle for actor in told] == ["ada"]


def test_each_server_once_but_everybody_for_themselves_where_few_are_told(cast, away):
    actors = list(RemoteActor.objects.order_by("id"))
    assert inboxes_of(actors) == {
        "https://elsewhere.example/inbox": "elsewhere.example",
        "https://far.example/inbox": "far.example",
    }
    assert len(inboxes_of(actors, personal=True)) == 3


def test_a_thousand_followers_are_few_questions(cast, away, django_assert_max_num_queries):
    post = cast.says(cast.erika, EVERYBODY_TOLD)
    post = Post.objects.select_related("account").get(id=post.id)
    with django_assert_max_num_queries(5):
        remote_readers(post)


def test_the_digest_of_followers_is_as_fep_8fcf_computes_it(cast, away):
    uri = away["bo"].uri
    assert followers_at(cast.erika.id, "elsewhere.example") == [uri]
    assert followers_at(cast.erika.id, "far.example") == []
    assert followers_digest(cast.erika.id, "far.example") == "0" * 64
    follow(cast.erika, by=away["ada"])
    both = followers_digest(cast.erika.id, "elsewhere.example")
    # The order does not matter, and each is taken out by being put in again.
    one, two = (int(sha256(away[who].uri.encode()).hexdigest(), 16) for who in ("ada", "bo"))
    assert both == f"{one ^ two:064x}"
    assert {one.account.handle for one in remote_followers(cast.erika)} == {"ada", "bo"}
