"""What happens here is said where it concerns somebody, in one transaction with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.people.actions import (
    accept_follower,
    block,
    deactivate_person,
    follow,
    reject_follower,
    take_up,
    unblock,
    unfollow,
    update_profile,
)
from augenhoehe.domain.people.models import Account, Follow, Habit
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    delete_post,
    edit_post,
    end_polls,
    like,
    pin,
    unboost,
    unlike,
    unpin,
    vote,
)
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import Poll, PollOption, Post, Restriction
from augenhoehe.domain.posts.uris import local_uri as post_uri
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.domain.posts.wording import PollWording
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.worker import run_due_jobs
from augenhoehe.interfaces.federation.models import Activity, Delivery, RemoteActor
from augenhoehe.interfaces.federation.outbox import spreading
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


@pytest.fixture
def nils(elsewhere):
    return elsewhere.person("nils")


def follows(someone, account) -> Account:
    """Somebody elsewhere follows one of ours, and it is granted."""
    theirs = someone.known_here()
    follow(account, by=theirs, uri=f"{someone.id}#follows/{account.id}")
    return theirs


def said_by(someone, **more) -> Post:
    """A post that stands on their server and is known here."""
    note = someone.note()
    return Post.objects.create(
        account=someone.known_here(), uri=note["id"], text="Hello", html=note["content"], **more
    )


@pytest.mark.parametrize("space", ["haus", "kreis"])
def test_what_is_internal_is_said_to_nobody(cast, nils, bag, space):
    follows(nils, cast.erika)
    # Nobody can follow a space that is internal; even so:
    group = getattr(cast, space).account
    Follow.objects.create(follower=nils.known_here(), followed=group)
    take_up(group.id, Habit.READ_ELSEWHERE)
    bag.empty()
    before = Activity.objects.count()
    post = cast.says(cast.erika, "Hi @nils@elsewhere.example", space=getattr(cast, space))
    edit_post(post, by=cast.erika, wording=Wording("Unter uns @nils@elsewhere.example"))
    like(post, by=cast.jonas)
    pin_or_not(post, cast.erika)
    delete_post(post, by=cast.erika)
    run_due_jobs()
    assert Activity.objects.count() == before
    assert not Delivery.objects.exists()


def pin_or_not(post, by):
    try:
        pin(post, by=by)
    except Exception:
        return


def test_nothing_is_said_while_federation_is_closed(cast, nils, bag, settings):
    follows(nils, cast.karl)
    bag.empty()
    settings.FEDERATION = "closed"
    cast.says(cast.karl, "Der Riemen reißt.")
    assert bag.empty() == 0
    assert Activity.objects.filter(kind="Create").count() == 0


def test_a_post_without_readers_elsewhere_costs_one_question(cast):
    cast.says(cast.karl, "Der Riemen reißt.")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cast.says(cast.karl, "Schon wieder.")
    ours = [one["sql"] for one in asked if "federation" in one["sql"]]
    assert ours == []
    assert not Activity.objects.exists()


def test_a_post_goes_once_to_each_server_of_its_readers(cast, elsewhere, nils, bag):
    for someone in (nils, elsewhere.person("lotte")):
        follows(someone, cast.karl)
    bag.empty()
    bag.arrived.clear()
    post = cast.says(cast.karl, "Der Riemen reißt.")
    bag.empty()
    [(inbox, create)] = bag.arrived
    assert inbox == f"{elsewhere.base}/inbox"
    assert create["type"] == "Create"
    assert create["id"] == f"{post_uri(post.id)}/activity"
    assert create["object"]["id"] == post_uri(post.id)
    assert create["to"] == [PUBLIC]
    assert not Delivery.objects.exists()


def test_a_post_is_edited_and_deleted_where_it_stands(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    post = cast.says(cast.karl, "Der Riemen reißt.")
    edit_post(post, by=cast.karl, wording=Wording("Der Riemen ist gerissen."))
    bag.empty()
    delete_post(post, by=cast.karl)
    bag.empty()
    said = bag.to(f"{elsewhere.base}/inbox")
    assert [one["type"] for one in said] == ["Create", "Update", "Delete"]
    assert said[-1]["object"]["type"] == "Tombstone"
    assert said[-1]["object"]["id"] == post_uri(post.id)


def test_what_is_deleted_before_it_left_does_not_leave(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    post = cast.says(cast.karl, "Besser nicht.")
    edit_post(post, by=cast.karl, wording=Wording("Lieber nicht."))
    delete_post(post, by=cast.karl)
    bag.empty()
    assert bag.kinds(f"{elsewhere.base}/inbox") == ["Delete"]


def test_a_deleted_letter_is_deleted_with_whom_it_was_for(cast, elsewhere, nils, bag):
    nils.known_here()
    post = cast.says(cast.karl, "Nur für dich, @nils@elsewhere.example", audience=Audience.DIRECT)
    bag.empty()
    delete_post(post, by=cast.karl)
    bag.empty()
    create, delete = bag.to(nils.inbox)
    assert create["to"] == [nils.id]
    assert delete["to"] == [nils.id]


def test_a_removed_post_goes_and_comes_back(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    post = cast.says(cast.karl, "Der Riemen reißt.")
    bag.empty()
    set_post_restrictions(post, Restriction.REMOVED)
    set_post_restrictions(post, 0)
    bag.empty()
    kinds = bag.kinds(f"{elsewhere.base}/inbox")
    assert kinds == ["Create", "Delete", "Create"]


def test_passing_on_is_announced_and_taken_back(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    post = cast.says(cast.erika, "Wir haben einen neuen Riemen.")
    passed_on = boost(post, by=cast.karl)
    unboost(post, by=cast.karl)
    bag.empty()
    _accept, announce, undo = bag.arrived
    assert announce[1]["type"] == "Announce"
    assert announce[1]["id"] == post_uri(passed_on.id)
    assert announce[1]["object"] == post_uri(post.id)
    assert undo[1]["object"]["id"] == announce[1]["id"]


def test_who_is_passed_on_hears_of_it(cast, nils, bag):
    post = said_by(nils)
    boost(post, by=cast.karl)
    unboost(post, by=cast.karl)
    bag.empty()
    assert bag.kinds() == ["Announce", "Undo"]


def test_a_space_passes_on_what_is_begun_in_it(cast, elsewhere, nils, bag):
    follows(nils, cast.stammtisch.account)
    bag.empty()
    bag.arrived.clear()
    post = cast.says(cast.mona, "Guten Abend", space=cast.stammtisch)
    bag.empty()
    [(_inbox, announce)] = bag.arrived
    assert announce["actor"] == local_uri(cast.stammtisch.account_id)
    assert announce["object"] == post_uri(post.id)
    delete_post(post, by=cast.mona)
    bag.empty()
    assert bag.kinds(f"{elsewhere.base}/inbox")[-1] == "Delete"


def test_a_like_is_said_to_the_author_alone(cast, elsewhere, nils, bag):
    post = said_by(nils)
    like(post, by=cast.karl)
    unlike(post, by=cast.karl)
    bag.empty()
    liked, undone = bag.to(nils.inbox)
    assert (liked["type"], liked["object"]) == ("Like", post.uri)
    assert undone["object"]["id"] == liked["id"]
    assert len(bag.arrived) == 2


def test_a_like_of_a_post_from_here_goes_nowhere(cast, nils, bag):
    follows(nils, cast.erika)
    bag.empty()
    post = cast.says(cast.karl, "Der Riemen reißt.")
    like(post, by=cast.erika)
    like(post, by=nils.known_here())
    assert bag.empty() == 0


def test_votes_are_said_to_the_author_alone(cast, nils, bag):
    post = said_by(nils, has_poll=True)
    poll = Poll.objects.create(post=post, ends_at=clock.now() + timedelta(days=1))
    for place, title in enumerate(("Riemen", "Kette")):
        PollOption.objects.create(poll=poll, position=place, title=title)
    vote(post, by=cast.karl, choices=[1])
    bag.empty()
    [ballot] = bag.to(nils.inbox)
    assert ballot["object"]["name"] == "Kette"
    assert ballot["object"]["inReplyTo"] == post.uri
    assert "content" not in ballot["object"]
    assert ballot["to"] == [nils.id]


def test_the_end_of_a_poll_is_an_update(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    asked = PollWording(options=("Riemen", "Kette"), seconds=3600)
    cast.says(cast.karl, "Riemen oder Kette?", poll=asked)
    with clock.pretend_it_is(clock.now() + timedelta(hours=2)):
        end_polls()
        bag.empty()
    assert bag.kinds(f"{elsewhere.base}/inbox") == ["Create", "Update"]


def test_pins_are_added_and_removed(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    post = cast.says(cast.karl, "Der Riemen reißt.")
    pin(post, by=cast.karl)
    unpin(post, by=cast.karl)
    bag.empty()
    said = bag.to(f"{elsewhere.base}/inbox")
    assert [one["type"] for one in said] == ["Create", "Add", "Remove"]
    assert said[1]["target"] == said[2]["target"] == f"{local_uri(cast.karl.id)}/featured"


def test_following_somebody_elsewhere_is_asked_there(cast, nils, bag):
    theirs = nils.known_here()
    follow(theirs, by=cast.karl)
    unfollow(theirs, by=cast.karl)
    bag.empty()
    asked, undone = bag.to(nils.inbox)
    assert (asked["type"], asked["object"]) == ("Follow", nils.id)
    assert undone["object"]["id"] == asked["id"]


def test_who_follows_from_elsewhere_is_answered(cast, nils, bag):
    theirs = follows(nils, cast.karl)
    reject_follower(theirs, by=cast.karl)
    bag.empty()
    accept, reject = bag.to(nils.inbox)
    assert (accept["type"], reject["type"]) == ("Accept", "Reject")
    assert accept["object"]["id"] == reject["object"]["id"] == f"{nils.id}#follows/{cast.karl.id}"


def test_who_approves_followers_answers_later(cast, nils, bag):
    Account.objects.filter(id=cast.karl.id).update(approves_followers=True)
    cast.karl.refresh_from_db()
    theirs = follows(nils, cast.karl)
    assert bag.empty() == 0
    accept_follower(theirs, by=cast.karl)
    bag.empty()
    assert bag.kinds(nils.inbox) == ["Accept"]


def test_a_block_is_said_and_taken_back(cast, nils, bag):
    theirs = nils.known_here()
    block(theirs, by=cast.karl)
    unblock(theirs, by=cast.karl)
    bag.empty()
    assert bag.kinds(nils.inbox) == ["Block", "Undo"]


def test_a_changed_profile_is_said_once(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    bag.empty()
    bag.arrived.clear()
    update_profile(cast.karl, by=cast.karl, values={"name": "Karl B."})
    update_profile(cast.karl, by=cast.karl, values={"name": "Karl Brandt"})
    with clock.pretend_it_is(clock.now() + timedelta(minutes=1)):
        run_due_jobs()
        bag.empty()
    [(_inbox, update)] = bag.arrived
    assert update["type"] == "Update"
    assert update["object"]["name"] == "Karl Brandt"


def test_who_leaves_is_deleted_elsewhere(cast, elsewhere, nils, bag):
    follows(nils, cast.karl)
    deactivate_person(cast.karl)
    bag.empty()
    assert bag.kinds(f"{elsewhere.base}/inbox") == ["Delete"]


def test_many_readers_are_written_by_a_job(cast, nils, bag, monkeypatch):
    monkeypatch.setattr(spreading, "AT_ONCE", 0)
    follows(nils, cast.karl)
    bag.empty()
    post = cast.says(cast.karl, "Der Riemen reißt.")
    assert not Delivery.objects.exists()
    run_due_jobs()
    bag.empty()
    assert bag.kinds() == ["Accept", "Create"]
    delete_post(post, by=cast.karl)
    run_due_jobs()
    bag.empty()
    assert bag.kinds()[-1] == "Delete"


def test_what_was_deleted_before_the_job_began_is_not_said(cast, nils, bag, monkeypatch):
    monkeypatch.setattr(spreading, "AT_ONCE", 0)
    follows(nils, cast.karl)
    bag.empty()
    post = cast.says(cast.karl, "Der Riemen reißt.")
    delete_post(post, by=cast.karl)
    run_due_jobs()
    bag.empty()
    assert bag.kinds() == ["Accept", "Delete"]


def test_two_thousand_servers_cost_few_questions(cast, nils, django_assert_max_num_queries):
    theirs = follows(nils, cast.karl)
    accounts = Account.objects.bulk_create(
        Account(handle=f"p{n}", domain=f"h{n}.example", uri=f"https://h{n}.example/p", name="P")
        for n in range(2000)
    )
    Follow.objects.bulk_create(Follow(follower=one, followed=cast.karl) for one in accounts)
    RemoteActor.objects.bulk_create(
        RemoteActor(account=one, host=one.domain, kind="Person", inbox=f"{one.uri}/inbox")
        for one in accounts
    )
    assert theirs.domain
    with django_assert_max_num_queries(90):
        post = cast.says(cast.karl, "Der Riemen reißt.")
    assert Delivery.objects.filter(activity__object=uri_of(post)).count() == 2001
