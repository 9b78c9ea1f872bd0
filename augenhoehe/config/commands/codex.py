"""`augenhoehe codex …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group
from augenhoehe.config.commands.people import find, open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "codex", "The rules of this server, in versions.")
    add(group, "show", _show, "Print the current version, to be edited and published.")
    publish = add(group, "publish", _publish, "Publish a new version; earlier ones stay.")
    publish.add_argument("file", metavar="FILE", help="written as `codex show` prints it")
    publish.add_argument("--by", metavar="NAME", help="the administrator who publishes it")
    publish.add_argument("--note-en", default="", help="what changed and why, in English")
    publish.add_argument("--note-de", default="", help="the same in German")
    publish.add_argument("--json", action="store_true")


def _show(options: Namespace) -> None:
    from augenhoehe.domain.codex.selectors import current_clauses
    from augenhoehe.domain.codex.written import as_written

    open_database()
    print(as_written(current_clauses()), end="")


def _publish(options: Namespace) -> None:
    from augenhoehe.domain.codex.actions import publish_version
    from augenhoehe.domain.codex.written import clauses_in

    open_database()
    try:
        text = Path(options.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The file {options.file} cannot be read: {error}.") from None
    version = publish_version(
        clauses_in(text),
        by=find(options.by) if options.by else None,
        note_en=options.note_en,
        note_de=options.note_de,
    )
    result = {"number": version.number}
    tell(result, f"Published version {version.number} of the codex.", as_json=options.json)
