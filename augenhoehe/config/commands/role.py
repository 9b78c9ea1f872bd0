"""`augenhoehe role …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add, add_group, say
from augenhoehe.config.commands.people import find, open_database


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "role", "Duties on this server.")
    grant = add(group, "grant", _grant, "Give somebody a duty.")
    revoke = add(group, "revoke", _revoke, "Take a duty back.")
    for parser in (grant, revoke):
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("role", metavar="ROLE", help="moderator, desk, auditor, …")


def _grant(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import grant_role

    open_database()
    account = find(options.name)
    grant_role(account, options.role, by=None)
    say(f"{account} has the role {options.role}.")


def _revoke(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import revoke_role

    open_database()
    account = find(options.name)
    revoke_role(account, options.role, by=None)
    say(f"{account} no longer has the role {options.role}.")
