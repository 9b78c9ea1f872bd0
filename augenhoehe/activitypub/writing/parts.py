"""Parts of posts and actors: tags, files, policies, keys."""

from augenhoehe.activitypub.records import (
    Attachment,
    Emoji,
    Hashtag,
    InteractionPolicy,
    Mention,
    Multikey,
    PublicKey,
    Rule,
)
from augenhoehe.activitypub.writing.fields import Document, as_list, duration, laid, time


def tags(
    mentions: tuple[Mention, ...], hashtags: tuple[Hashtag, ...], emojis: tuple[Emoji, ...]
) -> list[Document]:
    """Everything beside a text, in the order people, subjects, pictures."""
    return [
        *(laid(type_="Mention", href=m.href, name=m.name) for m in mentions),
        *(laid(type_="Hashtag", href=h.href, name=f"#{h.name}") for h in hashtags),
        *(emoji(one) for one in emojis),
    ]


def emoji(one: Emoji) -> Document:
    """A custom emoji as Mastodon writes it."""
    return laid(
        id=one.id,
        type_="Emoji",
        name=f":{one.name}:",
        updated=time(one.updated),
        icon=laid(type_="Image", mediaType=one.media_type, url=one.url),
    )


def attachment(one: Attachment) -> Document:
    """A file or link beside a text."""
    at = "href" if one.kind == "Link" else "url"
    return laid(
        type_=one.kind,
        mediaType=one.media_type,
        **{at: one.url},
        name=one.description,
        blurhash=one.blurhash,
        width=one.width,
        height=one.height,
        duration=duration(one.duration),
        focalPoint=list(one.focus or ()),
        icon=picture(one.preview),
        sensitive=one.sensitive or None,
    )


def picture(url: str, description: str = "") -> Document | None:
    """An icon or a header image."""
    return laid(type_="Image", url=url, name=description) if url else None


def interaction_policy(policy: InteractionPolicy | None) -> Document | None:
    """Who may quote, answer, like, boost: GoToSocial's words, which FEP-044f shares."""
    if policy is None:
        return None
    return laid(
        canQuote=_rule(policy.quote),
        canReply=_rule(policy.reply),
        canLike=_rule(policy.like),
        canAnnounce=_rule(policy.announce),
    )


def _rule(rule: Rule | None) -> Document | None:
    # Both lists are always said: an empty one means nobody.
    if rule is None:
        return None
    return {"automaticApproval": as_list(rule.automatic), "manualApproval": as_list(rule.manual)}


def public_key(key: PublicKey) -> Document:
    """A key in PEM."""
    return laid(id=key.id, owner=key.owner, publicKeyPem=key.pem)


def multikey(key: Multikey) -> Document:
    """A key by FEP-521a."""
    return laid(
        id=key.id, type_="Multikey", controller=key.controller, publicKeyMultibase=key.multibase
    )
