"""Sending a picture: from the disk, under its right name, kept by whoever may keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from augenhoehe.domain.media.selectors import picture_file

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"  # what is deleted should be gone from caches soon
FOR_ONE_PERSON = "private, max-age=3600"


def send_picture(request: HttpRequest, path: Path, *, tag: str, keep: str) -> HttpResponseBase:
    """The file as WebP; `tag` names this very content, `keep` says who may keep it how long."""
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
        headers={**headers, "Cross-Origin-Resource-Policy": _who_may_embed(keep)},
    )


def send_kept_picture(picture: Picture) -> HttpResponseBase:
    """A picture out of quarantine: nobody keeps a copy, and its address is told to nobody."""
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


def _who_may_embed(keep: str) -> str:
    return "cross-origin" if keep.startswith("public") else "same-origin"
