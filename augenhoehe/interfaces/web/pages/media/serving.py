"""Sending a picture, a film or a sound: from the disk, under its right name, kept by whoever may keep it."""

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
_SANDBOX = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
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
        headers={**headers, **_who_may_embed(keep, to_apps=to_apps)},
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
        "Content-Security-Policy": _SANDBOX,
        **_who_may_embed(keep, to_apps=to_apps),
    }
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        file = recording_file(picture).open("rb")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Http404 from None
    size = file.seek(0, 2)
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    begin, end = _part(asked, size)
    if begin >= end:
        file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    is_part = (begin, end) != (0, size) or _RANGE.fullmatch(asked) is not None
    if is_part:
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    return StreamingHttpResponse(
        _bites(file, begin, end),
        status=206 if is_part else 200,
        content_type=picture.mime,
        headers={**headers, "Content-Length": str(end - begin)},
    )


def _part(asked: str, size: int) -> tuple[int, int]:
    """From where to where (exclusive). Several parts at once are not done: then all of it."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size) if int(last) else (size, size)
    return int(first), min(size, int(last) + 1) if last else size


def _bites(file: IO[bytes], begin: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(begin)
        left = end - begin
        while left and (bite := file.read(min(_BITE, left))):
            left -= len(bite)
            yield bite


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
    """A small drawing made by the server itself."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": keep}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


def _who_may_embed(keep: str, *, to_apps: bool) -> dict[str, str]:
    """Pages of other servers: what everybody may see, and what an app shows to one person."""
    if to_apps or keep.startswith("public"):
        return {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    return {"Cross-Origin-Resource-Policy": "same-origin"}
