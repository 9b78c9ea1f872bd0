from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError

from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation import standing
from augenhoehe.interfaces.federation.asking import Answer, Ask
from augenhoehe.interfaces.federation.inbox import claiming, dispatch, limits
from augenhoehe.interfaces.federation.inbox.handlers import Later
from augenhoehe.interfaces.federation.inbox.process import forget_the_done, process_waiting
from augenhoehe.interfaces.federation.inbox.receive import receive
from augenhoehe.interfaces.federation.models import InboxItem, SeenSignature
from tests.interfaces.federation.elsewhere import Elsewhere, asking


@pytest.fixture
def ada(elsewhere):
    ada = elsewhere.person("ada")
    ada.known_here()
    return ada


@pytest.fixture
def grace():
    grace = Elsewhere("far.example").person("grace")
    grace.known_here()
    return grace


@pytest.fixture
def done(monkeypatch):
    """What handlers were called with; `done.does[kind]` is what a handler of that kind does."""
    return Handlers(monkeypatch)


class Handlers(list):
    def __init__(self, monkeypatch):
        self.does = {}
        self.needs = {}
        kinds = ("Create", "Like", "Update", "Delete")
        monkeypatch.setattr(dispatch, "HANDLERS", {kind: (self._handle,) for kind in kinds})
        monkeypatch.setattr(dispatch, "NEEDS", {kind: (self._need,) for kind in kinds})

    def _handle(self, activity, actor):
        self.does.get(activity.object, lambda: None)()
        self.append((actor.handle, activity.kind, activity.object))

    def _need(self, activity):
        yield from self.needs.get(activity.object, lambda: ())()


def arrives(who, activity):
    proof = who.proof(activity)
    receive(proof.body, sender=proof)


def fails(error):
    def do():
        raise error

    return do


def likes(who, *things):
    for thing in things:
        arrives(who, who.says("Like", thing))


def row_about(thing):
    return InboxItem.objects.get(about=thing)


ONE, TWO, THREE = (f"https://elsewhere.example/notes/{n}00" for n in (1, 2, 3))


# --- nothing is lost, nothing stops the rest -----------------------------------------------


def test_what_is_not_theirs_to_do_is_over_for_good(elsewhere, ada, done):
    done.does[ONE] = fails(NotAllowed("This is not yours."))
    likes(ada, ONE, TWO)

    process_waiting(elsewhere.ask)

    assert [what for *_, what in done] == [TWO]
    row = row_about(ONE)
    assert (row.last_error, bytes(row.body)) == ("NotAllowed: This is not yours.", b"")
    assert row.done_at is not None


def test_a_delete_right_behind_a_change_finds_its_actor(elsewhere, ada, done):
    arrives(ada, ada.says("Update", ada.note(id=ONE)))
    arrives(ada, ada.says("Delete", TWO))

    process_waiting(elsewhere.ask)

    assert [(kind, what) for _who, kind, what in done] == [("Update", ONE), ("Delete", TWO)]


def test_what_fails_unexpectedly_is_tried_again_and_then_kept_as_failed(elsewhere, ada, done):
    done.does[ONE] = fails(RuntimeError("A mistake of ours."))
    likes(ada, ONE, TWO)
    for days in range(limits.TRIES + 2):
        with clock.pretend_it_is(clock.now() + timedelta(hours=6 * days)):
            process_waiting(elsewhere.ask)

    assert [what for *_, what in done] == [TWO]
    row = row_about(ONE)
    assert (row.attempts, row.last_error) == (limits.TRIES, "RuntimeError: A mistake of ours.")
    assert [one.about for one in claiming.failed()] == [ONE]

    del done.does[ONE]
    claiming.retry_failed("elsewhere.example")
    process_waiting(elsewhere.ask)
    assert [what for *_, what in done] == [TWO, ONE]


