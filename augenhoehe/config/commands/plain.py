"""`augenhoehe plain …`: does a text read like advertising?"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from augenhoehe.config.commands.command import Parsers, add, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from augenhoehe.plainspeech import Broken, Judgement, Rules

    _Seen = tuple[str, str, Judgement]  # the file, its text, what is said of it

_NOTHING_FOUND, _FOUND, _UNUSABLE = 0, 1, 2
_LARGEST = 8 * 1024 * 1024  # bytes of a text


class _Unusable(Exception):
    """A file or a folder cannot be used; `str()` says which and why."""


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(
        parsers,
        "plain",
        _do,
        "Say what in a text reads like advertising. Exit status: 0 nothing found, 1 something"
        " found, 2 wrong use, or a file or a rule that cannot be used.",
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help="a text in UTF-8; - is the input")
    parser.add_argument("--json", action="store_true", help="one object instead of lines to read")
    parser.add_argument("--language", default="", metavar="CODE", help="de or en; else it is seen")
    parser.add_argument("--answering", metavar="FILE", help="the text that is answered")
    parser.add_argument("--rules", metavar="FOLDER", help="rules of your own beside ours")
    parser.add_argument("--check", metavar="FOLDER", help="only say what is wrong with rules")
    # Nothing here needs the database, and whoever writes does not want to wait for it.
    parser.set_defaults(bare=True, wrong=parser.error)


def _do(options: Namespace) -> int:
    if bool(options.files) == bool(options.check):
        options.wrong("name a FILE (- for the input), or a folder of rules with --check")
    try:
        return _check(options.check) if options.check else _look(options)
    except _Unusable as problem:
        say(str(problem))
        return _UNUSABLE


def _check(folder: str) -> int:
    from augenhoehe.plainspeech import Broken, rules_in

    try:
        rules = rules_in(Path(folder))
    except Broken as broken:
        print("\n".join(_faults(Path(folder), broken)), flush=True)
        return _UNUSABLE
    german, english = len(rules.of("de")), len(rules.of("en"))
    print(f"All is well: {german} rules for German, {english} for English.", flush=True)
    return _NOTHING_FOUND


def _look(options: Namespace) -> int:
    from augenhoehe.config.options import read_options
    from augenhoehe.plainspeech import look_at

    settings = read_options()
    rules = _rules(options.rules or settings["plain_rules"])
    answering = _text(options.answering) if options.answering else ""
    seen: list[_Seen] = []
    status = _NOTHING_FOUND
    for name in options.files:
        try:
            text = _text(name)
        except _Unusable as problem:
            say(str(problem))
            status = _UNUSABLE
            continue
        judgement = look_at(
            text,
            language=options.language,
            rules=rules,
            answering=answering,
            products=settings["products"],
        )
        seen.append((name, text, judgement))
    _show(seen, options)
    return status or (_FOUND if any(one.findings for _n, _t, one in seen) else _NOTHING_FOUND)


def _show(seen: list[_Seen], options: Namespace) -> None:
    from augenhoehe.config.commands.plain_shown import lines_of
    from augenhoehe.plainspeech.told import as_json

    if not options.json:
        wants_colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        _print(line for each in seen for line in lines_of(*each, ansi=wants_colour))
        return
    told = [{"file": name} | as_json(judgement) for name, _text, judgement in seen]
    if len(options.files) > 1:
        _print([json.dumps({"files": told})])
    elif told:
        _print([json.dumps(told[0])])


def _rules(folder: str | Path) -> Rules:
    from augenhoehe.plainspeech import Broken, shipped_and

    try:
        return shipped_and(Path(folder) if folder else None)
    except Broken as broken:
        raise _Unusable("\n".join(_faults(Path(folder), broken))) from None


def _faults(folder: Path, broken: Broken) -> list[str]:
    return [
        f"{folder if fault.file == str(folder) else folder / fault.file}:"
        f"{fault.line}:{fault.column}: {fault.reason}"
        for fault in broken.faults
    ]


def _text(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise _Unusable(f"{name} cannot be read: {why}.") from None
    if len(raw) > _LARGEST:
        raise _Unusable(f"{name} is larger than 8 megabytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _Unusable(f"{name} is not UTF-8, first in line {line}.") from None


def _print(lines: Iterable[str]) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        for line in lines:
            # A terminal that cannot show a letter gets its escape, not a fault.
            print(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read this has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
