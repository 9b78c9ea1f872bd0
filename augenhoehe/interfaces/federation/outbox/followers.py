"""Whom of another server's people we hold for followers of ours (FEP-8fcf)."""

from __future__ import annotations

import hashlib

from augenhoehe.domain.people.selectors import follower_uris
from augenhoehe.interfaces.federation.addresses import collection_of
from augenhoehe.interfaces.federation.models import RemoteActor


def followers_at(account_id: int, host: str) -> list[str]:
    """The ids of an account's followers that live on a host (as `RemoteActor.host`)."""
    there = RemoteActor.objects.filter(host=host).values("account_id")
    return follower_uris(account_id, among=there)


def followers_digest(account_id: int, host: str) -> str:
    """The digest of these: SHA-256 of each id, all of them XORed, in hexadecimal."""
    digest = 0
    for uri in followers_at(account_id, host):
        digest ^= int.from_bytes(hashlib.sha256(uri.encode()).digest(), "big")
    return f"{digest:064x}"


def synchronization_header(account_id: int, host: str) -> str:
    """The value of Collection-Synchronization on a delivery to that host."""
    collection = collection_of(account_id, "followers")
    digest = followers_digest(account_id, host)
    url = f"{collection}_synchronization"
    return f'collectionId="{collection}", url="{url}", digest="{digest}"'
