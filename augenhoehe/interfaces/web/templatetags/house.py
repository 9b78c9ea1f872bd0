"""Small words for templates; known in all of them without loading."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from augenhoehe.domain.media.emoji import known_emoji
from augenhoehe.domain.posts.labels import SaidLabel, said_labels
from augenhoehe.foundation.tracking import without_tracking
from augenhoehe.interfaces.web import addresses, times
from augenhoehe.interfaces.web.emoji import drawing, with_emoji
from augenhoehe.interfaces.web.excerpts import excerpt_of, unlabelled

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

register = template.Library()

register.filter("profile_url", addresses.profile_url)
register.filter("post_url", addresses.post_url)
register.filter("portrait_url", addresses.portrait_url)
register.filter("picture_url", addresses.picture_url)
register.filter("recording_url", addresses.recording_url)
register.filter("card_picture_url", addresses.card_picture_url)
register.filter("case_url", addresses.case_url)
register.filter("space_url", addresses.space_url)
register.filter("absolute", addresses.absolute)
register.filter("with_emoji", with_emoji)
register.filter("exact", times.exactly)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of `static/img/icons.svg`; decoration, a word has to stand beside it."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def here(context: template.Context, path: str) -> SafeString:
    """`aria-current` on the link to the page one is on."""
    request: Any = context.get("request")
    if request is None or request.path != path:
        return mark_safe("")
    return mark_safe(' aria-current="page"')


@register.simple_tag(takes_context=True)
def within(context: template.Context, path: str) -> SafeString:
    """`aria-current` on the link to the place one is in: the page itself, or one below it."""
    request: Any = context.get("request")
    if request is not None and request.path.startswith(f"{path}/"):
        return mark_safe(' aria-current="true"')
    return here(context, path)


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str) -> SafeString:
    """The `href` of a page by its name, and that one is there.

    As `{% url %}` does it, but remembered: a page has thirty such links, which would take a
    tenth of its time.
    """
    path = _path_of(name)
    return mark_safe(f'href="{path}"{here(context, path)}')  # noqa: S308 - a path of ours


@cache
def _path_of(name: str) -> str:
    return reverse(name)


@register.filter
def as_sign(name: str) -> str:
    """A sign people answer with: an emoji as it is, or the picture for one of this server's."""
    emoji = known_emoji().by_shortcode.get(name)
    return drawing(emoji.path, emoji.shortcode) if emoji else name


@register.filter
def moment(value: datetime) -> SafeString:
    """A point in time in words, in the reader's zone."""
    return times.time_element(value)


@register.filter
def day(value: datetime) -> SafeString:
    """A point in time of which only the day is told."""
    return times.day_element(value)


@register.filter
def initials(account: Account) -> str:
    """What stands in place of a missing portrait."""
    return letters(account.name) or account.handle[0].upper()


@register.filter
def letters(name: str) -> str:
    """The first letters of a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def focus_classes(picture: Picture) -> str:
    """Where a picture is important, in fifths: styles may not be written into the page."""
    across = round((picture.focus_x + 1) * 2)
    down = round((1 - picture.focus_y) * 2)
    return f"focus-x{across} focus-y{down}"


@register.filter
def width_at(picture: Picture, longest: int) -> int:
    """The width of a picture whose longer side is at most `longest`; keeps the layout still."""
    width, _height = _measures(picture)
    return _scaled(width, picture, longest)


@register.filter
def height_at(picture: Picture, longest: int) -> int:
    _width, height = _measures(picture)
    return _scaled(height, picture, longest)


def _measures(picture: Picture) -> tuple[int, int]:
    """What another server did not say is taken for the shape most pictures have."""
    is_known = picture.width and picture.height
    return (picture.width, picture.height) if is_known else (1600, 1200)


def _scaled(side: int, picture: Picture, longest: int) -> int:
    longer = max(_measures(picture))
    return max(1, round(side * min(1, longest / longer)))


@register.filter
def excerpt(post: Post, most: int) -> str:
    """The beginning of what a post says, in one line, never more than what it shows at once."""
    return excerpt_of(post, most)


@register.filter
def excerpt_unlabelled(post: Post, most: int) -> str:
    """The same where the labels of the post are shown beside it."""
    return unlabelled(post, most)


@register.filter
def labels_said(post: Post) -> tuple[SaidLabel, ...]:
    """The labels of a post, for `components/labels.html`."""
    return said_labels(post)


@register.filter
def untracked(url: str) -> str:
    """An address without what tells who brought a reader."""
    return without_tracking(url)


@register.filter
def add_number(beginning: str, number: int) -> str:
    """An address with a number at its end."""
    return f"{beginning}{number}"
