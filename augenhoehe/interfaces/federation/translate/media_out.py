"""Pictures, films, sounds and emoji as other servers get them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from augenhoehe.activitypub.records import Attachment, Emoji
from augenhoehe.domain.media.emoji import emoji_in
from augenhoehe.domain.media.signing import query_for

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.posts.models import Post

# What a server was sent it may show for long; the post gone, the address is of no use either.
_DAYS = 365


def attachment_of(picture: Picture, post: Post) -> Attachment:
    """One picture of a post, with a text for those who do not see it."""
    behind = _signature(picture, post)
    base = f"{settings.BASE_URL}/media/{picture.id}"
    preview = f"{base}/small.webp{behind}" if picture.has_thumbnail else ""
    has_focus = bool(picture.focus_x or picture.focus_y)
    return Attachment(
        url=f"{base}/{picture.file or 'large.webp'}{behind}",
        kind={"image": "Image", "video": "Video", "audio": "Audio"}[picture.kind],
        media_type=picture.mime if picture.file and picture.mime else "image/webp",
        description=picture.description,
        blurhash=picture.blurhash,
        width=picture.width or None,
        height=picture.height or None,
        duration=picture.seconds or None,
        focus=(picture.focus_x, picture.focus_y) if has_focus else None,
        preview="" if picture.is_image else preview,
    )


def _signature(picture: Picture, post: Post) -> str:
    """What opens a picture that is not for everybody, to the servers that got its post.

    Signed for who the post appears as: the person behind a voice may be a protected one.
    """
    if post.was_for_anyone:
        return ""
    return f"?{query_for(picture.id, post.account_id, days=_DAYS)}"


def emojis_of(*texts: str) -> tuple[Emoji, ...]:
    """The emoji of this server that are written in these texts."""
    return tuple(
        Emoji(
            name=one.shortcode,
            url=f"{settings.BASE_URL}{one.path}",
            id=f"{settings.BASE_URL}/emojis/{one.id}",
            media_type="image/webp",
        )
        for one in emoji_in(*texts)
    )
