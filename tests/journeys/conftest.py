"""A real server, a real browser, a real mailbox: shared by all journeys.

The browser is closed at the end of this package: as long as it runs, Django takes the
process for asynchronous and refuses to ask the database.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import chromium
from tests.config.process import House, Server, eventually
from tests.journeys.houses import Houses, two_houses
from tests.journeys.people import FOUNDING


@pytest.fixture(scope="package")
def browser():
    """One Chromium for all journeys."""
    executable = chromium.executable()
    if executable is None:
        pytest.skip("There is no Chromium or Chrome.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def house(tmp_path_factory) -> House:
    """A data folder in which Lindenrad has just been founded."""
    house = House(
        tmp_path_factory.mktemp("journeys") / "data",
        AUGENHOEHE_NAME="Lindenrad",
        AUGENHOEHE_RATE_LIMITS="off",
    )
    house.lay()
    house.python(FOUNDING)
    return house


@pytest.fixture(scope="package")
def server(house) -> Iterator[Server]:
    """The server people of the journeys visit."""
    with Server(house) as running:
        yield running


@pytest.fixture
def visit(browser, server):
    """`with visit() as page:` a browser of one's own; only our server may be asked anything."""
    base = f"http://127.0.0.1:{server.port}"

    @contextmanager
    def one(*, phone: bool = False, scripts: bool = True, language: str = "en", **options):
        context = browser.new_context(
            base_url=base,
            locale=language,
            java_script_enabled=scripts,
            viewport={"width": 360, "height": 740} if phone else {"width": 1280, "height": 900},
            **options,
        )
        context.set_default_timeout(15_000)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        yield page
        context.close()
        strangers = [url for url in asked if not url.startswith((base, "data:", "blob:"))]
        assert not strangers, f"third parties were asked: {strangers}"

    return one


@pytest.fixture
def mailbox(house):
    """`mailbox("vera@example.org")` is the path of the link in the newest letter to somebody."""
    folder = Path(house.folder) / "mail"

    def link_to(address: str) -> str:
        assert eventually(lambda: any(folder.glob(f"*{address}*.eml")), within=20)
        newest = sorted(folder.glob(f"*{address}*.eml"))[-1]
        letter = email.message_from_bytes(newest.read_bytes(), policy=default)
        body = letter.get_body(("plain",))
        assert body is not None
        found = re.search(r"https?://\S+", body.get_content())
        assert found, body.get_content()
        return urlsplit(found[0]).path

    return link_to


@pytest.fixture(scope="package")
def houses(tmp_path_factory) -> Iterator[Houses]:
    """Two servers on addresses of their own that know each other only by the network."""
    with two_houses(tmp_path_factory.mktemp("street")) as both:
        yield both
