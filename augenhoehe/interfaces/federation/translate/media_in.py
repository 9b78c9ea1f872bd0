"""Pictures, films and sounds of another server's post, as ours keep them: where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from augenhoehe.activitypub.records import Attachment, Post
from augenhoehe.domain.posts.received import Medium

MOST = 4
_LONGEST_DESCRIPTION = 1_500
_BLURHASH = re.compile(r"[0-9A-Za-z#$%*+,\-.:;=?@\[\]^_{|}~]{6,100}")
_BY_ENDING = {
    "image": ("jpg", "jpeg", "png", "gif", "webp", "avif", "heic"),
    "video": ("mp4", "webm", "mov", "m4v", "ogv"),
    "audio": ("mp3", "ogg", "oga", "opus", "m4a", "flac", "wav", "aac"),
}


def media_of(post: Post) -> tuple[list[Medium], list[str]]:
    """What is shown with a post, at most four; and the addresses of the rest, for links."""
    shown = [medium for one in post.attachments if (medium := _medium(one))]
    rest = [one.url for one in post.attachments if _kind(one) is None]
    if not shown and post.image and post.kind not in ("Note", "Question"):
        shown = [Medium(url=post.image)]
    return shown[:MOST], [*(one.url for one in shown[MOST:]), *rest]


def _medium(one: Attachment) -> Medium | None:
    kind = _kind(one)
    if kind is None:
        return None
    return Medium(
        url=one.url,
        kind=kind,
        mime=one.media_type[:40],
        description=one.description.strip()[:_LONGEST_DESCRIPTION],
        preview=one.preview,
        width=one.width or 0,
        height=one.height or 0,
        seconds=one.duration or 0,
        blurhash=one.blurhash if _BLURHASH.fullmatch(one.blurhash) else "",
        focus=one.focus or (0, 0),
    )


def _kind(one: Attachment) -> str | None:
    """What can be shown of it: by its type, else by its address; a link is none."""
    if one.kind == "Link":
        return None
    return next(_kinds(one), None)


def _kinds(one: Attachment) -> Iterator[str]:
    said = one.media_type.partition("/")[0]
    if one.media_type and said in _BY_ENDING:
        yield said
        return
    if one.media_type in ("", "application/octet-stream"):
        if one.kind.lower() in _BY_ENDING:
            yield one.kind.lower()
        ending = one.url.partition("?")[0].rpartition(".")[2].lower()
        yield from (kind for kind, endings in _BY_ENDING.items() if ending in endings)
