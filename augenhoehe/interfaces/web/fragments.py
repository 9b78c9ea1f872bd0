"""The part of a post that is the same for everybody who may read it, rendered once.

Kept in memory, keyed by everything it is made of: an edited post, a renamed author or a
renamed space is another key, so nothing ever has to be thrown away by hand. What differs
between readers (time words, reactions, the state of a case) is put in by `cards`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import get_language

from augenhoehe.domain.criticism.selectors import brought_in_from_elsewhere
from augenhoehe.domain.media.emoji import known_emoji
from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.posts.glance import QuoteState
from augenhoehe.domain.posts.selectors import cards_by_ids, pictures_of
from augenhoehe.interfaces.web.elsewhere import words_here

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.posts.models import Card as LinkCard
    from augenhoehe.domain.posts.models import Post

_TEMPLATE = "components/post_words.html"
_TIME = "<!--time-->"  # nobody can write a comment into a post: its text is cleaned of them


@dataclass(frozen=True, slots=True)
class Fragment:
    """The words of a post, before and after the place of the time."""

    before_time: str
    after_time: str


@dataclass(slots=True)
class Memory:
    """The fragments used last, at most `most`. Shared by the threads of the server."""

    most: int
    known: OrderedDict[Hashable, Fragment] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get_many(self, keys: Iterable[Hashable]) -> dict[Hashable, Fragment]:
        with self.lock:
            found = {key: self.known[key] for key in keys if key in self.known}
            for key in found:
                self.known.move_to_end(key)
        return found

    def keep(self, fragments: dict[Hashable, Fragment]) -> None:
        with self.lock:
            self.known.update(fragments)
            while len(self.known) > self.most:
                self.known.popitem(last=False)


# A fragment has about 2 kB, so this is at most some 6 MB.
memory = Memory(most=3000)


def fragments_of(posts: Sequence[Post], *, in_thread: bool = False) -> dict[int, Fragment]:
    """By id: the fragments of these posts; asks the database only for what is new."""
    language = get_language() or ""
    keys = {post.id: _key(post, language, in_thread) for post in posts}
    known = memory.get_many(keys.values())
    missing = [post for post in posts if keys[post.id] not in known]
    if missing:
        new = {keys[post_id]: fragment for post_id, fragment in _render(missing, in_thread)}
        memory.keep(new)
        known |= new
    return {post_id: known[key] for post_id, key in keys.items()}


def _key(post: Post, language: str, in_thread: bool) -> Hashable:
    return (
        post.id,
        post.version,
        post.restrictions,
        post.card_id,
        post.quote_state,
        post.account.version,
        post.written_by.version if post.written_by else 0,
        post.space.name if post.space else "",
        language,
        in_thread,
        known_emoji().version,
    )


def _render(posts: Sequence[Post], in_thread: bool) -> list[tuple[int, Fragment]]:
    pictures = pictures_of([post.id for post in posts])
    members = member_ids({post.account_id for post in posts})
    links = cards_by_ids({post.card_id for post in posts if _shows_card(post)})
    elsewhere = brought_in_from_elsewhere([post.id for post in posts if post.guest_name])
    words = words_here(posts)
    return [
        (
            post.id,
            fragment_of(
                post,
                pictures.get(post.id, ()),
                post.account_id in members,
                in_thread,
                is_from_elsewhere=post.id in elsewhere,
                link=links.get(post.card_id or 0),
                html=words[post.id],
            ),
        )
        for post in posts
    ]


def _shows_card(post: Post) -> bool:
    """One thing below the words is enough: pictures first, then what is quoted, then a link."""
    is_quoting = post.quote_state != QuoteState.NOTHING
    return post.card_id is not None and not is_quoting and not post.has_media_removed


def fragment_of(
    post: Post,
    pictures: Sequence[Picture],
    is_member: bool,
    in_thread: bool = False,
    *,
    is_from_elsewhere: bool = False,
    link: LinkCard | None = None,
    html: str | None = None,
) -> Fragment:
    """Render one post. `html`: its words, where they are not shown as they stand in it."""
    whole = get_template(_TEMPLATE).render(
        {
            "post": post,
            "pictures": pictures,
            "is_member": is_member,
            "in_thread": in_thread,
            "is_from_elsewhere": is_from_elsewhere,
            "link": link,
            "html": post.html if html is None else html,
            "organisation": settings.ORGANISATION,
        }
    )
    before, _mark, after = whole.partition(_TIME)
    return Fragment(before, after)
