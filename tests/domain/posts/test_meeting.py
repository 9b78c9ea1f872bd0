"""Whom a text addresses on other servers is looked up before it is published, not by chance."""

from __future__ import annotations

import pytest

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import ports
from augenhoehe.domain.posts.meeting import is_for_outside, meet_mentioned
from augenhoehe.domain.posts.wording import mentioned_accounts, rendered

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What was looked up elsewhere."""
    names: list[str] = []
    monkeypatch.setattr(ports, "_finders", [lambda words: names.append(words)])
    return names


def test_nobody_is_asked_for_what_stays_inside(cast):
    said = cast.says(cast.erika, "Unter uns", space=cast.haus)

    assert not is_for_outside(cast.haus, None)
    assert not is_for_outside(None, said)
    assert is_for_outside(None, None)


def test_nobody_is_asked_for_people_of_this_server_or_known_ones(cast, asked, settings):
    settings.HOST = "lindenrad.example:8443"
    Account.objects.create(handle="vera", domain="127.0.0.3:8443", uri="https://127.0.0.3:8443/v")

    meet_mentioned(f"@{cast.karl.handle} @jonas@lindenrad.example:8443 @Vera@127.0.0.3:8443 da?")

    assert asked == []


def test_strangers_are_looked_up_each_once_and_not_too_many(cast, asked):
    meet_mentioned("@a@b.example @a@b.example " + " ".join(f"@p{n}@c.example" for n in range(9)))

    assert asked[:2] == ["@a@b.example", "@p0@c.example"]
    assert len(asked) == 5


def test_our_own_name_written_in_full_is_somebody_here(cast, settings):
    settings.HOST = "127.0.0.2:8443"
    text = f"@{cast.karl.handle}@127.0.0.2:8443 hallo"

    assert mentioned_accounts(text) == [cast.karl]
    assert f'href="/@{cast.karl.handle}"' in rendered(text, [cast.karl])
