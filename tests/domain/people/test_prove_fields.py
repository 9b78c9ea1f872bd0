"""A link in a profile is proven by a page that links back."""

import time
from types import SimpleNamespace

import pytest

from augenhoehe.domain.people.actions import prove_fields, update_profile
from augenhoehe.foundation import fetch
from augenhoehe.foundation.jobs.models import Job

MINE = '<a rel="nofollow me" href="http://testserver/@Karl/">ich</a>'


@pytest.fixture
def web(monkeypatch):
    """Pages by address; everything else cannot be reached."""
    pages: dict[str, str] = {}

    def fetch_now(url, **_):
        if url not in pages:
            raise fetch.FetchFailed("nobody is there")
        return SimpleNamespace(body=pages[url].encode())

    monkeypatch.setattr(fetch, "fetch_now", fetch_now)
    return pages


def lines(account, *values):
    update_profile(account, by=account, values={}, fields=[("Seite", value) for value in values])


def proven(account):
    return [line.value for line in account.fields.all() if line.verified_at]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "http://testserver/@karl",
        '<a href="http://testserver/@karl">kein me</a>',
        '<a rel="me" href="http://testserver/@gerda">jemand anders</a>',
        '<a rel="me" href="https://elsewhere.example/@karl">anderswo</a>',
        '<a rel="me"',
    ],
)
def test_a_page_that_does_not_link_back_proves_nothing(cast, web, page):
    web["https://karl.example"] = page
    lines(cast.karl, "https://karl.example")

    prove_fields(cast.karl)

    assert proven(cast.karl) == []


def test_only_addresses_of_the_safe_web_are_looked_at(cast, web):
    web["http://karl.example"] = MINE
    lines(cast.karl, "http://karl.example", "karl.example", "https://gone.example")

    prove_fields(cast.karl)

    assert proven(cast.karl) == []


def test_a_page_that_links_back_proves_its_line(cast, web):
    web["https://karl.example"] = MINE
    lines(cast.karl, "https://karl.example", "Kiel")
    before = cast.karl.version

    prove_fields(cast.karl)

    assert proven(cast.karl) == ["https://karl.example"]
    cast.karl.refresh_from_db()
    assert cast.karl.version == before + 1


def test_a_page_made_to_be_slow_holds_nobody_up(cast, web):
    web["https://karl.example"] = "<a " * 300_000
    lines(cast.karl, "https://karl.example")
    before = time.process_time()

    prove_fields(cast.karl)

    assert proven(cast.karl) == []
    assert time.process_time() - before < 2.0


def test_looking_is_a_job_and_no_part_of_saving(cast):
    lines(cast.karl, "https://karl.example")

    [job] = Job.objects.filter(kind="event")
    assert job.payload["listener"].endswith("prove_links")
    assert job.host == "web:ask"  # one after the other: pages that never answer hold up no letters
