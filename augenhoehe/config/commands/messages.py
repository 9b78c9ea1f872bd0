"""`augenhoehe messages`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add, say


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "messages", _do, "Gather what is to be translated (for developers).")
    parser.add_argument("--check", action="store_true", help="only say what is missing")


def _do(options: Namespace) -> int:
    from django.conf import settings

    from augenhoehe.config.upkeep import translations

    path = settings.PACKAGE / "locale/de/LC_MESSAGES/django.po"
    if options.check:
        found = list(translations.complaints(path))
        for complaint in found:
            print(complaint)
        return 1 if found else 0
    added, removed = translations.update_catalogue(path)
    translations.compile_if_stale(lambda text: None)
    say(f"{added} new sentences, {removed} gone: {path}")
    return 0
