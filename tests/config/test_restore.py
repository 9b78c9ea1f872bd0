import io
import json
import sqlite3
import tarfile

import pytest

from tests.config.process import House, Server


@pytest.fixture
def backup(house, tmp_path):
    """A backup of a house with one account and one picture, made while it was served."""
    house.run(
        *("account", "create", "anna", "--email", "anna@example.org"),
        *("--password", "Fahrrad-12-blau"),
    )
    (house.folder / "media/pictures").mkdir(parents=True)
    (house.folder / "media/pictures/chain.webp").write_bytes(b"a chain")
    with Server(house):
        result = house.run("backup", str(tmp_path / "backup.tar.gz"))
    assert result.returncode == 0, result.stderr
    return tmp_path / "backup.tar.gz"


def test_what_is_there_is_not_overwritten(house, backup):
    result = house.run("restore", str(backup))

    assert result.returncode == 1
    assert "not empty" in result.stderr


def test_nothing_is_restored_under_a_running_server(house, backup):
    with Server(house):
        result = house.run("restore", str(backup), "--force")

    assert result.returncode == 1
    assert "stop it first" in result.stderr


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "media/../../outside", "bin/sh", "keys"]
)
def test_a_backup_cannot_write_elsewhere(tmp_path, name):
    evil = _tar(tmp_path / "evil.tar.gz", {name: b"evil"})

    result = House(tmp_path / "data").run("restore", str(evil))

    assert result.returncode == 1
    assert "something it should not" in result.stderr
    assert not (tmp_path / "outside").exists()


def test_a_backup_has_no_links(tmp_path):
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as tar:
        link = tarfile.TarInfo("media/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)

    result = House(tmp_path / "data").run("restore", str(tmp_path / "evil.tar.gz"))

    assert result.returncode == 1
    assert "something it should not" in result.stderr


def test_a_damaged_database_is_not_put_in_place(house, tmp_path):
    manifest = json.dumps({"format": 1, "database": "sqlite"}).encode()
    damaged = house.database.read_bytes()[:20_000]
    broken = _tar(tmp_path / "b.tar.gz", {"manifest.json": manifest, "database.sqlite3": damaged})

    result = house.run("restore", str(broken), "--force")

    assert result.returncode == 1
    assert "damaged" in result.stderr
    assert house.run("account", "list").returncode == 0


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x1f\x8b\x08" + b"\0" * 30])
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)

    result = House(tmp_path / "data").run("restore", str(tmp_path / "file"))

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) <= 2


def test_everything_comes_back(house, backup, tmp_path):
    other = House(tmp_path / "other")

    result = other.run("restore", str(backup))

    assert result.returncode == 0, result.stderr
    assert "anna@example.org" in other.run("account", "list").stdout
    assert (other.folder / "media/pictures/chain.webp").read_bytes() == b"a chain"
    for name in ("session", "addresses"):
        key = other.folder / "keys" / name
        assert key.read_text() == (house.folder / "keys" / name).read_text()
        assert key.stat().st_mode & 0o077 == 0
    assert backup.stat().st_mode & 0o077 == 0  # it holds the keys


def test_what_was_there_is_set_aside(house, backup):
    house.run("role", "grant", "anna", "desk")

    result = house.run("restore", str(backup), "--force")

    assert result.returncode == 0, result.stderr
    aside = next(house.folder.glob("before-restore-*"))
    assert _roles(aside / "augenhoehe.sqlite3") == 1
    assert _roles(house.database) == 0


def _roles(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT COUNT(*) FROM people_rolegrant").fetchone()[0]
    finally:
        connection.close()


def _tar(path, files):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.parametrize("manifest", [b"[]", b"7", b"[" * 100_000, b"\xff", b"null"])
def test_what_is_no_manifest_is_said_and_not_a_fault(tmp_path, manifest):
    strange = _tar(tmp_path / "b.tar.gz", {"manifest.json": manifest})

    result = House(tmp_path / "data").run("restore", str(strange))

    assert result.returncode == 1
    assert "not a backup of this program" in result.stderr
    assert "Traceback" not in result.stderr


def test_others_on_this_machine_cannot_read_what_was_restored(backup, tmp_path):
    house = House(tmp_path / "elsewhere")

    assert house.run("restore", str(backup)).returncode == 0

    assert house.database.stat().st_mode & 0o077 == 0
    assert house.folder.stat().st_mode & 0o007 == 0
