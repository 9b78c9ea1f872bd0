import asyncio
import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django_tasks import task
from django_tasks.exceptions import InvalidTaskError

from augenhoehe.foundation import clock, jobs
from augenhoehe.foundation.jobs import backend, claim, enqueue, periodic, retry
from augenhoehe.foundation.jobs.models import Job, WorkerBeat
from augenhoehe.foundation.jobs.worker import Worker, run_due_jobs


@pytest.fixture
def done(monkeypatch):
    """What the handlers of the kinds "note", "fail" and "hopeless" have done."""
    monkeypatch.setattr(jobs, "_handlers", dict(jobs._handlers))
    monkeypatch.setattr(periodic, "_works", {})
    notes = []

    def fail(payload):
        notes.append("failed")
        raise ValueError("The chain is off.")

    def hopeless(payload):
        raise retry.GiveUp("There is no such address.")

    jobs.handles("note", lambda payload: notes.append(payload["n"]))
    jobs.handles("fail", fail)
    jobs.handles("hopeless", hopeless)
    jobs.handles("task", backend.run_task)
    jobs.handles("periodic", periodic.do_periodic)
    return notes


def test_what_is_rolled_back_never_happens(db, done):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("note", {"n": 1})
        raise RuntimeError

    assert run_due_jobs() == 0
    assert done == []


def test_a_failure_waits_longer_and_longer_and_is_not_forgotten(db, done):
    enqueue("fail", {})

    run_due_jobs()

    job = Job.objects.get()
    assert done == ["failed"]
    assert "The chain is off." in job.last_error
    assert job.leased_until is None
    assert job.due_at > clock.now() + timedelta(seconds=5)
    Job.objects.update(due_at=clock.now(), attempts=10)
    run_due_jobs()
    assert Job.objects.get().due_at > clock.now() + timedelta(hours=3)


def test_after_about_ten_days_it_is_given_up_and_kept_for_the_operator(db, done):
    waited = sum(min(15 * 2**n, 86_400) for n in range(retry.ATTEMPTS - 1))
    assert 9 * 86_400 < waited < 12 * 86_400
    enqueue("fail", {})
    Job.objects.update(attempts=retry.ATTEMPTS - 1)

    run_due_jobs()

    assert Job.objects.get().gave_up_at is not None
    Job.objects.update(due_at=clock.now())
    assert run_due_jobs() == 0


def test_what_is_hopeless_is_given_up_at_once(db, done):
    enqueue("hopeless", {})

    run_due_jobs()

    assert Job.objects.get().last_error == "There is no such address."
    assert Job.objects.get().gave_up_at is not None


def test_a_kind_nobody_does_waits_for_a_version_that_can(db, done):
    enqueue("unheard-of", {})

    run_due_jobs()

    assert Job.objects.get().gave_up_at is None


def test_nobody_takes_what_another_has_in_hand(db, done):
    enqueue("note", {"n": 1})
    assert len(claim.Claimer().claim(5)) == 1

    assert claim.Claimer().claim(5) == []


def test_the_lease_of_the_dead_ends(db, done):
    enqueue("note", {"n": 1})
    claim.Claimer().claim(5)
    Job.objects.update(leased_until=clock.now() - timedelta(seconds=1))

    assert run_due_jobs() == 1
    assert done == [1]


def test_a_job_that_kills_its_workers_does_not_do_so_for_ever(db, done):
    enqueue("note", {"n": 1})
    for _ in range(5):
        assert len(claim.Claimer().claim(5)) == 1
        claim.free_everything(clock.now())

    assert claim.Claimer().claim(5) == []
    assert "died" in Job.objects.get().last_error
    assert Job.objects.get().due_at > clock.now()


def test_a_host_that_hangs_holds_up_nobody(db, done):
    for n in range(300):
        enqueue("note", {"n": n}, host="hanging.example")
    enqueue("note", {"n": "healthy"}, host="healthy.example")
    enqueue("note", {"n": "none"})
    claimer = claim.Claimer()

    hanging = claimer.claim(4)
    others = claimer.claim(8)

    assert {job.host for job in hanging} == {"hanging.example"}
    assert sorted(job.payload["n"] for job in others) == ["healthy", "none"]


def test_what_is_pushed_to_one_person_goes_one_after_the_other(db, done):
    for n in range(300):
        enqueue("note", {"n": n}, host="push:1")
    enqueue("note", {"n": "other"}, host="push:2")
    claimer = claim.Claimer()

    first = claimer.claim(8)

    assert [job.host for job in first] == ["push:1", "push:2"]
    assert claimer.claim(8) == []


