"""Finding accounts: by number, name, id or address; and the lines of their profiles."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from augenhoehe.domain.people.models import (
    Account,
    Login,
    ProfileField,
)
from augenhoehe.domain.people.uris import account_id_in
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.text import tidy

LONGEST_ADDRESS = 400  # of an address; SQLite refuses to compare with words without end


def account_by_id(account_id: int) -> Account | None:
    return next(iter(_with_number(account_id)), None)


@prepared
def _with_number(account_id: int) -> QuerySet[Account, Account]:
    return Account.objects.filter(id=account_id)


def account_by_address(address: str) -> Account | None:
    """`name`, `@name` or `@name@server.example`; None if nobody has it."""
    handle, _at, domain = tidy(address[:LONGEST_ADDRESS]).strip().removeprefix("@").partition("@")
    return Account.objects.known().filter(handle__iexact=handle, domain=domain_kept(domain)).first()


def account_by_uri(uri: str) -> Account | None:
    """Whoever has this id, here or elsewhere; None if nobody known has it."""
    if (account_id := account_id_in(uri)) is not None:
        return next(iter(_known_here(account_id)), None)
    return Account.objects.filter(uri=uri).first() if uri else None


@prepared
def _known_here(account_id: int) -> QuerySet[Account, Account]:
    return Account.objects.known().filter(id=account_id, domain="")


def accounts_by_uris(uris: Collection[str]) -> dict[str, Account]:
    """By id: those of these accounts, here or elsewhere, that somebody outside may know of."""
    ours = {uri: number for uri in uris if (number := account_id_in(uri)) is not None}
    away = {uri for uri in uris if uri and uri not in ours}
    found: dict[str, Account] = {}
    if ours:
        rows = Account.objects.known().present().filter(id__in=ours.values(), domain="")
        by_id = {account.id: account for account in rows}
        found = {uri: by_id[number] for uri, number in ours.items() if number in by_id}
    if away:
        found |= {account.uri: account for account in Account.objects.filter(uri__in=away)}
    return found


def domain_kept(domain: str) -> str:
    """The server of an address as accounts keep it: "" where it is this one."""
    return "" if domain.lower() == settings.HOST.lower() else domain.lower()


def accounts_by_handles(handles: Iterable[tuple[str, str]]) -> list[Account]:
    """The accounts with these (handle, domain) pairs, in one query."""
    wanted = Q(pk__in=[])
    for handle, domain in handles:
        wanted |= Q(handle__iexact=handle, domain=domain_kept(domain))
    return list(Account.objects.known().present().filter(wanted))


def profile_fields(accounts: Iterable[int]) -> dict[int, list[ProfileField]]:
    """By account: the lines of its profile, in their order."""
    found: dict[int, list[ProfileField]] = {}
    for line in ProfileField.objects.filter(account_id__in=list(accounts)).order_by("position"):
        found.setdefault(line.account_id, []).append(line)
    return found


def people_by_names(names: Collection[str]) -> dict[str, Account]:
    """People of this server by handle or mail address, whichever was said, in lower case."""
    wanted = [name.lower() for name in names]
    found: dict[str, Account] = {}
    for start in range(0, len(wanted), 400):  # of SQLite's thousand parameters
        some = wanted[start : start + 400]
        people = Account.objects.local().persons().annotate(low=Lower("handle"))
        found |= {one.handle.lower(): one for one in people.filter(low__in=some)}
        logins = Login.objects.annotate(low=Lower("email")).filter(low__in=some)
        found |= {one.email.lower(): one.account for one in logins}
    return found
