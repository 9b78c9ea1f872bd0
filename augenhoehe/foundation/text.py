"""Plain text as people type it becomes safe HTML: written once, then stored.

The way of a post: `tidy` what was typed, `length` to see whether it fits, `find_mentions`
and `find_hashtags` for whom and what it is about, `render` for the page. HTML that other
servers send goes through `clean_html`; mail, previews and search read `plain`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from ipaddress import IPv4Address
from typing import Literal

import idna
import nh3
from linkify_it.tlds import TLDS

MAX_LOCAL_HANDLE = 30
MAX_TAG = 100
URL_COUNTS = 23  # As on Mastodon, so that clients count down to the same zero.

_SHOWN_OF_URL = 30
_LONGEST_URL = 2048
_GREATEST_PORT = 65535
_MOST_TAGS = 3000
_LINK_REL = "nofollow noopener ugc"

# One scan over a text, linear whatever it holds: every repetition is possessive (`*+`), and
# a look behind keeps a word from being tried again from its middle. Not linkify-it-py 2.2,
# which takes twice as long for every further "xn--a." of a host: thirty stop a server.
# ASCII is spelt out: with IGNORECASE `k` would also match the Kelvin sign.
_HANDLE = r"(?>[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+)"
_DOMAIN = r"(?>\w++(?:[.-]++\w++)*+)"
_LABELS = r"[^\W_][\w-]*+(?:\.[^\W_][\w-]*+)"
# \w knows no combining marks, but words of Indic languages and Thai are full of them.
_TAG = r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e]++"
_THING = re.compile(
    rf"(?<!\w)(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?+://)(?P<user>[^\s/?#@<>]*+@)?+(?P<host>{_LABELS}*+)"
    r"(?P<port>:\d++)?+(?P<path>[/?#][^\s<>\"]*+)?+"
    rf"|(?<![\w.+@/-])(?P<mail>[\w.+-]++(?<=\w)@{_LABELS}++)"
    rf"|(?<![\w@/.:+-])(?P<bare>{_LABELS}++)(?P<bare_path>(?::\d++)?+[/?#][^\s<>\"]*+)?+(?!@)"
    rf"|(?<![\w/@=])@(?P<handle>{_HANDLE})(?:@(?P<domain>{_DOMAIN}))?+(?![@\w])"
    rf"|(?<![\w/&#])#(?P<tag>{_TAG})"
)
_SHOWN_FROM = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_SENTENCE_ENDS = ".,:;!?'*…“”‘’«»‹›。，！？"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_LETTER = re.compile(r"[^\W\d_]")

_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides, which make text look like another
    "\ud800-\udfff"  # unpaired surrogates, which no encoder takes
    "\ufffe\uffff"  # no characters at all, which no feed may contain
    "]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MANY_BLANK_LINES = re.compile(r"\n{4,}")
_PARAGRAPH_END = re.compile(r"\n{2,}")

_ANY_TAG = re.compile(r"<[^<>]*>")
_HASHTAG_REL = re.compile(rf'(<a [^<>]*class="[^"]*\bhashtag\b[^"]*"[^<>]* rel=")(?={_LINK_REL}")')
_PRE_NEWLINE = re.compile(r"<pre>\n+")
_SOURCE_SPACE = re.compile(r"[ \t\r\n]+")
_LINE_TAG = re.compile(r"<(?:br|/li|/?ul|/?ol)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|pre|blockquote|div|h[1-6])\b[^<>]*>", re.IGNORECASE)


# --- what stands in a text -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody is addressed. Both parts are lowercase; `domain` is ASCII, "" means here."""

    handle: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class _Tag:
    spelt: str


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    spelt: str

    @property
    def has_scheme(self) -> bool:
        return self.url == self.spelt


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    thing: Mention | _Tag | _Link


_KNOWN_TLDS = frozenset(tld.lower() for tld in TLDS)


