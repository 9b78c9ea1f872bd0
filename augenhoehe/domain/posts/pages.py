"""Lists of posts as programs turn their pages: the ids, from a moment downwards or upwards.

The same rule for who may read as everywhere (`audience`); what somebody muted or blocked is
left out of timelines, and stays where one looks for it: at an account, among one's own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.glance import glances_at
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.models import (
    Bookmark,
    HomeEntry,
    Like,
    Post,
    PostPicture,
    PostTag,
    Restriction,
)
from augenhoehe.domain.posts.search import ids_matching
from augenhoehe.domain.posts.threads import ids_in_thread, thread_with
from augenhoehe.foundation.prepared import prepared, rows_by_id
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.text import normalise_tag, tidy


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts of a list are asked for."""

    local: bool = False
    remote: bool = False
    only_media: bool = False
    without_replies: bool = False
    without_boosts: bool = False


ALL = Wanted()
Ids = QuerySet[Post, tuple[int]]


def _ids(rows: Sequence[tuple[int]], stretch: Stretch) -> list[int]:
    return stretch.newest_first([post_id for (post_id,) in rows])


def _only(posts: QuerySet[Post], wanted: Wanted, hidden: Set[int] = frozenset()) -> QuerySet[Post]:
    if wanted.local:
        posts = posts.filter(account__domain="")
    if wanted.remote:
        posts = posts.exclude(account__domain="")
    if wanted.only_media:
        posts = posts.filter(Exists(_pictures()))
    if wanted.without_replies:
        posts = posts.filter(
            Q(in_reply_to__isnull=True) | Q(in_reply_to__account_id=F("account_id"))
        )
    if wanted.without_boosts:
        posts = posts.filter(boost_of__isnull=True)
    return posts.exclude(account_id__in=hidden) if hidden else posts


def _pictures() -> QuerySet[PostPicture]:
    """The pictures of a post, without those an intervention took out."""
    under = F("post__restrictions").bitand(int(Restriction.MEDIA_REMOVED))
    shown = PostPicture.objects.annotate(taken_out=under).filter(taken_out=0)
    return shown.filter(post_id=OuterRef("id"))


