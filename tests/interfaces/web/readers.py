"""Browsers of people who read, and what they find on a page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from augenhoehe.domain.people.models import Account


def browser(cast: Any, who: Account | None = None) -> Client:
    """Somebody's browser, in English; None is anyone on the web."""
    client = cast.signed_in(who) if who is not None else Client()
    client.cookies["augenhoehe_language"] = "en"
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, as it came."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def words(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def articles(html: str) -> list[str]:
    """The posts of a page, each as HTML, in their order."""
    return re.findall(r'<article class="post.*?</article>', html, re.S)


def address_of(post: Any, rest: str = "") -> str:
    return f"/@{post.account.address}/{post.id}{rest}"
