"""A picture, a film or a sound as clients know them.

What not everybody may see has addresses that are signed for one reader (`media.signing`). The
JSON of a post is the same for all its readers and kept; so a mark stands in it where the
signature belongs, and is replaced for whom it goes to. Open posts have none and cost nothing.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from augenhoehe.domain.media.actions import SIZES
from augenhoehe.domain.media.signing import query_for
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture

# Nobody outside of this process knows it, so nobody can write it into a post.
_MARK = f"signed-{secrets.token_hex(16)}-"
_MARKED = re.compile(re.escape(_MARK).encode() + rb"([0-9]+)")


def attachment_entity(
    picture: Picture, *, reader_id: int | None = None, is_open: bool = False
) -> dict[str, Any]:
    """Where it lies, how large it is, what it shows.

    Addresses of what is not open are signed for `reader_id`; without one they carry the mark
    that `signed` replaces.
    """
    behind = "" if is_open else f"?{_query(picture, reader_id)}"
    original = picture.file_name or "large.webp"
    preview = f"/media/{picture.id}/small.webp" if picture.has_preview else None
    return {
        "id": str(picture.id),
        "type": picture.kind,
        "url": absolute(f"/media/{picture.id}/{original}{behind}"),
        "preview_url": absolute(f"{preview}{behind}") if preview else None,
        # Where it lies is told of what everybody may open there, and of nothing else.
        "remote_url": picture.away or None if is_open else None,
        "preview_remote_url": picture.preview_away or None if is_open else None,
        "text_url": None,
        "meta": _meta(picture),
        "description": picture.description or None,
        "blurhash": picture.blurhash or None,
    }


def _query(picture: Picture, reader_id: int | None) -> str:
    return query_for(picture.id, reader_id) if reader_id else f"{_MARK}{picture.id}"


def signed(
    parts: Mapping[int, bytes], closed: Iterable[int], reader_id: int | None
) -> dict[int, bytes]:
    """The JSON of posts with the addresses of pictures signed in those that are not open."""
    found = dict(parts)
    for post_id in closed:
        if post_id in found:
            found[post_id] = _MARKED.sub(lambda match: _signature(match, reader_id), found[post_id])
    return found


def signed_one(body: bytes, reader_id: int | None) -> bytes:
    """The same for a single piece of JSON."""
    return _MARKED.sub(lambda match: _signature(match, reader_id), body)


def _signature(match: re.Match[bytes], reader_id: int | None) -> bytes:
    # Nobody but a person reads what is not open; without one the address stays plain.
    return query_for(int(match[1]), reader_id).encode() if reader_id else b""


def _meta(picture: Picture) -> dict[str, Any]:
    focus = {"x": picture.focus_x, "y": picture.focus_y}
    if picture.away and not picture.width:
        return {"focus": focus}  # its server did not say
    if picture.is_image:
        small = _small(picture.width, picture.height)
        return {"original": _size(picture.width, picture.height), "small": small, "focus": focus}
    known = _of_recording(picture)
    if picture.has_preview and picture.preview_width:
        known["small"] = _small(picture.preview_width, picture.preview_height)
    return known | {"focus": focus}


def _of_recording(picture: Picture) -> dict[str, Any]:
    """Measures and length; what the file does not say is left out."""
    known: dict[str, Any] = {}
    original: dict[str, Any] = {}
    if picture.is_video:
        known = _size(picture.width, picture.height)
        original = {"width": picture.width, "height": picture.height}
    if picture.rate:
        known["fps"] = round(picture.rate)
        rate = Fraction(picture.rate).limit_denominator(1001)
        original["frame_rate"] = f"{rate.numerator}/{rate.denominator}"
    if picture.seconds:
        known |= {"length": _clock(picture.seconds), "duration": round(picture.seconds, 2)}
        original["duration"] = round(picture.seconds, 6)
        original["bitrate"] = round(picture.size * 8 / picture.seconds)
    return known | {"original": original}


def _clock(seconds: float) -> str:
    """`0:01:28.65`."""
    minutes, rest = divmod(round(seconds * 100), 6000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 100:02d}.{rest % 100:02d}"


def _small(width: int, height: int) -> dict[str, Any]:
    """Its size as a preview; what is small stays as it is."""
    scale = min(1.0, SIZES["small"] / max(width, height, 1))
    return _size(max(1, round(width * scale)), max(1, round(height * scale)))


def _size(width: int, height: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "size": f"{width}x{height}",
        "aspect": width / height if height else 1.0,
    }
