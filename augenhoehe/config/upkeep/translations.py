"""Translations: sentences of the sources kept in readable .po files, compiled when stale.

English is the language of the sources; `locale/de` holds the German.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polib
from django.conf import settings

from augenhoehe.config.upkeep.messages import Message, gather

_HEADER = {
    "Project-Id-Version": "Augenhöhe",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d+)?[sdif]|%[sdif]|\{\w+\}")


def catalogues() -> list[Path]:
    """The .po files of the product."""
    return [path for root in settings.LOCALE_PATHS for path in sorted(root.rglob("*.po"))]


def compile_if_stale(say: Callable[[str], object]) -> bool:
    """Compile what has changed since it was compiled; say whether there was anything."""
    stale = [path for path in catalogues() if _is_stale(path)]
    for path in stale:
        draft = path.with_suffix(".part")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.rename(path.with_suffix(".mo"))
    if stale:
        say("Compiled the translations.")
    return bool(stale)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def update_catalogue(path: Path) -> tuple[int, int]:
    """Add the new sentences and drop those nobody says any more; tell how many of each."""
    messages = gather(settings.PACKAGE)
    old = _entries(path)
    catalogue = polib.POFile(wrapwidth=96)
    catalogue.metadata = dict(_HEADER)
    catalogue.extend(_entry(message, old.get(message.key)) for message in messages)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    keys = {message.key for message in messages}
    return len(keys - set(old)), len(set(old) - keys)


def complaints(path: Path) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each."""
    entries = _entries(path)
    for message in gather(settings.PACKAGE):
        if message.key not in entries:
            yield f"Not in the catalogue yet: {message.text!r}"
    for entry in entries.values():
        yield from _complaints_about(entry)


def _complaints_about(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not texts or not all(texts):
        yield f"Not translated: {entry.msgid!r}"
        return
    if entry.fuzzy:
        yield f"Marked as doubtful (fuzzy): {entry.msgid!r}"
    wanted = _placeholders([entry.msgid, entry.msgid_plural])
    for text in texts:
        if not set(_PLACEHOLDER.findall(text)) <= wanted:
            yield f"A placeholder that does not exist: {text!r}"
    if _placeholders(texts) != wanted:
        yield f"A placeholder is missing in the translation of {entry.msgid!r}"


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {placeholder for text in texts for placeholder in _PLACEHOLDER.findall(text or "")}


def _entries(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    if not path.exists():
        return {}
    return {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path)) if not e.obsolete}


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        occurrences=[(name, "") for name in message.files],
    )
    if _PLACEHOLDER.search(message.text + message.plural):
        entry.flags = ["python-format"]
    if old is not None:
        entry.tcomment = old.tcomment
        entry.flags += ["fuzzy"] if old.fuzzy else []
    if message.plural:
        entry.msgstr_plural = (old.msgstr_plural if old else {}) or {0: "", 1: ""}
    else:
        entry.msgstr = old.msgstr if old else ""
    return entry
