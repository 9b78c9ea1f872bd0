"""What our people say, as other servers get it. Nothing internal is ever described."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.activitypub.records import Post as Described
from augenhoehe.activitypub.records import (
    Writer,
)
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.criticism.selectors import public_cases_around
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.people.uris import uri_of as uri_of_account
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.glance import QuoteState
from augenhoehe.domain.posts.selectors import (
    Addresses,
    mentions_of,
    pictures_of,
    polls_on,
    tags_of,
    uris_at,
)
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.addresses import (
    collection_of,
    post_page,
    stamp_uri,
)
from augenhoehe.interfaces.federation.translate.beside_out import (
    hashtag_of,
    listed_of,
    mention_of,
    policy_of,
    poll_of,
)
from augenhoehe.interfaces.federation.translate.html_out import content_of, day_of, language_of
from augenhoehe.interfaces.federation.translate.labels import labels_out
from augenhoehe.interfaces.federation.translate.media_out import attachment_of, emojis_of

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post, Tag
    from augenhoehe.domain.posts.selectors import PollSeen


class Internal(ValueError):
    """Somebody asked to describe to others what is internal: a fault of the program."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around some posts, by post; and the addresses of posts they name."""

    mentions: Mapping[int, Sequence[Account]]
    pictures: Mapping[int, Sequence[Picture]]
    tags: Mapping[int, Sequence[Tag]]
    polls: Mapping[int, PollSeen]
    cases: Mapping[int, int]
    uris: Mapping[int, Addresses]


def described_post(post: Post) -> Described:
    """One post, which must not be internal nor a boost."""
    return described_posts([post])[post.id]


def described_posts(posts: Sequence[Post]) -> dict[int, Described]:
    """By id: a page of posts, in a handful of queries; none internal, none a boost."""
    for post in posts:
        if post.is_internal or post.boost_of_id is not None:
            raise Internal(f"post {post.id}")
    around = _around(posts)
    return {post.id: _described(post, around) for post in posts}


def addressed(post: Post) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For whom a post or boost is, as `to` and `cc`; for nobody if it is internal."""
    if post.boost_of_id is not None:
        of = uris_at([post.boost_of_id]).get(post.boost_of_id)
        return addressed_to(post, [of.author] if of else [])
    mentioned = mentions_of([post.id]).get(post.id, ())
    return addressed_to(post, [uri_of_account(one) for one in mentioned])


def addressed_to(post: Post, told: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """As `addressed`, where it is known whom a post names."""
    if post.is_internal:
        return (), ()
    followers = collection_of(post.account_id, "followers")
    if post.audience == Audience.PUBLIC:
        return (PUBLIC,), (followers, *told)
    if post.audience == Audience.UNLISTED:
        return (followers,), (PUBLIC, *told)
    if post.audience == Audience.FOLLOWERS:
        return (followers,), tuple(told)
    return tuple(told), ()


def _around(posts: Sequence[Post]) -> _Around:
    ids = [post.id for post in posts]
    named = {post.in_reply_to_id for post in posts} | {post.quote_of_id for post in posts}
    asking = [post.id for post in posts if post.has_poll]
    return _Around(
        mentions=mentions_of(ids),
        pictures=pictures_of(ids),
        tags=tags_of(ids),
        polls=polls_on(EVERYBODY, asking) if asking else {},
        cases=public_cases_around(ids),
        uris=uris_at({one for one in named if one is not None}),
    )


def _described(post: Post, around: _Around) -> Described:
    mentioned = around.mentions.get(post.id, ())
    poll = around.polls.get(post.id)
    to, cc = addressed_to(post, [uri_of_account(one) for one in mentioned])
    quoted = _quoted(post, around)
    choices = [choice.title for choice in poll.choices] if poll else []
    return Described(
        id=local_uri(post.id),
        kind="Question" if poll else "Note",
        author=actor_uri(post.account_id),
        to=to,
        cc=cc,
        in_reply_to=_parent(post, around),
        content=content_of(post, quoted=quoted.page if quoted else ""),
        summary=_summary(post),
        language=post.language,
        sensitive=post.sensitive or post.is_marked_sensitive,
        url=post_page(post.account, post.id),
        published=_moment(post, post.created_at),
        updated=_edited(post),
        mentions=tuple(mention_of(one) for one in mentioned),
        hashtags=tuple(hashtag_of(one) for one in around.tags.get(post.id, ())),
        emojis=emojis_of(post.text, post.warning, *choices),
        attachments=tuple(attachment_of(one, post) for one in around.pictures.get(post.id, ())),
        poll=poll_of(poll) if poll else None,
        quote=quoted.uri if quoted else "",
        quote_authorization=_stamp(post, quoted) if quoted else "",
        interaction_policy=policy_of(post),
        replies=listed_of(post, "replies", post.replies_count),
        likes=listed_of(post, "likes", post.likes_count),
        shares=listed_of(post, "shares", post.boosts_count),
        written_by=writer_of(post),
        in_service=post.in_service if post.account.is_person else None,
        hat=post.hat_words,
        space=actor_uri(post.space.account_id) if post.space else "",
        approved=post.was_approved or None,
        **labels_out(post),
        case=_case(around.cases.get(post.id)),
    )


def writer_of(post: Post) -> Writer | None:
    """The person behind a voice, or a guest behind the desk; under a protected name only that."""
    if post.guest_name:
        return Writer(name=post.guest_name)
    if not post.account.is_voice:
        return None
    if post.protected_name is not None:
        return Writer(name=post.protected_name.name, protected=True)
    if post.written_by is None:
        return None
    return Writer(uri_of_account(post.written_by), post.written_by.name)


def _parent(post: Post, around: _Around) -> str:
    known = around.uris.get(post.in_reply_to_id or 0)
    return known.uri if known else post.reply_to_away


def _quoted(post: Post, around: _Around) -> Addresses | None:
    """What it quotes, unless its author said no; a server that does not know us asks itself."""
    if post.quote_state not in (QuoteState.PENDING, QuoteState.ACCEPTED):
        return None
    known = around.uris.get(post.quote_of_id or 0)
    if known is None and post.quote_away:
        return Addresses(post.quote_away, post.quote_away, author="", author_id=0, is_ours=False)
    return known


def _stamp(post: Post, quoted: Addresses) -> str:
    """The proof that the quoted author agreed, kept here or with them (FEP-044f)."""
    if post.quote_state != QuoteState.ACCEPTED:
        return ""
    return stamp_uri(post.id) if quoted.is_ours else post.quote_stamp


def _summary(post: Post) -> str:
    if post.warning or not post.is_marked_sensitive:
        return post.warning
    with language_of(post.language):
        return _("Marked as sensitive")


def _moment(post: Post, at: datetime) -> datetime:
    """A time. Who is protected is so by the hour too: the day must do."""
    return day_of(at) if post.protected_name_id is not None else at


def _edited(post: Post) -> datetime | None:
    """When it was last changed; of two changes on a day the later one stays the later one."""
    if post.edited_at is None:
        return None
    at = _moment(post, post.edited_at)
    return at + timedelta(seconds=post.version) if post.protected_name_id is not None else at


def _case(case_id: int | None) -> str:
    return f"{settings.BASE_URL}/faelle/{case_id}" if case_id else ""
