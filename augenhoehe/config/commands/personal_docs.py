"""`augenhoehe personal-data-docs`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, add, say


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    words = "Write docs/reference/personal-data.md (developers)."
    parser = add(parsers, "personal-data-docs", _do, words)
    parser.add_argument("--check", action="store_true", help="only say whether it is current")


def _do(options: Namespace) -> int:
    from django.conf import settings

    from augenhoehe.config.upkeep.personal_page import personal_page

    path = Path(settings.PACKAGE).parent / "docs/reference/personal-data.md"
    page = personal_page()
    if options.check:
        is_current = path.exists() and path.read_text(encoding="utf-8") == page
        if not is_current:
            say(f"{path.name} is not current: run `augenhoehe personal-data-docs`.")
        return 0 if is_current else 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return 0
