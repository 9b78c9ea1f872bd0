"""A real server for clients nobody here wrote: one process for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.clients.browser import PASSWORD, Browser
from tests.config.process import House, Server, free_port

_FOUNDING = f"""
from augenhoehe.domain.people.actions import (
    add_to_voice, become_member, create_person, create_voice,
)

def person(handle, name):
    return create_person(
        handle=handle, name=name, email=f"{{handle}}@example.org", password={PASSWORD!r},
        language="de", address_confirmed=True,
    )

karl, gerda, jonas = person("karl", "Karl Brandt"), person("gerda", "Gerda Vogt"), person(
    "jonas", "Jonas Weber"
)
become_member(jonas, by=None)
add_to_voice(create_voice(handle="lindenrad", name="Lindenrad", by=None), jonas, by=None)
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, with Karl, Gerda, and Jonas who writes for Lindenrad."""

    base: str
    house: House
    server: Server

    def browser_of(self, who: str) -> Browser:
        """A browser in which somebody is signed in."""
        browser = Browser(self.base)
        browser.sign_in(who)
        return browser


@pytest.fixture(scope="package")
def running(tmp_path_factory) -> Iterator[Running]:
    """One server for all tests of this folder."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    house = House(
        tmp_path_factory.mktemp("clients") / "data",
        AUGENHOEHE_NAME="Lindenrad",
        AUGENHOEHE_BASE_URL=base,
        AUGENHOEHE_RATE_LIMITS="off",
    )
    house.lay()
    house.python(_FOUNDING)
    with Server(house, port) as server:
        yield Running(base, house, server)
