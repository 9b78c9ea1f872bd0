"""Sending pictures, films and sounds: under their right name, kept by whoever may keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase

from augenhoehe.domain.media.selectors import picture_file, recording_file

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"  # what is deleted should be gone from caches soon
FOR_ONE_PERSON = "private, max-age=3600"

# A file from somebody, opened on its own, may show itself and do nothing else.
SANDBOX = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
_BITE = 256 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})", re.ASCII)


def send_picture(
    request: HttpRequest, path: Path, *, tag: str, keep: str, to_apps: bool = False
) -> HttpResponseBase:
    """The file as WebP; `tag` names this very content, `keep` says who may keep it how long.

    `to_apps`: the address is signed, so that pages of other servers may show it to one person.
    """
    headers = {"ETag": f'"{tag}"', "Cache-Control": keep}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise Http404 from None
    return FileResponse(
        file,
        content_type="image/webp",
        filename=f"{tag}.webp",
        headers={**headers, **who_may_embed(keep, to_apps=to_apps)},
    )


def send_recording(
    request: HttpRequest, picture: Picture, *, keep: str, to_apps: bool = False
) -> HttpResponseBase:
    """A film or a sound as it came; players ask for parts of it (RFC 9110, 14)."""
    tag = f'"{picture.id}-original"'
    headers = {
        "ETag": tag,
        "Cache-Control": keep,
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'inline; filename="{picture.id}{Path(picture.file).suffix}"',
        "Content-Security-Policy": SANDBOX,
        **who_may_embed(keep, to_apps=to_apps),
    }
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        file = recording_file(picture).open("rb")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Http404 from None
    size = file.seek(0, 2)
    asked = request.headers.get("Range", "") if _is_same(request, tag) else ""
    part = _part(asked, size)
    begin, end = part or (0, size)
    if part and begin >= end:
        file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    if part:
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    return StreamingHttpResponse(
        _Part(file, begin, end),
        status=206 if part else 200,
        content_type=picture.mime,
        headers={**headers, "Content-Length": str(end - begin)},
    )


def _is_same(request: HttpRequest, tag: str) -> bool:
    """Whether a part fits to what the player has already (`If-Range`)."""
    return request.headers.get("If-Range", tag) == tag


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """From where to where (exclusive); None for all of it, as for several parts at once."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size


class _Part:
    """A part of an open file, bite by bite; whoever sends it closes it."""

    def __init__(self, file: IO[bytes], begin: int, end: int) -> None:
        self.file, self.begin, self.end = file, begin, end

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.begin)
        left = self.end - self.begin
        while left and (bite := self.file.read(min(_BITE, left))):
            left -= len(bite)
            yield bite

    def close(self) -> None:
        self.file.close()


def send_kept_picture(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    """A picture out of quarantine: nobody keeps a copy, and its address is told to nobody."""
    if not picture.is_image:
        response = send_recording(request, picture, keep="private, no-store")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    try:
        file = picture_file(picture, "large").open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise Http404 from None
    headers = {
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    name = f"{picture.id}.webp"
    return FileResponse(file, content_type="image/webp", filename=name, headers=headers)


def send_drawing(request: HttpRequest, svg: str, *, tag: str, keep: str) -> HttpResponse:
    """A small drawing made by the server itself: it shows nobody anything."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": keep, **who_may_embed(keep, to_apps=True)}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


def who_may_embed(keep: str, *, to_apps: bool) -> dict[str, str]:
    """Pages of other servers: what everybody may see, and what an app shows to one person."""
    if to_apps or keep.startswith("public"):
        return {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    return {"Cross-Origin-Resource-Policy": "same-origin"}
