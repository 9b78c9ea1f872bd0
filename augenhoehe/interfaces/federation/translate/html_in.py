"""The words of another server's post as we show them: clean, with links to what is known here.

What cannot be shown in full (an article, a film, an event) is shown as its title and a link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from augenhoehe.activitypub.records import Hashtag, Post
from augenhoehe.foundation import markdown
from augenhoehe.foundation.text import clean_html, normalise_tag, plain, tidy
from augenhoehe.interfaces.federation.translate.html_out import (
    QUOTE_CLASS,
    SPEAKING_CLASS,
    WRITER_CLASS,
)
from augenhoehe.interfaces.federation.translate.labels import LABELS_CLASS, labels_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

# Said in full; of everything else there is a title, and a page that shows it.
WHOLE = frozenset({"Note", "Question", "ChatMessage", "Comment", "Quotation"})
LONGEST_WHOLE = 10_000  # characters of its words
LONGEST_EXCERPT = 1_500
_EXCERPT = 500
_SIGNATURE_WITHIN = 5_000  # characters before the end
_LINK = re.compile(r'<a href="([^"<>]*)"((?: class="[^"<>]*")?)')
_STAND_IN = r'<(p|span)\b[^<>]{{0,200}}?class="{}"[^<>]{{0,200}}?>.{{0,2000}}?</\1>'
# Servers that show quotations and authors themselves leave these out, as their makers mean it.
_QUOTATION = re.compile(_STAND_IN.format(QUOTE_CLASS), re.DOTALL)
# Of a first line alone: somebody else's words further down may look like it.
_LABELS = re.compile(r"\s{0,20}" + _STAND_IN.format(LABELS_CLASS), re.DOTALL)
_WRITER = re.compile(_STAND_IN.format(WRITER_CLASS), re.DOTALL)
_SPEAKING = re.compile(_STAND_IN.format(SPEAKING_CLASS), re.DOTALL)


def html_of(post: Post, known: Mapping[str, Account]) -> str:
    """What a reader sees of a post. `known` are the accounts it mentions, by id."""
    html = _linked_here(clean_html(_content(post)), post, known)
    if post.kind in WHOLE:
        return _with_name(post, _no_longer_than(html, LONGEST_WHOLE, post))
    return _title(post) + _when(post) + _excerpt(post, html)


def _content(post: Post) -> str:
    """The content as HTML, whatever it is written in."""
    if post.media_type == "text/markdown":
        return str(markdown.to_html(post.content))
    if post.media_type == "text/plain":
        return _paragraphs(post.content)
    content = post.content
    if post.quote:
        content = _QUOTATION.sub("", content, count=1)
    if labels_in(post) and (line := _LABELS.match(content)):
        content = content[line.end() :]
    if post.written_by and post.written_by.name:
        content = _without_last(content, WRITER_CLASS, _WRITER)
    return _without_last(content, SPEAKING_CLASS, _SPEAKING) if _speaks(post) else content


def _speaks(post: Post) -> bool:
    """Whether the post says beside its words for whom, or that it was in service."""
    return bool(post.hat or post.in_service)


def _without_last(content: str, named: str, pattern: re.Pattern[str]) -> str:
    """Without a line that says what is shown beside: the last of its kind."""
    start = content.rfind(f'class="{named}"', -_SIGNATURE_WITHIN)
    line = (
        pattern.search(content, max(content.rfind("<", 0, max(start, 0)), 0)) if start > 0 else None
    )
    return content[: line.start()] + content[line.end() :] if line else content


def _paragraphs(text: str) -> str:
    parts = (escape(part).replace("\n", "<br>") for part in tidy(text).split("\n\n") if part)
    return "".join(f"<p>{part}</p>" for part in parts)


def _linked_here(html: str, post: Post, known: Mapping[str, Account]) -> str:
    """Mentions lead to people we know, hashtags to our page of them."""
    if "<a " not in html or not (known or post.hashtags):
        return html
    leads = _leads(post, known)

    def put(found: re.Match[str]) -> str:
        where = leads.get(unescape(found[1]))
        if where is None:
            return found[0]
        return f'<a href="{escape(where[0])}" class="{where[1]}"'

    return _LINK.sub(put, html)


def _leads(post: Post, known: Mapping[str, Account]) -> dict[str, tuple[str, str]]:
    """By address as servers write them: where it leads here, and as what."""
    found: dict[str, tuple[str, str]] = {}
    for tag in post.hashtags:
        found |= dict.fromkeys(_addresses_of_tag(tag), (_tag_page(tag), "hashtag"))
    for uri, account in known.items():
        page = account.url or account.uri if account.domain else f"/@{account.handle}"
        ours = (uri, account.url) if account.domain else (uri, _own_page(uri, account))
        found |= dict.fromkeys((one for one in ours if one), (page, "mention"))
    return found


def _own_page(uri: str, account: Account) -> str:
    return f"{uri.rpartition('/actors/')[0]}/@{account.handle}"


def _addresses_of_tag(tag: Hashtag) -> tuple[str, ...]:
    return (tag.href,) if tag.href else ()


def _tag_page(tag: Hashtag) -> str:
    return f"/tags/{quote(normalise_tag(tag.name))}"


def _page(post: Post) -> str:
    return post.url or post.id


def _with_name(post: Post, html: str) -> str:
    """A title above a note (Friendica has them), unless the note says it."""
    name = tidy(post.name).strip()
    if not name or name in plain(html):
        return html
    return f"<p><strong>{escape(name)}</strong></p>{html}"


def _title(post: Post) -> str:
    name = tidy(post.name).strip() or _shown(_page(post))
    return f"<p><strong>{_link(_page(post), name)}</strong></p>"


def _when(post: Post) -> str:
    """When an event takes place; in UTC, as long as nobody knows the reader's time."""
    if post.starts_at is None:
        return ""
    moments = [post.starts_at] + ([post.ends_at] if post.ends_at else [])
    return f"<p>{' – '.join(f'{one:%Y-%m-%d %H:%M} UTC' for one in moments)}</p>"


def _excerpt(post: Post, html: str) -> str:
    if len(plain(html)) <= LONGEST_EXCERPT:
        return html
    if post.summary and not post.sensitive:
        return _paragraphs(_cut(plain(post.summary)))
    return _paragraphs(_cut(plain(html)))


def _no_longer_than(html: str, most: int, post: Post) -> str:
    if len(html) <= most:
        return html
    words = plain(html)
    if len(words) <= most:
        return html
    return f"{_paragraphs(words[:most] + '…')}<p>{_link(_page(post), _shown(_page(post)))}</p>"


def _cut(words: str) -> str:
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow noopener ugc">{escape(words)}</a>'


def _shown(url: str) -> str:
    return url.removeprefix("https://")


def links_to(urls: list[str]) -> str:
    """What has no other place, as links below a text."""
    shown = dict.fromkeys(url for url in urls if url)
    return f"<p>{'<br>'.join(_link(url, _shown(url)) for url in shown)}</p>" if shown else ""
