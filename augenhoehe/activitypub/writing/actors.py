"""Actors as they are sent: Person, Organization (a voice), Group (a space), Application."""

from augenhoehe.activitypub.records import Actor, Affiliation
from augenhoehe.activitypub.writing.context import ACTOR_CONTEXT, with_context
from augenhoehe.activitypub.writing.fields import Document, as_list, laid, time
from augenhoehe.activitypub.writing.parts import (
    interaction_policy,
    multikey,
    picture,
    public_key,
    tags,
)


def write_actor(actor: Actor) -> Document:
    """The document at the actor's address."""
    return with_context(bare_actor(actor), ACTOR_CONTEXT)


def bare_actor(actor: Actor) -> Document:
    """An actor to be embedded, without a context."""
    return (
        laid(
            id=actor.id,
            type_=actor.kind,
            preferredUsername=actor.handle,
            name=actor.name,
            summary=actor.summary,
            url=actor.url,
            webfinger=actor.webfinger,
        )
        | _places(actor)
        | _profile(actor)
        | _software(actor)
        | _ours(actor)
        | _keys(actor)
    )


def _places(actor: Actor) -> Document:
    return laid(
        inbox=actor.inbox,
        outbox=actor.outbox,
        followers=actor.followers,
        following=actor.following,
        featured=actor.featured,
        featuredTags=actor.featured_tags,
        endpoints=laid(sharedInbox=actor.shared_inbox),
    )


def _profile(actor: Actor) -> Document:
    return laid(
        manuallyApprovesFollowers=actor.locked,
        discoverable=actor.discoverable,
        indexable=actor.indexable,
        memorial=actor.memorial or None,
        suspended=actor.suspended or None,
        published=time(actor.published),
        icon=picture(actor.icon, actor.icon_description),
        image=picture(actor.image, actor.image_description),
        tag=tags((), actor.hashtags, actor.emojis),
        attachment=[
            {"type": "PropertyValue", "name": field.name, "value": field.value}
            for field in actor.fields
        ],
        attributedTo=as_list(actor.attributed_to),
        attributionDomains=as_list(actor.attribution_domains),
        alsoKnownAs=as_list(actor.also_known_as),
        movedTo=actor.moved_to,
        interactionPolicy=interaction_policy(actor.interaction_policy),
    )


def _software(actor: Actor) -> Document:
    capabilities = [{"href": address} for address in actor.implements]
    if actor.kind == "Application":
        return laid(generator=actor.generator, implements=capabilities)
    if not capabilities:
        return laid(generator=actor.generator)
    generator = laid(id=actor.generator, type_="Application", implements=capabilities)
    return {"generator": generator}


def _ours(actor: Actor) -> Document:
    return laid(
        affiliation=[_affiliation(one) for one in actor.affiliations],
        interest=actor.interest,
    )


def _affiliation(one: Affiliation) -> Document:
    return laid(id=one.organisation, type_="Organization", name=one.name, since=time(one.since))


def _keys(actor: Actor) -> Document:
    # One key is written as an object: most servers know no list here.
    keys = [public_key(key) for key in actor.keys]
    return laid(
        publicKey=keys[0] if len(keys) == 1 else keys,
        assertionMethod=[multikey(key) for key in actor.multikeys],
    )
