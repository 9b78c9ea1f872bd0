"""What somebody shows first on a page, and which hashtags they read: whose page it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies import may_change_profile, may_take_part
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import is_author
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_pin(reader: Reader, post: Post) -> Verdict:
    """Put a post first on a page: one's own, or as a writer that of a voice."""
    if not may_take_part(reader.who):
        return may_take_part(reader.who)
    if post.boost_of_id is not None:
        return no(_("A boost cannot be pinned"))
    if not is_author(reader, post):
        return no(_("Someone else's post cannot be pinned"))
    if post.audience == Audience.DIRECT:
        return no(_("Posts that are only visible to mentioned users cannot be pinned"))
    if post.is_internal:
        return no(_("What is said inside stays inside: it cannot be pinned to a page"))
    return YES


def may_follow_tags(reader: Reader) -> Verdict:
    """Read what carries a hashtag at home."""
    return may_take_part(reader.who)


def may_feature_tags(reader: Reader, account: Account) -> Verdict:
    """Show hashtags on a page: on one's own, or as a steward on a voice's."""
    return may_change_profile(reader.who, account)


SHOWING_RIGHTS = [
    Right(
        "posts.pin",
        _("Put one's own post first on one's page"),
        lambda s: may_pin(s.reader, s.own_post),
        (may_pin,),
    ),
    Right(
        "posts.pin_others",
        _("Put somebody else's post first on their page"),
        lambda s: may_pin(s.reader, s.public_post),
    ),
    Right(
        "posts.follow_tags",
        _("Follow a hashtag"),
        lambda s: may_follow_tags(s.reader),
        (may_follow_tags,),
    ),
    Right(
        "posts.feature_tags",
        _("Show hashtags on one's own page"),
        lambda s: may_feature_tags(s.reader, Account(id=s.reader.account_id)),
        (may_feature_tags,),
    ),
]
