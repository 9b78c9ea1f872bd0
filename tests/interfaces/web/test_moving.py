"""Moving: nobody is held, nobody else's things are read, and files are those of Mastodon."""

import io
import json
import tarfile
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.posts.models import Luggage
from augenhoehe.domain.posts.uris import local_uri as local_post
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.pages.moving import archive, tables
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
PATHS = ["", "/adressen", "/wegziehen", "/mitnehmen/lists.csv", "/archiv.zip"]


def file(content, name="file.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_who_is_signed_out_signs_in_first(path):
    response = Client().get(f"/einstellungen/umzug{path}")

    assert response.status_code == 302 and response["Location"].startswith("/anmelden")


def test_there_are_no_other_files(cast):
    response = cast.signed_in(cast.karl).get("/einstellungen/umzug/mitnehmen/passwords.csv")

    assert response.status_code == 404


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\0\0\0"])
def test_what_is_no_table_is_told_beside_the_file(cast, content):
    response = cast.signed_in(cast.karl).post(
        "/einstellungen/umzug/mitbringen", {"kind": "follows", "file": file(content or b"\n")}
    )

    assert response.status_code == 422
    assert not Luggage.objects.exists()


def test_moving_needs_the_password(cast):
    response = cast.signed_in(cast.karl).post(
        "/einstellungen/umzug/wegziehen", {"address": "gerda", "password": "falsch"}
    )

    assert response.status_code == 422
    assert Account.objects.get(id=cast.karl.id).moved_to is None


@pytest.mark.parametrize("body", [b"no json", b"PK\x03\x04 no zip", b"\x1f\x8b no tar", b"[]"])
def test_what_is_no_archive_is_refused(body):
    with pytest.raises(Invalid):
        archive.rows_of(body)


def test_a_bomb_is_not_unpacked():
    bag = io.BytesIO()
    with zipfile.ZipFile(bag, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("outbox.json", b"0" * 61_000_000)

    with pytest.raises(Invalid):
        archive.rows_of(bag.getvalue())


# --- taking along --------------------------------------------------------------------------


def test_karl_takes_along_whom_he_follows(cast):
    follow(cast.gerda, by=cast.karl, show_boosts=False, languages=["de"])
    mute(cast.ada, by=cast.karl, with_notifications=False)
    client = cast.signed_in(cast.karl)

    follows = client.get("/einstellungen/umzug/mitnehmen/following_accounts.csv").content.decode()
    mutes = client.get("/einstellungen/umzug/mitnehmen/muted_accounts.csv").content.decode()

    assert follows == (
        "Account address,Show boosts,Notify on new posts,Languages\n"
        "gerda@testserver,false,false,de\n"
    )
    assert mutes == "Account address,Hide notifications\nada@testserver,false\n"


@pytest.mark.parametrize("name", tables.FILES)
def test_every_file_can_be_had(cast, name):
    response = cast.signed_in(cast.karl).get(f"/einstellungen/umzug/mitnehmen/{name}.csv")

    assert response.status_code == 200 and "no-store" in response["Cache-Control"]


def test_a_file_is_read_as_it_was_written():
    rows = [["gerda@a.example", "true", "false", "de, en"]]

    assert tables.rows_of(tables.written("follows", rows).encode(), "follows") == rows


def test_columns_are_found_by_their_names():
    body = b"Languages,Account address\nde,gerda@a.example\n"

    assert tables.rows_of(body, "follows") == [["gerda@a.example", "", "", "de"]]


# --- bringing along ------------------------------------------------------------------------


def test_karl_brings_a_file_and_sees_how_far_it_is(cast):
    client = cast.signed_in(cast.karl)

    response = client.post(
        "/einstellungen/umzug/mitbringen",
        {"kind": "follows", "file": file("Account address\ngerda@a.example\nada@a.example\n")},
        follow=True,
    )

    assert Luggage.objects.get().rows == [
        ["gerda@a.example", "", "", ""],
        ["ada@a.example", "", "", ""],
    ]
    assert "<progress" in response.content.decode()


OUTBOX = {
    "orderedItems": [
        {
            "type": "Create",
            "object": {
                "id": "https://a.example/1",
                "published": "2022-01-01T00:00:00Z",
                "content": "<p>Moin</p>",
                "to": ["https://www.w3.org/ns/activitystreams#Public"],
                "contentMap": {"de": "<p>Moin</p>"},
            },
        },
        {"type": "Create", "object": {"content": "heimlich", "to": ["https://a.example/ada"]}},
        {"type": "Announce", "object": "https://b.example/2"},
        "nothing",
    ]
}


def as_zip(body):
    bag = io.BytesIO()
    with zipfile.ZipFile(bag, "w") as packed:
        packed.writestr("outbox.json", body)
    return bag.getvalue()


def as_tar(body):
    bag = io.BytesIO()
    with tarfile.open(fileobj=bag, mode="w:gz") as packed:
        entry = tarfile.TarInfo("./outbox.json")
        entry.size = len(body)
        packed.addfile(entry, io.BytesIO(body))
    return bag.getvalue()


@pytest.mark.parametrize("packed", [bytes, as_zip, as_tar])
def test_an_archive_gives_the_public_posts(packed):
    rows = archive.rows_of(packed(json.dumps(OUTBOX).encode()))

    assert rows == [
        ["https://a.example/1", "2022-01-01T00:00:00Z", "<p>Moin</p>", "", "", "de", "0"]
    ]


def test_karls_own_archive_can_be_read_by_the_same_reader(cast):
    post = cast.says(cast.karl, "Der Riemen ist gerissen.")

    response = cast.signed_in(cast.karl).get("/einstellungen/umzug/archiv.zip")
    body = b"".join(response.streaming_content)

    with zipfile.ZipFile(io.BytesIO(body)) as bag:
        assert {"actor.json", "outbox.json", "likes.json", "bookmarks.json"} <= set(bag.namelist())
        assert json.loads(bag.read("actor.json"))["id"] == uri_of(cast.karl)
    (row,) = archive.rows_of(body)
    assert row[0].endswith(f"/p/{post.id}") and "Riemen" in row[2]


# --- another address -----------------------------------------------------------------------


def test_karl_moves_to_an_account_that_agrees(cast):
    other = Account.objects.create(
        handle="karl",
        domain="a.example",
        name="Karl",
        uri="https://a.example/karl",
        also_known_as=[uri_of(cast.karl)],
    )
    client = cast.signed_in(cast.karl)
    typed = {"address": "@karl@a.example", "password": PASSWORD}

    response = client.post("/einstellungen/umzug/wegziehen", typed, follow=True)
    assert "@karl@a.example" in response.content.decode()
    assert Account.objects.get(id=cast.karl.id).moved_to == other

    client.post("/einstellungen/umzug/zurueck")
    assert Account.objects.get(id=cast.karl.id).moved_to is None


def test_karl_names_his_old_account_and_drops_it(cast):
    Account.objects.create(
        handle="karl", domain="a.example", name="Karl", uri="https://a.example/karl"
    )
    client = cast.signed_in(cast.karl)

    page = client.post(
        "/einstellungen/umzug/adressen", {"address": "karl@a.example"}, follow=True
    ).content.decode()
    assert "https://a.example/karl" in page

    client.post("/einstellungen/umzug/adressen/entfernen", {"address": "https://a.example/karl"})
    assert Account.objects.get(id=cast.karl.id).also_known_as == []


def test_a_tar_of_nothing_is_not_unpacked_for_minutes(monkeypatch):
    """Thousandfold: a gzip of zeros that has to be read past before anything is found."""
    monkeypatch.setattr(archive, "_LARGEST_IN_ALL", 1_000)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as bag:
        for name, body in (("zeros", bytes(2_000)), ("outbox.json", b'{"orderedItems": []}')):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            bag.addfile(member, io.BytesIO(body))

    with pytest.raises(Invalid):
        archive.rows_of(packed.getvalue())


def test_a_file_of_nothing_but_brackets_is_not_read(monkeypatch):
    """Two bytes each in a file, sixty in memory."""
    monkeypatch.setattr(archive, "_MOST_VALUES", 1_000)

    with pytest.raises(Invalid):
        archive.rows_of(b'{"orderedItems": [' + b"{}," * 999 + b"{}]}")


def test_a_file_does_not_tell_which_internal_posts_there_are(cast):
    """Karl guesses: what is in the house has to sound like what never was."""
    inside = cast.says(cast.erika, "Not for Karl.", space=cast.haus)
    lines = "\n".join(local_post(number) for number in (inside.id, inside.id + 1))
    cast.signed_in(cast.karl).post(
        "/einstellungen/umzug/mitbringen", {"kind": "bookmarks", "file": file(lines)}
    )
    run_due_jobs()

    troubles = [why for _what, why in Luggage.objects.get().troubles]
    assert len(troubles) == 2
    assert troubles[0] == troubles[1]
