import json
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError

from augenhoehe.config.server import health as health_module
from augenhoehe.config.server.health import health, health_report
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job, WorkerBeat


@pytest.fixture
def worker(db):
    """A worker that was alive just now."""
    return WorkerBeat.objects.create(name="here", seen_at=clock.now())


def test_a_silent_worker_is_no_health(worker, rf):
    WorkerBeat.objects.update(seen_at=clock.now() - timedelta(seconds=90))

    answer = health(rf.get("/health"))

    assert answer.status_code == 503
    assert json.loads(answer.content)["jobs"] == "no worker is alive"


def test_work_that_waits_too_long_is_no_health(worker):
    Job.objects.create(kind="mail", due_at=clock.now() - timedelta(minutes=11))

    assert "waiting" in health_report()["jobs"]


def test_a_full_disk_is_no_health(worker, monkeypatch):
    usage = namedtuple("usage", "total used free")(10, 10, 1_000_000)
    monkeypatch.setattr(health_module.shutil, "disk_usage", lambda path: usage)

    assert health_report()["disk"] == "only 1 MB are free"


def test_a_database_that_does_not_answer_is_no_health(worker, monkeypatch):
    def fail(*_):
        raise DatabaseError

    monkeypatch.setattr(health_module.transaction, "atomic", fail)

    assert health_report() == {
        "status": "failing",
        "database": "does not answer",
        "jobs": "ok",
        "disk": "ok",
    }


def test_all_is_well(worker, rf, monkeypatch):
    answer = health(rf.get("/health", headers={"Accept": "application/json"}))

    assert (answer.status_code, json.loads(answer.content)["status"]) == (200, "ok")
    assert answer["Cache-Control"] == "no-store"

    WorkerBeat.objects.all().delete()
    monkeypatch.setattr(health_module, "_worker_runs_here", False)
    assert health_report()["status"] == "ok"


def test_programs_that_know_mastodon_read_one_word(worker, rf):
    answer = health(rf.get("/health", headers={"Accept": "*/*"}))

    assert (answer.status_code, answer.content) == (200, b"OK")
    assert answer["Content-Type"].startswith("text/plain")
