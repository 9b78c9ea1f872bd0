"""What a page says about itself in its head: OpenGraph, title, description, author, picture.

The page is of anybody's making, so it is read by one scan with bounds. The parser of the
standard library takes half a minute for sixty kilobytes of `<a ` (measured), and a page
may be just that.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from augenhoehe.foundation.text import tidy

# Of a page that begins with long scripts the head is long too.
_MOST_BYTES = 1_000_000
_MOST_TAGS = 5_000
_MOST_TAGS_OF_A_PAGE = 20_000
_LONGEST_TAG = 4_000

_TAG = re.compile(
    r"<(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30}+)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[a-zA-Z][a-zA-Z0-9:_.-]{0,60}+)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>=]++))"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_SPACE = re.compile(r"\s+")
_LINKS = ("a", "link")
_TOLD = ("meta", "html", *_LINKS)  # whose attributes anybody asks for
_SKIPPED = ("script", "style", "noscript", "svg", "template")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page says about itself. Addresses are whole; "" and None are what it does not say."""

    title: str = ""
    description: str = ""
    language: str = ""
    author_name: str = ""
    author_url: str = ""
    site_name: str = ""
    picture: str = ""
    picture_alt: str = ""
    published_at: datetime | None = None
    creator: str = ""  # a handle on the social web, as `fediverse:creator` has it


@dataclass(slots=True)
class _Found:
    title: str = ""
    language: str = ""
    metas: dict[str, str] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        return next((self.metas[name] for name in names if self.metas.get(name)), "")


def read_head(body: bytes, *, url: str, charset: str = "") -> PageHead:
    """The head of an HTML page that came from `url`; `charset` is what its answer said."""
    found = _read(_decoded(body[:_MOST_BYTES], charset))
    author = found.first("author", "article:author", "og:article:author")
    author_url = _address(author, url)
    return PageHead(
        title=_words(found.first("og:title", "twitter:title") or found.title, 300),
        description=_words(
            found.first("og:description", "twitter:description", "description"), 1000
        ),
        language=_language(found.first("og:locale") or found.language),
        author_name="" if author_url else _words(author, 200),
        author_url=author_url or _address(found.first("article:author"), url),
        site_name=_words(found.first("og:site_name"), 200),
        picture=_picture(found, url),
        picture_alt=_words(found.first("og:image:alt", "twitter:image:alt"), 1500),
        published_at=_moment(found.first("article:published_time", "og:published_time")),
        creator=_words(found.first("fediverse:creator"), 200),
    )


def links_of(body: bytes, rel: str, *, charset: str = "", media_type: str = "") -> list[str]:
    """Where the links of a page lead that say of themselves what they are, such as "me".

    With a `media_type` only those that lead to something of it.
    """
    html = _decoded(body[:_MOST_BYTES], charset)
    return [
        attributes.get("href", "").strip()
        for name, attributes, _text in _tags(html, _MOST_TAGS_OF_A_PAGE, whole=True)
        if name in _LINKS
        and rel in attributes.get("rel", "").lower().split()
        and attributes.get("type", "").lower().startswith(media_type)
    ]


def _decoded(body: bytes, charset: str) -> str:
    said = _CHARSET.search(body[:4096])
    for name in (charset, said[1].decode("ascii") if said else "", "utf-8"):
        try:
            if name and codecs.lookup(name)._is_text_encoding:  # not "zlib" or "rot13"
                return body.decode(name, errors="replace")
        except (LookupError, ValueError):
            continue
    return body.decode("utf-8", errors="replace")


def _read(html: str) -> _Found:
    found = _Found()
    for name, attributes, text in _tags(html):
        if name == "title" and not found.title:
            found.title = text
        elif name == "html":
            found.language = attributes.get("lang", "")
        elif name == "meta":
            said = attributes.get("property") or attributes.get("name") or ""
            found.metas.setdefault(said.lower(), attributes.get("content", ""))
    return found


def _tags(
    html: str, most: int = _MOST_TAGS, *, whole: bool = False
) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """The tags up to the body, or all of them, with the text that follows a title."""
    at, seen = html.find("<"), 0
    while at >= 0 and seen < most:
        seen += 1
        if html.startswith("<!--", at):
            at = _after(html, "-->", at)
            continue
        hit = _TAG.match(html, at, at + _LONGEST_TAG)
        name = hit["name"].lower() if hit else ""
        if hit is None:
            at = html.find("<", at + 1)
            continue
        if name == "body" and not whole:
            return
        if name in _SKIPPED:
            at = _after(html, f"</{name}", hit.end())
            continue
        at = html.find("<", hit.end())
        text = html[hit.end() : at if at >= 0 else None] if name == "title" else ""
        yield name, _attributes(hit["rest"]) if name in _TOLD else {}, unescape(text)


def _after(html: str, end: str, start: int) -> int:
    """The next tag after what ends so; -1 where that never comes."""
    found = html.find(end, start)
    return html.find("<", found + len(end)) if found >= 0 else -1


def _attributes(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for hit in _ATTRIBUTE.finditer(raw):
        value = hit["double"] or hit["single"] or hit["bare"] or ""
        found.setdefault(hit["name"].lower(), unescape(value))
    return found


def _words(raw: str, most: int) -> str:
    words = _SPACE.sub(" ", tidy(raw[: 4 * most])).strip()
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _language(raw: str) -> str:
    code = raw.strip().replace("_", "-").partition("-")[0].lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else ""


def _picture(found: _Found, url: str) -> str:
    said = found.first("og:image:secure_url", "og:image", "og:image:url", "twitter:image")
    return _address(said, url, may_be_relative=True)


def _address(raw: str, base: str, *, may_be_relative: bool = False) -> str:
    """The whole web address somebody wrote; "" for what is none."""
    try:
        whole = urljoin(base, raw.strip()) if may_be_relative and raw.strip() else raw.strip()
        parts = urlsplit(whole)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and " " not in whole
    return whole if usable and len(whole) <= 2000 else ""


def _moment(raw: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(raw.strip())
    except ValueError:
        return None
    if at.year < 1970:  # nobody published on the web before
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
