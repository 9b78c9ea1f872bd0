"""The accounts of this server that other servers may know of, by handle or id.

Also those nobody finds here: the server itself, and the desk under which guests write. Never
an internal space: nobody is to learn from an address that there is one.
"""

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.prepared import rows_by_id


def our_account(account_id: int) -> Account | None:
    """By id; also somebody who has left."""
    account = rows_by_id(Account, [account_id]).get(account_id)
    return _known(account) if account is not None and account.is_local else None


def our_account_called(handle: str) -> Account | None:
    """By handle, whatever its capitals."""
    if len(handle) > 64:
        return None
    return _known(Account.objects.local().filter(handle__iexact=handle).first())


def our_ids() -> list[int]:
    """Of everybody who is here, the latest first."""
    present = Account.objects.local().known().present()
    return list(present.order_by("-id").values_list("id", flat=True))


def _known(account: Account | None) -> Account | None:
    if account is None:
        return None
    is_hidden = account.kind == Account.Kind.GROUP and not account.discoverable
    return None if is_hidden and not account.is_desk else account
