"""An outsider downloads the register from a real server and checks it with plain Python."""

import json
import subprocess
import sys

import pytest

from tests.config.process import Server

WRITE = """
from dataclasses import replace
from django.db import transaction
from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.register import heads
from tests.domain.moderation.register_stories import HOME_ADDRESS, REASONS
with transaction.atomic():
    for number in range({first}, {last}):
        facts = replace(HOME_ADDRESS, id=f"n{{number}}")
        register.append(facts, texts={{"facts": REASONS}})
{more}
"""
TAMPER = """
from augenhoehe.domain.moderation.register import triggers
from augenhoehe.domain.moderation.models import RegisterEntry
triggers.remove()
entry = RegisterEntry.objects.get(seq=2)
RegisterEntry.objects.filter(seq=2).update(record=entry.record.replace("2.1", "2.2"))
"""


@pytest.fixture
def outsider(tmp_path):
    """Somebody with a folder, Python, and what they downloaded."""
    folder = tmp_path / "outsider"
    folder.mkdir()

    def check(*arguments):
        return subprocess.run(
            [sys.executable, "-I", "-S", "verify_register.py", "register.json", *arguments],
            cwd=folder,
            env={},
            capture_output=True,
            text=True,
        )

    def download(server, **names):
        for name, path in names.items():
            status, body = server.get(path)
            assert status == 200, path
            (folder / name.replace("__", ".")).write_bytes(body)

    check.download = download
    check.folder = folder
    return check


def test_an_outsider_checks_the_register_against_yesterdays_head(house, outsider):
    house.python(WRITE.format(first=0, last=5, more="heads.publish_head()"))
    with Server(house) as server:
        outsider.download(
            server,
            verify_register__py="/register/pruefen/verify_register.py",
            head__json="/register/koepfe/5.json",
        )
        house.python(WRITE.format(first=5, last=9, more=""))
        outsider.download(server, register__json="/register.json")

        seen = outsider("--head", "head.json")
        assert seen.returncode == 0, seen.stderr
        assert "Entries: 9;" in seen.stdout
        assert "The earlier head is entry 5 of this register." in seen.stdout

        house.python(TAMPER)
        outsider.download(server, register__json="/register.json")
        seen = outsider("--head", "head.json")
        assert seen.returncode == 1
        assert "Entry 2 (id 'n1') is the first bad one" in seen.stderr

    check = house.run("check")
    assert check.returncode == 1
    assert "entry 2 is the first bad one" in check.stdout
    assert "does not refuse to rewrite" in check.stdout


def test_the_commands_of_an_operator(house, tmp_path):
    house.python(WRITE.format(first=0, last=3, more=""))
    file, head = tmp_path / "register.json", tmp_path / "head.json"

    assert house.run("register", "export", str(file)).returncode == 0
    head.write_text(house.run("register", "head").stdout)
    key = house.run("register", "head", "--key").stdout.strip()
    seen = house.run("register", "verify", str(file), "--head", str(head), "--key", key)
    assert seen.returncode == 0, seen.stderr
    assert "signed with this key" in seen.stderr

    forged = house.run("register", "verify", str(file), "--head", str(head), "--key", "00" * 32)
    assert forged.returncode == 1
    assert "not signed" in forged.stderr
    [body] = house.run("register", "dsa").stdout.splitlines()
    assert len(json.loads(body)["statements"]) == 3

    assert house.run("register", "erase", "n1", "facts").returncode == 0
    assert house.run("register", "erase", "nobody", "facts").returncode == 1
    house.run("register", "export", str(file))
    seen = house.run("register", "verify", str(file))
    assert "Texts not in this file (erased, or sealed): 1." in seen.stdout
