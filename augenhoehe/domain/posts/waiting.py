"""Posts of other servers that arrived before what they reply to or quote."""

from __future__ import annotations

from django.db import connection
from django.db.models import F, QuerySet

from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.posts.audience import OPEN, Audience
from augenhoehe.domain.posts.models import Conversation, Post
from augenhoehe.domain.posts.quoting import count_quote
from augenhoehe.foundation.prepared import prepared

_MOST = 500


# By hand, since everything that arrives asks it; worded as the indexes have it, else they are
# not used.
_WAITING = """
    SELECT 1 FROM posts_post WHERE reply_to_away = %s AND NOT (reply_to_away = '')
    UNION ALL SELECT 1 FROM posts_post WHERE quote_away = %s AND NOT (quote_away = '')
    LIMIT 1
"""


def is_followed_here(account_id: int) -> bool:
    """Whether anybody of this server follows somebody elsewhere."""
    return bool(_followers_here(account_id))


@prepared
def _followers_here(account_id: int) -> QuerySet[Follow, tuple[int]]:
    rows = Follow.objects.filter(followed_id=account_id, follower__domain="")
    return rows.values_list("id")[:1]


def attach_to(post: Post) -> None:
    """Let what waited for this post reply to it, or show it."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [post.uri, post.uri])
        if cursor.fetchone() is None:
            return
    replies = Post.objects.filter(reply_to_away=post.uri).exclude(reply_to_away="")
    for reply in list(replies.only("id", "thread_id", "deleted_at", "audience")[:_MOST]):
        _attach_reply(reply, post)
    quotes = Post.objects.filter(quote_away=post.uri).exclude(quote_away="")
    for quoting in list(quotes[:_MOST]):
        _attach_quote(quoting, post)


def _attach_reply(reply: Post, parent: Post) -> None:
    root = parent.thread_id or parent.id
    if root == reply.id:
        return  # it replies to what replies to it, as only somebody who forges can
    Post.objects.filter(id=reply.id).update(in_reply_to=parent, thread_id=root, reply_to_away="")
    Post.objects.filter(thread_id=reply.id).update(thread_id=root)
    known = Conversation.objects.filter(thread_id=root).values("owner_id")
    rows = Conversation.objects.filter(thread_id=reply.id)
    rows.exclude(owner_id__in=list(known.values_list("owner_id", flat=True))).update(thread_id=root)
    if reply.deleted_at is None and reply.audience != Audience.DIRECT:
        Post.objects.filter(id=parent.id).update(replies_count=F("replies_count") + 1)


def _attach_quote(quoting: Post, quoted: Post) -> None:
    quoting.quote_away = ""
    own = quoting.account_id == quoted.account_id
    if (own or quoting.quote_stamp) and (own or quoted.audience in OPEN):
        quoting.quote_of, quoting.quote_state = quoted, Post.QuoteState.ACCEPTED
        count_quote(quoting, 1)
    quoting.save(update_fields=["quote_away", "quote_of", "quote_state"])
