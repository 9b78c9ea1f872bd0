"""Putting a wording right in the open: what was wrong stays in the post, struck through.

Below the words of the post stands one sentence for each passage that changed. It says in words
what the marks `del` and `ins` say, for readers who hear the page and for servers that take
the marks away (Mastodon keeps `del`, and of `ins` the words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.models import Post

_WORD = re.compile(r"\S+")
# Changes with so few words between them read better as one.
_NEAR = 2
# In words made for it, comparing grows with their third power; above this much (about two
# seconds) all that lies between the first and the last change is one passage.
_MOST_STEPS = 100_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words that were put right: as they stood, and as they stand; one may be empty."""

    was: str
    now: str


def passages(before: str, after: str) -> list[Passage]:
    """What differs between two texts, word by word, in the order of the new one."""
    was, now = _without_what_stays(_WORD.findall(before), _WORD.findall(after))
    if len(was) * len(now) * min(len(was), len(now)) > _MOST_STEPS:
        return [Passage(" ".join(was), " ".join(now))]
    return [
        Passage(" ".join(was[a:b]), " ".join(now[c:d]))
        for a, b, c, d in _joined(_changes(was, now))
    ]


def _without_what_stays(was: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """Without the words that both begin and end with."""
    begin = _alike(was, now)
    was, now = was[begin:], now[begin:]
    end = _alike(was[::-1], now[::-1])
    return was[: len(was) - end], now[: len(now) - end]


def _alike(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _changes(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for kind, *places in matcher.get_opcodes():
        if kind != "equal":
            yield places[0], places[1], places[2], places[3]


def _joined(found: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for change in found:
        if joined and change[0] - joined[-1][1] <= _NEAR:
            first = joined.pop()
            change = (first[0], change[1], first[2], change[3])
        joined.append(change)
    return joined


def corrections_html(post: Post, *, besides: tuple[str, str, datetime] | None = None) -> str:
    """All that was put right in the open in a post, the newest first, as HTML.

    `besides` is a correction that is just being made: before, after, and when.
    """
    made = [*_kept(post), *([besides] if besides else [])]
    with _language_of(post):
        return "".join(_sentence(*one) for one in reversed(made))


def _kept(post: Post) -> list[tuple[str, str, datetime]]:
    rows = list(post.revisions.order_by("number"))
    return [
        (one.text, other.text, other.created_at)
        for one, other in pairwise(rows)
        if other.is_correction
    ]


def _sentence(before: str, after: str, at: datetime) -> str:
    """One paragraph: the day, and each passage in words and marks."""
    said = "; ".join(_passage(one) for one in passages(before, after))
    day = f"{timezone.localtime(at):%Y-%m-%d}"
    begin = escape(_("Corrected on %(day)s:") % {"day": day})
    return f'<p class="correction"><strong>{begin}</strong> {said}.</p>' if said else ""


def _passage(one: Passage) -> str:
    if not one.now:
        return format_html(escape(_("“{was}” was taken away")), was=_marked("del", one.was))
    if not one.was:
        return format_html(escape(_("“{now}” was added")), now=_marked("ins", one.now))
    return format_html(
        escape(_("instead of “{was}” now “{now}”")),
        was=_marked("del", one.was),
        now=_marked("ins", one.now),
    )


def _marked(mark: str, words: str) -> str:
    return format_html(f"<{mark}>{{}}</{mark}>", words)


def _language_of(post: Post) -> translation.override:
    """What is added to a text is said in its language, or else in the server's."""
    known = dict(settings.LANGUAGES)
    wanted = (post.language, settings.SERVER_LANGUAGE, settings.LANGUAGE_CODE)
    return translation.override(next(one for one in wanted if one in known))
