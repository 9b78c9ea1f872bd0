"""`augenhoehe check`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    add(parsers, "check", _do, "Look at the configuration and give advice.")


def _do(options: Namespace) -> int:
    from augenhoehe.config.upkeep.checks import findings

    found = sorted(findings(), key=lambda finding: not finding.is_broken)
    for finding in found:
        print(f"{'BROKEN' if finding.is_broken else 'advice'}  {finding.text}")
    if not found:
        print("Everything is well.")
    return 1 if any(finding.is_broken for finding in found) else 0
