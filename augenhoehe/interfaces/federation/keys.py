"""The keys our accounts sign with: made when first needed, kept ready in memory."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from augenhoehe.activitypub.signatures import (
    KeyType,
    SigningKey,
    new_private_pem,
    signing_key_from_pem,
)
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.ours import our_ids
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared
from augenhoehe.interfaces.federation.models import ActorKey

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_FRAGMENTS = {ActorKey.Type.RSA: "main-key", ActorKey.Type.ED25519: "ed25519-key"}


class PublicHalf(NamedTuple):
    """What others check our signatures with; `value` is PEM or, of Ed25519, a multikey."""

    id: str
    value: str


def key_id(account_id: int, kind: str = ActorKey.Type.RSA) -> str:
    """The address of a key: the actor's document, and a fragment of it."""
    return f"{local_uri(account_id)}#{_FRAGMENTS[ActorKey.Type(kind)]}"


def signing_key(account_id: int, kind: str = ActorKey.Type.RSA) -> SigningKey:
    """The key of one of our accounts, made if it has none (RSA takes 50 ms, once)."""
    row = _in_use(account_id, kind) or _made(account_id, kind)
    return signing_key_from_pem(row.private_pem, id=key_id(account_id, kind))


def signing_keys(account_ids: Collection[int]) -> dict[int, SigningKey]:
    """The RSA keys of some of our accounts; for those that have one, a single question."""
    rows = ActorKey.objects.filter(
        account_id__in=account_ids, type=ActorKey.Type.RSA, retired_at=None
    )
    found = {
        account_id: signing_key_from_pem(pem, id=key_id(account_id))
        for account_id, pem in rows.values_list("account_id", "private_pem")
    }
    missing = set(account_ids) - set(found)
    return found | {account_id: signing_key(account_id) for account_id in missing}


def public_halves(account_id: int) -> tuple[PublicHalf, PublicHalf]:
    """The RSA and the Ed25519 key of an account as others read them: one question."""
    rows = ActorKey.objects.filter(account_id=account_id, retired_at=None)
    known = {row.type: row for row in rows}
    rsa, ed25519 = (
        signing_key_from_pem(
            (known.get(kind) or _made(account_id, kind)).private_pem, id=key_id(account_id, kind)
        )
        for kind in (ActorKey.Type.RSA, ActorKey.Type.ED25519)
    )
    return PublicHalf(rsa.id, rsa.public_pem()), PublicHalf(ed25519.id, ed25519.public_multikey())


def make_keys_ahead(*, most: int = 20) -> int:
    """Make the keys of those who have none, so that nobody who reads an actor waits for them."""
    if settings.FEDERATION == "closed":
        return 0
    having = set(
        ActorKey.objects.filter(retired_at=None).values_list("account_id", flat=True).distinct()
    )
    missing = [one for one in our_ids() if one not in having][:most]
    for account_id in missing:
        public_halves(account_id)
    return len(missing)


def instance_key() -> SigningKey:
    """The key the server itself asks with, on nobody's behalf."""
    row = _in_use(_instance.id, ActorKey.Type.RSA) if _instance.id else None
    if row is None:  # the first time, or the number is of another database
        _instance.id = instance_account().id
        return signing_key(_instance.id)
    return signing_key_from_pem(row.private_pem, id=key_id(_instance.id))


class _Instance:
    """The number of the server's account, which never changes: asked for with every question."""

    id = 0


_instance = _Instance()


@transaction.atomic
def rotate_keys(account: Account) -> None:
    """Replace the keys of an account; whoever sees an unknown signature fetches the new ones."""
    ActorKey.objects.filter(account=account, retired_at=None).update(retired_at=clock.now())
    for kind in ActorKey.Type:
        _made(account.id, kind)


def _in_use(account_id: int, kind: str) -> ActorKey | None:
    return next(iter(_keys_in_use(account_id, kind)), None)


@prepared
def _keys_in_use(account_id: int, kind: str) -> QuerySet[ActorKey, ActorKey]:
    return ActorKey.objects.filter(account_id=account_id, type=kind, retired_at=None)


def _made(account_id: int, kind: str) -> ActorKey:
    pem = new_private_pem(KeyType(kind))
    # Two at once agree on one: the second reads what the first wrote.
    key, _new = ActorKey.objects.get_or_create(
        account_id=account_id, type=kind, retired_at=None, defaults={"private_pem": pem}
    )
    return key
