"""Erasing what a post said, for good: for its author, and when a quarantine is over.

Only `actions.delete`, `actions.forget_server` and `internals` call it, and a test says so.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, ProtectedError, Q, QuerySet, Value
from django.db.models.functions import Greatest

from augenhoehe.domain.media.away import folders_of
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.link_cards import drop_if_unused
from augenhoehe.domain.posts.models import HomeEntry, Like, Pin, Poll, Post, PostPicture, PostTag
from augenhoehe.domain.posts.quoting import count_quote
from augenhoehe.domain.posts.search import index_post


def erase(post: Post, *, gone_since: datetime, keeping: Collection[int] = ()) -> list[str]:
    """Remove words, versions, pictures and boosts of a post; its row stays as a tombstone.

    Also what lay in quarantine: nothing comes back then. Returns the folders of its pictures,
    but for those to be kept.
    """
    was_removed = post.removed_at is not None  # and is not counted any longer
    pictures = _pictures_ever_in(post).exclude(id__in=keeping)
    folders = folders_of(pictures.select_related("owner"))
    post.text = post.html = post.warning = ""
    post.has_poll = False
    post.deleted_at, post.removed_at, post.in_quarantine = gone_since, None, None
    post.save()
    post.revisions.all().delete()
    post.mentions.all().delete()
    Poll.objects.filter(post=post).delete()
    pictures.delete()
    PostTag.objects.filter(post=post).delete()
    Like.objects.filter(post=post).delete()
    Pin.objects.filter(post=post).delete()
    HomeEntry.objects.filter(post=post).delete()
    Post.objects.filter(boost_of=post).delete()
    index_post(post)
    if not was_removed:
        count(post, -1)
    return folders + _let_go(post)


def drop_row(post: Post) -> bool:
    """Drop the tombstone of a post of another server too, if nothing here stands on it.

    What is answered here, made a case of or entered in the register keeps its place.
    """
    if Post.objects.filter(Q(in_reply_to=post) | Q(thread=post)).exists():
        return False
    try:
        with transaction.atomic():
            Post.objects.filter(id=post.id).delete()
    except ProtectedError:
        return False
    return True


def _let_go(post: Post) -> list[str]:
    """What it quoted, what quotes it, and its card; the folder of a picture nobody needs now."""
    Post.objects.filter(quote_of=post).update(quote_of=None)  # the state stays: it was quoted
    card, post.card = post.card, None
    post.quote_of, post.quote_state = None, Post.QuoteState.NOTHING
    post.save(update_fields=["card", "quote_of", "quote_state"])
    return drop_if_unused(card) if card else []


def _pictures_ever_in(post: Post) -> QuerySet[Picture]:
    """The pictures of all its wordings, but for those that stand in another post by now."""
    shown = {int(picture["id"]) for row in post.revisions.all() for picture in row.pictures}
    elsewhere = PostPicture.objects.exclude(post=post).values("picture_id")
    return Picture.objects.filter(id__in=shown).exclude(id__in=elsewhere)


def count(post: Post, change: int) -> None:
    """One more or one less among the replies to its parent and the posts of its account."""

    def moved(field: str) -> Greatest:
        return Greatest(F(field) + change, Value(0))

    if post.in_reply_to_id and post.audience != Audience.DIRECT:
        Post.objects.filter(id=post.in_reply_to_id).update(replies_count=moved("replies_count"))
    if post.audience <= Audience.UNLISTED:
        Account.objects.filter(id=post.account_id).update(posts_count=moved("posts_count"))
    count_quote(post, change)
