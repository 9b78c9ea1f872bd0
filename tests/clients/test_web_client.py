"""A web client on another origin, in a real browser: it signs in, reads, posts and hears."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import chromium
from tests.clients.browser import PASSWORD
from tests.config.process import eventually

pytestmark = pytest.mark.browser
_FILES = Path(__file__).with_name("elsewhere")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_about):
        pass


@pytest.fixture(scope="module")
def elsewhere():
    """Another origin, of another site too: `localhost` is not `127.0.0.1`."""
    handler = partial(_Quiet, directory=str(_FILES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/client.html"
        server.shutdown()


@pytest.fixture(scope="module")
def page(elsewhere):
    """A page of the other origin; closed at the end, since Django asks nothing while it is open."""
    executable = chromium.executable()
    if executable is None:
        pytest.skip("There is no Chromium or Chrome.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        page = browser.new_page(locale="en")
        page.set_default_timeout(15_000)
        yield page
        browser.close()


def api(page, method, path, body=None, headers=None):
    """One request that the page makes: what it may see of the answer."""
    return page.evaluate("asked => api(...asked)", [method, path, body, headers or {}])


def sign_in(page, running, elsewhere):
    """From the page to the server and back, through the form and the consent."""
    page.goto(elsewhere)
    page.evaluate("base => { begin(base); }", running.base)
    page.wait_for_url(f"{running.base}/anmelden**")
    page.locator("input[name=login]").fill("karl")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.locator("button[name=allow]").click()  # in whatever language
    page.wait_for_url(f"{elsewhere}?**")
    assert page.evaluate("finish()") == "here"


def test_a_web_client_on_another_origin(running, page, elsewhere):
    sign_in(page, running, elsewhere)
    me = api(page, "GET", "v1/accounts/verify_credentials")
    assert (me["status"], me["document"]["acct"]) == (200, "karl")

    _it_hears(page, api(page, "GET", "v2/instance")["document"]["configuration"])
    posted = _it_posts(page)
    _it_was_heard(page, posted)
    _it_reads(page, posted)
    _it_is_told_what_was_wrong(page)


def _it_hears(page, configuration):
    page.evaluate("at => listenBySocket(at, 'user')", configuration["urls"]["streaming"])
    status, first = page.evaluate("listenByFetch('user')")
    assert (status, first[:2]) == (200, ":)")
    page.evaluate("listenBySource('public')")


def _it_posts(page):
    picture = page.evaluate("upload('Ein Riemen')")
    assert (picture["status"], picture["document"]["description"]) == (200, "Ein Riemen")
    sent = {"status": "Von woanders", "media_ids": [picture["document"]["id"]]}
    key = {"Idempotency-Key": "from-elsewhere"}
    posted = api(page, "POST", "v1/statuses", sent, key)
    again = api(page, "POST", "v1/statuses", sent, key)
    assert (posted["status"], again["document"]["id"]) == (200, posted["document"]["id"])
    assert posted["document"]["application"]["name"] == "Elsewhere"
    return posted["document"]


def _it_was_heard(page, posted):
    def heard(way):
        return page.evaluate(f"said.{way}")

    assert eventually(lambda: all(heard(way) for way in ("socket", "events", "source")))
    ((frame,), (event,), (content,)) = (heard(way) for way in ("socket", "events", "source"))
    assert (frame["stream"], frame["event"]) == (["user"], "update")
    assert event == "update"
    assert content == posted["content"]


def _it_reads(page, posted):
    home = api(page, "GET", "v1/timelines/home?limit=1")
    assert [one["id"] for one in home["document"]] == [posted["id"]]
    assert 'rel="next"' in home["headers"]["Link"]
    for address in (posted["media_attachments"][0]["preview_url"], posted["account"]["avatar"]):
        status, size = page.evaluate("address => bytesOf(address)", address)
        assert (status, size > 0) == (200, True), address
    api(page, "DELETE", f"v1/statuses/{posted['id']}/")  # with a slash at the end, as some do
    assert api(page, "GET", f"v1/statuses/{posted['id']}")["status"] == 404


def _it_is_told_what_was_wrong(page):
    refused = api(page, "POST", "v1/statuses", {"status": ""})
    assert refused["status"] == 422
    assert refused["document"]["error"].startswith("Validation failed")
    page.evaluate("keep('token', 'wrong')")
    nobody = api(page, "GET", "v1/timelines/home")
    assert (nobody["status"], nobody["document"]["error"]) == (401, "The access token is invalid")
