"""What a reader's filters do to the posts of a page: one is left out, covered, or blurred.

Only for who reads: nobody else learns of it, and the post stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.html import escape
from django.utils.translation import gettext as _

from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.filtering import Match, filters_on
from augenhoehe.domain.posts.glance import glance_of
from augenhoehe.interfaces.web.templatetags.house import icon

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post

# Where posts stand, in the words of filters; "" where nothing is filtered.
Where = Literal["", "home", "public", "thread", "account", "notifications"]
_STRONGEST_FIRST = ("hide", "warn", "blur")


@dataclass(frozen=True, slots=True)
class Cover:
    """What becomes of a post, and the names of the filters that want it."""

    action: str
    title: str

    @property
    def hides(self) -> bool:
        return self.action == "hide"

    @property
    def blurs(self) -> bool:
        return self.action == "blur"


NO_COVERS: Mapping[int, Cover] = {}


def covers_on(reader: Reader, posts: Sequence[Post], where: Where) -> Mapping[int, Cover]:
    """By post: what this reader's filters want to become of it at this place."""
    if not where or not posts or not reader.who.has_habit(Habit.FILTERS):
        return NO_COVERS
    found = filters_on(reader, [glance_of(post) for post in posts])
    covers = {post_id: _cover(matches, where) for post_id, matches in found.items()}
    return {post_id: cover for post_id, cover in covers.items() if cover is not None}


def _cover(matches: Sequence[Match], where: Where) -> Cover | None:
    here = [match.filter for match in matches if where in match.filter.contexts]
    for action in _STRONGEST_FIRST:
        titles = [one.title for one in here if one.action == action]
        if titles:
            return Cover(action, " · ".join(titles))
    return None


def covered(html: str, cover: Cover) -> str:
    """A post behind the name of a filter; whoever wants to reads it all the same."""
    words = escape(_("Filtered: %(title)s") % {"title": cover.title})
    show = escape(_("Show the post"))
    return (
        f'<details class="filtered"><summary class="filtered__line">{icon("filter")}'
        f'<span class="filtered__title">{words}</span>'
        f'<span class="filtered__show">{show}</span></summary>{html}</details>'
    )
