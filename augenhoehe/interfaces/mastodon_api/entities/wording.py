"""The part of a post that is the same for everybody who may read it, as unfinished JSON.

It begins with a brace that `status` closes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.domain.media.emoji import learn
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.glance import Glance, QuoteState, glances_at
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.selectors import cards_by_ids, mentions_of, pictures_of, tags_of
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.foundation.tracking import links_without_tracking
from augenhoehe.interfaces.mastodon_api.entities import memory
from augenhoehe.interfaces.mastodon_api.entities.account import mention_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import (
    absolute,
    absolute_links,
    account_url,
    moment,
    post_url,
)
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity
from augenhoehe.interfaces.mastodon_api.entities.card import card_entity
from augenhoehe.interfaces.mastodon_api.entities.emoji import emoji_version, emojis_in
from augenhoehe.interfaces.mastodon_api.entities.labels import labels_entity, labels_line

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Card, Post, Tag

# What is said inside is private to a client: it knows no house and no circle.
VISIBILITY = {
    Audience.PUBLIC: "public",
    Audience.UNLISTED: "unlisted",
    Audience.FOLLOWERS: "private",
    Audience.DIRECT: "direct",
    Audience.HOUSE: "private",
    Audience.CIRCLE: "private",
}


@dataclass(frozen=True, slots=True)
class _Attached:
    """What hangs on the posts of a page, by post."""

    pictures: Mapping[int, Sequence[Picture]]
    mentions: Mapping[int, Sequence[Account]]
    tags: Mapping[int, Sequence[Tag]]
    cards: Mapping[int, Card]
    quoted: Mapping[int, str]  # the address of what is quoted, by its id


def wordings_of(glances: Sequence[Glance], at_hand: Mapping[int, Post]) -> dict[int, bytes]:
    """By id: the wordings of these posts; asks the database only for what is new.

    `at_hand` are those of the posts that were read already.
    """
    language, emoji = get_language() or "", emoji_version()
    keys: dict[int, Hashable] = {one.id: (_key(one, language), emoji) for one in glances}
    known = memory.statuses.get_many(keys.values())
    missing = [post_id for post_id, key in keys.items() if key not in known]
    if missing:
        unread = [post_id for post_id in missing if post_id not in at_hand]
        posts = [at_hand[one] for one in missing if one in at_hand] + load_posts(unread)
        attached = _attached_to(posts)
        new = {
            keys[post.id]: orjson.dumps(_document(post, attached)).removesuffix(b"}")
            for post in posts
        }
        memory.statuses.keep(new)
        known |= new
    return {post_id: known[key] for post_id, key in keys.items() if key in known}


def _key(one: Glance, language: str) -> Hashable:
    return (
        one.id,
        one.version,
        one.restrictions,
        one.audience,
        one.account_handle,
        one.writer_version,
        one.space_name,
        one.card_id,
        one.quote_of_id,
        one.quote_state,
        language,
    )


def _attached_to(posts: Sequence[Post]) -> _Attached:
    ids = [post.id for post in posts]
    quoted = {post.quote_of_id for post in posts if post.quote_of_id}
    cards = {post.card_id for post in posts if post.card_id}
    learn(((post.account.domain, f"{post.html} {post.warning}") for post in posts), anew=True)
    return _Attached(
        pictures=pictures_of(ids),
        mentions=mentions_of(ids),
        tags=tags_of(ids),
        cards=cards_by_ids(cards) if cards else {},
        quoted={one.id: _address(one) for one in glances_at(list(quoted))},
    )


def _address(one: Glance) -> str:
    return one.url or absolute(f"/@{one.account_handle}/{one.id}")


def _document(post: Post, attached: _Attached) -> dict[str, Any]:
    day_only = post.protected_name_id is not None
    marked = post.is_marked_sensitive
    return {
        "id": str(post.id),
        "created_at": moment(post.created_at, day_only=day_only),
        "edited_at": moment(post.edited_at, day_only=day_only) if post.edited_at else None,
        "sensitive": post.sensitive or marked,
        "spoiler_text": post.warning or (_("Marked as sensitive") if marked else ""),
        "visibility": VISIBILITY[Audience(post.audience)],
        "language": post.language or None,
        "uri": uri_of(post),
        "url": post_url(post),
        "content": _content(post, attached),
        "media_attachments": [
            attachment_entity(one, is_open=post.was_for_anyone)
            for one in attached.pictures.get(post.id, ())
        ],
        "mentions": [mention_entity(one) for one in attached.mentions.get(post.id, ())],
        "tags": [tag_link(one) for one in attached.tags.get(post.id, ())],
        "emojis": emojis_in(post.html, post.warning, domain=post.account.domain),
        "card": _card(post, attached),
        "local_only": post.is_internal,
        "written_by": _written_by(post),
        "written_at": moment(post.written_at, day_only=day_only) if post.written_at else None,
        "in_service": post.in_service,
        "hat": hat_entity(post),
        "labels": labels_entity(post),
        "space": _space(post),
        "guest": post.guest_name or None,
        "was_approved": post.was_approved,
    }


def _content(post: Post, attached: _Attached) -> str:
    words = links_without_tracking(absolute_links(_with_homes(post, attached)))
    signed = words + _signature(post) + _speaking(post)
    before = labels_line(post) + _quotation(post, attached)
    return before + signed + _place(post) + _written(post) + _approved(post)


def _with_homes(post: Post, attached: _Attached) -> str:
    """The words of a post, where people elsewhere are linked by the address apps know them by."""
    html = post.html
    if post.account.is_local:
        for one in attached.mentions.get(post.id, ()):
            if one.url:
                html = html.replace(f'href="/@{one.address}"', f'href="{escape(one.url)}"')
    return html


def _quotation(post: Post, attached: _Attached) -> str:
    """A first line that leads to what is quoted, for apps that know of no quotations."""
    if post.quote_state != QuoteState.ACCEPTED or post.quote_of_id is None:
        return ""
    url = attached.quoted.get(post.quote_of_id, "")
    if not url or url in post.text:
        return ""
    return f'<p class="quote-inline">RE: {_linked(url, url)}</p>'


def _card(post: Post, attached: _Attached) -> dict[str, Any] | None:
    card = attached.cards.get(post.card_id or 0)
    return card_entity(card) if card and not post.has_media_removed else None


def tag_link(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "url": absolute(f"/tags/{quote(tag.name)}")}


def _signature(post: Post) -> str:
    """A last line that names the person behind a voice: an app knows of no field for it."""
    if not post.account.is_voice or post.boost_of_id is not None:
        return ""
    who = _written_by(post)
    if who is None:
        return ""
    name = who["display_name"]
    if not post.account.is_local:  # their server put such a line there, or knows of none
        return ""
    if post.protected_name_id is not None:
        return f"<p>{escape(_('Written by'))} {escape(name)} ({escape(_('protected name'))})</p>"
    return f"<p>{escape(_('Written by'))} {_linked(who['url'], name)}</p>"


def _speaking(post: Post) -> str:
    """A last line that says for whom a person spoke, or that it was in service.

    The words of a hat are a link: nobody can type one that reads like it.
    """
    if not post.account.is_local or not post.account.is_person or post.boost_of_id is not None:
        return ""
    if hat := hat_entity(post):
        return f"<p>{escape(_('Speaks for'))} {_linked(hat['url'], hat['words'])}</p>"
    if post.in_service:
        said = _("In service at %(organisation)s") % {"organisation": settings.ORGANISATION}
        return f"<p>{escape(said)}</p>"
    return ""


def hat_entity(post: Post) -> dict[str, Any] | None:
    """For whom its author spoke in it, in the words of then.

    Of somebody elsewhere: as their server says, confirmed where an organisation's list says so.
    """
    if not post.hat_words:
        return None
    return {
        "id": str(post.hat_id) if post.hat_id else None,
        "words": post.hat_words,
        "confirmed": post.hat_id is not None,
        "url": absolute(f"/huete#hut-{post.hat_id}" if post.hat_id else "/huete"),
    }


def _place(post: Post) -> str:
    """A last line that names the space: whoever answers should know where they are."""
    space = _space(post) if post.boost_of_id is None else None
    if space is None:
        return ""
    return f"<p>{escape(_('In the space'))} {_linked(space['url'], space['name'])}</p>"


def _linked(url: str, words: str) -> str:
    return f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener">{escape(words)}</a>'


def with_case(wording: bytes, url: str) -> bytes:
    """A wording with a last line that leads to the criticism made of the post.

    Cases come and go while a wording is kept, and few posts have one.
    """
    document = orjson.loads(wording + b"}")
    words = _("Criticism, and how it was answered:")
    document["content"] += f"<p>{escape(words)} {_linked(url, url)}</p>"
    return orjson.dumps(document).removesuffix(b"}")


def _written(post: Post) -> str:
    """A last line of what was written beforehand: an app knows of no field for it."""
    if post.written_at is None:
        return ""
    words = _("Written on %(day)s and published later") % {"day": f"{post.written_at:%Y-%m-%d}"}
    return f"<p>{escape(words)}</p>"


def _approved(post: Post) -> str:
    """A last line of what another person of its voice looked at before."""
    if not post.was_approved or not post.account.is_local:
        return ""
    return f"<p>{escape(_('Approved before it was published'))}</p>"


def _written_by(post: Post) -> dict[str, Any] | None:
    """The person behind every post, of a voice too; under a protected name only that.

    Of who wrote for a voice elsewhere there may be nothing but the name, as their server says.
    """
    if post.protected_name is not None:
        return {"id": None, "acct": None, "display_name": post.protected_name.name, "url": None}
    author = post.written_by
    if author is None:
        name = post.writer_name
        return {"id": None, "acct": None, "display_name": name, "url": None} if name else None
    return {
        "id": str(author.id),
        "acct": author.address,
        "display_name": author.name,
        "url": account_url(author),
    }


def _space(post: Post) -> dict[str, Any] | None:
    space = post.space
    if space is None:
        return None
    return {
        "id": str(space.id),
        "name": space.name,
        "reach": space.reach,
        "url": absolute(f"/raeume/{space.slug}"),
    }


def as_guest(account: bytes, one: Glance) -> bytes:
    """Who it appears as. A guest has no page: their name, and the way to what they said."""
    name = _("%(name)s (guest)") % {"name": one.guest_name}
    return orjson.dumps(orjson.loads(account) | {"display_name": name, "url": _address(one)})
