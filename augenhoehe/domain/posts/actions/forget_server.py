"""Forgetting another server: what its people said, showed and did here goes, in small steps.

What a case or the register refers to keeps its place, as a tombstone: nobody may make criticism
disappear by forgetting where it came from. The people stay as names, so that blocks hold and
whoever is answered to is called something.
"""

from django.db import transaction
from django.db.models import QuerySet

from augenhoehe.domain.media.actions import forget_emoji_of
from augenhoehe.domain.media.away import forget_media_of
from augenhoehe.domain.people.actions import blank_account
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import domain_kept
from augenhoehe.domain.posts.actions.react import unboost, unlike
from augenhoehe.domain.posts.erasing import drop_row, erase
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.models import Like, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid

_AT_ONCE = 100


def forget_server(domain: str) -> int:
    """Let go of everything of one server; how many posts that were. For the operator.

    Nobody else is held up for long: each step is a transaction of its own, and what was begun
    can be gone on with by asking again. Nothing is sent anywhere.
    """
    domain = domain_kept(domain)
    if not domain:
        raise Invalid("This server does not forget itself.")
    people = list(Account.objects.filter(domain=domain).order_by("id"))
    forgotten = sum(_forget_posts(account) for account in people)
    for account in people:
        _take_back_likes(account)
        blank_account(account)
    forget_emoji_of(domain)
    forget_media_of(domain)
    return forgotten


def _forget_posts(account: Account) -> int:
    """The newest first: replies go before what they reply to."""
    forgotten, before = 0, None
    while rows := _some_posts(account, before):
        before = rows[-1].id
        with transaction.atomic():
            for post in rows:
                forgotten += _forget(post, account)
    return forgotten


def _some_posts(account: Account, before: int | None) -> list[Post]:
    rows: QuerySet[Post] = Post.objects.filter(account=account).order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[:_AT_ONCE])


def _forget(post: Post, account: Account) -> bool:
    if post.boost_of is not None:
        unboost(post.boost_of, by=account)
        return False
    is_new = post.deleted_at is None or post.removed_at is not None
    if is_new:
        addressed = list(post.mentions.values_list("account_id", flat=True))
        folders = erase(post, gone_since=post.deleted_at or clock.now())
        emit(PostDeleted(post.id, folders, addressed))
    drop_row(post)
    return is_new


def _take_back_likes(account: Account) -> None:
    liked = Like.objects.filter(account=account).select_related("post")
    while rows := list(liked[:_AT_ONCE]):
        with transaction.atomic():
            for row in rows:
                unlike(row.post, by=account)
