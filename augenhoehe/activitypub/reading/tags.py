"""What stands beside a text: mentions, hashtags, emoji, and links to other objects."""

import re
from collections.abc import Iterator

from augenhoehe.activitypub.reading.addresses import address, id_of
from augenhoehe.activitypub.reading.bounds import LONGEST_ID, LONGEST_URL, LONGEST_WORD, MOST_TAGS
from augenhoehe.activitypub.reading.links import picture_of
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.shapes import Node, inner, kinds, nodes, text, word
from augenhoehe.activitypub.records.post import Emoji, Hashtag, Mention

_EMOJI_NAME = re.compile(r"[\w.+-]{1,100}")
_MEDIA_TYPES_OF_OBJECTS = ("application/activity+json", "application/ld+json")


def tags_of(node: Node) -> list[Node]:
    """The tags of a thing, opened once."""
    return list(nodes(node.get("tag"), MOST_TAGS))


def mentions(tags: list[Node]) -> tuple[Mention, ...]:
    """Who is spoken to, each once."""
    found = {
        href: Mention(href, text(tag.get("name"), LONGEST_URL))
        for tag in _of_kind(tags, "Mention")
        if (href := address(tag.get("href"), longest=LONGEST_ID))
    }
    return tuple(found.values())


def hashtags(tags: list[Node]) -> tuple[Hashtag, ...]:
    """What it is about, each once whatever its capitals; without #, and up to a space."""
    found: dict[str, Hashtag] = {}
    for tag in _of_kind(tags, "Hashtag"):
        name = text(tag.get("name"), 200).strip().lstrip("#＃").split(" ")[0]
        if name and len(name) <= LONGEST_WORD:
            found.setdefault(name.casefold(), Hashtag(name, address(tag.get("href"))))
    return tuple(found.values())


def emojis(tags: list[Node]) -> tuple[Emoji, ...]:
    """The pictures for :names:, each name once; without a picture it is none."""
    found: dict[str, Emoji] = {}
    for tag in _of_kind(tags, "Emoji"):
        name = text(tag.get("name"), LONGEST_WORD + 2).strip(":")
        icon = picture_of(tag.get("icon"))[0]
        if icon and _EMOJI_NAME.fullmatch(name):
            media_type = word(inner(tag.get("icon")).get("mediaType"))
            at = moment(tag.get("updated"))
            found.setdefault(name, Emoji(name, icon, id_of(tag), media_type, at))
    return tuple(found.values())


def linked_objects(tags: list[Node]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """FEP-e232: links to objects, each with its relations, short."""
    for tag in _of_kind(tags, "Link"):
        if word(tag.get("mediaType")).split(";")[0] in _MEDIA_TYPES_OF_OBJECTS:
            href = address(tag.get("href"), longest=LONGEST_ID)
            if href:
                yield href, kinds(tag.get("rel"))


def _of_kind(tags: list[Node], kind: str) -> Iterator[Node]:
    return (tag for tag in tags if kind in kinds(tag.get("type")))
