"""The processor as it runs in a server: beside a loop, with threads and tables of its own."""

import asyncio
from datetime import timedelta

import pytest
from django.db import OperationalError

from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Answer, Ask
from augenhoehe.interfaces.federation.inbox import claiming, dispatch, limits, process
from augenhoehe.interfaces.federation.inbox.process import Processor
from augenhoehe.interfaces.federation.inbox.receive import receive
from augenhoehe.interfaces.federation.models import InboxItem
from tests.interfaces.federation.beside import in_thread
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = "https://slow.example/1"


@pytest.fixture(autouse=True)
def _quick(settings, monkeypatch):
    settings.FEDERATION_HTTP = True  # our own address in tests
    monkeypatch.setattr(process, "_POLL_SECONDS", 0.05)
    monkeypatch.setattr(process, "_AFTER_TROUBLE_SECONDS", 0.05)


@pytest.fixture
def done(monkeypatch):
    """(handle, object) of what was liked, in order; what likes SLOW has to ask for it."""
    done = []

    def like(activity, actor):
        done.append((actor.handle, activity.object))

    def need(activity):
        if activity.object == SLOW:
            yield Ask(SLOW)

    monkeypatch.setattr(dispatch, "HANDLERS", {"Like": (like,)})
    monkeypatch.setattr(dispatch, "NEEDS", {"Like": (need,)})
    return done


def somebody(handle, host):
    someone = Elsewhere(host).person(handle)
    someone.known_here()
    return someone


def likes(who, *things):
    for thing in things:
        proof = who.proof(who.says("Like", thing))
        receive(proof.body, sender=proof)


def runs(story):
    """Let a processor run while a story is told."""

    async def run():
        processor = Processor()
        running = asyncio.create_task(processor.run())
        try:
            await story(processor)
        finally:
            await processor.stop(2)
            await asyncio.wait_for(running, 2)

    asyncio.run(run())


async def eventually(condition, within=5.0):
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_server_that_does_not_answer_holds_up_only_who_named_it(done, monkeypatch):
    ada, grace = somebody("ada", "elsewhere.example"), somebody("grace", "far.example")
    likes(ada, "https://a.example/1", SLOW, "https://a.example/2")
    likes(grace, "https://a.example/3", "https://a.example/4")
    answers = asyncio.Event()

    async def ask(wanted):
        await answers.wait()
        return Answer(wanted.url, 404)

    monkeypatch.setattr(process.client, "ask", ask)

    async def story(processor):
        await eventually(lambda: len(done) == 3)
        assert sorted(who for who, _ in done) == ["ada", "grace", "grace"]
        answers.set()
        await eventually(lambda: len(done) == 5)

    runs(story)
    of_ada = [what for who, what in done if who == "ada"]
    assert of_ada == ["https://a.example/1", SLOW, "https://a.example/2"]


def test_asking_for_too_long_is_given_up_for_now(done, monkeypatch):
    likes(somebody("ada", "elsewhere.example"), SLOW, "https://a.example/2")

    async def never(wanted):
        await asyncio.sleep(3600)

    monkeypatch.setattr(process.client, "ask", never)
    monkeypatch.setattr(limits, "COURSE_SECONDS", 0.1)

    async def story(processor):
        await eventually(lambda: done == [("ada", "https://a.example/2")])

    runs(story)
    row = InboxItem.objects.get(about=SLOW)
    assert (row.done_at, row.leased_until) == (None, None)
    assert "too long" in row.last_error


def test_one_host_cannot_take_all_places(done, monkeypatch):
    server = Elsewhere("crowd.example")
    crowd = [server.person(f"eve{n}") for n in range(4)]
    monkeypatch.setattr(process, "_PARKED_PER_HOST", 2)

    async def never(wanted):
        await asyncio.sleep(3600)

    monkeypatch.setattr(process.client, "ask", never)
    for someone in crowd:
        someone.known_here()
        likes(someone, SLOW)

    async def story(processor):
        await eventually(lambda: len(processor._parked) == 2)
        waiting = InboxItem.objects.filter(
            leased_until=None, attempts=0, due_at__gt=clock.now() + timedelta(seconds=30)
        )
        async with asyncio.timeout(5):
            while await in_thread(waiting.count) < 2:
                await asyncio.sleep(0.01)
        assert len(processor._parked) == 2

    runs(story)
    assert InboxItem.objects.filter(leased_until=None, attempts=0).count() == 4


def test_a_database_in_trouble_is_waited_for(done, monkeypatch):
    likes(somebody("ada", "elsewhere.example"), SLOW)
    troubles = iter([OperationalError("database is locked")] * 3)
    really = claiming.claim

    def claim(most, **how):
        for trouble in troubles:
            raise trouble
        return really(most, **how)

    async def ask(wanted):
        return Answer(wanted.url, 404)

    monkeypatch.setattr(process.client, "ask", ask)
    monkeypatch.setattr(claiming, "claim", claim)

    async def story(processor):
        await eventually(lambda: done == [("ada", SLOW)])

    runs(story)


def test_stopping_gives_back_what_was_not_begun(done, monkeypatch):
    likes(somebody("ada", "elsewhere.example"), SLOW, "https://a.example/2")

    async def never(wanted):
        await asyncio.sleep(3600)

    monkeypatch.setattr(process.client, "ask", never)

    async def story(processor):
        await eventually(lambda: processor._parked)

    runs(story)
    assert done == []
    assert InboxItem.objects.filter(done_at=None, leased_until=None, attempts=0).count() == 2
    assert [item.about for item in claiming.claim(5)] == [SLOW, "https://a.example/2"]


def test_leases_are_kept_while_one_asks(done, monkeypatch):
    likes(somebody("ada", "elsewhere.example"), SLOW)
    monkeypatch.setattr(process, "_BEAT_SECONDS", 0.05)

    async def never(wanted):
        await asyncio.sleep(3600)

    monkeypatch.setattr(process.client, "ask", never)

    async def story(processor):
        await eventually(lambda: processor._parked)
        soon = clock.now() + timedelta(seconds=1)
        await in_thread(lambda: InboxItem.objects.update(leased_until=soon))
        await asyncio.sleep(0.3)
        assert (await in_thread(InboxItem.objects.get)).leased_until > soon

    runs(story)


def test_a_mistake_of_ours_does_not_stop_the_inbox(done, monkeypatch, caplog):
    likes(somebody("ada", "elsewhere.example"), "https://a.example/1")
    really, mistakes = process.working.do_some, iter([RuntimeError("A mistake of ours.")])

    def do_some(items, memory):
        for mistake in mistakes:
            raise mistake
        return really(items, memory)

    monkeypatch.setattr(process.working, "do_some", do_some)
    monkeypatch.setattr(limits, "LEASE", timedelta(seconds=0.2))

    async def story(processor):
        await eventually(lambda: done == [("ada", "https://a.example/1")])

    runs(story)
    assert "A mistake of ours." in caplog.text
