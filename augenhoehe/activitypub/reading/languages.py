"""In which language something is, and which of several to take (AS2 Core 4.7: language maps)."""

import re
from dataclasses import dataclass
from typing import Any

from augenhoehe.activitypub.reading.bounds import MOST_LANGUAGES
from augenhoehe.activitypub.reading.shapes import Node, clean, inner, text

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_UNKNOWN = frozenset({"und", "mul", "zxx", "mis"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, its language ("" if unknown), and the other languages it came in."""

    text: str = ""
    language: str = ""
    others: tuple[tuple[str, str], ...] = ()


def wording(
    node: Node, name: str, *, longest: int, prefer: tuple[str, ...] = (), language: str = ""
) -> Wording:
    """What `name` or its map says.

    The text itself is the author's own; the map then says its language. Without one the map's
    entry in a preferred language is taken, else its first.
    """
    entries = _entries(node.get(f"{name}Map"), longest)
    own = text(node.get(name), longest)
    chosen = language if language in entries else ""
    if own and not (chosen and entries[chosen] == own):
        chosen = next((tag for tag, written in entries.items() if written == own), "")
    elif not own and not chosen:
        chosen = next((tag for tag in prefer if tag in entries), next(iter(entries), ""))
    others = tuple((tag, written) for tag, written in entries.items() if tag != chosen)
    return Wording(own or entries.get(chosen, ""), "" if chosen == "und" else chosen, others)


def language_of(node: Node) -> str:
    """What `language` says: a tag, or {"identifier": "de"} (PeerTube, Lemmy)."""
    value = node.get("language")
    return tag(text(inner(value).get("identifier")) or text(value))


def tag(written: str) -> str:
    """A language tag (BCP 47) as it is usually written, or ""."""
    found = written.strip().replace("_", "-")
    if not _TAG.fullmatch(found) or found.lower() in _UNKNOWN:
        return ""
    first, *rest = found.split("-")
    return "-".join([first.lower(), *rest])


def _entries(value: Any, longest: int) -> dict[str, str]:
    """Language → text. An unknown language is kept as "und", for the text it carries."""
    found: dict[str, str] = {}
    opened = inner(value)
    for key in list(opened)[:MOST_LANGUAGES]:
        written = opened[key]
        if isinstance(key, str) and isinstance(written, str) and written:
            found.setdefault(tag(key) or "und", clean(written[:longest]))
    return found
