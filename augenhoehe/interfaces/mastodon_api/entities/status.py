"""Posts as clients know them, for lists: a handful of queries, however many posts.

What is the same for all readers is made once (`wording`) and kept as finished JSON; what a
reader did, counts and the state of a case are put beside it each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, cast

import orjson

from augenhoehe.domain.criticism.selectors import cases_on
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.glance import Glance, glance_of, glances_at
from augenhoehe.domain.posts.pages import authors_of, readable_ids
from augenhoehe.domain.posts.selectors import (
    Flags,
    flags_for,
    muted_among,
    pinned_among,
    quotable_among,
)
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts_by_id
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute
from augenhoehe.interfaces.mastodon_api.entities.attachment import signed
from augenhoehe.interfaces.mastodon_api.entities.filtered import filtered_for
from augenhoehe.interfaces.mastodon_api.entities.poll import polls_for
from augenhoehe.interfaces.mastodon_api.entities.quote import (
    Quoted,
    approval_of,
    is_told,
    quoted_in,
    state_of_quote,
)
from augenhoehe.interfaces.mastodon_api.entities.wording import (
    VISIBILITY,
    as_guest,
    with_case,
    wordings_of,
)

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.posts.models import Post

__all__ = ["VISIBILITY", "status_bytes", "status_document", "status_entity", "statuses_for"]

_TRUTH = (b"false", b"true")
_NO_REPLY = b',"in_reply_to_id":null,"in_reply_to_account_id":null'
_COUNTS = (
    b',"replies_count":%d,"reblogs_count":%d,"favourites_count":%d'
    b',"quotes_count":%d,"echoes_count":%d'
)
# Liked, passed on, kept, muted: all sixteen, put into words once.
_FLAGS = {
    flags: b',"favourited":%b,"reblogged":%b,"bookmarked":%b,"muted":%b'
    % tuple(_TRUTH[flag] for flag in flags)
    for flags in product((False, True), repeat=4)
}


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known about all posts of a page together."""

    mine: frozenset[int]
    wordings: Mapping[int, bytes]
    accounts: Mapping[int, bytes]
    parents: Mapping[int, int]
    cases: Mapping[int, Case]
    flags: Flags
    pinned: frozenset[int]
    muted: frozenset[int]
    polls: Mapping[int, bytes]
    filtered: Mapping[int, bytes]
    quoted: Quoted
    quotable: frozenset[int]

    def has(self, post: Glance) -> bool:
        """Whether it is still there: it may have gone between two questions."""
        return post.id in self.wordings and post.account_id in self.accounts


def statuses_for(reader: Reader, posts: Sequence[Post]) -> list[Any]:
    """These posts, in their order, as finished parts of an answer.

    They were read with this reader's eyes already; what they pass on and what they reply to
    is shown as far as this reader may know of it.
    """
    return [orjson.Fragment(body) for body in _bodies_of(reader, posts).values()]


def statuses_by_id(reader: Reader, ids: Sequence[int]) -> dict[int, Any]:
    """By id, in order: finished parts. The ids come from a question that knew the reader."""
    bodies = _bodies(reader, glances_at(ids), {})
    return {post_id: orjson.Fragment(body) for post_id, body in bodies.items()}


def status_bytes(reader: Reader, post: Post) -> bytes | None:
    """One post as JSON, such as a stream sends it."""
    return _bodies_of(reader, [post]).get(post.id)


def status_entity(reader: Reader, post: Post) -> Any:
    """One post, as a finished answer."""
    return orjson.Fragment(_bodies_of(reader, [post])[post.id])


def status_document(reader: Reader, post: Post) -> dict[str, Any]:
    """One post, to be added to."""
    return cast("dict[str, Any]", orjson.loads(_bodies_of(reader, [post])[post.id]))


def _bodies_of(reader: Reader, posts: Sequence[Post]) -> dict[int, bytes]:
    return _bodies(reader, [glance_of(post) for post in posts], {post.id: post for post in posts})


def _bodies(
    reader: Reader, posts: Sequence[Glance], at_hand: Mapping[int, Post]
) -> dict[int, bytes]:
    """By id, in order; without what passes on something this reader may not read."""
    wanted = {post.boost_of_id for post in posts if post.boost_of_id}
    found = glances_at(readable_ids(reader, wanted)) if wanted else []
    passed_on = {post.id: post for post in found}
    shown = [post for post in posts if not post.boost_of_id or post.boost_of_id in passed_on]
    quoted = quoted_in(reader, [*shown, *found])
    page = _page(reader, [*shown, *found], quoted, at_hand)
    return {
        post.id: _body(page, post, passed_on.get(post.boost_of_id or 0))
        for post in shown
        if page.has(post) and (not post.boost_of_id or page.has(passed_on[post.boost_of_id]))
    }