def test_many_waiting_jobs_of_one_host_are_not_all_looked_at(
    db, done, django_assert_max_num_queries
):
    Job.objects.bulk_create(
        Job(kind="note", host=f"h{n % 3}.example", payload={"n": n}) for n in range(1500)
    )
    claimer = claim.Claimer()
    assert len(claimer.claim(50)) == 12

    with django_assert_max_num_queries(20):
        assert claimer.claim(50) == []


def test_the_claim_uses_its_index(db):
    plan = claim.due_jobs().order_by("due_at", "id").explain()

    assert "job_due" in plan
    assert "TEMP B-TREE" not in plan


def test_due_jobs_are_done_in_order_with_what_comes_of_them(db, done):
    jobs.handles("more", lambda payload: enqueue("note", {"n": "child"}))
    enqueue("note", {"n": 1})
    enqueue("more", {})
    enqueue("note", {"n": "later"}, due_at=clock.now() + timedelta(hours=1))

    assert run_due_jobs() == 3
    assert done == [1, "child"]
    assert Job.objects.count() == 1


# -- django-tasks ---------------------------------------------------------------------------

told = []


@task
def tell(name, times=1):
    told.append((name, times))


def not_a_task():
    told.append("never")


def test_arguments_that_cannot_be_kept_are_refused_at_once(db):
    for argument in (object(), float("nan"), {1, 2}):
        with pytest.raises((TypeError, ValueError)):
            tell.enqueue(argument)

    assert not Job.objects.exists()


def test_only_tasks_can_be_called_by_a_job(db, done):
    enqueue("task", {"task": f"{__name__}.not_a_task", "args": [], "kwargs": {}})

    run_due_jobs()

    assert "is not a task" in Job.objects.get().last_error


def test_a_task_that_wants_its_context_is_refused(db):
    with pytest.raises(InvalidTaskError):
        task(takes_context=True)(with_context)


def with_context(context):
    pass


def test_a_task_runs_with_its_arguments_when_it_is_due(db, done):
    told.clear()
    tell.enqueue("anna", times=2)
    tell.using(run_after=clock.now() + timedelta(days=1)).enqueue("later")

    run_due_jobs()

    assert told == [("anna", 2)]
    assert json.loads(json.dumps(Job.objects.get().payload))["args"] == ["later"]


# -- again and again ------------------------------------------------------------------------


def test_two_workers_do_periodic_work_once(db, done):
    periodic.every(3600, "tidy", lambda: done.append("tidied"))
    periodic.write_next()
    periodic.write_next()
    assert Job.objects.get().due_at > clock.now()
    Job.objects.update(due_at=clock.now())

    run_due_jobs()
    periodic.write_next()
    run_due_jobs()

    assert done == ["tidied"]
    assert Job.objects.get().due_at > clock.now()


def test_periodic_work_that_fails_comes_again_at_its_next_time(db, done, caplog):
    periodic.every(3600, "tidy", lambda: 1 / 0)
    periodic.write_next()
    Job.objects.update(due_at=clock.now())

    run_due_jobs()

    assert not Job.objects.exists()
    assert "tidy failed" in caplog.text


# -- the worker -----------------------------------------------------------------------------


def working(story):
    """Run a story beside a worker, on a loop of its own."""

    async def both():
        worker = Worker()
        running = asyncio.create_task(worker.run())
        try:
            await story(worker)
        finally:
            await worker.stop()
            await running

    asyncio.run(both())


async def until(condition, within=5.0):
    loop = asyncio.get_running_loop()
    deadline = loop.time() + within
    while not await asyncio.to_thread(_asked, condition):
        assert loop.time() < deadline
        await asyncio.sleep(0.02)


def _asked(condition):
    try:
        return condition()
    finally:
        connection.close()


def _enqueue(kind, payload):
    enqueue(kind, payload)
    connection.close()


def test_the_worker_is_woken_and_its_heart_beats(transactional_db, done):
    async def story(worker):
        await until(lambda: WorkerBeat.objects.exists())
        await asyncio.to_thread(_enqueue, "note", {"n": 1})
        await until(lambda: done == [1], within=1.5)  # sooner than it would have looked
        await until(lambda: not Job.objects.exists())

    working(story)
    assert not WorkerBeat.objects.exists()


def test_what_was_not_begun_is_given_back(transactional_db, done):
    import threading

    gate = threading.Event()
    jobs.handles("wait", lambda payload: gate.wait(10))
    for _ in range(6):
        enqueue("wait", {})

    async def story(worker):
        await until(lambda: Job.objects.filter(leased_until__isnull=False).count() == 6)
        asyncio.get_running_loop().call_later(0.3, gate.set)

    working(story)
    assert Job.objects.count() == 4  # two were in hand and were finished
    assert set(Job.objects.values_list("attempts", "leased_until")) == {(0, None)}
