"""The HTML of a post for other servers: it says what their pages have no place for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from augenhoehe.foundation.tracking import links_without_tracking
from augenhoehe.interfaces.federation.addresses import profile_page
from augenhoehe.interfaces.federation.translate.labels import labels_paragraph

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

# Only inside of a tag: words of the text may look like an attribute.
_RELATIVE_LINK = re.compile(r'(<a\b[^<>]*?\bhref=")/(?!/)')
# The classes by which servers know what leads to a person or a hashtag (microformats).
_CLASSES = (
    (re.compile(r'(<a\b[^<>]*?) class="mention"'), r'\1 class="u-url mention"'),
    (re.compile(r'(<a\b[^<>]*?) class="hashtag"'), r'\1 class="mention hashtag"'),
)
# Servers that know quotations and authors leave these paragraphs out by their class.
QUOTE_CLASS, WRITER_CLASS, SPEAKING_CLASS = "quote-inline", "p-author", "p-speaks-for"
_REL = "nofollow noopener noreferrer"


def absolute_html(html: str) -> str:
    """HTML of ours with whole addresses, and with the classes that other servers look for."""
    whole = links_without_tracking(_RELATIVE_LINK.sub(rf"\1{settings.BASE_URL}/", html))
    for ours, theirs in _CLASSES:
        whole = ours.sub(theirs, whole)
    return whole


def day_of(at: datetime) -> datetime:
    """The day alone, where the hour is nobody's business."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


@contextmanager
def language_of(chosen: str) -> Iterator[None]:
    """What is added to a text is said in its language, or else in the server's."""
    known = dict(settings.LANGUAGES)
    wanted = (chosen, settings.SERVER_LANGUAGE, settings.LANGUAGE_CODE)
    with translation.override(next(one for one in wanted if one in known)):
        yield


def content_of(post: Post, *, quoted: str = "") -> str:
    """What a post says, who wrote it, and (`quoted` is an address) what it shows of another."""
    with language_of(post.language):
        words = labels_paragraph(post) + _quotation(quoted) + absolute_html(post.html)
        return words + _writer(post) + _speaking(post) + _written(post) + _approved(post)


def _quotation(url: str) -> str:
    return f'<p class="{QUOTE_CLASS}">RE: {_linked(url, url)}</p>' if url else ""


def _writer(post: Post) -> str:
    """A last line that says who wrote: elsewhere only the voice or the desk is shown."""
    name = signature_of(post)
    return f'<p class="{WRITER_CLASS}">{name}</p>' if name else ""


def signature_of(post: Post) -> str:
    """Who wrote it, as HTML, where that is not who it appears as."""
    if post.guest_name:
        return escape(_("— %(name)s (guest)") % {"name": post.guest_name})
    if not post.account.is_voice:
        return ""
    # The frame is escaped first, so that a name cannot bring in HTML.
    frame = str(escape(_("— %(name)s, for %(voice)s")))
    if post.protected_name is not None:
        label = _("%(name)s (protected name)") % {"name": post.protected_name.name}
        return frame % {"name": escape(label), "voice": escape(post.account.name)}
    if post.written_by is None:
        return ""
    link = _linked(profile_page(post.written_by), post.written_by.name)
    return frame % {"name": link, "voice": escape(post.account.name)}


def _speaking(post: Post) -> str:
    """A last line that says for whom a person spoke, or that it was in service.

    The words of a hat are a link: nobody can type one that reads like it.
    """
    if not post.account.is_person or not (post.hat_words or post.in_service):
        return ""
    if not post.hat_words:
        said: str = escape(_("— in service at %(name)s") % {"name": settings.ORGANISATION})
    else:
        where = f"#hut-{post.hat_id}" if post.hat_id else ""
        link = _linked(f"{settings.BASE_URL}/huete{where}", post.hat_words)
        said = str(escape(_("— speaks for %(words)s"))) % {"words": link}
    return f'<p class="{SPEAKING_CLASS}">{said}</p>'


def _written(post: Post) -> str:
    """A last line of what was written beforehand."""
    if post.written_at is None:
        return ""
    words = _("Written on %(day)s and published later") % {"day": f"{post.written_at:%Y-%m-%d}"}
    return f"<p>{escape(words)}</p>"


def _approved(post: Post) -> str:
    """A last line of what another person of its voice looked at before."""
    if not post.was_approved:
        return ""
    return f"<p>{escape(_('— approved before it was published'))}</p>"


def _linked(url: str, words: str) -> str:
    # `u-url`: no server makes a preview card of it.
    return f'<a href="{escape(url)}" class="u-url" rel="{_REL}">{escape(words)}</a>'
