"""Whether a notice reaches somebody, by their own rights: mutes, blocks and their policy.

What is asked of the database is one question for each notice, however many rights there are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.db import connection

from augenhoehe.domain.notifications.models import NoticePolicy, Notification
from augenhoehe.domain.people.models import Restriction
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

Answer, Kind = NoticePolicy.Answer, Notification.Kind
# What a policy is about. Cases, the office, spaces, voices and what one asked to hear of
# oneself (posts, polls, edits) are told whatever it says: criticism is heard.
SCREENED = frozenset(
    {
        Kind.MENTION,
        Kind.REPLY,
        Kind.QUOTE,
        Kind.BOOST,
        Kind.LIKE,
        Kind.FOLLOW,
        Kind.FOLLOW_REQUEST,
    }
)
_ABOUT_OWN_POST = frozenset({Kind.REPLY, Kind.QUOTE, Kind.BOOST, Kind.LIKE})
# As Mastodon counts them.
NEW_FOR = timedelta(days=30)
FOLLOWER_AFTER = timedelta(days=3)


class Stance(NamedTuple):
    """How a recipient stands to whoever a notice comes from. The columns of the question."""

    is_refused: bool  # muted, blocked, or from a server one blocked
    is_thread_muted: bool
    follows: bool
    is_followed: bool  # and has been for a while
    is_permitted: bool
    is_new: bool
    restrictions: int
    is_automated: bool
    for_not_following: str | None
    for_not_followers: str | None
    for_new_accounts: str | None
    for_private_mentions: str | None
    for_limited_accounts: str | None
    for_automated: str | None

    @property
    def is_muted_for_strangers(self) -> bool:
        """By an intervention: only who follows an account is told of what it does."""
        return bool(self.restrictions & Restriction.MUTED) and not self.follows

    @property
    def has_policy(self) -> bool:
        """Whether they want everything from everybody, as nearly all do."""
        chosen = {answer for answer in self[8:] if answer is not None}
        return not chosen <= {Answer.ACCEPT}


def stance_to(recipient_id: int, actor_id: int, thread_id: int | None) -> Stance:
    """One question by hand: every like asks it."""
    as_column = connection.ops.adapt_datetimefield_value
    now = clock.now()
    values = {
        "me": recipient_id,
        "them": actor_id,
        "thread": thread_id or 0,
        "now": as_column(now),
        "new_since": as_column(now - NEW_FOR),
        "followed_before": as_column(now - FOLLOWER_AFTER),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANCE, values)
        found = cursor.fetchone()
    return Stance(*found)


_STANCE = """
    SELECT
        EXISTS (
            SELECT 1 FROM people_mute mute
            WHERE mute.account_id = %(me)s AND mute.muted_id = %(them)s
            AND mute.with_notifications AND (mute.ends_at IS NULL OR mute.ends_at > %(now)s)
        ) OR EXISTS (
            SELECT 1 FROM people_block WHERE account_id = %(me)s AND blocked_id = %(them)s
        ) OR EXISTS (
            SELECT 1 FROM people_domainblock server
            WHERE server.account_id = %(me)s AND server.domain = them.domain
            AND them.domain <> ''
        ),
        EXISTS (
            SELECT 1 FROM posts_threadmute
            WHERE account_id = %(me)s AND thread_id = %(thread)s
        ),
        EXISTS (
            SELECT 1 FROM people_follow WHERE follower_id = %(me)s AND followed_id = %(them)s
        ),
        EXISTS (
            SELECT 1 FROM people_follow follow
            WHERE follow.follower_id = %(them)s AND follow.followed_id = %(me)s
            AND follow.created_at <= %(followed_before)s
        ),
        EXISTS (
            SELECT 1 FROM notifications_noticepermission
            WHERE account_id = %(me)s AND sender_id = %(them)s
        ),
        them.created_at > %(new_since)s,
        them.restrictions,
        them.is_automated,
        policy.for_not_following, policy.for_not_followers, policy.for_new_accounts,
        policy.for_private_mentions, policy.for_limited_accounts, policy.for_automated
    FROM people_account them
    LEFT JOIN notifications_noticepolicy policy ON policy.account_id = %(me)s
    WHERE them.id = %(them)s
"""


def answer_of_policy(recipient_id: int, kind: str, stance: Stance, post: Post | None) -> str:
    """What the recipient's policy says to a notice: the strictest of what fits.

    Whom one follows or has accepted always comes through. What is said to a voice is said to
    the organisation, and no policy of one person stands between.
    """
    if kind not in SCREENED or not stance.has_policy:
        return Answer.ACCEPT
    if stance.follows or stance.is_permitted or _is_for_a_voice(recipient_id, kind, post):
        return Answer.ACCEPT
    given = {stance.for_not_following}
    if not stance.is_followed:
        given.add(stance.for_not_followers)
    if stance.is_new:
        given.add(stance.for_new_accounts)
    if stance.restrictions & (Restriction.DELISTED | Restriction.MUTED):
        given.add(stance.for_limited_accounts)
    if stance.is_automated:
        given.add(stance.for_automated)
    if _is_unasked_and_private(recipient_id, kind, post):
        given.add(stance.for_private_mentions)
    if Answer.DROP in given:
        return Answer.DROP
    return Answer.FILTER if Answer.FILTER in given else Answer.ACCEPT


def _is_for_a_voice(recipient_id: int, kind: str, post: Post | None) -> bool:
    """Whether a post addresses a voice the recipient writes for, and not themselves."""
    if post is None:
        return False
    if kind == Kind.REPLY:
        return post.in_reply_to is not None and post.in_reply_to.account_id != recipient_id
    if kind == Kind.QUOTE:
        return post.quote_of is not None and post.quote_of.account_id != recipient_id
    if kind == Kind.MENTION:
        return not post.mentions.filter(account_id=recipient_id).exists()
    return kind in _ABOUT_OWN_POST and post.account_id != recipient_id


def _is_unasked_and_private(recipient_id: int, kind: str, post: Post | None) -> bool:
    """Whether somebody writes privately into a conversation the recipient did not begin."""
    if post is None or post.audience != Audience.DIRECT or kind not in (Kind.MENTION, Kind.REPLY):
        return False
    if post.in_reply_to is not None and post.in_reply_to.account_id == recipient_id:
        return False
    return post.thread is None or post.thread.account_id != recipient_id
