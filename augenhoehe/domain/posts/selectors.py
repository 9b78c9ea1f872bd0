"""What can be asked about posts. The one who reads comes first, always."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import NARROW, Audience, Reader, reachable, readable
from augenhoehe.domain.posts.loading import load_posts, loaded
from augenhoehe.domain.posts.models import (
    Bookmark,
    HomeEntry,
    Like,
    Mention,
    Post,
    PostPicture,
    PostTag,
    Restriction,
    Revision,
    Tag,
)
from augenhoehe.domain.posts.search import ids_matching
from augenhoehe.domain.posts.threads import ids_in_thread, thread_with
from augenhoehe.domain.posts.timelines import entries_at_home
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.prepared import prepared, rows_by_id
from augenhoehe.foundation.text import normalise_tag, tidy


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


def readable_posts(reader: Reader) -> QuerySet[Post]:
    """All posts this reader may read, with what a page shows of them."""
    return Post.objects.filter(readable(reader)).select_related(
        "account", "written_by", "protected_name", "space"
    )


def post_for(reader: Reader, post_id: int) -> Post | None:
    """One post, if this reader may read it."""
    posts = loaded(readable_posts(reader).filter(id=post_id))
    return posts[0] if posts else None


def tombstone(post_id: int) -> Post | None:
    """A deleted post that was open: its place, its date, nothing else of it."""
    return (
        Post.objects.filter(id=post_id, deleted_at__isnull=False, audience__lte=Audience.UNLISTED)
        .select_related("account", "written_by", "protected_name", "space")
        .first()
    )


def own_removed(reader: Reader, post_id: int) -> Post | None:
    """One's own post that an intervention removed: to delete for good, without its words."""
    mine = Post.objects.filter(
        reachable(reader), id=post_id, removed_at__isnull=False, boost_of__isnull=True
    )
    return next(iter(loaded(mine.filter(account_id__in=reader.who.speaks_as))), None)


def boosted_posts(reader: Reader, posts: Sequence[Post]) -> dict[int, Post]:
    """By id: the posts that some of these pass on, as far as they may be read."""
    ids = {post.boost_of_id for post in posts if post.boost_of_id}
    return (
        {post.id: post for post in loaded(readable_posts(reader).filter(id__in=ids))} if ids else {}
    )


def home(reader: Reader, window: Window = FIRST) -> list[Post]:
    """The home timeline: who one follows, one's spaces, oneself; newest first."""
    return load_posts(_ids_at_home(reader, window))


def _ids_at_home(reader: Reader, window: Window) -> list[int]:
    hidden = hidden_from(reader.account_id)
    rows = entries_at_home(reader, window.before, window.after, hidden, limit=window.limit)
    return [post_id for (post_id,) in rows]


def newer_at_home(reader: Reader, after: int) -> int:
    """How many posts came into the home timeline since, up to 100."""
    return len(_ids_at_home(reader, Window(after=after, limit=100)))


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
    return loaded(window.cut(_without_hidden(reader, posts)))


def posts_tagged(reader: Reader, tag: str, window: Window = FIRST) -> list[Post]:
    """Posts that carry a hashtag; only what may be found, so no unlisted ones."""
    name = normalise_tag(tidy(tag))
    tagged = PostTag.objects.filter(tag__name=name, tag__blocked_at=None).values("post_id")
    posts = readable_posts(reader).filter(id__in=tagged).exclude(audience=Audience.UNLISTED)
    return loaded(window.cut(_without_hidden(reader, posts)))


def tags_like(reader: Reader, beginning: str) -> list[Tag]:
    """Hashtags that begin so, for search: those of posts this reader may find."""
    name = normalise_tag(tidy(beginning).removeprefix("#"))
    if not name:
        return []
    used = PostTag.objects.filter(readable(reader, post="post__"), tag_id=OuterRef("id"))
    found = used.exclude(post__audience=Audience.UNLISTED)
    tags = Tag.objects.filter(Exists(found), name__startswith=name, blocked_at__isnull=True)
    return list(tags.order_by("name")[:20])


def closed_since(tag: str) -> datetime | None:
    """When an intervention closed the page of a hashtag; None while it is open."""
    tags = Tag.objects.filter(name=normalise_tag(tidy(tag)))
    return tags.values_list("blocked_at", flat=True).first()