def home_page(reader: Reader, stretch: Stretch) -> list[int]:
    """The home timeline: who one follows, one's spaces, oneself."""
    hidden = hidden_from(reader.account_id)
    rows = _home(
        reader,
        stretch.before,
        stretch.after,
        hidden,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return _ids(rows, stretch)


@prepared
def _home(
    reader: Reader,
    before: int | None,
    after: int | None,
    hidden: Set[int],
    *,
    limit: int,
    upwards: bool,
) -> QuerySet[HomeEntry, tuple[int]]:
    entries = HomeEntry.objects.filter(readable(reader, post="post__"), owner_id=reader.account_id)
    if hidden:
        entries = entries.exclude(post__account_id__in=hidden).exclude(
            post__boost_of__account_id__in=hidden
        )
    stretch = Stretch(before, after, limit, upwards)
    return stretch.cut(entries, "post_id").values_list("post_id")


def public_page(reader: Reader, stretch: Stretch, wanted: Wanted = ALL) -> list[int]:
    """What is said to everybody; replies left out."""
    hidden = hidden_from(reader.account_id)
    rows = _public(
        reader,
        stretch.before,
        stretch.after,
        hidden,
        wanted=wanted,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return _ids(rows, stretch)


@prepared
def _public(
    reader: Reader,
    before: int | None,
    after: int | None,
    hidden: Set[int],
    *,
    wanted: Wanted,
    limit: int,
    upwards: bool,
) -> Ids:
    posts = Post.objects.filter(
        readable(reader),
        audience=Audience.PUBLIC,
        boost_of__isnull=True,
        in_reply_to__isnull=True,
    )
    posts = _only(posts, wanted, hidden)
    return Stretch(before, after, limit, upwards).cut(posts).values_list("id")


@dataclass(frozen=True, slots=True)
class Tags:
    """Hashtags: one of `any_of`, all of `all_of`, none of `none_of`."""

    any_of: Collection[str]
    all_of: Collection[str] = ()
    none_of: Collection[str] = ()


def tagged_page(reader: Reader, tags: Tags, stretch: Stretch, wanted: Wanted = ALL) -> list[int]:
    """Posts that carry hashtags; only what may be found, so no unlisted ones."""
    posts = Post.objects.filter(readable(reader), boost_of__isnull=True)
    posts = posts.exclude(audience=Audience.UNLISTED)
    posts = posts.filter(id__in=_tagged(tags.any_of))
    for name in tags.all_of:
        posts = posts.filter(id__in=_tagged([name]))
    if tags.none_of:
        posts = posts.exclude(id__in=_tagged(tags.none_of))
    posts = _only(posts, wanted, frozenset(hidden_from(reader.account_id)))
    return _ids(list(stretch.cut(posts).values_list("id")), stretch)


def _tagged(names: Collection[str]) -> QuerySet[PostTag, Any]:
    plain = [normalise_tag(tidy(name).removeprefix("#"))[:100] for name in names]
    rows = PostTag.objects.filter(tag__name__in=plain, tag__blocked_at__isnull=True)
    return rows.values("post_id")


def account_page(
    reader: Reader, account: Account, stretch: Stretch, wanted: Wanted = ALL, *, tag: str = ""
) -> list[int]:
    """What an account said and passed on."""
    if tag:
        posts = _only(Post.objects.filter(readable(reader), account=account), wanted)
        posts = posts.filter(id__in=_tagged([tag]))
        return _ids(list(stretch.cut(posts).values_list("id")), stretch)
    rows = _of_account(
        reader,
        account.id,
        stretch.before,
        stretch.after,
        wanted=wanted,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return _ids(rows, stretch)


@prepared
def _of_account(
    reader: Reader,
    account_id: int,
    before: int | None,
    after: int | None,
    *,
    wanted: Wanted,
    limit: int,
    upwards: bool,
) -> Ids:
    posts = _only(Post.objects.filter(readable(reader), account_id=account_id), wanted)
    return Stretch(before, after, limit, upwards).cut(posts).values_list("id")


def space_page(reader: Reader, space_id: int, stretch: Stretch) -> list[int]:
    """The conversations of a space."""
    posts = Post.objects.filter(
        readable(reader), space_id=space_id, in_reply_to__isnull=True, boost_of__isnull=True
    )
    posts = posts.exclude(audience=Audience.UNLISTED)  # by an intervention
    posts = _only(posts, ALL, frozenset(hidden_from(reader.account_id)))
    return _ids(list(stretch.cut(posts).values_list("id")), stretch)


def direct_page(reader: Reader, stretch: Stretch) -> list[int]:
    """What was said to a few people, this reader among them, or by them."""
    posts = Post.objects.filter(readable(reader), audience=Audience.DIRECT, boost_of__isnull=True)
    posts = _only(posts, ALL, frozenset(hidden_from(reader.account_id)))
    return _ids(list(stretch.cut(posts).values_list("id")), stretch)


Row = tuple[int, int]  # its own id, and the post's


def liked_page(reader: Reader, stretch: Stretch) -> list[Row]:
    """What somebody likes, with the ids this list is ordered by: the latest like first."""
    return _reacted(reader, Like.objects.filter(account_id=reader.account_id or 0), stretch)


def kept_page(reader: Reader, stretch: Stretch) -> list[Row]:
    """What somebody kept, with the ids this list is ordered by: what was kept last first."""
    return _reacted(reader, Bookmark.objects.filter(account_id=reader.account_id or 0), stretch)


def _reacted(
    reader: Reader, rows: QuerySet[Like] | QuerySet[Bookmark], stretch: Stretch
) -> list[Row]:
    allowed = rows.filter(readable(reader, post="post__"))
    return stretch.newest_first(list(stretch.cut(allowed).values_list("id", "post_id")))


def likers_page(post: Post, stretch: Stretch) -> list[tuple[int, Account]]:
    """Who likes a post."""
    rows = stretch.cut(Like.objects.filter(post=post).select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])


def boosters_page(post: Post, stretch: Stretch) -> list[tuple[int, Account]]:
    """Who passed a post on."""
    boosts = Post.objects.filter(boost_of=post, deleted_at__isnull=True)
    rows = stretch.cut(boosts.select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])


def found_page(reader: Reader, query: str, stretch: Stretch, *, author: int | None) -> list[int]:
    """Posts with all words of a query that may be found, maybe of one account only."""
    ids = ids_matching(query)
    if not ids:
        return []
    hidden = frozenset(hidden_from(reader.account_id))
    rows = _found(
        reader,
        frozenset(ids),
        stretch.before,
        stretch.after,
        author,
        hidden,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return _ids(rows, stretch)


@prepared
def _found(
    reader: Reader,
    ids: Set[int],
    before: int | None,
    after: int | None,
    author: int | None,
    hidden: Set[int],
    *,
    limit: int,
    upwards: bool,
) -> Ids:
    posts = Post.objects.filter(readable(reader), id__in=ids).exclude(audience=Audience.UNLISTED)
    if author is not None:
        posts = posts.filter(account_id=author)
    return Stretch(before, after, limit, upwards).cut(_only(posts, ALL, hidden)).values_list("id")


def thread_around(reader: Reader, post_id: int) -> tuple[list[int], list[int]]:
    """What a post replies to, the first first, and the replies to it, each below its own.

    As far as they may be read; what replies to a deleted post stays below what that replied to.
    """
    threads = thread_with(reader, post_id)
    root = (threads[0][0] or post_id) if threads else post_id
    rows = glances_at([one for (one,) in ids_in_thread(reader, root)])
    parents = {row.id: row.in_reply_to_id for row in rows}
    above: list[int] = []
    parent = parents.get(post_id)
    while parent is not None and parent in parents:
        above.insert(0, parent)
        parent = parents[parent]
    children: dict[int, list[int]] = {}
    for row in reversed(rows):
        children.setdefault(row.in_reply_to_id or 0, []).append(row.id)
    below, waiting = [], list(children.get(post_id, ()))
    while waiting:
        below.append(waiting.pop())
        waiting += children.get(below[-1], ())
    allowed = authors_of(reader, [*above, *below])
    return [one for one in above if one in allowed], [one for one in below if one in allowed]


def posts_by_ids(reader: Reader, ids: Collection[int]) -> list[Post]:
    """Those of these posts that may be read, in this order."""
    return load_posts(readable_ids(reader, ids))


def readable_ids(reader: Reader, ids: Collection[int]) -> list[int]:
    """Those of these posts that may be read, in this order."""
    allowed = authors_of(reader, ids)
    return [post_id for post_id in ids if post_id in allowed]


def authors_of(reader: Reader, ids: Collection[int]) -> dict[int, int]:
    """By post, of those that may be read: the account it is by."""
    return dict(_readable_among(reader, frozenset(ids))) if ids else {}


@prepared
def _readable_among(reader: Reader, ids: Set[int]) -> QuerySet[Post, tuple[int, int]]:
    return Post.objects.filter(readable(reader), id__in=ids).values_list("id", "account_id")


def newest_of(account_ids: Collection[int]) -> dict[int, int]:
    """By account: its newest post that everybody may read; ids carry the time."""
    rows = _newest_of(frozenset(account_ids)) if account_ids else []
    return {account_id: post_id for account_id, post_id in rows if post_id is not None}


@prepared
def _newest_of(account_ids: Set[int]) -> QuerySet[Account, tuple[int, int | None]]:
    own = Post.objects.filter(
        account_id=OuterRef("id"), audience__lte=Audience.UNLISTED, deleted_at__isnull=True
    )
    newest = own.order_by("-id").values("id")[:1]
    rows = Account.objects.filter(id__in=account_ids).annotate(newest=Subquery(newest))
    return rows.values_list("id", "newest")


def people_by_last_post(
    *, limit: int, offset: int = 0, newest_accounts: bool = False, local: bool = True
) -> list[Account]:
    """A directory: who spoke last comes first, or who came last. Nobody is counted."""
    people = Account.objects.known().present().filter(discoverable=True)
    people = people.exclude(kind__in=(Account.Kind.GROUP, Account.Kind.INSTANCE))
    if local:
        people = people.filter(domain="")
    if newest_accounts:
        rows = people.order_by("-id")[offset : offset + limit]
        return [account for account in rows if not account.is_delisted]
    public = Post.objects.filter(
        account_id=OuterRef("id"), audience=Audience.PUBLIC, deleted_at__isnull=True
    )
    newest = public.order_by("-id").values("id")[:1]
    spoke = people.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    spoke = spoke.order_by("-newest")
    ids = list(spoke.values_list("id", flat=True)[offset : offset + limit])
    found = rows_by_id(Account, ids)
    there = [found[account_id] for account_id in ids if account_id in found]
    return [account for account in there if not account.is_delisted]
