"""The things servers speak of, as frozen records: what we understand of a document, no more.

Addresses are checked `https` addresses or "" where there is none; texts are bounded; times are
aware and in UTC. HTML is as it was sent: whoever shows it cleans it first.
"""

from augenhoehe.activitypub.records.activity import Activity
from augenhoehe.activitypub.records.actor import Actor, Affiliation, Field, Multikey, PublicKey
from augenhoehe.activitypub.records.collection import Collection
from augenhoehe.activitypub.records.discovery import JrdLink, NodeInfo, WebFinger
from augenhoehe.activitypub.records.post import (
    Attachment,
    Emoji,
    Hashtag,
    InteractionPolicy,
    Mention,
    Poll,
    PollOption,
    Post,
    Rule,
    Writer,
)
from augenhoehe.activitypub.records.stamps import QuoteAuthorization, Tombstone

__all__ = [
    "Activity",
    "Actor",
    "Affiliation",
    "Attachment",
    "Collection",
    "Emoji",
    "Field",
    "Hashtag",
    "InteractionPolicy",
    "JrdLink",
    "Mention",
    "Multikey",
    "NodeInfo",
    "Poll",
    "PollOption",
    "Post",
    "PublicKey",
    "QuoteAuthorization",
    "Rule",
    "Tombstone",
    "WebFinger",
    "Writer",
]