def _page(
    reader: Reader,
    listed: Sequence[Glance],
    quoted: Quoted,
    at_hand: Mapping[int, Post],
) -> _Page:
    """Asks only for what some post of the page has and this reader ever set up."""
    posts = [*listed, *quoted.posts.values()]
    ids = {post.id for post in posts}
    who = reader.who
    asked = {post.id for post in posts if post.has_poll}
    threads = {post.thread_id or post.id for post in posts}
    parents = {post.in_reply_to_id for post in posts if post.in_reply_to_id}
    authors = {post.account_id for post in posts}
    return _Page(
        mine=reader.who.speaks_as,
        wordings=_addressed(reader, posts, wordings_of(posts, at_hand)),
        accounts=account_parts_by_id(authors),
        parents=authors_of(reader, parents),
        cases=cases_on(reader, {post.id for post in posts if not post.boost_of_id}),
        flags=flags_for(reader, ids),
        pinned=pinned_among(reader, ids) if who.has_habit(Habit.PINS) else frozenset(),
        muted=muted_among(reader, threads) if who.has_habit(Habit.MUTES_THREADS) else frozenset(),
        polls=polls_for(reader, asked) if asked else {},
        filtered=filtered_for(reader, posts) if who.has_habit(Habit.FILTERS) else {},
        quoted=quoted,
        quotable=quotable_among(reader, posts),
    )


def _addressed(
    reader: Reader, posts: Sequence[Glance], wordings: Mapping[int, bytes]
) -> Mapping[int, bytes]:
    """The wordings with the pictures of posts that are not open signed for who reads them."""
    closed = [post.id for post in posts if post.audience > Audience.UNLISTED]
    return signed(wordings, closed, reader.account_id) if closed else wordings


def _body(page: _Page, post: Glance, passed_on: Glance | None, *, is_quoted: bool = False) -> bytes:
    account, case = page.accounts[post.account_id], page.cases.get(post.id)
    wording = page.wordings[post.id]
    reblog = b"null"
    flagged = post
    if passed_on is not None:
        reblog = _body(page, passed_on, None)
        flagged = passed_on
    elif post.guest_name:
        account = as_guest(account, post)
    return b"".join(
        (
            with_case(wording, _address_of(case)) if case else wording,
            b',"account":',
            account,
            b',"reblog":',
            reblog,
            _reply(page, post),
            _counts(flagged),
            _flags(page, flagged),
            _application(page, post),
            _case(case),
            b',"poll":',
            page.polls.get(post.id, b"null"),
            b',"filtered":',
            page.filtered.get(post.id, b"[]"),
            _quote(page, post, is_shallow=is_quoted),
            approval_of(flagged, page.quotable),
            b"}",
        )
    )


def _reply(page: _Page, post: Glance) -> bytes:
    """What it replies to, as far as this reader may know of it."""
    parent = post.in_reply_to_id or 0
    author = page.parents.get(parent) if parent else None
    if author is None:
        return _NO_REPLY
    return b',"in_reply_to_id":"%d","in_reply_to_account_id":"%d"' % (parent, author)


def _counts(post: Glance) -> bytes:
    return _COUNTS % (
        post.replies_count,
        post.boosts_count,
        post.likes_count,
        post.quotes_count,
        post.echoes,
    )


def _flags(page: _Page, post: Glance) -> bytes:
    number, flags = post.id, page.flags
    said = _FLAGS[
        number in flags.liked,
        number in flags.boosted,
        number in flags.kept,
        (post.thread_id or number) in page.muted,
    ]
    if post.account_id not in page.mine:
        return said
    return said + b',"pinned":%b' % _TRUTH[number in page.pinned]


def _quote(page: _Page, post: Glance, *, is_shallow: bool) -> bytes:
    """What a post quotes; of what is quoted in turn only the id."""
    state = state_of_quote(post, page.quoted)
    if state is None:
        return b',"quote":null'
    if is_shallow:
        number = b'"%d"' % (post.quote_of_id or 0) if is_told(state) else b"null"
        return b',"quote":{"state":"%b","quoted_status_id":%b}' % (state.encode(), number)
    quoted = page.quoted.posts.get(post.quote_of_id or 0) if is_told(state) else None
    is_there = quoted is not None and page.has(quoted)
    body = _body(page, quoted, None, is_quoted=True) if quoted and is_there else b"null"
    return b',"quote":{"state":"%b","quoted_status":%b}' % (state.encode(), body)


def _application(page: _Page, post: Glance) -> bytes:
    """With which app it was written: only its author is told."""
    if not post.application or post.account_id not in page.mine:
        return b',"application":null'
    app = {"name": post.application, "website": post.application_url or None}
    return b',"application":' + orjson.dumps(app)


def _case(case: Case | None) -> bytes:
    """The criticism that was made of a post: where it stands, and where one reads on."""
    if case is None:
        return b',"case":null'
    said = {"id": str(case.id), "state": case.state, "url": _address_of(case)}
    return b',"case":' + orjson.dumps(said)


def _address_of(case: Case) -> str:
    return absolute(f"/faelle/{case.id}")
