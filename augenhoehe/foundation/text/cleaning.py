"""HTML reduced to what we show, and to its words."""

import re
from html import escape, unescape
from typing import Literal

import nh3

from augenhoehe.foundation.text.tidying import PARAGRAPH_END, UNWANTED, tidy
from augenhoehe.foundation.tracking import links_without_tracking

_MOST_TAGS = 3000
_LINK_REL = "nofollow noopener ugc"

_ANY_TAG = re.compile(r"<[^<>]*>")
_HASHTAG_REL = re.compile(rf'(<a [^<>]*class="[^"]*\bhashtag\b[^"]*"[^<>]* rel=")(?={_LINK_REL}")')
_PRE_NEWLINE = re.compile(r"<pre>\n+")
_SOURCE_SPACE = re.compile(r"[ \t\r\n]+")
_LINE_TAG = re.compile(r"<(?:br|/li|/?ul|/?ol)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|pre|blockquote|div|h[1-6])\b[^<>]*>", re.IGNORECASE)

# fmt: off
_SHOWN_TAGS = {
    "p", "br", "a", "span", "strong", "em", "b", "i", "del", "ins", "s",
    "code", "pre", "blockquote", "ul", "ol", "li",
}
# fmt: on


def _make_cleaner(*, url_relative: Literal["deny", "pass_through"]) -> nh3.Cleaner:
    """Built and tried at import: nh3 finds contradictions in its settings only when used,
    and then panics with a BaseException."""
    cleaner = nh3.Cleaner(
        tags=_SHOWN_TAGS,
        clean_content_tags={"script", "style"},
        # "*" replaces a default that lets `title` and `lang` through everywhere.
        attributes={"a": {"href"}, "*": set()},
        allowed_classes={
            "a": {"mention", "hashtag", "u-url"},
            "span": {"mention", "hashtag", "invisible", "ellipsis", "h-card"},
        },
        url_schemes={"http", "https", "mailto"},
        url_relative=url_relative,
        link_rel=_LINK_REL,
    )
    cleaner.clean('<a class="mention" href="https://example.org/">@karl</a>')
    return cleaner


_cleaner = _make_cleaner(url_relative="deny")
# What is written here may lead to other pages of this server.
CLEANER_OF_OWN = _make_cleaner(url_relative="pass_through")
_stripper = nh3.Cleaner(tags=set(), attributes={}, clean_content_tags={"script", "style"})


def clean_html(html: str) -> str:
    """HTML of unknown origin, reduced to what we show. Every link gets our `rel`."""
    return cleaned(html, _cleaner)


def cleaned(html: str, cleaner: nh3.Cleaner) -> str:
    """Through one of the cleaners, and so that cleaning it again changes nothing."""
    html = UNWANTED.sub("", html)
    if html.count("<") > _MOST_TAGS:
        # Thousands of nested lists keep the parser busy for a second. That is no post.
        return f"<p>{escape(_ANY_TAG.sub(' ', html), quote=False)}</p>"
    kept = _HASHTAG_REL.sub(r"\1tag ", cleaner.clean(html))
    # Parsers drop a newline after <pre>, so a kept one would vanish at the next cleaning.
    return links_without_tracking(_PRE_NEWLINE.sub("<pre>", kept))


def plain(html: str) -> str:
    """The words of some HTML, lines and paragraphs kept; for mail, previews and search."""
    text = _SOURCE_SPACE.sub(" ", UNWANTED.sub("", html))
    text = _BLOCK_TAG.sub("\n\n", _LINE_TAG.sub("\n", text))
    if text.count("<") > _MOST_TAGS:
        text = _ANY_TAG.sub(" ", text)
    text = unescape(_stripper.clean(text))
    text = PARAGRAPH_END.sub("\n\n", "\n".join(line.strip() for line in text.split("\n")))
    return tidy(text)
