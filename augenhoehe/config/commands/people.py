"""What the commands about people share: finding an account, and the tables being there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from augenhoehe.config.commands.command import Refused, say

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def find(name: str) -> Account:
    """The local account with this name; a refusal if there is none."""
    from augenhoehe.domain.people.selectors import account_by_address

    account = account_by_address(name)
    if account is None or not account.is_local:
        raise Refused(f"There is no account named {name} on this server.")
    return account


def open_database() -> None:
    """Make sure that the tables are there, also on a fresh machine."""
    from augenhoehe.config.server.preparing import prepare_database

    prepare_database(say=say)


def tell(result: Any, sentence: str, *, as_json: bool) -> None:
    """Print a result for a script or for a person."""
    print(json.dumps(result, ensure_ascii=False) if as_json else sentence)
