"""Timelines and lists, newest first, a stretch at a time."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.reading import read_apart
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.loading import load_posts, loaded
from augenhoehe.domain.posts.models import Bookmark, HomeEntry, Post
from augenhoehe.domain.posts.selectors.reading import readable_posts
from augenhoehe.domain.posts.timelines import entries_at_home
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.prepared import prepared


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a list by id: older than `before`, newer than `after`, at most `limit`."""

    before: int | None = None
    after: int | None = None
    limit: int = 20

    def cut(self, posts: QuerySet[Post]) -> QuerySet[Post]:
        if self.before is not None:
            posts = posts.filter(id__lt=self.before)
        if self.after is not None:
            posts = posts.filter(id__gt=self.after)
        return posts.order_by("-id")[: self.limit]


FIRST = Window()


def home(reader: Reader, window: Window = FIRST) -> list[Post]:
    """The home timeline: who one follows, one's spaces, oneself; newest first."""
    return load_posts(_ids_at_home(reader, window))


def _ids_at_home(reader: Reader, window: Window) -> list[int]:
    hidden, apart = hidden_from(reader.account_id), apart_from_home(reader)
    rows = entries_at_home(reader, window.before, window.after, hidden, apart, limit=window.limit)
    return [post_id for (post_id,) in rows]


def apart_from_home(reader: Reader) -> frozenset[int]:
    """Whom somebody reads in a list of their own and not at home; asked of who has such lists."""
    if reader.account_id is None or not reader.who.has_habit(Habit.LISTS_APART):
        return frozenset()
    return read_apart(reader.account_id)


def newer_at_home(reader: Reader, after: int) -> int:
    """How many posts came into the home timeline since, up to 100."""
    return len(_ids_at_home(reader, Window(after=after, limit=100)))


def home_owners_among(post_id: int, account_ids: Collection[int]) -> list[int]:
    """Which of these people have the post in their home timeline."""
    if not account_ids:
        return []
    entries = HomeEntry.objects.filter(post_id=post_id, owner_id__in=account_ids)
    return list(entries.values_list("owner_id", flat=True))


def public_posts(reader: Reader, window: Window = FIRST) -> list[Post]:
    """What people of this server say to everybody, newest first; replies left out."""
    hidden = hidden_from(reader.account_id)
    rows = _public(reader, window.before, window.after, hidden, limit=window.limit)
    return load_posts([post_id for (post_id,) in rows])


@prepared
def _public(
    reader: Reader, before: int | None, after: int | None, hidden: Set[int], *, limit: int
) -> QuerySet[Post, tuple[int]]:
    posts = Post.objects.filter(
        readable(reader),
        audience=Audience.PUBLIC,
        boost_of__isnull=True,
        in_reply_to__isnull=True,
        account__domain="",
    )
    if hidden:
        posts = posts.exclude(account_id__in=hidden)
    return Window(before, after, limit).cut(posts).values_list("id")


def posts_of(
    reader: Reader, account: Account, window: Window = FIRST, *, replies: bool = False
) -> list[Post]:
    """What an account said and passed on. For a person at risk, nothing of a voice."""
    posts = readable_posts(reader).filter(account=account)
    if not replies:
        posts = posts.filter(Q(in_reply_to__isnull=True) | Q(in_reply_to__account=account))
    return loaded(window.cut(posts))


def posts_in(reader: Reader, space: Space, window: Window = FIRST) -> list[Post]:
    """The conversations of a space, newest first."""
    posts = readable_posts(reader).filter(
        space=space, in_reply_to__isnull=True, boost_of__isnull=True
    )
    posts = posts.exclude(audience=Audience.UNLISTED)  # by an intervention: nobody chooses it here
    return loaded(window.cut(without_hidden(reader, posts)))


def bookmarked(reader: Reader, window: Window = FIRST) -> list[Post]:
    """What somebody kept, newest post first."""
    kept = Bookmark.objects.filter(account_id=reader.account_id or 0).values("post_id")
    return loaded(window.cut(readable_posts(reader).filter(id__in=kept)))


def without_hidden(reader: Reader, posts: QuerySet[Post]) -> QuerySet[Post]:
    """Without those of people this reader does not want to see."""
    hidden = hidden_from(reader.account_id)
    return posts.exclude(account_id__in=hidden) if hidden else posts