def _find(text: str) -> Iterator[_Found]:
    for hit in _THING.finditer(text):
        thing = _thing(hit)
        if isinstance(thing, _Link):
            yield _Found(hit.start(), hit.start() + len(thing.spelt), thing)
        elif thing:
            yield _Found(hit.start(), hit.end(), thing)


def _thing(hit: re.Match[str]) -> Mention | _Tag | _Link | None:
    """What was found; None for what only looks like something, and for mail addresses."""
    if hit["scheme"]:
        return _link(hit)
    if hit["bare"]:
        return _bare_link(hit)
    if hit["tag"]:
        return _tag(hit["tag"])
    return _mention(hit["handle"], hit["domain"]) if hit["handle"] else None


def _link(hit: re.Match[str]) -> _Link | None:
    # https://bank.example@evil.example shows one name and leads to another.
    if hit["user"] or int((hit["port"] or ":0")[1:6]) > _GREATEST_PORT:
        return None
    if len(hit.group()) > _LONGEST_URL or not _is_host(hit["host"]):
        return None
    url = _without_sentence_end(hit.group()) if hit["path"] else hit.group()
    return _Link(url, url)


def _bare_link(hit: re.Match[str]) -> _Link | None:
    # Known and in lower case: "am Ende.Es" lacks a space and is no domain in Spain.
    tld = hit["bare"].rpartition(".")[2]
    known = tld in _KNOWN_TLDS and _is_host(hit["bare"])
    if not known or len(hit.group()) > _LONGEST_URL:
        return None
    spelt = _without_sentence_end(hit.group()) if hit["bare_path"] else hit.group()
    return _Link("https://" + spelt, spelt)


def _is_host(host: str) -> bool:
    """Whether browsers take it; else the cleaner would leave a link without a target."""
    if host.rpartition(".")[2].isdigit():
        return _is_ipv4(host)
    plain_ascii = host.isascii() and "xn--" not in host.lower()
    return plain_ascii or _ascii_domain(host) is not None


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True


def _without_sentence_end(url: str) -> str:
    """A URL without what belongs to the sentence around it: "(see https://a.example/b)."."""
    surplus = {close: url.count(close) - url.count(start) for close, start in _BRACKETS.items()}
    end = len(url)
    while url[end - 1] in _SENTENCE_ENDS or surplus.get(url[end - 1], 0) > 0:
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]


