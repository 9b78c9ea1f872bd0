"""The journey of a hat: put on from the `toot` command line, and gone with the employment."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest

from tests.clients.browser import PASSWORD
from tests.clients.test_toot import Toot

_HIRING = """
from augenhoehe.domain.people.actions import (
    add_to_voice, become_member, create_person, grant_hat,
)
from augenhoehe.domain.people.selectors import account_by_address

theo = create_person(
    handle="theo", name="Theo Kurz", email="theo@example.org", password={password!r},
    language="de", address_confirmed=True,
)
become_member(theo, by=None)
voice = account_by_address("lindenrad")
add_to_voice(voice, theo, by=None)
grant_hat(theo, "Kundendienst", by=None, voice=voice)
"""
_LEAVING = """
from augenhoehe.domain.people.actions import end_membership
from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.selectors import account_by_address, voices_of

theo = account_by_address("theo")
end_membership(theo, by=None)
print(len(wearable(theo.id)), len(voices_of(theo)))
"""
_WORDS = "Das Teil ist unterwegs"


@pytest.fixture
def toot(running, tmp_path):
    running.house.python(_HIRING.format(password=PASSWORD))
    toot = Toot(tmp_path)
    toot.sign_in(running, "theo")
    yield toot
    toot.end()


def test_on_by_the_first_line_and_gone_with_the_employment(running, toot):
    said = toot("post", f"/hut\n{_WORDS}").strip().rsplit("/", 1)[-1]
    page, status, document = everywhere(running, said)
    assert "/hut<" not in page and "Kundendienst" in page
    assert (status["hat"]["words"], status["in_service"]) == ("Kundendienst", True)
    assert (document["hat"], document["inService"]) == ("Kundendienst", True)
    assert [one["words"] for one in status["account"]["hats"]] == ["Kundendienst"]

    assert running.house.python(_LEAVING).split() == ["0", "0"]

    with pytest.raises(AssertionError, match="no hat to put on"):
        toot("post", "/hut\nNoch einmal")
    page, status, document = everywhere(running, said)
    assert "Kundendienst" in page
    assert status["hat"]["words"] == document["hat"] == "Kundendienst"
    assert status["account"]["hats"] == []


def everywhere(running, said: str):
    """The post on the web, in the client API and as other servers read it."""
    page = fetched(f"{running.base}/@theo/{said}", "text/html")
    status = json.loads(fetched(f"{running.base}/api/v1/statuses/{said}", "application/json"))
    return page, status, json.loads(fetched(status["uri"], "application/activity+json"))


def fetched(url: str, kind: str) -> str:
    with urlopen(Request(url, headers={"Accept": kind}), timeout=20) as answer:
        return answer.read().decode()
