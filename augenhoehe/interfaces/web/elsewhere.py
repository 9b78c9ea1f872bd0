"""How people and posts of other servers look here: their links lead to our pages of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.utils.html import escape

from augenhoehe.domain.media.emoji import learn
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.selectors import mentions_of
from augenhoehe.foundation.text import normalise_tag
from augenhoehe.foundation.tracking import links_without_tracking
from augenhoehe.interfaces.web.addresses import profile_url

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_LINK = re.compile(r'(<a\b[^<>]*?\bhref=")([^"<>]*)("[^<>]*>)(#?)(?:<span>)?(\w*)')


def words_here(posts: Sequence[Post]) -> Mapping[int, str]:
    """By id: the HTML of these posts. Two questions more where some are from elsewhere."""
    away = [post for post in posts if not post.account.is_local]
    mentioned = mentions_of([post.id for post in away]) if away else {}
    learn(((post.account.domain, _all_words(post)) for post in away), anew=True)
    led = {post.id: _led_here(post.html, mentioned.get(post.id, ())) for post in away}
    # Taken in before links were cleaned, perhaps.
    return {post.id: links_without_tracking(led.get(post.id, post.html)) for post in posts}


def _all_words(post: Post) -> str:
    return " ".join((post.account.name, post.html, post.warning))


def _led_here(html: str, mentioned: Sequence[Account]) -> str:
    """Whom it addresses, and hashtags, lead to our pages; everything else to where it leads."""
    people = {address: profile_url(one) for one in mentioned for address in _addresses(one)}

    def led(match: re.Match[str]) -> str:
        before, address, after, sign, word = match.groups()
        here = people.get(unescape(address), "")
        if not here and sign and word:
            here = f"/tags/{quote(normalise_tag(word))}"
        if not here:
            return match[0]
        return match[0].replace(f"{before}{address}{after}", f"{before}{escape(here)}{after}", 1)

    return _LINK.sub(led, html)


def _addresses(account: Account) -> list[str]:
    """By which addresses servers link somebody."""
    if account.is_local:
        return [f"{settings.BASE_URL}{profile_url(account)}", local_uri(account.id)]
    return [one for one in (account.url, account.uri) if one]
