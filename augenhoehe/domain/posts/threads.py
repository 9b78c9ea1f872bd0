"""Which posts a conversation consists of, for whoever reads it.

Reachable, not readable: a tombstone is shown to whoever could have read the words.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from augenhoehe.domain.posts.audience import Reader, reachable
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.prepared import prepared

MOST_IN_THREAD = 500


@prepared
def thread_with(reader: Reader, post_id: int) -> QuerySet[Post, tuple[int | None]]:
    """The thread a post stands in (None: it began it); no row if it cannot be reached."""
    rows = Post.objects.filter(reachable(reader), id=post_id, boost_of__isnull=True)
    return rows.values_list("thread_id")


@prepared
def ids_in_thread(reader: Reader, root: int) -> QuerySet[Post, tuple[int]]:
    """The posts of a conversation, the first first."""
    in_thread = Q(id=root) | Q(thread_id=root)
    rows = Post.objects.filter(in_thread, reachable(reader), boost_of__isnull=True)
    return rows.order_by("id").values_list("id")[:MOST_IN_THREAD]


@prepared
def lines_in_thread(
    reader: Reader, root: int
) -> QuerySet[Post, tuple[int, int | None, datetime | None]]:
    """Of each post of a conversation its id, what it replies to and since when it is gone."""
    in_thread = Q(id=root) | Q(thread_id=root)
    rows = Post.objects.filter(in_thread, reachable(reader), boost_of__isnull=True)
    columns = rows.order_by("id").values_list("id", "in_reply_to_id", "deleted_at")
    return columns[:MOST_IN_THREAD]
