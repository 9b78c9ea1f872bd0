"""The same stories on PostgreSQL: migrations, posts, search, home, cases, two at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.postgres import postgres_server

ROOT = Path(__file__).parents[2]
# A story of every kind; all others run on it too: AUGENHOEHE_TESTS_DATABASE_URL=… pytest.
STORIES = (
    "criticism/test_at_once.py",
    "criticism/test_history.py::test_an_untouched_history_holds",
    "criticism/test_silence.py",
    "moderation/test_register.py",
    "moderation/test_triggers.py",
    "notifications/test_notices.py::test_notices_are_ones_own_and_are_read_once",
    "people/test_find_people.py",
    "posts/test_audience.py::test_a_boost_never_leaves_the_reach",
    "posts/test_delete_post.py",
    "posts/test_find_posts.py",
    "posts/test_home.py",
)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor == "postgresql", reason="everything runs on it already")
def test_the_stories_are_true_on_postgresql_too():
    pytest.importorskip("psycopg")
    with postgres_server() as url:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        result = subprocess.run(
            [*command, *(f"tests/domain/{story}" for story in STORIES)],
            env=os.environ | {"AUGENHOEHE_TESTS_DATABASE_URL": url},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=280,
        )

    assert result.returncode == 0, result.stdout[-8000:] + result.stderr[-2000:]
