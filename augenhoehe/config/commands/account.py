"""`augenhoehe account …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group, say
from augenhoehe.config.commands.people import open_database, tell

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "account", "Accounts of people.")
    create = add(group, "create", _create, "Create an account with a confirmed address.")
    create.add_argument("name", metavar="NAME", help="the handle, as in @NAME")
    create.add_argument("--email", required=True)
    create.add_argument("--password", required=True)
    create.add_argument("--display-name", default="", help="the name people read")
    create.add_argument("--language", default="", choices=["", "de", "en"])
    create.add_argument("--member", action="store_true", help="works for the organisation")
    create.add_argument("--admin", action="store_true", help="gets the role admin")
    create.add_argument("--json", action="store_true")
    listing = add(group, "list", _list, "List the local accounts.")
    listing.add_argument("--json", action="store_true")


def _create(options: Namespace) -> None:
    from django.db import transaction

    from augenhoehe.domain.people import actions

    open_database()
    _warn_of_weak(options.password)
    with transaction.atomic():
        account = actions.create_person(
            handle=options.name,
            email=options.email,
            password=options.password,
            name=options.display_name,
            language=options.language,
            by_operator=True,
            address_confirmed=True,  # the operator answers for it
        )
        if options.member:
            actions.become_member(account, by=None)
        if options.admin:
            actions.grant_role(account, "admin", by=None)
    tell(_described(account), f"Created {account}.", as_json=options.json)


def _warn_of_weak(password: str) -> None:
    """An operator may choose any password, for a test server say, but should know."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if not password:
        raise Refused("The password must not be empty.")
    try:
        validate_password(password)
    except ValidationError as advice:
        say(" ".join(advice.messages))


def _list(options: Namespace) -> None:
    from augenhoehe.domain.people.models import Account

    open_database()
    accounts = Account.objects.local().select_related("login").order_by("id")
    described = [_described(account) for account in accounts]
    lines = [f"{row['kind']:8} {row['name']:30} {row['email']}" for row in described]
    tell(described, "\n".join(lines) or "There are no accounts yet.", as_json=options.json)


def _described(account: Account) -> dict[str, Any]:
    login = getattr(account, "login", None)
    return {
        "id": str(account.id),
        "name": account.handle,
        "email": login.email if login else "",
        "kind": account.kind,
    }
