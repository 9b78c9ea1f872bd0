"""Whose key it is. A key says nothing until its owner's own document says: this one is mine.

The rule: key and actor are of one home (scheme, host and port), the actor's document was fetched
from the address that it gives as its id, it names the key by exactly the id that the message
gave, and the key names the actor as its owner. Otherwise anybody could publish a key "of" Ada.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from augenhoehe.activitypub.signatures.addresses import of_one_home
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.keys import (
    PublicKey,
    public_key_from_multikey,
    public_key_from_pem,
)

MAX_KEYS = 16  # of one actor and kind; more are not looked at

Document = Mapping[str, object]


def actor_behind(key_id: str, document: Document) -> str:
    """The actor to fetch and to ask by `key_in`, given what stands at a key's address.

    There stands the actor itself, or (GoToSocial, Misskey) a key that names its owner.
    """
    claimed = _id(document.get("owner") or document.get("controller") or document.get("id"))
    if not of_one_home(key_id, claimed):
        raise SignatureRefused(Why.KEY_OWNER, "the key and its owner live on different servers")
    return claimed


def key_in(actor: Document, key_id: str, *, fetched_from: str, now: datetime) -> PublicKey:
    """The key of that id, from the actor's own document, which came from `fetched_from`.

    Where the document gives another id than its address, fetch that id and ask again.
    """
    owner = _id(actor.get("id"))
    if not owner or owner != fetched_from:
        raise SignatureRefused(Why.KEY_OWNER, "the actor is not at its own address")
    if not of_one_home(owner, key_id):
        raise SignatureRefused(Why.KEY_OWNER, "the key and its owner live on different servers")
    for entry in _entries(actor.get("publicKey")):
        if entry.get("id") == key_id:
            return _of_pem(entry, key_id, owner)
    for entry in _entries(actor.get("assertionMethod")):
        if entry.get("id") == key_id:
            return _of_multikey(entry, key_id, owner, now)
    raise SignatureRefused(Why.KEY_UNKNOWN)


def _of_pem(entry: Document, key_id: str, owner: str) -> PublicKey:
    pem = entry.get("publicKeyPem")
    if _id(entry.get("owner")) != owner:
        raise SignatureRefused(Why.KEY_OWNER, "the key names another owner")
    if not isinstance(pem, str):
        raise SignatureRefused(Why.KEY_UNREADABLE)
    return public_key_from_pem(pem, id=key_id, owner=owner)


def _of_multikey(entry: Document, key_id: str, owner: str, now: datetime) -> PublicKey:
    """A `Multikey` (FEP-521a; Controlled Identifiers 1.0, 2.2.2), unless it was withdrawn."""
    text = entry.get("publicKeyMultibase")
    if _id(entry.get("controller")) != owner:
        raise SignatureRefused(Why.KEY_OWNER, "the key names another controller")
    if entry.get("type") != "Multikey" or not isinstance(text, str):
        raise SignatureRefused(Why.KEY_UNREADABLE)
    if any(_has_come(entry.get(name), now) for name in ("revoked", "expires")):
        raise SignatureRefused(Why.KEY_UNKNOWN, "withdrawn by its owner")
    return public_key_from_multikey(text, id=key_id, owner=owner)


def _has_come(moment: object, now: datetime) -> bool:
    """Whether an end that a key may have is reached; an end that cannot be read is."""
    if moment is None:
        return False
    try:
        end = datetime.fromisoformat(str(moment))
    except ValueError:
        return True
    return (end if end.tzinfo else end.replace(tzinfo=UTC)) <= now


def _entries(value: object) -> Iterator[Document]:
    """One object or several, as JSON-LD writes it; a mere address has nothing to show."""
    several = value if isinstance(value, list) else [value]
    return (entry for entry in several[:MAX_KEYS] if isinstance(entry, dict))


def _id(value: object) -> str:
    """An address, written alone or as an object with an id; "" for anything else."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""
