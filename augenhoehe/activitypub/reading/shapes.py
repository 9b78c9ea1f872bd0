"""Whatever stands somewhere becomes a text, a number, a flag, a node or nothing.

A property may be missing, null, a value, an object, a list of either, or written as JSON-LD
writes it (`@value`, `@list`, `as:name`, the whole address of the term). Nothing here raises but
`node` for the document itself.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from augenhoehe.activitypub.reading.bounds import LARGEST_NUMBER, LONGEST_NAME, LONGEST_WORD
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, NAMESPACE

Node = Mapping[str, Any]
NOTHING: Node = {}

_NAMESPACES = (
    f"{ACTIVITYSTREAMS}#",
    NAMESPACE,
    "https://w3id.org/security#",
    "https://w3id.org/fep/044f#",
    "https://gotosocial.org/ns#",
    "http://joinmastodon.org/ns#",
    "http://www.w3.org/ns/ldp#",
    "http://schema.org#",
    "http://schema.org/",
    "https://schema.org/",
    "https://schema.org#",
    "https://misskey-hub.net/ns#",
    "http://litepub.social/ns#",
    "http://ostatus.org#",
    "http://fedibird.com/ns#",
    "https://joinpeertube.org/ns#",
    "https://join-lemmy.org/ns#",
    "https://joinmobilizon.org/ns#",
    "https://pixelfed.org/ns#",
    "https://purl.archive.org/socialweb/webfinger#",
)
_PREFIXES = frozenset(
    {"as", "sec", "ldp", "toot", "schema", "gts", "fep", "misskey", "litepub", "ostatus"}
    | {"fedibird", "pt", "lemmy", "mz", "pixelfed", "ah"}
)
_KEYWORDS = {"@id": "id", "@type": "type"}
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_TRUTHS: dict[Any, bool] = {True: True, False: False, "true": True, "false": False}


def short(term: str) -> str:
    """A term without its namespace: as:Note, https://…activitystreams#Note and Note are one."""
    if ":" not in term:
        return term
    prefix, _, rest = term.partition(":")
    if prefix in _PREFIXES and rest.isidentifier():
        return rest
    for namespace in _NAMESPACES:
        if term.startswith(namespace):
            return term[len(namespace) :] or term
    return term


def node(value: Any) -> Node:
    """An object with short names; refuses what is none, and what has two different ids or types."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, Mapping):
        raise NotReadable("not_an_object")
    if not any(":" in key or key in _KEYWORDS for key in value):
        return value
    for keyword, name in _KEYWORDS.items():
        if name in value and value.get(keyword, value[name]) != value[name]:
            raise NotReadable("ambiguous")
    found = {_KEYWORDS.get(key) or short(key): item for key, item in value.items()}
    # A name written plainly is meant before the same name in somebody's namespace.
    return found | {key: item for key, item in value.items() if ":" not in key}


def inner(value: Any) -> Node:
    """The first object somewhere inside a document, or an empty one."""
    for item in many(value, 10):
        if isinstance(item, Mapping):
            try:
                return node(item)
            except NotReadable:
                return NOTHING
    return NOTHING


def many(value: Any, most: int) -> list[Any]:
    """The values of a property as a list of at most `most`; null and lists in lists left out."""
    if isinstance(value, Mapping):
        value = value.get("@list", value.get("@set", value))
    if not isinstance(value, list):
        return [] if value is None else [value]
    return [item for item in value[:most] if item is not None and not isinstance(item, list)]


def nodes(value: Any, most: int) -> Iterator[Node]:
    """The objects among the values of a property."""
    for item in many(value, most):
        if isinstance(item, Mapping) and (opened := inner(item)):
            yield opened


def text(value: Any, longest: int = LONGEST_NAME) -> str:
    """The first text of a property, cut, without what no database keeps; "" if there is none."""
    for item in many(value, 10):
        found = item.get("@value") if isinstance(item, Mapping) else item
        if isinstance(found, str):
            return clean(found[:longest])
    return ""


def clean(written: str) -> str:
    """A text without NUL and without halves of characters (JavaScript cuts emoji in two)."""
    if written.isascii() and "\0" not in written:
        return written
    return _UNPRINTABLE.sub("", written)


def flag(value: Any) -> bool | None:
    """Yes, no, or not said."""
    for item in many(value, 3):
        found = item.get("@value") if isinstance(item, Mapping) else item
        if isinstance(found, bool | str):
            return _TRUTHS.get(found)
    return None


def number(value: Any, smallest: float = 0, largest: float = LARGEST_NUMBER) -> float | None:
    """A number within bounds, or None."""
    for item in many(value, 3):
        found = item.get("@value") if isinstance(item, Mapping) else item
        if isinstance(found, str) and len(found) <= 20 and found.isascii() and found.isdigit():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, int | float):
            continue
        if smallest <= found <= largest and math.isfinite(found):
            return found
    return None


def whole(value: Any, largest: int = LARGEST_NUMBER) -> int | None:
    """A count, not negative, or None."""
    found = number(value, 0, largest)
    return None if found is None else int(found)


def kinds(value: Any) -> tuple[str, ...]:
    """The types of a thing, short."""
    return tuple(
        short(item) for item in many(value, 10) if isinstance(item, str) and len(item) < 200
    )


def kind_among(value: Any, known: frozenset[str], *, code: str) -> str:
    """The one type among `known`; two of them, or none, are refused."""
    found = {kind for kind in kinds(value) if kind in known}
    if len(found) > 1:
        raise NotReadable("two_types")
    if not found:
        raise NotReadable(code)
    return found.pop()


def word(value: Any) -> str:
    """A short text in one piece: a media type, a hash."""
    return text(value, LONGEST_WORD).strip()