def test_a_failing_handler_leaves_nothing_behind(elsewhere, ada, cast, done):
    post = publish_post(by=cast.karl, wording=Wording(text="My belt drive broke."))

    def writes_and_fails():
        Post.objects.filter(id=post.id).update(deleted_at=clock.now())
        raise RuntimeError

    done.does[ONE] = writes_and_fails
    likes(ada, ONE, TWO)

    process_waiting(elsewhere.ask)

    post.refresh_from_db()
    assert post.deleted_at is None
    assert row_about(TWO).done_at is not None


def test_one_that_spoils_the_transaction_is_found_and_the_others_are_done(
    elsewhere, ada, done, monkeypatch
):
    atomic_exit = claiming.finish

    def checks_last(ids):
        if row_about(TWO).id in ids:
            raise IntegrityError("A constraint that is checked last.")
        atomic_exit(ids)

    monkeypatch.setattr(claiming, "finish", checks_last)
    likes(ada, ONE, TWO, THREE)

    process_waiting(elsewhere.ask)

    assert row_about(ONE).done_at and row_about(THREE).done_at
    assert row_about(TWO).done_at is None


def test_what_cannot_be_written_now_is_not_the_items_fault(elsewhere, ada, done, monkeypatch):
    likes(ada, ONE)
    with monkeypatch.context() as patched:
        patched.setattr(claiming, "finish", lambda ids: fails(OperationalError("full"))())
        with pytest.raises(OperationalError):
            process_waiting(elsewhere.ask)

    claiming.free_everything()
    process_waiting(elsewhere.ask)
    assert row_about(ONE).done_at is not None


def test_a_dead_process_leaves_its_work_to_the_next(elsewhere, ada, done):
    likes(ada, ONE)
    assert [item.about for item in claiming.claim(10)] == [ONE]
    assert claiming.claim(10) == []

    with clock.pretend_it_is(clock.now() + limits.LEASE + timedelta(seconds=1)):
        process_waiting(elsewhere.ask)

    assert [what for *_, what in done] == [ONE]


def test_what_kills_its_workers_ends_too(elsewhere, ada, done):
    likes(ada, ONE)
    for _ in range(limits.TRIES):
        claiming.claim(10)
        claiming.free_everything()

    process_waiting(elsewhere.ask)

    assert done == []
    assert "died" in row_about(ONE).last_error
    assert [one.about for one in claiming.failed()] == [ONE]


# --- order -----------------------------------------------------------------------------------


def test_one_actors_things_are_done_in_their_order(elsewhere, ada, grace, done):
    for n in range(150):
        likes(ada if n % 2 else grace, f"https://elsewhere.example/notes/{n}")

    process_waiting(elsewhere.ask)

    for handle in ("ada", "grace"):
        numbers = [int(what.rpartition("/")[2]) for who, _, what in done if who == handle]
        assert numbers == sorted(numbers)
    assert len(done) == 150


def test_what_waits_holds_up_only_what_is_about_the_same(elsewhere, ada, grace, done):
    done.does[ONE] = fails(Later("Its parent's server does not answer."))
    for who in (ada, grace):
        arrives(who, who.says("Update", ONE if who is ada else TWO))
        likes(who, ONE, THREE)
    done.clear()

    process_waiting(elsewhere.ask)
    done.does.clear()
    process_waiting(elsewhere.ask)

    assert ("ada", "Like", THREE) in done
    assert ("grace", "Like", ONE) not in done  # waits by itself: it failed as well
    assert ("ada", "Like", ONE) not in done
    with clock.pretend_it_is(clock.now() + timedelta(minutes=3)):
        process_waiting(elsewhere.ask)
    assert [kind for who, kind, what in done if (who, what) == ("ada", ONE)] == ["Update", "Like"]


def test_waiting_ends_after_some_days(elsewhere, ada, done):
    done.does[ONE] = fails(Later("Not yet."))
    likes(ada, ONE)
    for hours in (0, 1, 5, 24, 60, 80, 110):
        with clock.pretend_it_is(clock.now() + timedelta(hours=hours)):
            process_waiting(elsewhere.ask)

    row = row_about(ONE)
    assert row.done_at is not None
    assert bytes(row.body) != b""


