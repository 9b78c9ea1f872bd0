"""Another server that does not exist, for the self-test of spaces: it signs, and is believed.

Made within a transaction that is taken back; nothing here asks the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from augenhoehe.activitypub.signatures import (
    KeyType,
    Scheme,
    SigningKey,
    new_private_pem,
    sign,
    signing_key_from_pem,
)
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation import asking
from augenhoehe.interfaces.federation.models import Activity, Delivery, RemoteActor
from augenhoehe.interfaces.federation.outbox.audience import remote_readers

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

HOST = "canary.invalid"  # a name nobody can ever have (RFC 6761)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody on a server that does not exist, with a key that is real."""

    account: Account
    actor: RemoteActor
    key: SigningKey

    def signs(self, url: str) -> dict[str, str]:
        """The headers with which their server asks for a document here, correctly signed."""
        headers = sign(Scheme.CAVAGE, self.key, "GET", url, now=clock.now())
        return headers | {"Accept": asking.ACCEPT}


def stranger_uri(name: str) -> str:
    """The id of somebody there."""
    return f"https://{HOST}/users/{name}"


@cache
def made_up_key() -> str:
    """A private key, made once: that takes longer than everything that is tried with it."""
    return new_private_pem(KeyType.RSA)


def stranger(account: Account) -> Stranger:
    """Give an account of that server an inbox and a key, so that its signature is believed."""
    key_id = f"{account.uri}#main-key"
    key = signing_key_from_pem(made_up_key(), id=key_id)
    actor = RemoteActor.objects.create(
        account=account,
        host=HOST,
        kind="Person",
        inbox=f"{account.uri}/inbox",
        shared_inbox=f"https://{HOST}/inbox",
        keys=[{"id": key_id, "type": "pem", "key": key.public_pem()}],
        fetched_at=clock.now(),
    )
    return Stranger(account, actor, key)


def would_hear_of(post: Post) -> bool:
    """Whether anybody on another server would be sent this post, by the rule that decides it."""
    return bool(remote_readers(post))


def was_sent(*words: str) -> bool:
    """Whether something with one of these words waits to go to any other server."""
    wanted = [word.encode() for word in words]
    waiting = Delivery.objects.select_related("activity").order_by("-id")[:200]
    said = (bytes(delivery.activity.document) for delivery in waiting)
    kept = (bytes(one.document) for one in Activity.objects.order_by("-id")[:200])
    return any(word in document for document in (*said, *kept) for word in wanted)
