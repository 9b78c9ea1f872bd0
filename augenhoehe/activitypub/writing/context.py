"""The contexts that go out: constants, so that the same document has the same bytes.

Nothing of them is ever fetched, by us or by anybody who reads by shape. The two addresses are
those every server has bundled; all other terms are spelled out.
"""

from typing import Any

from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, NAMESPACE, OUR_TERMS
from augenhoehe.activitypub.writing.fields import Document

SECURITY = "https://w3id.org/security/v1"

Context = list[str | dict[str, Any]]

_TYPES = {
    "id": {"@type": "@id"},
    "flag": {"@type": "http://www.w3.org/2001/XMLSchema#boolean"},
    "time": {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
}


def _id(address: str, *, many: bool = False) -> dict[str, str]:
    found = {"@id": address, "@type": "@id"}
    return found | {"@container": "@set"} if many else found


def _our_terms() -> dict[str, Any]:
    return {
        term.name: {"@id": f"ah:{term.name}"} | _TYPES.get(term.value, {}) for term in OUR_TERMS
    }


_INTERACTION = {
    "gts": "https://gotosocial.org/ns#",
    "interactionPolicy": _id("gts:interactionPolicy"),
    "canQuote": _id("gts:canQuote"),
    "canReply": _id("gts:canReply"),
    "canLike": _id("gts:canLike"),
    "canAnnounce": _id("gts:canAnnounce"),
    "automaticApproval": _id("gts:automaticApproval"),
    "manualApproval": _id("gts:manualApproval"),
    "interactingObject": _id("gts:interactingObject"),
    "interactionTarget": _id("gts:interactionTarget"),
}
_QUOTES = {
    "quote": _id("https://w3id.org/fep/044f#quote"),
    "quoteAuthorization": _id("https://w3id.org/fep/044f#quoteAuthorization"),
    "QuoteAuthorization": "https://w3id.org/fep/044f#QuoteAuthorization",
    "QuoteRequest": "https://w3id.org/fep/044f#QuoteRequest",
    "quoteUri": "http://fedibird.com/ns#quoteUri",
    "_misskey_quote": "https://misskey-hub.net/ns#_misskey_quote",
}
_COMMON = {"toot": "http://joinmastodon.org/ns#", "Emoji": "toot:Emoji", "Hashtag": "as:Hashtag"}

PLAIN_CONTEXT: Context = [ACTIVITYSTREAMS]

POST_CONTEXT: Context = [
    ACTIVITYSTREAMS,
    {
        **_COMMON,
        "sensitive": "as:sensitive",
        "conversation": "http://ostatus.org#conversation",
        "blurhash": "toot:blurhash",
        "focalPoint": {"@id": "toot:focalPoint", "@container": "@list"},
        "votersCount": "toot:votersCount",
        **_QUOTES,
        **_INTERACTION,
        "ah": NAMESPACE,
        **_our_terms(),
    },
]

ACTOR_CONTEXT: Context = [
    ACTIVITYSTREAMS,
    SECURITY,
    {
        **_COMMON,
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "movedTo": _id("as:movedTo"),
        "alsoKnownAs": _id("as:alsoKnownAs", many=True),
        "featured": _id("toot:featured"),
        "featuredTags": _id("toot:featuredTags"),
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "memorial": "toot:memorial",
        "suspended": "toot:suspended",
        "attributionDomains": {"@id": "toot:attributionDomains", "@container": "@set"},
        "implements": _id("https://w3id.org/fep/844e#implements", many=True),
        "webfinger": "https://purl.archive.org/socialweb/webfinger#webfinger",
        "assertionMethod": _id("https://w3id.org/security#assertionMethod", many=True),
        "Multikey": "https://w3id.org/security#Multikey",
        "controller": _id("https://w3id.org/security#controller"),
        "publicKeyMultibase": "https://w3id.org/security#publicKeyMultibase",
        **_INTERACTION,
        "ah": NAMESPACE,
        **_our_terms(),
    },
]


def with_context(document: Document, context: Context) -> Document:
    """A document as it is sent: the context first. What is embedded carries none."""
    return {"@context": context, **document}
