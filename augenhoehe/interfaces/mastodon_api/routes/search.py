"""`/api/v2/search`, `/api/v1/search` and trends, of which there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.domain.people.pages import find_people
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, reader_for
from augenhoehe.domain.posts.pages import found_page
from augenhoehe.domain.posts.ports import find_elsewhere, told_apart
from augenhoehe.domain.posts.selectors import post_for, tags_like
from augenhoehe.foundation import patience
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.mastodon_api.callers import holder_if_any
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint, invalid
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.entities.tag import tags_for
from augenhoehe.interfaces.mastodon_api.pagination import Page, page_of
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import anybody

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_KINDS = ("accounts", "statuses", "hashtags")
_DEEPEST = 200
# As Mastodon words it; apps compare.
_NEEDS_SOMEBODY = (
    "Search queries that resolve remote resources are not supported without authentication"
)
# One person or thing of the whole network: a web address, or @name@server.example.
_ELSEWHERE = re.compile(r"https?://\S{4,2000}|(acct:)?@?[^@\s/]+@[^@\s/]+", re.IGNORECASE)


def _version_2(request: HttpRequest) -> dict[str, Any]:
    return _found(request)


def _version_1(request: HttpRequest) -> dict[str, Any]:
    """For older clients: hashtags are words only."""
    found = _found(request)
    return found | {"hashtags": [tag["name"] for tag in found["hashtags"]]}


def _found(request: HttpRequest) -> dict[str, Any]:
    """People, posts and hashtags; with `resolve`, first what a name or address means elsewhere."""
    holder = holder_if_any(request, "read:search")
    account = holder.account if holder else None
    count_search(request, account)
    reader = reader_for(account) if account else EVERYBODY
    sent = parameters_of(request)
    page = page_of(request, limit=20, most=40)
    words, kind = sent.text("q").strip(), sent.text("type")
    if kind and kind not in _KINDS:
        raise invalid("type must be accounts, statuses or hashtags.")
    found: dict[str, Any] = {"accounts": [], "statuses": [], "hashtags": []}
    if sent.truth("resolve") and account is None:
        raise Refused(401, _NEEDS_SOMEBODY)
    if account and sent.truth("resolve") and not page.offset:
        exact = _from_elsewhere(reader, looked_up(words, account))
        if any(exact.values()):
            return found | {one: exact[one] for one in exact if kind in ("", one)}
    for one in _KINDS if words else ():
        if one == kind or (not kind and one in _kinds_meant(words)):
            found[one] = _SEARCHES[one](reader, account, words, sent, page)
    return found


def _from_elsewhere(reader: Reader, thing: Account | Post | None) -> dict[str, list[Any]]:
    """Exactly what is meant, if this reader may read it."""
    account, post = told_apart(thing)
    readable = post_for(reader, post.id) if post else None
    posts = statuses_by_id(reader, [readable.id]).values() if readable else ()
    return {"accounts": accounts_for([account] if account else []), "statuses": list(posts)}


def looked_up(words: str, account: Account) -> Account | Post | None:
    """Whom or what an address means, on whatever server; asks that server, for seconds."""
    if not _ELSEWHERE.fullmatch(words.strip()):
        return None
    patience.spend("look_elsewhere", str(account.id))
    return find_elsewhere(words)


def _kinds_meant(words: str) -> Sequence[str]:
    """Who writes a hashtag looks for hashtags; what carries it stands on its page."""
    return ("hashtags",) if words.startswith("#") else _KINDS


def _accounts(
    reader: Reader, me: Account | None, words: str, sent: Parameters, page: Page
) -> list[Any]:
    of = me if sent.truth("following") else None
    offset = min(page.offset, _DEEPEST)
    return accounts_for(find_people(wanted_address(words), limit=page.limit, offset=offset, of=of))


def _statuses(
    reader: Reader, me: Account | None, words: str, sent: Parameters, page: Page
) -> list[Any]:
    offset = min(page.offset, _DEEPEST)
    stretch = Stretch(page.max_id, page.after, page.limit + offset, page.upwards)
    author = sent.number("account_id")
    ids = found_page(reader, words.removeprefix("#"), stretch, author=author)
    return list(statuses_by_id(reader, ids[offset:]).values())


def _hashtags(
    reader: Reader, me: Account | None, words: str, sent: Parameters, page: Page
) -> list[Any]:
    offset = min(page.offset, _DEEPEST)
    found = tags_like(reader, words)[offset : offset + page.limit]
    return tags_for(me, [tag.name for tag in found])


_SEARCHES = {"accounts": _accounts, "statuses": _statuses, "hashtags": _hashtags}


def count_search(request: HttpRequest, account: Account | None) -> None:
    """Searching is work; too much of it at once asks for patience."""
    patience.spend("search", str(account.id if account else request.META.get("REMOTE_ADDR", "")))


def wanted_address(words: str) -> str:
    """An address of this server is written with its name or without, or as a web address."""
    words = words.strip()
    for prefix in (f"{settings.BASE_URL}/@", f"{settings.BASE_URL}/users/"):
        if words.startswith(prefix):
            words = words.removeprefix(prefix).rstrip("/")
    return words.removesuffix(f"@{settings.HOST}")


def _no_trends(request: HttpRequest) -> Answer:
    """Nothing here is put first because much is made of it."""
    anybody(request, "read")
    return Answer([])


version_1 = endpoint(get=_version_1)
version_2 = endpoint(get=_version_2)
trends = endpoint(get=_no_trends)
