"""Tables of federation: keys and inboxes, what came in, what goes out, and to whom."""

from augenhoehe.interfaces.federation.models.actors import ActorKey, RemoteActor
from augenhoehe.interfaces.federation.models.incoming import InboxItem, SeenSignature
from augenhoehe.interfaces.federation.models.outgoing import Activity, Delivery
from augenhoehe.interfaces.federation.models.peers import Peer
from augenhoehe.interfaces.federation.models.threads import ThreadAsked

__all__ = [
    "Activity",
    "ActorKey",
    "Delivery",
    "InboxItem",
    "Peer",
    "RemoteActor",
    "SeenSignature",
    "ThreadAsked",
]
