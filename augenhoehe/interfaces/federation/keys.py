"""The keys our accounts sign with: made when first needed, kept ready in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from augenhoehe.activitypub.signatures import (
    KeyType,
    SigningKey,
    new_private_pem,
    signing_key_from_pem,
)
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import ActorKey

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_FRAGMENTS = {ActorKey.Type.RSA: "main-key", ActorKey.Type.ED25519: "ed25519-key"}


def key_id(account_id: int, kind: str = ActorKey.Type.RSA) -> str:
    """The address of a key: the actor's document, and a fragment of it."""
    return f"{local_uri(account_id)}#{_FRAGMENTS[ActorKey.Type(kind)]}"


def signing_key(account_id: int, kind: str = ActorKey.Type.RSA) -> SigningKey:
    """The key of one of our accounts, made if it has none (RSA takes 50 ms, once)."""
    row = _in_use(account_id, kind) or _made(account_id, kind)
    return signing_key_from_pem(row.private_pem, id=key_id(account_id, kind))


def instance_key() -> SigningKey:
    """The key the server itself asks with, on nobody's behalf."""
    return signing_key(instance_account().id)


@transaction.atomic
def rotate_keys(account: Account) -> None:
    """Replace the keys of an account; whoever sees an unknown signature fetches the new ones."""
    ActorKey.objects.filter(account=account, retired_at=None).update(retired_at=clock.now())
    for kind in ActorKey.Type:
        _made(account.id, kind)


def _in_use(account_id: int, kind: str) -> ActorKey | None:
    return ActorKey.objects.filter(account_id=account_id, type=kind, retired_at=None).first()


def _made(account_id: int, kind: str) -> ActorKey:
    pem = new_private_pem(KeyType(kind))
    # Two at once agree on one: the second reads what the first wrote.
    key, _new = ActorKey.objects.get_or_create(
        account_id=account_id, type=kind, retired_at=None, defaults={"private_pem": pem}
    )
    return key
