"""What arrives is read by shape: tolerant of what real servers send, strict in what it takes.

`load` makes a document of bytes; `read_…` makes a record of a document, or raises NotReadable
with a code, and never anything else. Contexts are never fetched and never interpreted: a term
is known by its name, with or without one of the namespaces in use.

Reading proves nothing. Who sent a document is said by `signatures`, whether it belongs to the
host and author it claims by `claims`.
"""

from augenhoehe.activitypub.reading import claims
from augenhoehe.activitypub.reading.activities import (
    is_activity,
    read_activity,
    read_inner_activity,
)
from augenhoehe.activitypub.reading.actors import read_actor
from augenhoehe.activitypub.reading.addresses import address, id_of, origin, plain_http, same_host
from augenhoehe.activitypub.reading.audience import Audience, audience_of
from augenhoehe.activitypub.reading.collections import read_collection
from augenhoehe.activitypub.reading.documents import load
from augenhoehe.activitypub.reading.keys import read_key
from augenhoehe.activitypub.reading.nodeinfo import read_nodeinfo, read_nodeinfo_links
from augenhoehe.activitypub.reading.posts import read_post
from augenhoehe.activitypub.reading.quotes import read_quote_authorization
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.tombstones import is_tombstone, read_tombstone
from augenhoehe.activitypub.reading.webfinger import (
    filled,
    read_account,
    read_host_meta,
    read_webfinger,
)

__all__ = [
    "Audience",
    "NotReadable",
    "address",
    "audience_of",
    "claims",
    "filled",
    "id_of",
    "is_activity",
    "is_tombstone",
    "load",
    "origin",
    "plain_http",
    "read_account",
    "read_activity",
    "read_actor",
    "read_collection",
    "read_host_meta",
    "read_inner_activity",
    "read_key",
    "read_nodeinfo",
    "read_nodeinfo_links",
    "read_post",
    "read_quote_authorization",
    "read_tombstone",
    "read_webfinger",
    "same_host",
]
