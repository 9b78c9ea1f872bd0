"""`augenhoehe register …`"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group, say
from augenhoehe.config.commands.people import open_database


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "register", "The public register.")
    verify = add(group, "verify", _verify, "Check an export, without the database.")
    verify.add_argument("file", metavar="FILE", help="register.json")
    verify.add_argument("--head", metavar="HASH|FILE", help="an earlier head, or its file")
    verify.add_argument("--key", metavar="KEY", help="who has to have signed the file of --head")
    export = add(group, "export", _export, "Write the whole register as JSON.")
    export.add_argument("file", metavar="FILE", nargs="?", help="standard output if left out")
    head = add(group, "head", _head, "Sign and publish the head now, and show it.")
    head.add_argument("--key", action="store_true", help="show the public key instead")
    dsa = add(group, "dsa", _dsa, "Write bodies for the EU's transparency database, one a line.")
    dsa.add_argument("file", metavar="FILE", nargs="?", help="standard output if left out")
    erase = add(group, "erase", _erase, "Erase words beside an entry, for good.")
    erase.add_argument("uid", metavar="ID", help="the end of the entry's address")
    erase.add_argument("parts", metavar="PART", nargs="+", choices=("facts", "reasons", "links"))


def _verify(options: Namespace) -> int:
    from augenhoehe.domain.moderation.register.verifier import verify_register

    if options.key:
        _look_at_signature(options)
    head = ["--head", options.head] if options.head else []
    return verify_register.main([options.file, *head])


def _look_at_signature(options: Namespace) -> None:
    from augenhoehe.domain.moderation.register.heads import is_signed_by

    try:
        document = json.loads(Path(options.head or "").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refused("--key needs --head with the file of a head as it was published.") from None
    if not isinstance(document, dict) or not is_signed_by(document, options.key):
        raise Refused("The head was not signed with this key.")
    say("The head was signed with this key.")


def _export(options: Namespace) -> None:
    from augenhoehe.domain.moderation.register.export import document

    open_database()
    _write(options.file, document())


def _head(options: Namespace) -> None:
    from augenhoehe.domain.moderation.register import heads

    if options.key:
        print(heads.public_key())
        return
    open_database()
    heads.publish_head()
    head = heads.newest_head()
    if head is None:
        raise Refused("The register is empty, so it has no head.")
    print(head.document)


def _dsa(options: Namespace) -> None:
    from augenhoehe.domain.moderation.dsa.export import batches

    open_database()
    lines = []
    for body, left_out in batches():
        for entry in left_out:
            say(f"Entry {entry.seq} is left out. {entry.why}")
        if body["statements"]:
            lines.append(json.dumps(body, ensure_ascii=False) + "\n")
    _write(options.file, lines)


def _erase(options: Namespace) -> None:
    from augenhoehe.domain.moderation.register import UnknownEntry, erase_texts

    open_database()
    try:
        gone = erase_texts(options.uid, options.parts)
    except UnknownEntry as problem:
        raise Refused(str(problem)) from None
    say(f"{gone} texts were erased. The entry says that they were there.")


def _write(path: str | None, pieces: Iterable[str]) -> None:
    if not path:
        sys.stdout.writelines(pieces)
        return
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(pieces)
