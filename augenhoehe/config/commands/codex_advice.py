"""`augenhoehe codex advise`: what the codex says to a text on the command line; nothing is kept."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from augenhoehe.config.commands.command import Refused, add
from augenhoehe.config.commands.people import open_database

_LONGEST = 20_000  # characters
_TOO_LONG = f"At most {_LONGEST} characters, please."


def add_advise(group: Any) -> None:
    """Beside the other verbs of `augenhoehe codex`."""
    advise: ArgumentParser = add(group, "advise", _advise, "Say which clauses and playbooks fit.")
    advise.add_argument("file", metavar="FILE", help="the draft; - reads it from the input")
    advise.add_argument("--channel", default="other", help="where it will stand, e.g. linkedin")


def _advise(options: Namespace) -> None:
    from augenhoehe.domain.codex.advice import advice_for
    from augenhoehe.domain.codex.channels import clauses_linked_in
    from augenhoehe.domain.codex.playbooks.occasion import CHANNELS, Occasion

    if options.channel not in CHANNELS:
        raise Refused(f"No such channel. Known are: {', '.join(CHANNELS)}.")
    text = _text(options.file)
    open_database()
    occasion = Occasion(
        text=text, channel=options.channel, clauses=clauses_linked_in(text), surface="elsewhere"
    )
    advice = advice_for(occasion)
    for one in advice.clauses:
        print(f"Clause {one.clause.key}: {one.clause.title}. {one.reason}")
    for match in advice.matches:
        reasons = ", ".join(str(reason) for reason in match.reasons)
        print(f"Playbook {match.tree.key}: {match.tree.title} ({reasons})")
    if not advice:
        print("Nothing in the codex speaks of this.")


def _text(file: str) -> str:
    """The draft; of something endless no more is read than needed to refuse it."""
    most = 4 * _LONGEST + 1  # bytes: four at most for a character
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(most)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(most)
        if len(raw) == most:
            raise Refused(_TOO_LONG)
        text = raw.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The text cannot be read: {error}.") from None
    if len(text) > _LONGEST:
        raise Refused(_TOO_LONG)
    return text
