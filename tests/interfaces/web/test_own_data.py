"""One's own data: read, taken along and erased, by the same list."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import connection

from augenhoehe.domain.codex.models import Acknowledgement, Clause
from augenhoehe.domain.people.actions import block, follow, use_protected_name
from augenhoehe.domain.people.models import Account, Login
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.personal import catalogue
from tests.cast import PASSWORD
from tests.interfaces.web.readers import browser, read

pytestmark = pytest.mark.django_db

SECRET = "Mondlichtfahrt"


@pytest.fixture
def karl(cast):
    """Somebody with a little of everything."""
    cast.says(cast.karl, f"Die {SECRET} war schön.")
    follow(cast.ada, by=cast.karl)
    block(cast.ben, by=cast.karl)
    return cast.karl


def everything_stored():
    """The text of every row of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from ((table, str(row)) for row in cursor.fetchall())


def test_nobody_reads_it_without_signing_in(client):
    for address in ("/einstellungen/daten", "/einstellungen/daten.zip"):
        assert client.get(address).status_code == 302


def test_everything_stored_is_on_one_page_and_in_one_file(cast, karl):
    mine = browser(cast, karl)

    page = read(mine, "/einstellungen/daten")
    for table in ("posts.Post", "people.Follow", "people.Block", "people.Login"):
        assert table in page
    packed = b"".join(mine.get("/einstellungen/daten.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as bag:
        names = set(bag.namelist())
        assert {f"{one.table}.json" for one in catalogue() if one.shown} <= names
        posts = json.loads(bag.read("posts.Post.json"))
        login = json.loads(bag.read("people.Login.json"))
    assert SECRET in posts[0]["text"]
    assert login[0]["email"] == "karl@example.org"
    assert "password" not in login[0]


def test_what_others_keep_about_somebody_is_not_in_their_file(cast, karl):
    theirs = browser(cast, cast.ben)

    assert "people.Block" not in read(theirs, "/einstellungen/daten")


def test_only_members_are_told_what_answers_tell_about_working_time(cast):
    assert "working time" in read(browser(cast, cast.erika), "/einstellungen/daten")
    assert "working time" not in read(browser(cast, cast.karl), "/einstellungen/daten")


def test_erasing_needs_the_password_and_a_tick(cast, karl):
    mine = browser(cast, karl)

    for typed in ({"password": "no", "is_sure": "on"}, {"password": PASSWORD}):
        assert mine.post("/einstellungen/daten/loeschen", typed).status_code == 422
    assert Account.objects.filter(handle="karl").exists()


def test_nothing_of_somebody_erased_is_left(cast, karl):
    mine = browser(cast, karl)

    done = mine.post("/einstellungen/daten/loeschen", {"password": PASSWORD, "is_sure": "on"})
    run_due_jobs()

    assert done.status_code == 302
    assert not Login.objects.filter(account=karl).exists()
    left = [
        (table, row[:300])
        for table, row in everything_stored()
        if any(word in row for word in (SECRET, "karl@example.org", "Karl Brandt", "'karl'"))
    ]
    assert left == []


def test_a_member_leaves_protected_names_and_logs_without_a_name(cast):
    cast.lindenrad  # noqa: B018 - founded
    use_protected_name(cast.lindenrad, by=cast.theo)
    Acknowledgement.objects.create(account=cast.theo, clause=Clause.objects.first())
    mine = browser(cast, cast.theo)

    mine.post("/einstellungen/daten/loeschen", {"password": PASSWORD, "is_sure": "on"})
    run_due_jobs()

    assert not Acknowledgement.objects.exists()
    assert [row for _table, row in everything_stored() if "Theo Kurz" in row] == []
    assert apps.get_model("people.VoiceEvent").objects.filter(person=cast.theo).exists()
