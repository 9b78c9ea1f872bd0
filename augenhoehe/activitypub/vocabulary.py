"""The words of the protocol, and the few that are ours.

Sources: ActivityStreams 2.0 Vocabulary (https://www.w3.org/TR/activitystreams-vocabulary/),
ActivityPub (https://www.w3.org/TR/activitypub/), the extensions of Mastodon
(https://docs.joinmastodon.org/spec/activitypub/) and GoToSocial, and the FEPs named beside them.
"""

from dataclasses import dataclass

ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams"
PUBLIC = f"{ACTIVITYSTREAMS}#Public"
# JSON-LD allows all three; ActivityPub 5.6 wants readers to understand each.
PUBLIC_NAMES = frozenset({PUBLIC, "as:Public", "Public"})

# What a document is asked for with and sent as (ActivityPub 3.2).
MEDIA_TYPE = "application/activity+json"
MEDIA_TYPE_LD = f'application/ld+json; profile="{ACTIVITYSTREAMS}"'

ACTOR_KINDS = frozenset({"Person", "Service", "Organization", "Group", "Application"})
POST_KINDS = frozenset(
    {"Note", "Question", "Article", "Page", "Video", "Audio", "Image", "Document", "Event"}
    | {"ChatMessage", "Place", "Album", "Track", "Review", "Comment", "Quotation", "Rating"}
)
ACTIVITY_KINDS = frozenset(
    {"Create", "Update", "Delete", "Follow", "Accept", "Reject", "Undo", "Announce", "Like"}
    | {"Block", "Flag", "Move", "Add", "Remove", "QuoteRequest"}
    # Read so that they can be understood or passed over, never written.
    | {"TentativeAccept", "TentativeReject", "Dislike", "EmojiReact", "View", "Read", "Join"}
    | {"Leave", "Invite", "Ignore", "Listen", "Offer", "Arrive", "Travel"}
    | {"LikeRequest", "ReplyRequest", "AnnounceRequest"}
)
COLLECTION_KINDS = frozenset(
    {"Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"}
)

# Ours. The host is set by whoever publishes the software; it is a name and is never fetched.
NAMESPACE = "https://augenhoehe.example/ns#"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of our own: what its value is ("id", "text", "flag", "time" or "object"), what for."""

    name: str
    value: str
    meaning: str


OUR_TERMS = (
    Term(
        "writtenBy",
        "object",
        "On a post of a voice: the human author. A Person with an `id`, or with a `name` and "
        "`protectedName` true, where the author is shown under a stable protected name.",
    ),
    Term("protectedName", "flag", "On a `writtenBy`: the name is protected, not the person's own."),
    Term("approved", "flag", "On a post: another person of its voice looked at it before."),
    Term("inService", "flag", "On a post: its author made it in service, or privately (false)."),
    Term("hat", "text", "On a post: for whom or what its author says to speak in it."),
    Term("space", "id", "On a post: the Group whose space it stands in."),
    Term("advertising", "flag", "On a post: it is advertising, and says so wherever it travels."),
    Term("paidBy", "text", "On a post: who paid for it."),
    Term("ownInterest", "text", "On a post: the interest its author has in what it says."),
    Term("preparedBy", "text", "On a post: the agency that prepared it."),
    Term("preparedWith", "text", "On a post: the machine it was prepared with; `true` if unnamed."),
    Term(
        "case", "id", "On a post: the page of the case (criticism and its answers) it belongs to."
    ),
    Term(
        "affiliation",
        "object",
        "On an actor: works for an organisation. An Organization with `name`, `id` where it "
        "has one, and `since`.",
    ),
    Term("since", "time", "On an `affiliation`: the day it began."),
    Term("interest", "text", "On an actor: the interest it declares, in its own words."),
)
