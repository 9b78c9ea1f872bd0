"""Who follows whom, and who has asked to."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from augenhoehe.domain.people.models import (
    Account,
    Follow,
    FollowRequest,
)


def is_following(follower: Account, followed: Account) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def has_asked_to_follow(follower: Account, followed: Account) -> bool:
    return FollowRequest.objects.filter(follower=follower, followed=followed).exists()


def asked_by_id(uri: str, *, by: Account) -> Account | None:
    """Whom somebody elsewhere follows, or asked to, under this id of their server."""
    for kind in (Follow, FollowRequest):
        row = kind.objects.filter(follower=by, uri=uri).select_related("followed").first()
        if row is not None and uri:
            return row.followed
    return None


def id_of_follow(follower_id: int, followed_id: int) -> str:
    """The id under which the follower's server, elsewhere, knows a follow or the wish for one."""
    for kind in (Follow, FollowRequest):
        rows = kind.objects.filter(follower_id=follower_id, followed_id=followed_id)
        if (uri := rows.values_list("uri", flat=True).first()) is not None:
            return uri
    return ""


def followers_here(account: Account) -> list[Account]:
    """Who of this server follows somebody elsewhere."""
    rows = Follow.objects.filter(followed=account, follower__domain="")
    return [row.follower for row in rows.select_related("follower")]


def followers_of(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(followed=account)
    return _latest_first(rows, "follower_id")


def followed_by(account: Account) -> QuerySet[Account]:
    """Newest first."""
    rows = Follow.objects.filter(follower=account)
    return _latest_first(rows, "followed_id")


def follower_uris(account_id: int, *, among: QuerySet[Any, Any]) -> list[str]:
    """The ids of those who follow somebody, of these accounts elsewhere."""
    rows = Follow.objects.filter(followed_id=account_id, follower__in=among)
    return sorted(rows.values_list("follower__uri", flat=True))


def _latest_first(follows: QuerySet[Follow], side: str) -> QuerySet[Account]:
    began = follows.filter(**{side: OuterRef("id")}).values("id")[:1]
    there = Account.objects.filter(id__in=follows.values(side))
    return there.order_by(Subquery(began).desc())


def follow_requests_for(account: Account) -> list[Account]:
    rows = FollowRequest.objects.filter(followed=account).select_related("follower")
    return [row.follower for row in rows.order_by("-id")[:200]]


def count_follow_requests(account: Account) -> int:
    return FollowRequest.objects.filter(followed=account).count()
