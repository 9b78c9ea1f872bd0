"""The keys of an actor: `publicKey` in PEM, and FEP-521a's `assertionMethod`.

A key that names another owner, or lies on another host than its actor, is nobody's key.
"""

from typing import Any

from augenhoehe.activitypub.reading.addresses import id_of, same_host
from augenhoehe.activitypub.reading.bounds import LONGEST_KEY, MOST_KEYS
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import Node, kinds, nodes, text
from augenhoehe.activitypub.reading.shapes import node as opened_node
from augenhoehe.activitypub.records.actor import Multikey, PublicKey


def keys_of(node: Node, actor: str) -> tuple[PublicKey, ...]:
    """The PEM keys that the actor may call its own."""
    found = (_key(item) for item in nodes(node.get("publicKey"), MOST_KEYS))
    return tuple(key for key in found if key and _belongs(key.id, key.owner, actor))


def multikeys_of(node: Node, actor: str) -> tuple[Multikey, ...]:
    """The multikeys that the actor may call its own."""
    found = (
        Multikey(
            id_of(item.get("id")),
            id_of(item.get("controller")),
            text(item.get("publicKeyMultibase"), LONGEST_KEY),
        )
        for item in nodes(node.get("assertionMethod"), MOST_KEYS)
        if "Multikey" in kinds(item.get("type"))
    )
    return tuple(k for k in found if k.multibase and _belongs(k.id, k.controller, actor))


def read_key(value: Any) -> PublicKey:
    """A key that was fetched by its own address (GoToSocial serves it within a small actor).

    That its owner names this key in turn is for the caller to see.
    """
    opened = opened_node(value)
    for item in (*nodes(opened.get("publicKey"), MOST_KEYS), opened):
        if (key := _key(item)) and same_host(key.id, key.owner):
            return key
    raise NotReadable("no_key")


def _key(item: Node) -> PublicKey | None:
    pem = text(item.get("publicKeyPem"), LONGEST_KEY)
    found = PublicKey(id_of(item.get("id")), id_of(item.get("owner")), pem)
    return found if found.id and found.owner and "-----BEGIN" in pem else None


def _belongs(key: str, owner: str, actor: str) -> bool:
    return owner == actor and same_host(key, actor)
