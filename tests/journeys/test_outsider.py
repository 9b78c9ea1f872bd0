"""An outsider believes nobody: downloads the register, and checks it with plain Python."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

# What happened the day before, and today; the head of the day goes out after midnight.
DAYS = """
from dataclasses import replace
from datetime import timedelta
from django.db import transaction
from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.register import heads
from augenhoehe.foundation import clock
from tests.domain.moderation.register_stories import HOME_ADDRESS, REASONS

def enter(*names):
    with transaction.atomic():
        for name in names:
            facts = replace(HOME_ADDRESS, id=name, at=clock.now())
            register.append(facts, texts={"facts": REASONS})

with clock.pretend_it_is(clock.now() - timedelta(days=1)):
    enter("outsider-1", "outsider-2")
    print(heads.publish_head().seq)
enter("outsider-3")
"""


def test_an_outsider_checks_the_register_with_yesterdays_head(visit, house, server, tmp_path):
    seq = house.python(DAYS).split()[-1]

    with visit(phone=True) as outsider:
        outsider.goto("/register")
        outsider.get_by_role("link", name="Check it yourself").click()
        heading = outsider.get_by_role("heading", level=1)
        expect(heading).to_have_text("Check the register yourself")
        keep(outsider, "register.json", tmp_path / "register.json")
        keep(outsider, "verify_register.py", tmp_path / "verify_register.py")
        keep(outsider, f"entry {seq}", tmp_path / "yesterday.json")
        shown = outsider.locator(".register__heads li", has_text=f"entry {seq}")
        head = shown.locator(".register__hash").inner_text()
        assert outsider.context.cookies() == []

    seen = verify(tmp_path, "--head", "yesterday.json")
    assert seen.returncode == 0, seen.stderr
    assert f"The earlier head is entry {seq} of this register." in seen.stdout
    assert head in (tmp_path / "yesterday.json").read_text()

    one_other_byte(tmp_path / "register.json")
    seen = verify(tmp_path, "--head", "yesterday.json")
    assert seen.returncode == 1
    assert "id 'outsider-2') is the first bad one" in seen.stderr


def keep(page, link: str, path) -> None:
    """Save what a link leads to, as one does from the menu of a browser."""
    address = page.get_by_role("main").get_by_role("link", name=link).first.get_attribute("href")
    got = page.request.get(address)
    assert got.ok, address
    path.write_bytes(got.body())


def verify(folder, *arguments: str):
    """Plain Python, without anything of ours."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify_register.py", "register.json", *arguments],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
    )


def one_other_byte(path) -> None:
    """In the record of yesterday's second entry."""
    text = path.read_bytes()
    place = text.index(b"outsider-2")
    place = text.rindex(b"2.1", 0, place)  # the version of the clause
    path.write_bytes(text[:place] + b"2.2" + text[place + 3 :])
