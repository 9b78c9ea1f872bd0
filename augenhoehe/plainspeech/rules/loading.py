"""Folders of rules: `de` and `en` in them, one rule in each file, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import regex

from augenhoehe.foundation.written.faults import Broken, Fault
from augenhoehe.foundation.written.saying import gettext as _
from augenhoehe.foundation.written.yaml_places import LARGEST_FILE, yaml_with_places
from augenhoehe.plainspeech.language import LANGUAGES
from augenhoehe.plainspeech.rules.patterns import rule_of
from augenhoehe.plainspeech.rules.reading import read_rule
from augenhoehe.plainspeech.rules.rule import Rule
from augenhoehe.plainspeech.rules.trial import is_too_slow

OURS = Path(__file__).parent

_MOST_FILES = 300
_ENDINGS = (".yaml", ".yml")
_NAME = regex.compile(r"[A-Za-z0-9_-]{1,60}")


class Rules:
    """Rules by name ("de.superlatives"), in the order of their names."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        named = {each.name: each for each in rules}
        self._rules: Mapping[str, Rule] = {name: named[name] for name in sorted(named)}
        self._of = {
            code: tuple(each for each in self._rules.values() if each.language == code)
            for code in LANGUAGES
        }

    def of(self, language: str) -> tuple[Rule, ...]:
        """Those for texts in this language."""
        return self._of.get(language, ())

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def __or__(self, other: Rules) -> Rules:
        """Both; of two with one name the other's."""
        return Rules([*self, *other])


@cache
def shipped() -> Rules:
    """The rules that come with us; that none of them is slow is for our tests to see."""
    return rules_in(OURS, tried=False)


@lru_cache(maxsize=8)
def shipped_and(folder: Path | None) -> Rules:
    """The rules that come with us and a person's own, read once; own ones replace ours by name."""
    return shipped() | rules_in(folder) if folder else shipped()


def rules_in(folder: Path, *, tried: bool = True) -> Rules:
    """All rules of a folder; `Broken` with everything that is wrong with any of them."""
    faults: list[Fault] = []
    rules: list[Rule] = []
    for path, languages in _files(folder, faults):
        rules.extend(_rules_of_file(folder, path, languages, faults, tried))
    twice = Counter(each.name for each in rules)
    for name in (name for name, count in twice.items() if count > 1):
        reason = _("There are two files for the rule %(name)s.")
        faults.append(Fault(str(folder), 0, 0, reason % {"name": name}))
    if faults:
        raise Broken(faults)
    return Rules(rules)


def _files(folder: Path, faults: list[Fault]) -> list[tuple[Path, tuple[str, ...]]]:
    """Every rule file and the languages it is for: those beside the folders are for each."""
    try:
        found: list[tuple[Path, tuple[str, ...]]]
        found = [(path, LANGUAGES) for path in _rule_files(folder)]
        for inner in sorted(each for each in folder.iterdir() if each.is_dir()):
            inside = _rule_files(inner)
            if inner.name in LANGUAGES:
                found += [(path, (inner.name,)) for path in inside]
            elif inside:
                reason = _("There are rules for de and en; “%(name)s” is no folder of rules.")
                faults.append(Fault(inner.name, 0, 0, reason % {"name": inner.name[:60]}))
    except OSError as error:
        reason = _("This folder cannot be read: %(why)s.")
        raise Broken([Fault(str(folder), 0, 0, reason % {"why": error.strerror})]) from None
    if len(found) > _MOST_FILES:
        reason = _("There are more than %(number)s files of rules.")
        raise Broken([Fault(str(folder), 0, 0, reason % {"number": _MOST_FILES})])
    return found


def _rule_files(folder: Path) -> list[Path]:
    return sorted(
        each
        for each in folder.iterdir()
        if each.suffix in _ENDINGS and not each.name.startswith(".")
    )


def _rules_of_file(
    folder: Path, path: Path, languages: tuple[str, ...], faults: list[Fault], tried: bool
) -> Iterator[Rule]:
    name = path.relative_to(folder).as_posix()
    try:
        text = _text_of(path, name)
        node = yaml_with_places(text, name)
    except Broken as broken:
        faults.extend(broken.faults)
        return
    if not _NAME.fullmatch(path.stem):
        reason = _("Name the file with letters, digits, - and _; the rule is called like it.")
        faults.append(Fault(name, 0, 0, reason))
        return
    written = read_rule(node)
    for language in languages if not written.faults else ():
        rule = rule_of(written, f"{language}.{path.stem}", language)
        if rule is None:
            break
        if tried and language == languages[0] and is_too_slow(rule.pattern):
            reason = _(
                "The rule %(name)s is too slow: there are texts on which it would take for ever."
                " Repeat nothing that can be read in two ways, as in (a|aa)+."
            )
            written.refuse(written.node, reason % {"name": rule.name})
            break
        yield rule
    faults.extend(written.faults)


def _text_of(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Broken([Fault(name, line, 1, _("This is not UTF-8."))]) from None
    except OSError as error:
        reason = _("This file cannot be read: %(why)s.")
        raise Broken([Fault(name, 0, 0, reason % {"why": error.strerror})]) from None