def test_a_host_with_thousands_of_rows_does_not_go_before_all_others(ada, grace):
    likes(ada, *(f"https://elsewhere.example/notes/{n}" for n in range(60)))
    likes(grace, ONE)

    found = claiming.claim(20)

    assert ("far.example", ONE) in [(item.host, item.about) for item in found]
    assert len(found) == 20


def test_a_host_that_used_up_its_share_waits(elsewhere, ada, grace, done, settings):
    settings.RATE_LIMITS = True
    limits.of_cpu.charge("elsewhere.example", limits.CPU_BURST * 2)
    likes(ada, ONE)
    likes(grace, TWO)

    assert [item.about for item in claiming.claim(10, tired=limits.of_cpu.empty())] == [TWO]


# --- what has to be asked first ----------------------------------------------------------------


def test_what_is_needed_is_asked_before_and_in_order(elsewhere, ada, done):
    note = ada.note()

    def needs():
        yield Ask(note["id"])

    done.needs[TWO] = needs
    likes(ada, ONE, TWO, THREE)

    process_waiting(elsewhere.ask)

    assert [what for *_, what in done] == [ONE, TWO, THREE]
    assert elsewhere.asked == [note["id"]]


def test_somebody_unknown_is_learned_first(elsewhere, done):
    grace = elsewhere.person("grace")
    likes(grace, ONE)

    process_waiting(elsewhere.ask)

    assert done == [("grace", "Like", ONE)]
    assert grace.id in elsewhere.asked


def test_who_cannot_be_learned_is_tried_again_later(elsewhere, done):
    grace = elsewhere.person("grace")
    likes(grace, ONE)
    elsewhere.documents[grace.id] = Answer(grace.id, 502)

    process_waiting(elsewhere.ask)

    row = row_about(ONE)
    assert (done, row.done_at) == ([], None)
    assert row.due_at > clock.now()


def test_a_suspended_server_is_not_heard_even_if_it_was_faster(elsewhere, ada, done, monkeypatch):
    likes(ada, ONE)
    monkeypatch.setattr(standing, "suspended_hosts", lambda: frozenset({"elsewhere.example"}))

    process_waiting(elsewhere.ask)

    assert done == []
    assert row_about(ONE).done_at is not None


# --- once ----------------------------------------------------------------------------------------


def test_what_was_done_is_not_done_again_for_two_weeks(elsewhere, ada, done):
    activity = ada.says("Like", ONE)
    for _ in range(3):
        arrives(ada, activity)
        process_waiting(elsewhere.ask)
    assert len(done) == 1

    forget_the_done()
    assert InboxItem.objects.count() == 1
    with clock.pretend_it_is(clock.now() + limits.DONE_KEPT + timedelta(hours=2)):
        forget_the_done()
    assert InboxItem.objects.count() == SeenSignature.objects.count() == 0


# --- passed on ---------------------------------------------------------------------------------


def test_a_reply_that_was_passed_on_is_fetched_from_its_own_server(
    elsewhere, ada, grace, cast, done
):
    parent = publish_post(by=cast.karl, wording=Wording(text="My belt drive broke."))
    reply = grace.note("<p>I agree.</p>", inReplyTo=local_uri(parent.id))
    claimed = grace.says("Create", reply | {"content": "<p>I do not.</p>"})
    arrives(ada, claimed | {"signature": {"type": "RsaSignature2017"}})

    process_waiting(asking(elsewhere, grace.server))

    assert ("grace", "Create", reply["id"]) in done
    assert grace.server.asked == [reply["id"]]


def test_what_was_passed_on_and_concerns_nobody_is_not_asked_for(elsewhere, ada, grace, done):
    stranger = grace.creates("<p>Hello.</p>", inReplyTo="https://third.example/1")
    arrives(ada, stranger | {"signature": {"type": "RsaSignature2017"}})

    process_waiting(asking(elsewhere, grace.server))

    assert (done, grace.server.asked) == ([], [])
