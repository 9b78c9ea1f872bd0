"""The words of posts as filters compare them, made once for every wording and kept in memory.

The keys name everything the words are made of, so nothing is ever thrown away by hand.
"""

from __future__ import annotations

import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, TypeVar

from django.db.models import QuerySet

from augenhoehe.domain.posts.glance import Glance
from augenhoehe.domain.posts.models import PollOption, Post
from augenhoehe.domain.posts.selectors.pictures import pictures_of
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.text import plain

_V = TypeVar("_V")
# Between the parts of a post; a keyword reaches across no part, since its blanks are blanks.
_BETWEEN = "\n"
# Where a word begins or ends; a blank to Python, so it stands in nothing `comparable`.
_EDGE = "\x1f"


@dataclass(slots=True)
class Memory(Generic[_V]):
    """What was used last, at most `most`. Shared by the threads of the server."""

    most: int
    known: OrderedDict[Hashable, _V] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get_many(self, keys: Iterable[Hashable]) -> dict[Hashable, _V]:
        with self.lock:
            found = {key: self.known[key] for key in keys if key in self.known}
            for key in found:
                self.known.move_to_end(key)
        return found

    def keep(self, things: Mapping[Hashable, _V]) -> None:
        with self.lock:
            self.known.update(things)
            while len(self.known) > self.most:
                self.known.popitem(last=False)


# Half a kB each, so some 2 MB.
_memory: Memory[str] = Memory(most=4000)


def comparable(text: str) -> str:
    """Without regard to case, and with every blank alike."""
    return " ".join(text.casefold().split())


def is_part_of_word(letter: str) -> bool:
    """Letters, digits, marks upon letters and what connects words."""
    return letter.isalnum() or unicodedata.category(letter) in ("Pc", "Mn", "Mc", "Me")


def with_edges(text: str, *, begins: bool = True, ends: bool = True) -> str:
    """Comparable words with every edge of a word marked, the outer ones if `begins` or `ends`.

    So a whole word is looked for at once, however often a part of it stands there.
    """
    parts = ["".join(letters) for _is_word, letters in groupby(text, is_part_of_word)]
    first = _EDGE if begins and text and is_part_of_word(text[0]) else ""
    last = _EDGE if ends and text and is_part_of_word(text[-1]) else ""
    return f"{first}{_EDGE.join(parts)}{last}"


def words_of(posts: Sequence[Glance]) -> dict[int, str]:
    """By post: all its words, ready to be looked through. Asks only for what is new."""
    keys: dict[int, Hashable] = {one.id: (one.id, one.version, one.restrictions) for one in posts}
    known = _memory.get_many(keys.values())
    missing = [one for one in posts if keys[one.id] not in known]
    if missing:
        polls = [one.id for one in missing if one.has_poll]
        read = _read([one.id for one in missing], polls)
        new = {keys[post_id]: words for post_id, words in read.items()}
        _memory.keep(new)
        known |= new
    return {post_id: known[key] for post_id, key in keys.items() if key in known}


def _read(ids: Sequence[int], polls: Collection[int]) -> dict[int, str]:
    """The warning, the text, the options of a poll and what pictures show."""
    parts = {post_id: [warning, plain(html)] for post_id, warning, html in _texts(frozenset(ids))}
    for post_id, title in _options(frozenset(polls)) if polls else ():
        parts[post_id].append(title)
    for post_id, pictures in pictures_of(ids).items():
        parts.setdefault(post_id, []).extend(picture.description for picture in pictures)
    return {
        post_id: with_edges(_BETWEEN.join(comparable(part) for part in said if part))
        for post_id, said in parts.items()
    }


@prepared
def _texts(ids: Set[int]) -> QuerySet[Post, tuple[int, str, str]]:
    return Post.objects.filter(id__in=ids).values_list("id", "warning", "html")


@prepared
def _options(ids: Set[int]) -> QuerySet[PollOption, tuple[int, str]]:
    rows = PollOption.objects.filter(poll__post_id__in=ids).order_by("poll_id", "position")
    return rows.values_list("poll__post_id", "title")