def _without_hidden(reader: Reader, posts: QuerySet[Post]) -> QuerySet[Post]:
    hidden = hidden_from(reader.account_id)
    return posts.exclude(account_id__in=hidden) if hidden else posts


def search_posts(reader: Reader, query: str, window: Window = FIRST) -> list[Post]:
    """Posts with all words of the query that this reader may read, newest first."""
    ids = ids_matching(query)
    if not ids:
        return []
    posts = readable_posts(reader).filter(id__in=ids).exclude(audience=Audience.UNLISTED)
    return loaded(window.cut(_without_hidden(reader, posts)))


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A post in its thread and how deep it stands; a tombstone keeps its place."""

    post: Post
    depth: int

    @property
    def is_tombstone(self) -> bool:
        return self.post.deleted_at is not None


def thread_of(reader: Reader, post: Post) -> list[ThreadLine]:
    """The whole conversation a post belongs to, each reply below what it replies to.

    Replies this reader may not read are left out; those below them move up.
    """
    return _as_tree(_posts_in_thread(reader, post.thread_id or post.id))


def conversation_about(reader: Reader, post_id: int) -> tuple[Post, list[ThreadLine]] | None:
    """A post with the whole conversation it belongs to, if this reader may read it.

    A deleted one is found by whoever could have read it, and keeps its place.
    """
    threads = thread_with(reader, post_id)
    if not threads:
        return None
    posts = _posts_in_thread(reader, threads[0][0] or post_id)
    # In a conversation without end it may be too late to be among the first.
    post = next((post for post in posts if post.id == post_id), None) or load_posts([post_id])[0]
    if posts and posts[0].id == post.thread_id:
        post.thread = posts[0]  # whoever asks whether one may reply asks it too
    return post, _as_tree(posts)


def _posts_in_thread(reader: Reader, root: int) -> list[Post]:
    return load_posts([post_id for (post_id,) in ids_in_thread(reader, root)])


def _as_tree(posts: Sequence[Post]) -> list[ThreadLine]:
    here = {post.id for post in posts}
    children: dict[int | None, list[Post]] = {}
    for post in posts:
        parent = post.in_reply_to_id if post.in_reply_to_id in here else None
        children.setdefault(parent, []).append(post)
    lines: list[ThreadLine] = []
    waiting = [(post, 0) for post in reversed(children.get(None, []))]
    while waiting:
        post, depth = waiting.pop()
        stays = post.is_removed or post.id in children
        if post.deleted_at is None or stays:
            lines.append(ThreadLine(post, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(post.id, []))]
    return lines


def ancestors_of(reader: Reader, post: Post) -> list[Post]:
    """What a post replies to, and what that replies to, oldest first."""
    found: list[Post] = []
    while post.in_reply_to_id and len(found) < 40:
        parent = post_for(reader, post.in_reply_to_id)
        if parent is None:
            break
        found.insert(0, parent)
        post = parent
    return found


@dataclass(frozen=True, slots=True)
class Flags:
    """What a reader did with posts: ids of those liked, passed on and kept."""

    liked: frozenset[int] = frozenset()
    boosted: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


def flags_for(reader: Reader, post_ids: Collection[int]) -> Flags:
    """One small query for a whole page; by hand, since Django writes three in a millisecond."""
    if reader.account_id is None or not post_ids:
        return Flags()
    found: dict[str, set[int]] = {"liked": set(), "boosted": set(), "kept": set()}
    marks = ", ".join(["%s"] * len(post_ids))
    with connection.cursor() as cursor:
        cursor.execute(_FLAGS.format(ids=marks), [reader.account_id, *post_ids] * len(found))
        for what, post_id in cursor.fetchall():
            found[what].add(post_id)
    return Flags(**{what: frozenset(ids) for what, ids in found.items()})


_FLAGS = """
    SELECT 'liked', post_id FROM posts_like WHERE account_id = %s AND post_id IN ({ids})
    UNION ALL
    SELECT 'boosted', boost_of_id FROM posts_post
    WHERE account_id = %s AND boost_of_id IN ({ids}) AND deleted_at IS NULL
    UNION ALL
    SELECT 'kept', post_id FROM posts_bookmark WHERE account_id = %s AND post_id IN ({ids})
