"""A text as safe HTML, with its links, hashtags and whom it addresses."""

import re
from collections.abc import Callable
from html import escape

from augenhoehe.foundation.text.cleaning import CLEANER_OF_OWN, cleaned
from augenhoehe.foundation.text.finding import Hashtag, Link, Mention, find, normalise_tag
from augenhoehe.foundation.text.tidying import PARAGRAPH_END, tidy

_SHOWN_OF_URL = 30
_SHOWN_FROM = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def _link_html(link: Link) -> str:
    """Shortened the way Mastodon does it: the rest is there, but hidden by its class."""
    scheme = _SHOWN_FROM.match(link.spelt)
    start = scheme.end() if scheme else 0
    end = start + _SHOWN_OF_URL
    before, shown, rest = link.spelt[:start], link.spelt[start:end], link.spelt[end:]
    parts = [
        _span("invisible", before) if before else "",
        _span("ellipsis", shown) if rest else escape(shown),
        _span("invisible", rest) if rest else "",
    ]
    return f'<a href="{escape(link.url)}">{"".join(parts)}</a>'


def _span(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>'


def render(
    text: str,
    *,
    mention_url: Callable[[Mention], tuple[str, str] | None],
    tag_url: Callable[[str], str],
) -> str:
    """The post as safe HTML, which `clean_html` leaves as it is (but for links to this server).

    `mention_url` gives the address and the whole shown text ("@karl"), or None for nobody
    we know: then it stays text. `tag_url` gets the normalised tag.
    """
    text = tidy(text)
    parts, done = [], 0
    for found in find(text):
        parts.append(escape(text[done : found.start]))
        as_typed = escape(text[found.start : found.end])
        parts.append(_html(found.thing, mention_url, tag_url) or as_typed)
        done = found.end
    parts.append(escape(text[done:]))
    return cleaned(_paragraphs("".join(parts)), CLEANER_OF_OWN)


def _html(
    thing: Mention | Hashtag | Link,
    mention_url: Callable[[Mention], tuple[str, str] | None],
    tag_url: Callable[[str], str],
) -> str:
    """One link, or "" if the thing stays text."""
    if isinstance(thing, Link):
        return _link_html(thing)
    if isinstance(thing, Hashtag):
        href = escape(tag_url(normalise_tag(thing.spelt)))
        return f'<a href="{href}" class="hashtag">#{escape(thing.spelt)}</a>'
    known = mention_url(thing)
    return f'<a href="{escape(known[0])}" class="mention">{escape(known[1])}</a>' if known else ""


def _paragraphs(html: str) -> str:
    if not html:
        return ""
    paragraphs = PARAGRAPH_END.split(html)
    return "".join(f"<p>{lines}</p>".replace("\n", "<br>") for lines in paragraphs)
