"""Files and links beside a text. Sources: AS2 Vocabulary, Mastodon's `blurhash`, `focalPoint`."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import address
from augenhoehe.activitypub.reading.bounds import (
    LONGEST_DESCRIPTION,
    LONGEST_WORD,
    MOST_ATTACHMENTS,
)
from augenhoehe.activitypub.reading.links import file_of, page_of, picture_of
from augenhoehe.activitypub.reading.moments import seconds
from augenhoehe.activitypub.reading.shapes import Node, flag, kinds, many, nodes, number, text, word
from augenhoehe.activitypub.records.post import Attachment

_KINDS = ("Image", "Video", "Audio", "Document", "Link", "Page")
_LARGEST_SIDE = 100_000  # pixels


def attachments_of(node: Node) -> tuple[Attachment, ...]:
    """The attachments of a post, in their order; a picture that is the post itself comes first."""
    found = [
        read for item in nodes(node.get("attachment"), MOST_ATTACHMENTS) if (read := _one(item))
    ]
    bare = (address(item) for item in many(node.get("attachment"), MOST_ATTACHMENTS))
    found.extend(Attachment(where, "Link") for where in bare if where)
    return tuple(found[:MOST_ATTACHMENTS])


def _one(item: Node) -> Attachment | None:
    kind = next((kind for kind in kinds(item.get("type")) if kind in _KINDS), "")
    if not kind:
        return None  # a PropertyValue, a proof of identity, a map (Mobilizon)
    where, media_type = file_of(item.get("url"))
    where = where or address(item.get("href"))
    if kind == "Page":
        where = page_of(item.get("url")) or where
    if not where:
        return None
    return Attachment(
        url=where,
        kind="Link" if kind == "Page" else kind,
        media_type=(word(item.get("mediaType")) or media_type).lower(),
        description=_description(item),
        blurhash=text(item.get("blurhash"), LONGEST_WORD),
        width=_side(item.get("width")),
        height=_side(item.get("height")),
        duration=seconds(item.get("duration")),
        focus=_focus(item.get("focalPoint")),
        preview=picture_of(item.get("icon") or item.get("preview"))[0],
        sensitive=flag(item.get("sensitive")) is True,
    )


def _description(item: Node) -> str:
    return text(item.get("name"), LONGEST_DESCRIPTION) or text(
        item.get("summary"), LONGEST_DESCRIPTION
    )


def _side(value: Any) -> int | None:
    found = number(value, 1, _LARGEST_SIDE)
    return None if found is None else int(found)


def _focus(value: Any) -> tuple[float, float] | None:
    points = [number(item, -1, 1) for item in many(value, 3)]
    if len(points) != 2 or points[0] is None or points[1] is None:
        return None
    return points[0], points[1]
