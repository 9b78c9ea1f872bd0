"""`augenhoehe emoji …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group
from augenhoehe.config.commands.people import open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "emoji", "Small pictures of this server that stand for a word.")
    new = add(group, "add", _add, "Add one; its name is written between colons.")
    new.add_argument("name", metavar="NAME")
    new.add_argument("file", metavar="FILE", type=Path, help="PNG, WebP or GIF, at most 256 kB")
    new.add_argument("--category", default="", help="among which others it stands")
    new.add_argument("--json", action="store_true")


def _add(options: Namespace) -> None:
    from augenhoehe.domain.media.actions import add_emoji
    from augenhoehe.foundation.images import BadImage

    open_database()
    try:
        made = add_emoji(options.name, options.file, by=None, category=options.category)
    except (BadImage, OSError) as problem:
        raise Refused(f"{options.file} cannot be used: {problem}") from None
    result = {"id": str(made.id), "shortcode": made.shortcode}
    tell(result, f"Added {made}.", as_json=options.json)
