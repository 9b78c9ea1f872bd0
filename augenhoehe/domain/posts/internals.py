"""The one place that restricts posts and hashtags, and gives them back.

Only `moderation` uses it from outside, and a test says so: nothing is restricted without an
entry in the register. Nothing here destroys anything; what an intervention takes, its end
gives back under the same address.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.erasing import count, erase
from augenhoehe.domain.posts.events import (
    PostRemoved,
    PostRestored,
    PostRestricted,
    QuarantineEnded,
)
from augenhoehe.domain.posts.models import DECIDED, Post, PostPicture, Restriction, Tag, Words
from augenhoehe.domain.posts.search import index_post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.prepared import prepared

_DELISTING = Restriction.DELISTED | Restriction.DELISTED_WITH_ACCOUNT
_WITH_ACCOUNT = Restriction.DELISTED_WITH_ACCOUNT | Restriction.WAS_PUBLIC
_WRITTEN = ["restrictions", "audience", "sensitive", "deleted_at", "removed_at"]


@transaction.atomic
def set_post_restrictions(post: Post, bits: int) -> None:
    """Bring a post under exactly these restrictions; the same once more changes nothing.

    `bits` are those of `Restriction` that are decided about the post itself. Whether its
    account is delisted is looked after by `follow_account`.
    """
    row = Post.objects.select_for_update().get(id=post.id)
    if row.boost_of_id is not None:
        raise ValueError("What only passes something on is not restricted: the post itself is.")
    before = row.restrictions
    row.restrictions = (before & ~DECIDED) | (int(bits) & DECIDED)
    _list_or_delist(row)
    if (before ^ row.restrictions) & Restriction.MARKED_SENSITIVE:
        row.sensitive = row.is_under(Restriction.MARKED_SENSITIVE) or _own_sensitive(row)
    if row.restrictions != before:
        row.save(update_fields=_WRITTEN)
        emit(PostRestricted(row.id))
    _remove_or_restore(row)
    for name in _WRITTEN:
        setattr(post, name, getattr(row, name))


def _list_or_delist(row: Post) -> None:
    """Out of public lists, or back into them, as far as its author had put it there."""
    if row.is_under(_DELISTING) and row.audience == Audience.PUBLIC:
        row.audience = Audience.UNLISTED
        row.restrictions |= Restriction.WAS_PUBLIC
    elif row.is_under(Restriction.WAS_PUBLIC) and not row.is_under(_DELISTING):
        row.audience = Audience.PUBLIC
        row.restrictions &= ~Restriction.WAS_PUBLIC


def _own_sensitive(row: Post) -> bool:
    """What the author chose, as their last wording has it."""
    last = row.revisions.order_by("-number").first()
    return last.sensitive if last else False


def _remove_or_restore(row: Post) -> None:
    wanted = row.is_under(Restriction.REMOVED)
    if wanted and row.deleted_at is None:
        _remove(row)
    elif not wanted and row.removed_at is not None:
        _restore(row)


def _remove(row: Post) -> None:
    row.deleted_at = row.removed_at = clock.now()
    row.save(update_fields=["deleted_at", "removed_at"])
    Post.objects.filter(boost_of=row, deleted_at__isnull=True).update(
        deleted_at=row.deleted_at, removed_at=row.removed_at
    )
    index_post(row)
    count(row, -1)
    emit(PostRemoved(row.id))


def _restore(row: Post) -> None:
    row.deleted_at = row.removed_at = None
    row.save(update_fields=["deleted_at", "removed_at"])
    Post.objects.filter(boost_of=row, removed_at__isnull=False).update(
        deleted_at=None, removed_at=None
    )
    index_post(Post.objects.get(id=row.id))  # with its words again
    count(row, 1)
    emit(PostRestored(row.id))


@transaction.atomic
def destroy(post: Post) -> None:
    """Nobody can appeal any more: what was removed is erased. Its place and its date stay.

    No deletion by its author, so a case that was made of it goes on.
    """
    row = Post.objects.select_for_update().get(id=post.id)
    if row.removed_at is not None and row.deleted_at is not None:
        folders = erase(row, gone_since=row.deleted_at)
        emit(QuarantineEnded(row.id, folders))


def words_of(post: Post) -> Words:
    """What a post says or, removed, had said: for whoever decides about it and for its author."""
    return post.in_quarantine or Words(post.text, post.html, post.warning)


def kept_pictures(post_ids: Collection[int]) -> dict[int, list[Picture]]:
    """By post: its pictures, also those that went with it or were taken out; as `words_of`."""
    found: dict[int, list[Picture]] = {}
    rows = PostPicture.objects.filter(post_id__in=post_ids).select_related("picture")
    for row in rows.order_by("post_id", "position"):
        found.setdefault(row.post_id, []).append(row.picture)
    return found


def begin_as_account_stands(post: Post) -> None:
    """A new post of a delisted account is out of public lists until the account is back."""
    if post.audience != Audience.PUBLIC:
        return
    ((standing,),) = _standing(post.account_id)
    if standing & OfAccount.DELISTED:
        post.audience = Audience.UNLISTED
        post.restrictions |= _WITH_ACCOUNT


@prepared
def _standing(account_id: int) -> QuerySet[Account, tuple[int]]:
    return Account.objects.filter(id=account_id).values_list("restrictions")


@transaction.atomic
def follow_account(account_id: int) -> None:
    """Delist the posts of a delisted account, or let exactly those back into lists."""
    standing = Account.objects.values_list("restrictions", flat=True).get(id=account_id)
    posts = Post.objects.filter(account_id=account_id, boost_of__isnull=True)
    if standing & OfAccount.DELISTED:
        public = Q(audience=Audience.PUBLIC) | Q(was_public__gt=0)
        posts.annotate(was_public=_bit(Restriction.WAS_PUBLIC)).filter(public).update(
            audience=Audience.UNLISTED, restrictions=F("restrictions").bitor(int(_WITH_ACCOUNT))
        )
        return
    alone = Q(own__gt=0)  # delisted for itself too: stays so
    without = F("restrictions").bitand(~int(Restriction.DELISTED_WITH_ACCOUNT))
    posts.annotate(
        with_account=_bit(Restriction.DELISTED_WITH_ACCOUNT), own=_bit(Restriction.DELISTED)
    ).filter(with_account__gt=0).update(
        audience=Case(When(alone, then=F("audience")), default=Value(int(Audience.PUBLIC))),
        restrictions=Case(
            When(alone, then=without), default=F("restrictions").bitand(~int(_WITH_ACCOUNT))
        ),
    )


def _bit(one: Restriction) -> F:
    return F("restrictions").bitand(int(one))  # type: ignore[return-value]


@transaction.atomic
def set_tag_blocked(tag: Tag, blocked: bool) -> None:
    """Close the page of a hashtag, or open it again."""
    row = Tag.objects.select_for_update().get(id=tag.id)
    if (row.blocked_at is not None) != blocked:
        row.blocked_at = clock.now() if blocked else None
        row.save(update_fields=["blocked_at"])
    tag.blocked_at = row.blocked_at
