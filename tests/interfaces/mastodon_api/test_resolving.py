"""`resolve`: apps look people and posts up on other servers; and how a follow there looks."""

from dataclasses import replace

import pytest

from augenhoehe.domain.people.actions import Told, accept_follower, keep_account
from augenhoehe.domain.posts import ports

ADA = Told("https://elsewhere.example/ada", "ada", "elsewhere.example", "person", "Ada")


@pytest.fixture
def ada(db):
    return keep_account(ADA)


@pytest.fixture
def asked(monkeypatch, ada):
    words: list[str] = []

    def find(address):
        words.append(address)
        return ada if "ada" in address else None

    monkeypatch.setattr(ports, "_finders", [find])
    return words


# --- refusals ----------------------------------------------------------------------------


def test_nobody_in_particular_has_us_ask_others(client, asked):
    answer = client.get("/api/v2/search", {"q": "@ada@elsewhere.example", "resolve": "true"})

    assert answer.status_code == 401 and "authentication" in answer.json()["error"]
    assert asked == []


@pytest.mark.parametrize("words", ["belt drive", "@ada", "#belts", ""])
def test_what_is_no_address_is_not_asked_for(program, asked, words, cast):
    assert program(cast.karl).get("v2/search", q=words, resolve="true").status_code == 200
    assert asked == []


def test_without_resolve_nobody_is_asked(program, asked, cast):
    found = program(cast.karl).get("v2/search", q="@ada@elsewhere.example").json()

    assert asked == [] and len(found["accounts"]) == 1


def test_an_internal_post_is_not_found_by_its_address(program, cast, monkeypatch):
    post = cast.says(cast.erika, "Unter uns", space=cast.haus)
    monkeypatch.setattr(ports, "_finders", [lambda address: post])
    address = f"http://testserver/p/{post.id}"

    assert program(cast.karl).get("v2/search", q=address, resolve="true").json()["statuses"] == []


# --- found -------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["@ada@elsewhere.example", "https://elsewhere.example/ada"])
def test_who_is_meant_is_found(program, asked, ada, words, cast):
    found = program(cast.karl).get("v2/search", q=words, resolve="true").json()

    assert [one["acct"] for one in found["accounts"]] == ["ada@elsewhere.example"]
    assert found["statuses"] == []
    only = program(cast.karl).get("v2/search", q=words, resolve="true", type="statuses").json()
    assert only["accounts"] == []


def test_the_search_of_accounts_too(program, asked, ada, cast):
    found = (
        program(cast.karl)
        .get("v1/accounts/search", q="@ada@elsewhere.example", resolve="true")
        .json()
    )

    assert asked and [one["id"] for one in found] == [str(ada.id)]


def test_lookup_stays_at_home(program, asked, cast):
    assert (
        program(cast.karl).get("v1/accounts/lookup", acct="eve@elsewhere.example").status_code
        == 404
    )
    assert asked == []


# --- following ---------------------------------------------------------------------------


def test_who_takes_everybody_is_followed_hopefully(program, ada, cast):
    karl = program(cast.karl)
    at_once = karl.send(f"v1/accounts/{ada.id}/follow").json()
    later = karl.get("v1/accounts/relationships", id=[ada.id]).json()[0]

    assert (at_once["following"], at_once["requested"]) == (True, False)
    assert (later["following"], later["requested"]) == (False, True)
    accept_follower(cast.karl, by=ada)
    assert karl.get("v1/accounts/relationships", id=[ada.id]).json()[0]["following"]


def test_who_approves_followers_is_asked(program, cast):
    shy = keep_account(replace(ADA, approves_followers=True))
    answer = program(cast.karl).send(f"v1/accounts/{shy.id}/follow").json()

    assert (answer["following"], answer["requested"]) == (False, True)
