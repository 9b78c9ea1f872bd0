"""`augenhoehe directory …`: who belongs to which group, as a directory of the company says."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group
from augenhoehe.config.commands.people import open_database, tell

if TYPE_CHECKING:
    from augenhoehe.config.commands.directory_file import Line
    from augenhoehe.domain.people.models import Account

_MOST_FAULTS = 20  # told at once


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "directory", "Groups of the company's directory.")
    apply = add(
        group,
        "apply",
        _apply,
        "Read who belongs to which group (JSON or CSV). The whole file is taken, or nothing of "
        "it; whoever it does not name is in no group any more.",
    )
    apply.add_argument("file", metavar="FILE", type=Path)
    apply.add_argument("--json", action="store_true")


def _apply(options: Namespace) -> None:
    from augenhoehe.config.commands.directory_file import Faulty, read_file
    from augenhoehe.domain.people.actions import apply_directory

    open_database()
    try:
        said = _people(read_file(options.file))
    except Faulty as faulty:
        shown = [f"{options.file}:{line}: {why}" for line, why in faulty.faults[:_MOST_FAULTS]]
        raise Refused("\n".join([*shown, "Nothing was changed."])) from None
    named, changed = apply_directory(said)
    tell(
        {"people": named, "changed": changed},
        f"The directory names {named} people; for {changed} something changed.",
        as_json=options.json,
    )


def _people(lines: list[Line]) -> dict[Account, set[str]]:
    from augenhoehe.config.commands.directory_file import Faulty
    from augenhoehe.domain.people.actions.groups import checked_groups
    from augenhoehe.domain.people.selectors.finding import people_by_names
    from augenhoehe.foundation.verdicts import Invalid

    known = people_by_names([line.who for line in lines])
    found: dict[Account, set[str]] = {}
    faults: list[tuple[int, str]] = []
    for line in lines:
        account = known.get(line.who.lower())
        if account is None:
            faults.append((line.number, f"There is no person {line.who} on this server."))
            continue
        if account in found:
            faults.append((line.number, f"{line.who} stands in the file twice."))
            continue
        try:
            found[account] = checked_groups(line.groups)
        except Invalid as refusal:
            faults.append((line.number, str(refusal)))
    if faults:
        raise Faulty(faults)
    return found
