"""`/api/oembed`: a post for pages elsewhere, as a plain quotation without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.addresses import (
    absolute,
    absolute_links,
    account_url,
    post_url,
)
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_A_DAY = 86_400
_WIDTH = 400
_ADDRESS = re.compile(r"/(?:@[^/]+|p|users/[^/]+/statuses)/(?P<id>\d{1,19})/?")


def _embed(request: HttpRequest) -> dict[str, Any]:
    """What another page may show of an open post."""
    sent = parameters_of(request)
    if sent.text("format") not in ("", "json"):
        raise Refused(406, "Only JSON is offered")  # a fault of the request, not of ours
    post = _post_at(sent.text("url"))
    who = _who(post)
    return {
        "type": "rich",
        "version": "1.0",
        "title": _("Post by %(name)s") % {"name": who},
        "author_name": who,
        "author_url": post_url(post) if post.guest_name else account_url(post.account),
        "provider_name": settings.SERVER_NAME,
        "provider_url": absolute("/"),
        "cache_age": _A_DAY,
        "html": _html(post),
        "width": _width(sent),
        "height": None,
    }


def _who(post: Post) -> str:
    """Whose post it is, and with a voice the person behind it: also on pages elsewhere."""
    person = post.protected_name or post.written_by
    if not post.account.is_voice or person is None:
        return post.shown_name
    names = {"voice": post.account.name, "person": person.name}
    return _("%(voice)s, written by %(person)s") % names


def _width(sent: Parameters) -> int:
    wanted = sent.whole("maxwidth")
    return _WIDTH if wanted is None else max(1, min(wanted, _WIDTH))


def _post_at(url: str) -> Post:
    """The post of one of its addresses on this server, if everybody may read it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise not_found() from None
    found = _ADDRESS.fullmatch(parts.path) if parts.netloc == settings.HOST else None
    number = whole_id(found["id"]) if found else None
    post = post_for(EVERYBODY, number) if number is not None else None
    if post is None or post.boost_of_id is not None:
        raise not_found()
    return post


def _html(post: Post) -> str:
    """A quotation with the way to the post; behind a warning only that."""
    hidden = post.warning or (_("Marked as sensitive") if post.is_marked_sensitive else "")
    words = absolute_links(post.html)
    return format_html(
        '<blockquote cite="{url}" lang="{language}">{words}'
        '<footer>— <a href="{url}">{name}, {day}</a></footer></blockquote>',
        url=post_url(post),
        language=post.language,
        words=format_html("<p>{}</p>", hidden) if hidden else mark_safe(words),  # noqa: S308
        name=_who(post),
        day=f"{post.created_at:%Y-%m-%d}",
    )


embed = endpoint(is_open=True, get=_embed)
