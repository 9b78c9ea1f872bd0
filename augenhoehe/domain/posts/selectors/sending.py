"""What other servers may have to hear of, asked cheaply: mostly they have not.

For `interfaces/federation/outbox` alone. Whether somebody may read a post is decided there by
`audience.remote_readers`; here only whether it is worth asking.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from augenhoehe.domain.people.models import Account, Habit
from augenhoehe.domain.posts.at_hand import is_said_elsewhere
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Mention, PollOption, Post
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.prepared import prepared, rows_by_id

_ELSEWHERE = int(Habit.READ_ELSEWHERE)


def post_to_send(post_id: int) -> Post | None:
    """One of our posts or boosts, with what describing it needs; deleted ones too.

    None for what is internal, and for what was said elsewhere.
    """
    post = rows_by_id(Post, [post_id]).get(post_id)
    if post is None or post.is_internal:
        return None
    for name in ("account", "written_by", "protected_name", "guest", "space", "boost_of"):
        _put_beside(post, name)
    if post.space is not None:
        _put_beside(post.space, "account")
    return None if post.account.domain else post


def _put_beside(row: Post | Space, name: str) -> None:
    """Fetch what a row names: one after the other, since joining all takes Django 5 ms."""
    if (number := getattr(row, f"{name}_id")) is not None:
        model: Any = row._meta.get_field(name).related_model
        setattr(row, name, rows_by_id(model, [number]).get(number))


def may_concern_others(post_id: int) -> bool:
    """Whether anybody elsewhere could have to do with one of our posts, in one question."""
    return not is_said_elsewhere(post_id) and bool(_concerned(post_id))


@prepared
def _concerned(post_id: int) -> QuerySet[Post, Any]:
    away = Mention.objects.filter(post_id=OuterRef("id")).exclude(account__domain="")
    taken_up = Q(boost_of_id=OuterRef("id")) | Q(in_reply_to_id=OuterRef("id"))
    took_up = Post.objects.filter(taken_up).exclude(account__domain="")
    concerned = Q(Exists(away)) | Q(Exists(took_up)) | Q(followed__gt=0) | Q(space_followed__gt=0)
    for other in ("in_reply_to", "quote_of", "boost_of"):
        concerned |= Q(**{f"{other}__account__domain__gt": ""})
    return (
        Post.objects.filter(id=post_id, account__domain="", audience__lt=Audience.HOUSE)
        .annotate(
            followed=F("account__habits").bitand(_ELSEWHERE),
            space_followed=F("space__account__habits").bitand(_ELSEWHERE),
        )
        .filter(concerned)
        .values_list("id")
    )


class Reaction(NamedTuple):
    """What saying a reaction elsewhere needs: the post's own address, and whose it is."""

    uri: str
    author_id: int


def reaction_elsewhere(post_id: int, by_id: int) -> Reaction | None:
    """Where a post stands to which somebody of ours reacted; None if that stays in the house."""
    rows = _reaction(post_id, by_id)
    return Reaction(*rows[0]) if rows else None


@prepared
def _reaction(post_id: int, by_id: int) -> QuerySet[Post, Any]:
    ours = Account.objects.filter(id=by_id, domain="")
    posts = Post.objects.filter(Exists(ours), id=post_id, account__domain__gt="")
    return posts.exclude(uri="").values_list("uri", "account_id")


def choices_at(post_id: int, places: Collection[int]) -> list[str]:
    """The answers of a poll at some places, in their words."""
    rows = PollOption.objects.filter(poll__post_id=post_id, position__in=places)
    return list(rows.order_by("position").values_list("title", flat=True))
