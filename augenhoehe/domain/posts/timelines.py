"""Home timelines: written once when a post is published, read many times.

Who gets a line is decided here in one statement per post; whether somebody may still
read it is asked again at every reading (`audience.readable`).
"""

from collections.abc import Set
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from augenhoehe.domain.people.models import Account, Affiliation, Follow
from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.events import HomeUnfinished, PostPublished
from augenhoehe.domain.posts.models import FollowedTag, HomeEntry, Mention, Post, PostTag
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.prepared import prepared

Audience = Post.Audience
# More lines than this are written by a job: a transaction should not hold up other writers.
AT_ONCE = 5000


def deliver_home(event: PostPublished) -> None:
    """Write the post into the home timelines it belongs to, in its own transaction."""
    post = Post.objects.select_related("in_reply_to", "account").get(id=event.post_id)
    _write(post, _author_only(post))
    if post.account.followers_count > AT_ONCE:
        emit(HomeUnfinished(post.id))
    else:
        _write(post, readers_at_home(post))


def finish_home(event: HomeUnfinished) -> None:
    """Write the many remaining lines, outside of the publishing transaction."""
    post = Post.objects.select_related("in_reply_to", "account").filter(id=event.post_id).first()
    # One that was removed meanwhile may come back; nobody reads it before.
    if post is not None and (post.deleted_at is None or post.removed_at is not None):
        _write(post, readers_at_home(post))


def _author_only(post: Post) -> QuerySet[Account]:
    return Account.objects.filter(id=post.written_by_id or 0, domain="")


def readers_at_home(post: Post) -> QuerySet[Account]:
    """The local people who find this post at home."""
    persons = Account.objects.filter(domain="", kind=Account.Kind.PERSON)
    if post.audience == Audience.DIRECT:
        return persons.filter(id__in=Mention.objects.filter(post=post).values("account_id"))
    if post.audience == Audience.CIRCLE:
        return persons.filter(id__in=_space_members(post))
    reading = Q(id__in=_followers(post)) | Q(id__in=_space_members(post))
    if post.audience == Audience.PUBLIC and post.boost_of_id is None:
        reading |= Q(id__in=_followers_of_tags(post))
    wanted = persons.filter(reading)
    if post.audience == Audience.HOUSE:
        return wanted.filter(
            id__in=Affiliation.objects.filter(until__isnull=True).values("account_id")
        )
    return wanted


def _space_members(post: Post) -> QuerySet[SpaceMembership, Any]:
    # Only what begins a conversation; whoever takes part in one is told of replies.
    if post.in_reply_to_id is not None or post.boost_of_id is not None:
        return SpaceMembership.objects.none().values("account_id")
    return SpaceMembership.objects.filter(space_id=post.space_id).values("account_id")


def _followers(post: Post) -> QuerySet[Follow, Any]:
    followers = Follow.objects.filter(followed_id=post.account_id)
    if post.boost_of_id is not None:
        followers = followers.filter(show_boosts=True)
    parent = post.in_reply_to
    if parent is not None and parent.account_id != post.account_id:
        # A reply is for those who read both sides of the conversation.
        both = Follow.objects.filter(followed_id=parent.account_id).values("follower_id")
        followers = followers.filter(Q(follower_id__in=both) | Q(follower_id=parent.account_id))
    return _who_read(post, followers).values("follower_id")


def _who_read(post: Post, followers: QuerySet[Follow]) -> QuerySet[Follow]:
    """Those who wish to read the language of a post, or any."""
    language = post.language or (post.boost_of.language if post.boost_of else "")
    if not language:
        return followers
    wished = followers.annotate(wished=Cast("languages", TextField()))
    speaks = Q(wished="[]")
    for one in {language.lower(), language.lower().partition("-")[0]}:
        speaks |= Q(wished__contains=f'"{one}"')
    return wished.filter(speaks)


def _followers_of_tags(post: Post) -> QuerySet[FollowedTag, Any]:
    """Who follows one of its hashtags; of those an intervention closed, nobody."""
    tags = PostTag.objects.filter(post=post, tag__blocked_at__isnull=True)
    return FollowedTag.objects.filter(tag_id__in=tags.values("tag_id")).values("account_id")


def _write(post: Post, owners: QuerySet[Account]) -> None:
    try:
        sql, parameters = owners.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:  # it is for nobody: a reply in a circle, for example
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
