"""What a reader can do with a post: the row below it, made of plain strings.

Answer first, then the rest. Buttons belong to the one form `#react` of the page, so a row
holds neither a form nor a token; for somebody signed out there is one link, to sign in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.policies import may_boost, may_edit
from augenhoehe.domain.posts.policies_showing import may_pin
from augenhoehe.domain.posts.selectors import Flags
from augenhoehe.interfaces.web.addresses import post_url, quote_url, reply_url
from augenhoehe.interfaces.web.templatetags.house import icon

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the row in one language, with their icons."""

    answer: str
    share: str
    quote: str
    like: str
    keep: str
    more: str
    edit: str
    delete: str
    criticism: str
    mute: str
    unmute: str
    pin: str
    unpin: str
    what: str


@cache
def labels_in(language: str) -> Labels:
    """The labels; `language` is the active one and keys what is remembered."""
    return Labels(
        answer=_label("answer", _("Answer")),
        share=_label("share", _("Share")),
        quote=escape(_("Quote the post")),
        like=_label("like", _("Like")),
        keep=_label("keep", _("Keep")),
        more=_label("more", _("More")),
        edit=escape(_("Edit the post")),
        delete=escape(_("Delete the post")),
        criticism=escape(_("Mark it as criticism")),
        mute=escape(_("Mute the conversation")),
        unmute=escape(_("Unmute the conversation")),
        pin=escape(_("Put first on the page")),
        unpin=escape(_("Put back among the others")),
        what=escape(_("What one can do with this post")),
    )


def _label(name: str, word: str) -> str:
    return f'{icon(name)}<span class="act__word">{escape(word)}</span>'


def action_row(
    reader: Reader,
    post: Post,
    flags: Flags,
    labels: Labels,
    *,
    has_case: bool = False,
    is_muted: bool = False,
    is_quotable: bool = False,
    is_pinned: bool = False,
    can_go: bool = True,
) -> str:
    """The row for this reader, as HTML. `is_muted`: they hear no more of the conversation.

    `can_go`: whoever wrote it may take it back; an answer to a criticism stays.
    """
    if reader.account_id is None:
        sign_in = f"{settings.LOGIN_URL}?{urlencode({'next': reply_url(post)})}"
        return _row(labels, f'<a class="act" href="{sign_in}" rel="nofollow">{labels.answer}</a>')
    acts = f'<a class="act" href="{reply_url(post)}">{labels.answer}</a>'
    if may_boost(reader, post):
        acts += _button(post, "boost", labels.share, pressed=post.id in flags.boosted)
    acts += _button(post, "like", labels.like, pressed=post.id in flags.liked)
    acts += _button(post, "keep", labels.keep, pressed=post.id in flags.kept)
    # In the menu: six things side by side do not fit a line.
    items = [f'<a href="{quote_url(post)}">{labels.quote}</a>'] if is_quotable else []
    items.append(_item(post, *(("unmute", labels.unmute) if is_muted else ("mute", labels.mute))))
    own = _own_items(reader, post, labels, has_case=has_case, is_pinned=is_pinned, can_go=can_go)
    acts += _more(labels, items, own)
    return _row(labels, acts)


def _row(labels: Labels, acts: str) -> str:
    return f'<div class="post__acts" role="group" aria-label="{labels.what}">{acts}</div>'


def _button(post: Post, verb: str, label: str, *, pressed: bool) -> str:
    verb, state = (f"un{verb}", "true") if pressed else (verb, "false")
    return (
        f'<button class="act" form="react" formaction="/posts/{post.id}/{verb}" '
        f'aria-pressed="{state}">{label}</button>'
    )


def _own_items(
    reader: Reader, post: Post, labels: Labels, *, has_case: bool, is_pinned: bool, can_go: bool
) -> list[str]:
    """What only who wrote it can do, or who writes for the voice; the last cannot be undone."""
    address, items = post_url(post), []
    is_own = may_edit(reader, post)
    if is_own:
        items.append(f'<a href="{address}/bearbeiten">{labels.edit}</a>')
    if may_pin(reader, post):
        items.append(_item(post, *(("unpin", labels.unpin) if is_pinned else ("pin", labels.pin))))
    can_be_case = post.audience not in (Audience.FOLLOWERS, Audience.DIRECT)
    if is_own and post.account_id == reader.account_id and can_be_case and not has_case:
        items.append(f'<a href="/faelle/neu?post={post.id}">{labels.criticism}</a>')
    if is_own and can_go:
        items.append(f'<a href="{address}/loeschen">{labels.delete}</a>')
    return items


def _more(labels: Labels, items: list[str], own: list[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    if own:
        lines += f'<li class="act__own">{own[0]}</li>'
        lines += "".join(f"<li>{item}</li>" for item in own[1:])
    return (
        f'<details class="act__more"><summary class="act">{labels.more}</summary>'
        f'<ul class="act__menu">{lines}</ul></details>'
    )


def _item(post: Post, verb: str, label: str) -> str:
    return (
        f'<button type="submit" class="act__item" form="react" '
        f'formaction="/posts/{post.id}/{verb}">{label}</button>'
    )
