"""Atom feeds of what everybody may read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from augenhoehe.domain.criticism.selectors import all_cases
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.labels import in_one_line
from augenhoehe.domain.posts.selectors import Window
from augenhoehe.foundation.text import normalise_tag, tidy
from augenhoehe.foundation.tracking import links_without_tracking
from augenhoehe.interfaces.web.addresses import absolute, case_url, post_url, profile_url, tag_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.excerpts import excerpt_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.posts.models import Post

_ENTRIES = Window(limit=30)
View = Callable[..., HttpResponse]


def _feed(view: Callable[..., Atom1Feed]) -> View:
    """An answer of the feed a function makes, with an ETag, for anybody to keep a while."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        xml = view(request, *args, **kwargs).writeString("utf-8")
        return HttpResponse(
            xml,
            content_type="application/atom+xml; charset=utf-8",
            headers={"Cache-Control": "public, max-age=300"},
        )

    return answer


@_feed
def public(request: HttpRequest) -> Atom1Feed:
    """What people of this server say to everybody."""
    title = _("Everybody on %(server)s") % {"server": settings.SERVER_NAME}
    return _of_posts(request, title, "/alle", selectors.public_posts(EVERYBODY, _ENTRIES))


@_feed
def tag(request: HttpRequest, name: str) -> Atom1Feed:
    """Posts with a hashtag."""
    name = normalise_tag(tidy(name))
    if not name or len(name) > 100:
        raise Http404
    posts = selectors.posts_tagged(EVERYBODY, name, _ENTRIES)
    return _of_posts(request, f"#{name}", tag_url(name), posts)


@_feed
def profile(request: HttpRequest, handle: str) -> Atom1Feed:
    """What a person or a voice says; nothing passed on."""
    account = found_or_404(account_by_address(handle))
    posts = selectors.posts_of(EVERYBODY, account, _ENTRIES)
    own = [p for p in posts if p.boost_of_id is None and p.audience == Audience.PUBLIC]
    return _of_posts(request, account.name, profile_url(account), own)


@_feed
def cases(request: HttpRequest) -> Atom1Feed:
    """Criticism of the organisation, the newest first."""
    title = _("Criticism of %(organisation)s") % {"organisation": settings.ORGANISATION}
    feed = _empty(request, title, "/faelle")
    for case in all_cases(EVERYBODY, limit=30):
        _add_case(feed, case)
    return feed


def _of_posts(request: HttpRequest, title: str, path: str, posts: Sequence[Post]) -> Atom1Feed:
    feed = _empty(request, title, path)
    for post in posts:
        written = _told_time(post, post.created_at)
        changed = _told_time(post, post.edited_at) if post.edited_at else written
        feed.add_item(
            title=excerpt_of(post, 80),
            link=absolute(post_url(post)),
            description=_shown_at_once(post),
            author_name=_author(post),
            author_link=None if post.guest_name else absolute(profile_url(post.account)),
            pubdate=written,
            updateddate=changed,
            unique_id=absolute(f"/p/{post.id}"),
        )
    return feed


def _empty(request: HttpRequest, title: str, path: str) -> Atom1Feed:
    here = absolute(quote(request.path, safe="/@"))  # XML takes no control character as it is
    return Atom1Feed(
        title=title,
        link=absolute(path),
        description="",
        language=getattr(request, "LANGUAGE_CODE", None),
        feed_url=here,
        feed_guid=here,
    )


def _add_case(feed: Atom1Feed, case: Case) -> None:
    title = _("Criticism of %(voice)s") % {"voice": case.about.name}
    feed.add_item(
        title=f"{title}: {excerpt_of(case.post, 80)}" if case.post.text else title,
        link=absolute(case_url(case)),
        description=_shown_at_once(case.post),
        author_name=_author(case.post),
        pubdate=case.opened_at,
        updateddate=case.state_since,
        unique_id=absolute(case_url(case)),
    )


def _author(post: Post) -> str:
    if post.guest_name:
        return _("%(name)s (guest)") % {"name": post.guest_name}
    person = post.protected_name or post.written_by
    if post.account.is_voice and person is not None:
        names = {"voice": post.account.name, "person": person.name}
        return _("%(voice)s, written by %(person)s") % names
    return post.account.known_as


def _shown_at_once(post: Post) -> str:
    """The text, or of a post behind a warning the warning; links as they are called elsewhere."""
    label = format_html("<p><strong>{}</strong></p>", line) if (line := in_one_line(post)) else ""
    if post.warning or post.is_marked_sensitive:
        return label + format_html("<p>{}</p>", post.warning or _("Marked as sensitive"))
    return label + links_without_tracking(post.html).replace('href="/', f'href="{absolute("/")}')


def _told_time(post: Post, moment: datetime) -> datetime:
    """Of somebody with a protected name only the day is told."""
    if post.protected_name_id:
        return moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment
