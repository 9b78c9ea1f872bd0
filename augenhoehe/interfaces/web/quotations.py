"""What posts quote, as a block inside of their cards; asks nothing where nobody quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import gettext as _

from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.posts.glance import QuoteState
from augenhoehe.domain.posts.selectors import quoted_posts, turned_from

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post

NO_QUOTATIONS: Mapping[int, str] = {}


def quotations_in_cards(reader: Reader, posts: Sequence[Post]) -> Mapping[int, str]:
    """By post that quotes: what it quotes as HTML, as far as this reader may read it."""
    quoting = [post for post in posts if post.quote_state != QuoteState.NOTHING]
    if not quoting:
        return NO_QUOTATIONS
    found = quoted_posts(reader, quoting)
    authors = {post.account_id for post in found.values()}
    away, members = turned_from(reader, authors), member_ids(authors)
    html = {}
    for post in quoting:
        quoted = found.get(post.quote_of_id or 0) if _is_accepted(post) else None
        hidden = _hidden(away.get(quoted.account_id, "")) if quoted else ""
        is_member = quoted is not None and quoted.account_id in members
        html[post.id] = quotation_html(quoted, _why_not(post), hidden, is_member=is_member)
    return html


def quotation_html(quoted: Post | None, why: str, hidden: str, *, is_member: bool) -> str:
    """The block: the quoted post in short, or why it is not shown."""
    return get_template("components/quoted_post.html").render(
        {
            "quoted": quoted,
            "why": why,
            "hidden": hidden,
            "is_member": is_member,
            "organisation": settings.ORGANISATION,
        }
    )


def _is_accepted(post: Post) -> bool:
    return post.quote_state == QuoteState.ACCEPTED


def _why_not(post: Post) -> str:
    """In a sentence, for where there is nothing to show."""
    if post.quote_state == QuoteState.REVOKED:
        return _("The author of the quoted post has ended this quotation.")
    if not _is_accepted(post):
        return _("The author of the quoted post has not agreed to this quotation.")
    if post.quote_of_id is None:
        return _("The post that was quoted here has been deleted.")
    return _("The post that is quoted here cannot be shown to you.")


def _hidden(away: str) -> str:
    words = {
        "blocked": _("Show the quoted post, by somebody you have blocked"),
        "muted": _("Show the quoted post, by somebody you have muted"),
    }
    return words.get(away, "")
