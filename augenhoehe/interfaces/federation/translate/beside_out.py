"""What stands beside a text, as other servers get it: people, hashtags, polls, who may quote."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings

from augenhoehe.activitypub.records import Collection as Listed
from augenhoehe.activitypub.records import (
    Hashtag,
    InteractionPolicy,
    Mention,
    Poll,
    PollOption,
    Rule,
)
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.glance import QuotePolicy
from augenhoehe.interfaces.federation.addresses import about_post, collection_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post, Tag
    from augenhoehe.domain.posts.selectors import PollSeen


def mention_of(account: Account) -> Mention:
    """Who is spoken to, with the server they are of."""
    return Mention(uri_of(account), f"@{account.handle}@{account.domain or settings.HOST}")


def hashtag_of(tag: Tag) -> Hashtag:
    """A hashtag, and the page of it here."""
    return Hashtag(tag.shown, f"{settings.BASE_URL}/tags/{quote(tag.name)}")


def poll_of(poll: PollSeen) -> Poll:
    """A poll; counts that nobody is told yet are 0, as Mastodon has it."""
    return Poll(
        options=tuple(PollOption(one.title, one.votes or 0) for one in poll.choices),
        multiple=poll.is_multiple,
        ends_at=poll.ends_at,
        closed_at=poll.ends_at if poll.has_ended else None,
        voters=poll.voters_count,
    )


def policy_of(post: Post) -> InteractionPolicy | None:
    """Who may quote it without asking; nobody is asked by hand (FEP-044f)."""
    own = actor_uri(post.account_id)
    if post.audience > Audience.UNLISTED or post.quote_policy == QuotePolicy.NOBODY:
        return InteractionPolicy(quote=Rule(automatic=(own,)))
    if post.quote_policy == QuotePolicy.FOLLOWERS:
        return InteractionPolicy(
            quote=Rule(automatic=(collection_of(post.account_id, "followers"),))
        )
    return InteractionPolicy(quote=Rule(automatic=(PUBLIC,)))


def listed_of(post: Post, name: str, total: int) -> Listed:
    """Replies, likes or boosts of a post: how many; of replies, where they are listed."""
    where = about_post(post.id, name)
    if name == "replies":
        first = f"{where}?page=true"
        return Listed(where, "Collection", first=first, total=total)
    return Listed(where, "Collection", total=total)
