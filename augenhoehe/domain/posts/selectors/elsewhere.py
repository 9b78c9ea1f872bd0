"""Posts by the ids that all servers know them by.

Whoever asks decides what they may read: nothing here is shown to anybody as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, readable
from augenhoehe.domain.posts.models import PollOption, Post
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.domain.posts.waiting import is_followed_here
from augenhoehe.foundation.ids import is_possible

__all__ = [
    "gone_or_kept_post",
    "has_waiting_for",
    "is_followed_here",
    "is_kept",
    "kept_post",
    "our_post",
    "poll_titles",
    "post_at",
    "post_with_quoted",
    "posts_of_somebody_gone",
    "quote_with_stamp",
]


def post_at(uri: str, *, reader: Reader = EVERYBODY) -> Post | None:
    """The post with this id: one of ours if `reader` may read it; one from elsewhere as kept.

    What is gone, removed or internal is None, like what never was.
    """
    number = post_id_in(uri)
    if number is None:
        return kept_post(uri)
    if not is_possible(number):
        return None
    found = Post.objects.filter(readable(reader), id=number)
    return found.select_related("account", "space", "thread").first()


def kept_post(uri: str) -> Post | None:
    """A post of another server that stands here."""
    number = _id_at(uri)
    if number is None:
        return None
    found = Post.objects.filter(id=number, deleted_at__isnull=True)
    return found.select_related("account", "space", "thread").first()


def gone_or_kept_post(uri: str) -> Post | None:
    """The same, also one that is gone or in quarantine: for who deletes it for good."""
    return _kept(uri).select_related("account").first()


def posts_of_somebody_gone(account: Account) -> Iterator[Post]:
    """Everything that somebody elsewhere said and passed on, the latest first."""
    rows = Post.objects.filter(account=account, deleted_at__isnull=True).order_by("-id")
    for post_id in list(rows.values_list("id", flat=True)):
        yield from Post.objects.filter(id=post_id).select_related("account", "boost_of")


def our_post(post_id: int) -> Post | None:
    """A post of this server by its number, whoever may read it: for what was said about it."""
    found = Post.objects.filter(id=post_id, account__domain="", deleted_at__isnull=True)
    return found.select_related("account", "quote_of__account").first()


def post_with_quoted(post_id: int) -> Post | None:
    """A post with what it quotes, whoever may read it: for what is said between servers."""
    found = Post.objects.filter(id=post_id, deleted_at__isnull=True)
    return found.select_related("account", "written_by", "quote_of__account", "space").first()


def poll_titles(post: Post) -> list[str]:
    """The answers of a poll in their order, for votes that name them."""
    rows = PollOption.objects.filter(poll__post=post).order_by("position")
    return list(rows.values_list("title", flat=True))


def is_kept(uri: str) -> bool:
    """Whether a post of another server came here, gone since or not."""
    return _id_at(uri) is not None


def has_waiting_for(uri: str) -> bool:
    """Whether something here replies to this, or quotes it, and waits for it."""
    replies = Post.objects.filter(reply_to_away=uri).exclude(reply_to_away="")
    quotes = Post.objects.filter(quote_away=uri).exclude(quote_away="")
    return replies.exists() or quotes.exists()


def quote_with_stamp(stamp: str) -> Post | None:
    """The post for which the quoted author's server issued this agreement (FEP-044f)."""
    found = Post.objects.filter(quote_stamp=stamp, quote_of__isnull=False).exclude(quote_stamp="")
    return found.select_related("account", "quote_of__account").first() if stamp else None


def _id_at(uri: str) -> int | None:
    # By hand: everything that arrives asks this, and Django takes a third of a millisecond.
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM posts_post WHERE uri = %s AND NOT (uri = '')", [uri])
        found = cursor.fetchone()
    return found[0] if found else None


def _kept(uri: str) -> QuerySet[Post]:
    # Worded as the index has it, else it is not used.
    return Post.objects.filter(uri=uri).exclude(uri="")
