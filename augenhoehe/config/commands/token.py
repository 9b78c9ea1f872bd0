"""`augenhoehe token …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group
from augenhoehe.config.commands.people import find, open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "token", "Access tokens for programs.")
    create = add(group, "create", _create, "Create a token; it is shown once and never again.")
    create.add_argument("name", metavar="NAME", help="whose token it is")
    create.add_argument("--scopes", default="read", help='for example "read write follow push"')
    create.add_argument("--json", action="store_true")


def _create(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import issue_token

    open_database()
    account = find(options.name)
    if not account.is_person:
        raise Refused(f"{account} is not a person; only people have tokens.")
    scope = " ".join(options.scopes.split())
    token = issue_token(account, scopes=scope)
    result = {"access_token": token, "scope": scope, "account_id": str(account.id)}
    tell(result, token, as_json=options.json)
