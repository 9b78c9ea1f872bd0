"""`augenhoehe codex …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from augenhoehe.config.commands.codex_advice import add_advise
from augenhoehe.config.commands.command import Parsers, Refused, add, add_group, say
from augenhoehe.config.commands.people import find, open_database, tell

if TYPE_CHECKING:
    from augenhoehe.domain.codex.wording import Codex


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "codex", "The rules of this server and its playbooks, in versions.")
    check = add(group, "check", _check, "Say what is wrong with a codex folder, line by line.")
    check.add_argument("folder", metavar="FOLDER")
    bring = add(group, "import", _import, "Publish a codex folder as a new version, or refuse it.")
    bring.add_argument("folder", metavar="FOLDER")
    bring.add_argument("--by", metavar="NAME", help="the administrator who publishes it")
    bring.add_argument("--note", default="", help="what changed and why, in both languages")
    bring.add_argument("--note-de", default="", help="the same in German alone")
    bring.add_argument("--note-en", default="", help="the same in English alone")
    bring.add_argument("--json", action="store_true")
    write = add(group, "export", _export, "Write a version into a folder, to be edited there.")
    write.add_argument("folder", metavar="FOLDER")
    write.add_argument("--version", type=int, metavar="N", help="the current one if not said")
    add_advise(group)


def _check(options: Namespace) -> int:
    codex = _read(options.folder)
    if codex is None:
        return 1
    languages = " and ".join(
        code for code in ("de", "en") if any(code in each.languages for each in codex.clauses)
    )
    instructions = sum(each.kind == "instruction" for each in codex.clauses)
    print(
        f"All is well: {len(codex.clauses)} clauses ({instructions} instructions), "
        f"{len(codex.playbooks)} playbooks, in {languages}."
    )
    return 0


def _import(options: Namespace) -> int:
    from dataclasses import replace

    from augenhoehe.domain.codex.actions import publish_codex

    open_database()
    codex = _read(options.folder)
    if codex is None:
        say("Nothing was published. The version in force stays.")
        return 1
    codex = replace(
        codex,
        note_de=options.note_de or options.note or codex.note_de,
        note_en=options.note_en or options.note or codex.note_en,
    )
    version = publish_codex(codex, by=find(options.by) if options.by else None)
    if version is None:
        tell({"number": None}, "Nothing changed. No new version.", as_json=options.json)
    else:
        sentence = f"Published version {version.number} of the codex."
        tell({"number": version.number}, sentence, as_json=options.json)
    return 0


def _export(options: Namespace) -> None:
    from augenhoehe.domain.codex import selectors
    from augenhoehe.domain.codex.folder.writing import write_folder

    open_database()
    current = selectors.current_version()
    number = options.version or (current.number if current else 0)
    if selectors.version(number) is None:
        raise Refused(f"There is no version {number} of the codex.")
    try:
        write_folder(selectors.written_codex(number), Path(options.folder))
    except OSError as error:
        raise Refused(f"The folder {options.folder} cannot be written: {error}.") from None
    say(f"Wrote version {number} of the codex into {options.folder}.")


def _read(folder: str) -> Codex | None:
    """The codex in a folder; None after everything that is wrong with it was printed."""
    from django.conf import settings

    from augenhoehe.domain.codex.folder.reading import read_folder
    from augenhoehe.foundation.written.faults import Broken

    path = Path(folder)
    try:
        return read_folder(path, approval_needed=bool(settings.WORKS_COUNCIL))
    except Broken as broken:
        for fault in broken.faults:
            place = path / fault.file if fault.file != folder else path
            print(f"{place}:{fault.line}:{fault.column}: {fault.reason}")
    return None
