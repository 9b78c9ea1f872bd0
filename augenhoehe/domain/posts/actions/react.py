from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience, Reader, readable, reader_for
from augenhoehe.domain.posts.events import (
    BoostTakenBack,
    PostBoosted,
    PostLiked,
    PostPublished,
    PostUnliked,
)
from augenhoehe.domain.posts.models import Bookmark, HomeEntry, Like, Post
from augenhoehe.domain.posts.policies import may_boost, may_react
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require


def _as_read(post: Post, by: Account) -> tuple[Post, Reader]:
    """The post itself, where it was passed on, if this person may read it."""
    reader = reader_for(by)
    itself = Post.objects.filter(readable(reader), id=_itself(post))
    found = itself.select_related("space", "account").first()
    if found is None:
        raise NotAllowed(_("This post cannot be read."))
    return found, reader


def _itself(post: Post) -> int:
    return post.boost_of_id or post.id


@transaction.atomic
def like(post: Post, *, by: Account) -> None:
    """Like a post one has read; twice is once."""
    post, reader = _as_read(post, by)
    require(may_react(reader))
    _like, new = Like.objects.get_or_create(account=by, post=post)
    if new:
        Post.objects.filter(id=post.id).update(likes_count=F("likes_count") + 1)
        emit(PostLiked(post.id, by.id))


@transaction.atomic
def unlike(post: Post, *, by: Account) -> None:
    """Take a like back."""
    if Like.objects.filter(account=by, post_id=_itself(post)).delete()[0]:
        _one_less(post, "likes_count")
        emit(PostUnliked(_itself(post), by.id))


@transaction.atomic
def keep_bookmark(post: Post, *, by: Account) -> None:
    """Keep a post for later."""
    post, reader = _as_read(post, by)
    require(may_react(reader))
    Bookmark.objects.get_or_create(account=by, post=post)


@transaction.atomic
def forget_bookmark(post: Post, *, by: Account) -> None:
    """Not keep a post any longer."""
    Bookmark.objects.filter(account=by, post_id=_itself(post)).delete()


@transaction.atomic
def boost(post: Post, *, by: Account, audience: int = Audience.PUBLIC) -> Post:
    """Pass a post on to one's followers, within its reach; twice is once.

    `audience`: who may see that one did, where that is fewer people than the post is for.
    """
    post, reader = _as_read(post, by)
    require(may_boost(reader, post))
    if audience == Audience.DIRECT:
        raise Invalid(_("Please choose for whom this post is."), field="audience")
    if current := Post.objects.filter(account=by, boost_of=post, deleted_at=None).first():
        return current
    # What is said in a space is for that space, whatever else was chosen.
    reach = post.audience if post.space_id else max(post.audience, audience)
    passed_on = Post.objects.create(
        account=by, written_by=by, boost_of=post, audience=reach, space=post.space
    )
    Post.objects.filter(id=post.id).update(boosts_count=F("boosts_count") + 1)
    emit(PostBoosted(passed_on.id, post.id, by.id))
    emit(PostPublished(passed_on.id))
    return passed_on


@transaction.atomic
def unboost(post: Post, *, by: Account) -> None:
    """Not pass a post on any longer."""
    passed_on = Post.objects.filter(account=by, boost_of_id=_itself(post))
    HomeEntry.objects.filter(post__in=passed_on).delete()
    boosts = list(passed_on.values_list("id", flat=True))
    if passed_on.delete()[0]:
        _one_less(post, "boosts_count")
    for boost_id in boosts:
        emit(BoostTakenBack(boost_id, _itself(post), by.id))


def _one_less(post: Post, field: str) -> None:
    Post.objects.filter(id=_itself(post)).update(**{field: Greatest(F(field) - 1, Value(0))})
