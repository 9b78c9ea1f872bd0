"""What stands in a text: whom it addresses, its hashtags, its links; and how long it is."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address

import idna
from linkify_it.tlds import TLDS

from augenhoehe.foundation.tracking import without_tracking

MAX_LOCAL_HANDLE = 30
MAX_TAG = 100
URL_COUNTS = 23  # As on Mastodon, so that clients count down to the same zero.

_LONGEST_URL = 2048
_GREATEST_PORT = 65535

# One scan over a text, linear whatever it holds: every repetition is possessive (`*+`), and
# a look behind keeps a word from being tried again from its middle. Not linkify-it-py 2.2,
# which takes twice as long for every further "xn--a." of a host: thirty stop a server.
# ASCII is spelt out: with IGNORECASE `k` would also match the Kelvin sign.
_HANDLE = r"(?>[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+)"
_DOMAIN = r"(?>\w++(?:[.-]++\w++)*+(?::[0-9]{2,5}+(?!\w))?+)"  # a port where it is unusual
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
_SENTENCE_ENDS = ".,:;!?'*…“”‘’«»‹›。，！？"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody is addressed. Both parts are lowercase; `domain` is ASCII, "" means here.

    It has a port where the server is not at the usual one.
    """

    handle: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag without #, as it was typed."""

    spelt: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its scheme, and as it was typed."""

    url: str
    spelt: str

    @property
    def has_scheme(self) -> bool:
        return self.url == self.spelt


@dataclass(frozen=True, slots=True)
class Found:
    """Something that stands in a text, and where."""

    start: int
    end: int
    thing: Mention | Hashtag | Link


_KNOWN_TLDS = frozenset(tld.lower() for tld in TLDS)


def find(text: str) -> Iterator[Found]:
    """Everything that stands in a text, in order."""
    for hit in _THING.finditer(text):
        thing = _thing(hit)
        if isinstance(thing, Link):
            yield Found(hit.start(), hit.start() + len(thing.spelt), thing)
        elif thing:
            yield Found(hit.start(), hit.end(), thing)


def _thing(hit: re.Match[str]) -> Mention | Hashtag | Link | None:
    """What was found; None for what only looks like something, and for mail addresses."""
    if hit["scheme"]:
        return _link(hit)
    if hit["bare"]:
        return _bare_link(hit)
    if hit["tag"]:
        return _tag(hit["tag"])
    return _mention(hit["handle"], hit["domain"]) if hit["handle"] else None


def _link(hit: re.Match[str]) -> Link | None:
    # https://bank.example@evil.example shows one name and leads to another.
    if hit["user"] or int((hit["port"] or ":0")[1:6]) > _GREATEST_PORT:
        return None
    if len(hit.group()) > _LONGEST_URL or not _is_host(hit["host"]):
        return None
    url = _without_sentence_end(hit.group()) if hit["path"] else hit.group()
    return Link(url, url)


def _bare_link(hit: re.Match[str]) -> Link | None:
    # Known and in lower case: "am Ende.Es" lacks a space and is no domain in Spain.
    tld = hit["bare"].rpartition(".")[2]
    known = tld in _KNOWN_TLDS and _is_host(hit["bare"])
    if not known or len(hit.group()) > _LONGEST_URL:
        return None
    spelt = _without_sentence_end(hit.group()) if hit["bare_path"] else hit.group()
    return Link("https://" + spelt, spelt)


def _is_host(host: str) -> bool:
    """Whether browsers take it; else the cleaner would leave a link without a target."""
    if host.rpartition(".")[2].isdigit():
        return _is_ipv4(host)
    plain_ascii = host.isascii() and "xn--" not in host.lower()
    return plain_ascii or ascii_domain(host) is not None


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


def ascii_domain(domain: str) -> str | None:
    """The name of a server as it is kept: lowercase ASCII; None for what is no such name."""
    if "." not in domain or len(domain) > 253:
        return None
    try:
        return idna.encode(domain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return None


def _mention(handle: str, domain: str | None) -> Mention | None:
    if domain is None:
        return Mention(handle.lower()) if len(handle) <= MAX_LOCAL_HANDLE else None
    name, colon, port = domain.partition(":")
    known_as = ascii_domain(name)
    if known_as is None or int(port or 0) > _GREATEST_PORT:
        return None
    return Mention(handle.lower(), f"{known_as}{colon}{port}")


def _tag(spelt: str) -> Hashtag | None:
    return Hashtag(spelt) if len(spelt) <= MAX_TAG and _LETTER.search(spelt) else None


def find_mentions(text: str) -> list[Mention]:
    """Who is addressed, each once, in order. Not inside of URLs and mail addresses."""
    things = (found.thing for found in find(text))
    return list(dict.fromkeys(thing for thing in things if isinstance(thing, Mention)))


def find_hashtags(text: str) -> list[str]:
    """The hashtags without #, in order, each once and as it was spelt first."""
    spelt: dict[str, str] = {}
    for found in find(text):
        if isinstance(found.thing, Hashtag):
            spelt.setdefault(normalise_tag(found.thing.spelt), found.thing.spelt)
    return list(spelt.values())


def find_links(text: str) -> list[str]:
    """The addresses in a text, complete with https://, each once, in order."""
    things = (found.thing for found in find(text))
    return list(dict.fromkeys(thing.url for thing in things if isinstance(thing, Link)))


def untracked(text: str) -> str:
    """The text with its links as they are without tracking parameters."""
    if "?" not in text:
        return text
    parts, done = [], 0
    for found in find(text):
        if isinstance(found.thing, Link):
            clean = without_tracking(found.thing.url)
            if not found.thing.has_scheme:
                clean = clean.removeprefix("https://")
            parts += [text[done : found.start], clean]
            done = found.end
    return "".join([*parts, text[done:]])


def normalise_tag(tag: str) -> str:
    """The form by which hashtags are the same: Straße is strasse. Takes it with or without #."""
    normal = unicodedata.normalize("NFKC", tag.removeprefix("#")).casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", normal).casefold())


def length(text: str) -> int:
    """Characters as Mastodon counts them: a URL is 23, @name@server counts as @name."""
    text = unicodedata.normalize("NFC", text)
    count = len(text)
    for found in find(text):
        if isinstance(found.thing, Mention) and found.thing.domain:
            count += 1 + len(found.thing.handle) - (found.end - found.start)
        elif isinstance(found.thing, Link) and found.thing.has_scheme:
            count += URL_COUNTS - (found.end - found.start)
    return count
