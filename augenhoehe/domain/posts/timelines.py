"""Home timelines: written once when a post is published, read many times.

Who gets a line is decided here in one statement per post; whether somebody may still
read it is asked again at every reading (`audience.readable`).
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from augenhoehe.domain.people.models import Account, Affiliation, Follow
from augenhoehe.domain.posts.at_hand import hear
from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.events import HomeUnfinished, PostPublished
from augenhoehe.domain.posts.models import FollowedTag, HomeEntry, Mention, Post, PostTag
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.prepared import prepared, prepared_sql

Audience = Post.Audience
# More lines than this are written by a job: a transaction should not hold up other writers.
AT_ONCE = 5000


def deliver_home(event: PostPublished) -> None:
    """Write the post into the home timelines it belongs to, in its own transaction."""
    post = hear(event.post_id)
    if post.account.is_local:
        _write(post, _author_only(post.written_by_id or 0))
    # The followers of somebody elsewhere are mostly elsewhere too.
    if post.account.followers_count > AT_ONCE and post.account.is_local:
        emit(HomeUnfinished(post.id))
    else:
        _write(post, _to_readers(post))


def finish_home(event: HomeUnfinished) -> None:
    """Write the many remaining lines, outside of the publishing transaction."""
    post = Post.objects.select_related("in_reply_to", "account").filter(id=event.post_id).first()
    # One that was removed meanwhile may come back; nobody reads it before.
    if post is not None and (post.deleted_at is None or post.removed_at is not None):
        _write(post, _to_readers(post))


@prepared_sql
def _author_only(writer_id: int) -> QuerySet[Account, Any]:
    return Account.objects.filter(id=writer_id, domain="").order_by().values("id")


@dataclass(frozen=True, slots=True)
class _Said:
    """What of a post decides about who finds it at home: ids, and words for everything else."""

    post_id: int
    account_id: int
    space_id: int | None
    parent_account_id: int | None  # of a reply to somebody else
    audience: str
    language: str
    begins: bool  # a conversation; no reply and no boost
    is_boost: bool
    is_answer_to_nobody: bool  # known here


def _said(post: Post) -> _Said:
    parent, is_boost = post.in_reply_to, post.boost_of_id is not None
    others = parent is not None and parent.account_id != post.account_id
    return _Said(
        post_id=post.id,
        account_id=post.account_id,
        space_id=post.space_id,
        parent_account_id=parent.account_id if parent is not None and others else None,
        audience=Audience(post.audience).name,
        language=post.language or (post.boost_of.language if post.boost_of else ""),
        begins=parent is None and not is_boost,
        is_boost=is_boost,
        is_answer_to_nobody=bool(post.reply_to_away),
    )


def _to_readers(post: Post) -> tuple[str, list[Any]]:
    return _readers_in_sql(_said(post))


@prepared_sql
def _readers_in_sql(said: _Said) -> QuerySet[Account, Any]:
    return _readers(said).order_by().values("id")


def readers_at_home(post: Post) -> QuerySet[Account]:
    """The local people who find this post at home."""
    return _readers(_said(post))


def _readers(said: _Said) -> QuerySet[Account]:
    persons = Account.objects.filter(domain="", kind=Account.Kind.PERSON)
    if said.audience == "DIRECT":
        mentioned = Mention.objects.filter(post_id=said.post_id)
        return persons.filter(id__in=mentioned.values("account_id"))
    if said.audience == "CIRCLE":
        return persons.filter(id__in=_space_members(said))
    reading = Q(id__in=_followers(said)) | Q(id__in=_space_members(said))
    if said.audience == "PUBLIC" and not said.is_boost:
        reading |= Q(id__in=_followers_of_tags(said))
    wanted = persons.filter(reading)
    if said.audience == "HOUSE":
        return wanted.filter(
            id__in=Affiliation.objects.filter(until__isnull=True).values("account_id")
        )
    return wanted


def _space_members(said: _Said) -> QuerySet[SpaceMembership, Any]:
    # Only what begins a conversation; whoever takes part in one is told of replies.
    if not said.begins or said.space_id is None:
        return SpaceMembership.objects.none().values("account_id")
    return SpaceMembership.objects.filter(space_id=said.space_id).values("account_id")


def _followers(said: _Said) -> QuerySet[Follow, Any]:
    followers = Follow.objects.filter(followed_id=said.account_id)
    if said.is_answer_to_nobody:
        return followers.none().values("follower_id")
    if said.is_boost:
        followers = followers.filter(show_boosts=True)
    if said.parent_account_id is not None:
        # A reply is for those who read both sides of the conversation.
        both = Follow.objects.filter(followed_id=said.parent_account_id).values("follower_id")
        mine = Q(follower_id=said.parent_account_id)
        followers = followers.filter(Q(follower_id__in=both) | mine)
    return _who_read(said.language, followers).values("follower_id")


def _who_read(language: str, followers: QuerySet[Follow]) -> QuerySet[Follow]:
    """Those who wish to read the language of a post, or any."""
    if not language:
        return followers
    wished = followers.annotate(wished=Cast("languages", TextField()))
    speaks = Q(wished="[]")
    for one in sorted({language.lower(), language.lower().partition("-")[0]}):
        speaks |= Q(wished__contains=f'"{one}"')
    return wished.filter(speaks)


def _followers_of_tags(said: _Said) -> QuerySet[FollowedTag, Any]:
    """Who follows one of its hashtags; of those an intervention closed, nobody."""
    tags = PostTag.objects.filter(post_id=said.post_id, tag__blocked_at__isnull=True)
    return FollowedTag.objects.filter(tag_id__in=tags.values("tag_id")).values("account_id")


def _write(post: Post, owners: tuple[str, list[Any]]) -> None:
    sql, parameters = owners
    if not sql:  # it is for nobody: a reply in a circle, for example
        return
    table = connection.ops.quote_name(HomeEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (owner_id, post_id) "  # noqa: S608 - parameters are bound
            f"SELECT owners.id, %s FROM ({sql}) AS owners WHERE true ON CONFLICT DO NOTHING",
            [post.id, *parameters],
        )


def fill_home_after_follow(follower_id: int, followed_id: int) -> None:
    """Somebody begins to follow: their home gets the last posts, so that it is not empty."""
    follow = Follow.objects.get(follower_id=follower_id, followed_id=followed_id)
    posts = Post.objects.filter(
        account_id=followed_id,
        audience__in=(Audience.PUBLIC, Audience.UNLISTED, Audience.FOLLOWERS),
        deleted_at__isnull=True,
        space__isnull=True,
    ).filter(Q(in_reply_to__isnull=True) | Q(in_reply_to__account_id=F("account_id")))
    if not follow.show_boosts:
        posts = posts.filter(boost_of__isnull=True)
    if follow.languages:
        posts = posts.filter(language__in=["", *follow.languages])
    HomeEntry.objects.bulk_create(
        [
            HomeEntry(owner_id=follower_id, post_id=post_id)
            for post_id in posts.order_by("-id").values_list("id", flat=True)[:40]
        ],
        ignore_conflicts=True,
    )


def clear_home_after_unfollow(follower_id: int, followed_id: int) -> None:
    """Somebody stops following: the other's lines leave their home.

    What was said to them, or in a space they belong to, stays.
    """
    mine = SpaceMembership.objects.filter(account_id=follower_id).values("space_id")
    HomeEntry.objects.filter(
        Q(post__space__isnull=True) | ~Q(post__space_id__in=mine),
        owner_id=follower_id,
        post__account_id=followed_id,
    ).exclude(post__audience=Audience.DIRECT).delete()


def clear_home_after_tag(account_id: int, tag_id: int) -> None:
    """Somebody stops following a hashtag: what stands in their home for nothing else leaves."""
    followed = Follow.objects.filter(follower_id=account_id).values("followed_id")
    tags = FollowedTag.objects.filter(account_id=account_id).values("tag_id")
    mine = SpaceMembership.objects.filter(account_id=account_id).values("space_id")
    mentioned = Mention.objects.filter(account_id=account_id).values("post_id")
    others = PostTag.objects.filter(tag_id__in=tags).values("post_id")
    HomeEntry.objects.filter(
        Q(post__space__isnull=True) | ~Q(post__space_id__in=mine),
        owner_id=account_id,
        post_id__in=PostTag.objects.filter(tag_id=tag_id).values("post_id"),
    ).exclude(
        Q(post__account_id=account_id)
        | Q(post__written_by_id=account_id)
        | Q(post__account_id__in=followed)
        | Q(post_id__in=mentioned)
        | Q(post_id__in=others)
    ).delete()


@prepared
def entries_at_home(
    reader: Reader,
    before: int | None,
    after: int | None,
    hidden: Set[int],
    apart: Set[int] = frozenset(),
    *,
    limit: int,
) -> QuerySet[HomeEntry, tuple[int]]:
    """The posts somebody finds at home, as far as they may read them today; newest first.

    `apart`: whom they read in a list and not here.
    """
    entries = HomeEntry.objects.filter(readable(reader, post="post__"), owner_id=reader.account_id)
    if before is not None:
        entries = entries.filter(post_id__lt=before)
    if after is not None:
        entries = entries.filter(post_id__gt=after)
    if hidden:
        entries = entries.exclude(post__account_id__in=hidden).exclude(
            post__boost_of__account_id__in=hidden
        )
    if apart:
        entries = entries.exclude(post__account_id__in=apart)
    return entries.order_by("-post_id").values_list("post_id")[:limit]
