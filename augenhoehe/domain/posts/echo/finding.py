"""Which posts of the organisation are nearly like a text: by keys first, then exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.posts.audience import OPEN
from augenhoehe.domain.posts.echo.constants import BANDS, SIMILARITY
from augenhoehe.domain.posts.echo.sketch import jaccard, shingles
from augenhoehe.domain.posts.models import EchoKey, Post
from augenhoehe.foundation.ids import first_id_at
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.text import find_hashtags, normalise_tag

WINDOW = timedelta(days=14)
_MOST = 50  # posts compared exactly: bounded work, however often something was said
_STANDING = Q(account__domain="", boost_of=None, guest=None, audience__in=OPEN, deleted_at=None)


@dataclass(frozen=True, slots=True)
class Alike:
    """Another post, and how much of what either says both say: 0 to 1."""

    post_id: int
    share: float


def can_echo(post: Post) -> bool:
    """Whether it is a member's or a voice's, said here, in the open, and standing."""
    if post.boost_of_id or post.guest_id or not post.is_open or not post.account.is_local:
        return False
    if post.space is not None and post.space.is_internal:
        return False
    return speaks_for_us(post.account)


def speaks_for_us(account: Account) -> bool:
    """A voice of this server, or somebody who works for the organisation now."""
    if not account.is_local:
        return False
    return account.is_voice or bool(member_ids({account.id}))


def what_it_says(text: str) -> frozenset[str]:
    """What is compared; empty for what is short, quoted, or a safety notice."""
    tags = {normalise_tag(tag) for tag in find_hashtags(text)} if "#" in text else set()
    if tags & {normalise_tag(tag) for tag in settings.SAFETY_TAGS}:
        return frozenset()
    return shingles(text)


def alike(
    parts: Set[str],
    wanted: Collection[int],
    *,
    around: datetime,
    author_id: int,
    but: int = 0,
    also: Set[int] = frozenset(),
) -> list[Alike]:
    """The posts nearly like it that others wrote within the window, most alike first.

    `parts` and `wanted` are the shingles and keys of the text. `also`: posts to be compared though
    their keys may be forgotten. `but`: the post itself.
    """
    if not parts:
        return []
    found = {*_by_keys(frozenset(wanted), around, author_id), *sorted(also)[:_MOST]}
    shares = [
        Alike(post_id, share)
        for post_id, share in _shares(parts, found - {but}, author_id)
        if share >= SIMILARITY
    ]
    return sorted(shares, key=lambda one: (-one.share, -one.post_id))[:_MOST]


def _by_keys(wanted: frozenset[int], around: datetime, author_id: int) -> list[int]:
    first, last = first_id_at(around - WINDOW), first_id_at(around + WINDOW)
    rows = candidates(wanted, first, last, author_id)
    return [post_id for post_id, _keys in Counter(row[0] for row in rows).most_common(_MOST)]


@prepared
def candidates(
    wanted: frozenset[int], first: int, last: int, author_id: int
) -> QuerySet[EchoKey, tuple[int]]:
    """Posts by others with one of these keys, once for every key they share."""
    rows = EchoKey.objects.filter(key__in=wanted, post_id__gte=first, post_id__lte=last)
    rows = rows.filter(post__deleted_at=None, post__audience__in=OPEN)
    return rows.exclude(post__written_by_id=author_id).values_list("post_id")[: _MOST * BANDS]


def _shares(parts: Set[str], ids: Set[int], author_id: int) -> Iterator[tuple[int, float]]:
    rows = Post.objects.filter(_STANDING, id__in=ids).values_list("id", "text", "written_by_id")
    for post_id, text, writer_id in rows if ids else ():
        if writer_id != author_id:
            yield post_id, jaccard(parts, what_it_says(text))
