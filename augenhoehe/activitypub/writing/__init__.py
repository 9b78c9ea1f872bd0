"""What is sent: plain documents in a fixed order of fields, with a bundled context.

`write_…` is the document at an address, `bare_…` the same to be embedded; `activities` has one
function for each verb. All of it can be parsed without a JSON-LD processor.
"""

from augenhoehe.activitypub.writing import activities
from augenhoehe.activitypub.writing.activities import bare_activity, write_activity
from augenhoehe.activitypub.writing.actors import bare_actor, write_actor
from augenhoehe.activitypub.writing.collections import bare_collection, write_collection
from augenhoehe.activitypub.writing.context import (
    ACTOR_CONTEXT,
    PLAIN_CONTEXT,
    POST_CONTEXT,
    with_context,
)
from augenhoehe.activitypub.writing.discovery import (
    account_links,
    write_host_meta,
    write_nodeinfo,
    write_nodeinfo_links,
    write_webfinger,
)
from augenhoehe.activitypub.writing.posts import (
    bare_post,
    bare_tombstone,
    write_post,
    write_quote_authorization,
    write_tombstone,
)

__all__ = [
    "ACTOR_CONTEXT",
    "PLAIN_CONTEXT",
    "POST_CONTEXT",
    "account_links",
    "activities",
    "bare_activity",
    "bare_actor",
    "bare_collection",
    "bare_post",
    "bare_tombstone",
    "with_context",
    "write_activity",
    "write_actor",
    "write_collection",
    "write_host_meta",
    "write_nodeinfo",
    "write_nodeinfo_links",
    "write_post",
    "write_quote_authorization",
    "write_tombstone",
    "write_webfinger",
]
