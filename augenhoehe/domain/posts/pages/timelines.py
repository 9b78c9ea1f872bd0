"""Lists of posts as programs turn their pages: the ids, from a moment downwards or upwards.

The same rule for who may read as everywhere (`audience`); what somebody muted or blocked is
left out of timelines, and stays where one looks for it: at an account, among one's own.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.models import (
    HomeEntry,
    Post,
    PostTag,
)
from augenhoehe.domain.posts.pages.cutting import ALL, Ids, Wanted, ids_of, only
from augenhoehe.domain.posts.selectors.listing import apart_from_home
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.text import normalise_tag, tidy


def home_page(reader: Reader, stretch: Stretch) -> list[int]:
    """The home timeline: who one follows, one's spaces, oneself."""
    hidden = hidden_from(reader.account_id)
    rows = _home(
        reader,
        stretch.before,
        stretch.after,
        hidden,
        apart_from_home(reader),
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return ids_of(rows, stretch)


@prepared
def _home(
    reader: Reader,
    before: int | None,
    after: int | None,
    hidden: Set[int],
    apart: Set[int],
    *,
    limit: int,
    upwards: bool,
) -> QuerySet[HomeEntry, tuple[int]]:
    entries = HomeEntry.objects.filter(readable(reader, post="post__"), owner_id=reader.account_id)
    if hidden:
        entries = entries.exclude(post__account_id__in=hidden).exclude(
            post__boost_of__account_id__in=hidden
        )
    if apart:
        entries = entries.exclude(post__account_id__in=apart)
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
    return ids_of(rows, stretch)


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
    posts = only(posts, wanted, hidden)
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
    posts = only(posts, wanted, frozenset(hidden_from(reader.account_id)))
    return ids_of(list(stretch.cut(posts).values_list("id")), stretch)


def _tagged(names: Collection[str]) -> QuerySet[PostTag, Any]:
    plain = [normalise_tag(tidy(name).removeprefix("#"))[:100] for name in names]
    rows = PostTag.objects.filter(tag__name__in=plain, tag__blocked_at__isnull=True)
    return rows.values("post_id")


def account_page(
    reader: Reader, account: Account, stretch: Stretch, wanted: Wanted = ALL, *, tag: str = ""
) -> list[int]:
    """What an account said and passed on."""
    if tag:
        posts = only(Post.objects.filter(readable(reader), account=account), wanted)
        posts = posts.filter(id__in=_tagged([tag]))
        return ids_of(list(stretch.cut(posts).values_list("id")), stretch)
    rows = _of_account(
        reader,
        account.id,
        stretch.before,
        stretch.after,
        wanted=wanted,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return ids_of(rows, stretch)


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
    posts = only(Post.objects.filter(readable(reader), account_id=account_id), wanted)
    return Stretch(before, after, limit, upwards).cut(posts).values_list("id")


def space_page(reader: Reader, space_id: int, stretch: Stretch) -> list[int]:
    """The conversations of a space."""
    posts = Post.objects.filter(
        readable(reader), space_id=space_id, in_reply_to__isnull=True, boost_of__isnull=True
    )
    posts = posts.exclude(audience=Audience.UNLISTED)  # by an intervention
    posts = only(posts, ALL, frozenset(hidden_from(reader.account_id)))
    return ids_of(list(stretch.cut(posts).values_list("id")), stretch)


def direct_page(reader: Reader, stretch: Stretch) -> list[int]:
    """What was said to a few people, this reader among them, or by them."""
    posts = Post.objects.filter(readable(reader), audience=Audience.DIRECT, boost_of__isnull=True)
    posts = only(posts, ALL, frozenset(hidden_from(reader.account_id)))
    return ids_of(list(stretch.cut(posts).values_list("id")), stretch)