def _ascii_domain(domain: str) -> str | None:
    if "." not in domain or len(domain) > 253:
        return None
    try:
        return idna.encode(domain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return None


def _mention(handle: str, domain: str | None) -> Mention | None:
    if domain is None:
        return Mention(handle.lower()) if len(handle) <= MAX_LOCAL_HANDLE else None
    ascii_domain = _ascii_domain(domain)
    return Mention(handle.lower(), ascii_domain) if ascii_domain else None


def _tag(spelt: str) -> _Tag | None:
    return _Tag(spelt) if len(spelt) <= MAX_TAG and _LETTER.search(spelt) else None


def find_mentions(text: str) -> list[Mention]:
    """Who is addressed, each once, in order. Not inside of URLs and mail addresses."""
    things = (found.thing for found in _find(text))
    return list(dict.fromkeys(thing for thing in things if isinstance(thing, Mention)))


def find_hashtags(text: str) -> list[str]:
    """The hashtags without #, in order, each once and as it was spelt first."""
    spelt: dict[str, str] = {}
    for found in _find(text):
        if isinstance(found.thing, _Tag):
            spelt.setdefault(normalise_tag(found.thing.spelt), found.thing.spelt)
    return list(spelt.values())


def find_links(text: str) -> list[str]:
    """The addresses in a text, complete with https://, each once, in order."""
    things = (found.thing for found in _find(text))
    return list(dict.fromkeys(thing.url for thing in things if isinstance(thing, _Link)))


def normalise_tag(tag: str) -> str:
    """The form by which hashtags are the same: Straße is strasse. Takes it with or without #."""
    normal = unicodedata.normalize("NFKC", tag.removeprefix("#")).casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", normal).casefold())


def tidy(text: str) -> str:
    """What was typed, without what nobody typed on purpose. Tidying twice changes nothing."""
    text = _UNWANTED.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    # Line by line, since a regex for trailing space is quadratic in a long run of spaces.
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n\n", text).strip("\n")


def length(text: str) -> int:
    """Characters as Mastodon counts them: a URL is 23, @name@server counts as @name."""
    text = unicodedata.normalize("NFC", text)
    count = len(text)
    for found in _find(text):
        if isinstance(found.thing, Mention) and found.thing.domain:
            count += 1 + len(found.thing.handle) - (found.end - found.start)
        elif isinstance(found.thing, _Link) and found.thing.has_scheme:
            count += URL_COUNTS - (found.end - found.start)
    return count


# --- HTML ------------------------------------------------------------------------------

# fmt: off
_SHOWN_TAGS = {
    "p", "br", "a", "span", "strong", "em", "b", "i", "del",
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
_cleaner_of_own = _make_cleaner(url_relative="pass_through")
_stripper = nh3.Cleaner(tags=set(), attributes={}, clean_content_tags={"script", "style"})


def clean_html(html: str) -> str:
    """HTML of unknown origin, reduced to what we show. Every link gets our `rel`."""
    return _cleaned(html, _cleaner)


def _cleaned(html: str, cleaner: nh3.Cleaner) -> str:
    html = _UNWANTED.sub("", html)
    if html.count("<") > _MOST_TAGS:
        # Thousands of nested lists keep the parser busy for a second. That is no post.
        return f"<p>{escape(_ANY_TAG.sub(' ', html), quote=False)}</p>"
    cleaned = _HASHTAG_REL.sub(r"\1tag ", cleaner.clean(html))
    # Parsers drop a newline after <pre>, so a kept one would vanish at the next cleaning.
    return _PRE_NEWLINE.sub("<pre>", cleaned)


def plain(html: str) -> str:
    """The words of some HTML, lines and paragraphs kept; for mail, previews and search."""
    text = _SOURCE_SPACE.sub(" ", _UNWANTED.sub("", html))
    text = _BLOCK_TAG.sub("\n\n", _LINE_TAG.sub("\n", text))
    if text.count("<") > _MOST_TAGS:
        text = _ANY_TAG.sub(" ", text)
    text = unescape(_stripper.clean(text))
    text = _PARAGRAPH_END.sub("\n\n", "\n".join(line.strip() for line in text.split("\n")))
    return tidy(text)


def _link_html(link: _Link) -> str:
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
    for found in _find(text):
        parts.append(escape(text[done : found.start]))
        as_typed = escape(text[found.start : found.end])
        parts.append(_html(found.thing, mention_url, tag_url) or as_typed)
        done = found.end
    parts.append(escape(text[done:]))
    return _cleaned(_paragraphs("".join(parts)), _cleaner_of_own)


def _html(
    thing: Mention | _Tag | _Link,
    mention_url: Callable[[Mention], tuple[str, str] | None],
    tag_url: Callable[[str], str],
) -> str:
    """One link, or "" if the thing stays text."""
    if isinstance(thing, _Link):
        return _link_html(thing)
    if isinstance(thing, _Tag):
        href = escape(tag_url(normalise_tag(thing.spelt)))
        return f'<a href="{href}" class="hashtag">#{escape(thing.spelt)}</a>'
    known = mention_url(thing)
    return f'<a href="{escape(known[0])}" class="mention">{escape(known[1])}</a>' if known else ""


def _paragraphs(html: str) -> str:
    if not html:
        return ""
    paragraphs = _PARAGRAPH_END.split(html)
    return "".join(f"<p>{lines}</p>".replace("\n", "<br>") for lines in paragraphs)