"""


def pictures_of(post_ids: Collection[int]) -> dict[int, list[Picture]]:
    """By post: its pictures in order."""
    found: dict[int, list[Picture]] = {}
    rows = _places_of_pictures(frozenset(post_ids))
    pictures = rows_by_id(Picture, [picture_id for _post_id, picture_id in rows])
    for post_id, picture_id in rows:
        if picture_id in pictures:  # else it was deleted this moment
            found.setdefault(post_id, []).append(pictures[picture_id])
    return found


@prepared
def _places_of_pictures(post_ids: Set[int]) -> QuerySet[PostPicture, tuple[int, int]]:
    rows = PostPicture.objects.filter(post_id__in=post_ids).order_by("post_id", "position")
    # Not those that an intervention took out.
    under = F("post__restrictions").bitand(int(Restriction.MEDIA_REMOVED))
    rows = rows.annotate(taken_out=under).filter(taken_out=0)
    return rows.values_list("post_id", "picture_id")


def picture_for(reader: Reader, picture_id: int) -> tuple[Picture, bool] | None:
    """A picture if this reader may see it, and whether everybody may.

    As private as the post it stands in; before it stands in one, its owner's alone.
    """
    picture = Picture.objects.filter(id=picture_id).first()
    if picture is None:
        return None
    used = PostPicture.objects.filter(picture=picture).first()
    if used is None:
        return (picture, False) if picture.owner_id == reader.account_id else None
    post = post_for(reader, used.post_id)
    if post is None or post.is_under(Restriction.MEDIA_REMOVED):
        return None
    return picture, post.is_open


def revisions_of(reader: Reader, post: Post) -> list[Revision]:
    """All wordings of a post this reader may read, oldest first."""
    rows = Revision.objects.filter(post=post).filter(readable(reader, post="post__"))
    return list(rows.select_related("written_by", "protected_name").order_by("number"))


def liked_by(post: Post) -> list[Account]:
    rows = Like.objects.filter(post=post).select_related("account").order_by("-id")[:200]
    return [row.account for row in rows]


def boosted_by(post: Post) -> list[Account]:
    rows = Post.objects.filter(boost_of=post).select_related("account").order_by("-id")[:200]
    return [row.account for row in rows]


def bookmarked(reader: Reader, window: Window = FIRST) -> list[Post]:
    """What somebody kept, newest post first."""
    kept = Bookmark.objects.filter(account_id=reader.account_id or 0).values("post_id")
    return loaded(window.cut(readable_posts(reader).filter(id__in=kept)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands, for announcements: nothing of what it says."""

    thread_id: int | None  # none where who reads the thread is not to learn of the post
    space_id: int | None
    written_by_id: int | None
    is_public: bool
    is_reply: bool


def place_of(post_id: int) -> Place | None:
    """Where a post stands."""
    post = Post.objects.filter(id=post_id).first()
    if post is None:
        return None
    return Place(
        thread_id=None if post.audience in NARROW else post.thread_id,
        space_id=post.space_id,
        written_by_id=post.written_by_id,
        is_public=post.audience == Audience.PUBLIC and post.boost_of_id is None,
        is_reply=post.in_reply_to_id is not None,
    )


def home_owners_among(post_id: int, account_ids: Collection[int]) -> list[int]:
    """Which of these people have the post in their home timeline."""
    if not account_ids:
        return []
    entries = HomeEntry.objects.filter(post_id=post_id, owner_id__in=account_ids)
    return list(entries.values_list("owner_id", flat=True))


def mentions_of(post_ids: Collection[int]) -> dict[int, list[Account]]:
    """By post: whom it addresses."""
    found: dict[int, list[Account]] = {}
    rows = Mention.objects.filter(post_id__in=post_ids).select_related("account").order_by("id")
    for row in rows:
        found.setdefault(row.post_id, []).append(row.account)
    return found


def tags_of(post_ids: Collection[int]) -> dict[int, list[Tag]]:
    """By post: the hashtags it carries."""
    found: dict[int, list[Tag]] = {}
    rows = PostTag.objects.filter(post_id__in=post_ids).select_related("tag").order_by("id")
    for row in rows:
        found.setdefault(row.post_id, []).append(row.tag)
    return found
