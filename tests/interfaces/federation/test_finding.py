"""Somebody types a name or pastes an address, and finds whom or what it means."""

from __future__ import annotations

import pytest

from augenhoehe.domain.posts.ports import find_elsewhere
from augenhoehe.interfaces.federation.asking import Answer, run_here
from augenhoehe.interfaces.federation.resolve import finding
from augenhoehe.interfaces.federation.resolve.finding import found

pytestmark = pytest.mark.django_db


def look(ada, words):
    return run_here(found(words), ada.server.ask)


@pytest.mark.parametrize(
    "words",
    ["", "bicycles", "@ada", "ada@", "javascript:alert(1)", "https://", "http://[", "a b@c"],
)
def test_what_is_no_address_is_nothing_and_nobody_is_asked(ada, words):
    assert look(ada, words) is None
    assert ada.server.asked == []


def test_an_internal_post_of_ours_is_not_found_by_its_address(ada, cast):
    post = cast.says(cast.erika, "Under us", space=cast.haus)

    assert look(ada, f"http://testserver/p/{post.id}") is None
    assert look(ada, f"http://testserver/@{cast.erika.handle}/{post.id}") is None


def test_whom_we_do_not_talk_to_is_not_asked(ada, settings):
    settings.FEDERATION = "closed"

    assert look(ada, ada.id) is None
    assert ada.server.asked == []


@pytest.mark.parametrize(
    "words",
    [
        "@ada@elsewhere.example",
        "ada@elsewhere.example",
        "acct:ada@elsewhere.example",
        " @ada@ELSEWHERE.example ",
        "https://elsewhere.example/users/ada",
    ],
)
def test_somebody_elsewhere_is_found(ada, words):
    assert look(ada, words).uri == ada.id


def test_a_page_leads_to_what_it_is_about(ada):
    page = "https://elsewhere.example/@ada"
    html = b'<html><head><link rel="alternate" type="application/activity+json" href="/users/ada">'
    ada.server.documents[page] = Answer(page, 200, html, "text/html")

    assert look(ada, page).uri == ada.id


def test_a_page_that_says_nothing_leads_nowhere(ada):
    page = "https://elsewhere.example/about"
    ada.server.documents[page] = Answer(page, 200, b"<p>Hello", "text/html")

    assert look(ada, page) is None


def test_a_post_elsewhere_is_found(ada):
    note = ada.note("<p>Engines</p>")

    assert look(ada, note["id"]).uri == note["id"]


@pytest.mark.parametrize("form", ["/@karl", "/actors/{id}", "@karl@testserver"])
def test_somebody_of_ours_is_found_without_asking(ada, cast, form):
    words = form.format(id=cast.karl.id)
    words = words if words.startswith("@") else f"http://testserver{words}"

    assert look(ada, words) == cast.karl
    assert ada.server.asked == []


def test_an_open_post_of_ours_is_found_by_its_page(ada, cast):
    post = cast.says(cast.karl, "The belt drive again")

    assert look(ada, f"http://testserver/@karl/{post.id}") == post


def test_where_somebody_follows_from_their_own_server(ada, monkeypatch):
    template = "https://elsewhere.example/authorize?uri={uri}"
    for address in [url for url in ada.server.documents if "webfinger" in url]:
        links = [{"rel": "http://ostatus.org/schema/1.0/subscribe", "template": template}]
        ada.server.documents[address] = ada.webfinger | {"links": links}
    monkeypatch.setattr(finding, "ask_now", lambda ask, until: ada.server.ask(ask))

    where = finding.follow_address("@ada@elsewhere.example", "acct:karl@testserver")
    assert where == "https://elsewhere.example/authorize?uri=acct%3Akarl%40testserver"
    assert finding.follow_address("@nobody@elsewhere.example", "acct:karl@testserver") == ""


def test_it_is_plugged_in(ada, monkeypatch):
    monkeypatch.setattr(finding, "ask_now", lambda ask, until: ada.server.ask(ask))

    assert find_elsewhere("@ada@elsewhere.example").uri == ada.id
