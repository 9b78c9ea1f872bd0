"""Plain text as people type it becomes safe HTML: written once, then stored.

The way of a post: `tidy` what was typed, `length` to see whether it fits, `find_mentions`
and `find_hashtags` for whom and what it is about, `render` for the page. HTML that other
servers send goes through `clean_html`; mail, previews and search read `plain`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

import idna
import nh3
from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

MAX_LOCAL_HANDLE = 30
MAX_TAG = 100
URL_COUNTS = 23  # As on Mastodon, so that clients count down to the same zero.

_SHOWN_OF_URL = 30
_LINK_REL = "nofollow noopener ugc"

# A URL finder has to look back and forth. These keep hostile text from making it do so for
# long: such words are no links, and people do not write them.
_LONGEST_URL = 2048
_MOST_BRACKETS = 16
_MOST_LINKS = 300
_MOST_TAGS = 3000

_WORD = re.compile(r"\S+")
_BRACKET = re.compile(r"[(\[{\"']")
_HOST = re.compile(r"[^/?#:]+")
_SHOWN_FROM = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
# ASCII is spelt out: with IGNORECASE `k` would also match the Kelvin sign.
_HANDLE = r"(?>[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)"
_DOMAIN = r"(?>\w+(?:[.-]+\w+)*)"
# \w knows no combining marks, but words of Indic languages and Thai are full of them.
_TAG = r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e]+"
_MARK = re.compile(
    rf"(?<![\w/@=])@(?P<handle>{_HANDLE})(?:@(?P<domain>{_DOMAIN}))?(?![@\w])"
    rf"|(?<![\w/&#])#(?P<tag>{_TAG})"
)
_LETTER = re.compile(r"[^\W\d_]")

_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides, which make text look like another
    "\ud800-\udfff"  # unpaired surrogates, which no encoder takes
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
    """`url` is "" for what must not be a link (mail addresses, ftp, hidden user names)."""

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


def _make_linkify() -> LinkifyIt:
    linkify = LinkifyIt(options={"fuzzy_email": True, "fuzzy_ip": False})
    # Any word here and a set afterwards is three times faster than 1500 alternatives.
    linkify.tlds(r"[^\W\d_]{2,24}")
    return linkify


_linkify = _make_linkify()
_KNOWN_TLDS = frozenset(tld.lower() for tld in TLDS)


def _url_of(schema: str, raw: str, url: str) -> str:
    """Where a find of linkify leads, or "" where it must not lead anywhere."""
    if schema in ("http:", "https:"):
        # https://bank.example@evil.example shows one name and leads to another.
        authority = re.split(r"[/?#]", raw[len(schema) + 2 :], maxsplit=1)[0]
        return "" if "@" in authority else url
    host = _HOST.match(raw)
    tld = host.group().rpartition(".")[2] if host and not schema else ""
    # Known and in lower case: "am Ende.Es" lacks a space and is no domain in Spain.
    return "https://" + raw if tld in _KNOWN_TLDS or tld.startswith("xn--") else ""


def _may_hold_url(word: str) -> bool:
    if len(word) > _LONGEST_URL or not ("." in word or "://" in word):
        return False
    return len(_BRACKET.findall(word)) <= _MOST_BRACKETS


def _links(text: str) -> Iterator[_Found]:
    looked_at = 0
    for word in _WORD.finditer(text):
        if not _may_hold_url(word.group()):
            continue
        looked_at += 1
        if looked_at > _MOST_LINKS:
            return
        for hit in _linkify.match(word.group()) or ():
            link = _Link(_url_of(hit.schema, hit.raw, hit.url), hit.raw)
            yield _Found(word.start() + hit.index, word.start() + hit.last_index, link)


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


def _marks(text: str, links: Iterable[_Found]) -> Iterator[_Found]:
    """Mentions and hashtags outside of links."""
    hidden = text
    for link in links:
        # A slash, since neither a mention nor a hashtag begins right after one.
        blank = "/" * (link.end - link.start)
        hidden = hidden[: link.start] + blank + hidden[link.end :]
    for hit in _MARK.finditer(hidden):
        tag = hit["tag"]
        thing = _tag(tag) if tag else _mention(hit["handle"], hit["domain"])
        if thing:
            yield _Found(hit.start(), hit.end(), thing)


def _find(text: str) -> list[_Found]:
    links = list(_links(text))
    return sorted([*links, *_marks(text, links)], key=lambda found: found.start)


def find_mentions(text: str) -> list[Mention]:
    """Who is addressed, each once, in order. Not inside of URLs and mail addresses."""
    mentions = (found.thing for found in _marks(text, list(_links(text))))
    return list(dict.fromkeys(thing for thing in mentions if isinstance(thing, Mention)))


def find_hashtags(text: str) -> list[str]:
    """The hashtags without #, in order, each once and as it was spelt first."""
    spelt: dict[str, str] = {}
    for found in _marks(text, list(_links(text))):
        if isinstance(found.thing, _Tag):
            spelt.setdefault(normalise_tag(found.thing.spelt), found.thing.spelt)
    return list(spelt.values())


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
        elif isinstance(found.thing, _Link) and found.thing.has_scheme and found.thing.url:
            count += URL_COUNTS - (found.end - found.start)
    return count


# --- HTML ------------------------------------------------------------------------------

# fmt: off
_SHOWN_TAGS = {
    "p", "br", "a", "span", "strong", "em", "b", "i", "del",
    "code", "pre", "blockquote", "ul", "ol", "li",
}
# fmt: on


def _make_cleaner() -> nh3.Cleaner:
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
        url_relative="deny",
        link_rel=_LINK_REL,
    )
    cleaner.clean('<a class="mention" href="https://example.org/">@karl</a>')
    return cleaner


_cleaner = _make_cleaner()
_stripper = nh3.Cleaner(tags=set(), attributes={}, clean_content_tags={"script", "style"})


def clean_html(html: str) -> str:
    """HTML of unknown origin, reduced to what we show. Every link gets our `rel`."""
    html = _UNWANTED.sub("", html)
    if html.count("<") > _MOST_TAGS:
        # Thousands of nested lists keep the parser busy for a second. That is no post.
        return f"<p>{escape(_ANY_TAG.sub(' ', html), quote=False)}</p>"
    cleaned = _HASHTAG_REL.sub(r"\1tag ", _cleaner.clean(html))
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
    """The post as safe HTML, which `clean_html` leaves as it is.

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
    return clean_html(_paragraphs("".join(parts)))


def _html(
    thing: Mention | _Tag | _Link,
    mention_url: Callable[[Mention], tuple[str, str] | None],
    tag_url: Callable[[str], str],
) -> str:
    """One link, or "" if the thing stays text."""
    if isinstance(thing, _Link):
        return _link_html(thing) if thing.url else ""
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
