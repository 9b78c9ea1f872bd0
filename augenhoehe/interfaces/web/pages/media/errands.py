"""Media of other servers: the page says who may see what, the loop fetches and passes it on.

A thread that waited for a slow server elsewhere would be missing here. So a view answers with
something quiet to show instead, and a header that names the errand; `config/server/away`
takes the header off, does the errand, and sends what the view said only where nothing came.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from augenhoehe.domain.media.away import address_of, kept_picture, may_ask
from augenhoehe.interfaces.web.pages.media.drawings import empty_frame
from augenhoehe.interfaces.web.pages.media.serving import (
    FOR_A_DAY,
    FOR_EVER,
    SANDBOX,
    send_picture,
    who_may_embed,
)

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import CustomEmoji, Picture
    from augenhoehe.domain.people.models import Account

HEADER = "X-Errand"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be fetched and how it is sent on.

    `ladder` and `size` say how large a picture gets; a film or a sound has none, and goes out
    as it comes. `headers` are those of the answer if all goes well.
    """

    url: str
    home: str
    ladder: str
    size: str
    mime: str
    headers: dict[str, str]

    def __str__(self) -> str:
        return b64encode(orjson.dumps(asdict(self))).decode()

    @classmethod
    def read(cls, words: bytes) -> Errand:
        """The errand as a header named it."""
        return cls(**orjson.loads(b64decode(words)))


def picture_away(
    request: HttpRequest, picture: Picture, size: str, *, keep: str, to_apps: bool
) -> HttpResponseBase:
    """A picture of a post from elsewhere, or the one beside a film."""
    url = address_of(picture, size)
    errand = _errand(picture.owner.domain, url, "picture", size, keep=keep, to_apps=to_apps)
    return _send(request, errand, empty_frame(picture))


def portrait_away(
    request: HttpRequest, account: Account, kind: str, size: str, *, url: str, keep: str, svg: str
) -> HttpResponseBase:
    """A portrait or a header; `svg` is what stands there for who has none."""
    # What lies elsewhere can change under its address, whatever version ours is.
    keep = FOR_A_DAY if keep == FOR_EVER else keep
    errand = _errand(account.domain, url, kind, size, keep=keep, to_apps=True)
    return _send(request, errand, svg)


def emoji_away(request: HttpRequest, emoji: CustomEmoji) -> HttpResponseBase:
    """An emoji. Where it is not to be had, its word is read in its place."""
    errand = _errand(emoji.domain, emoji.away, "emoji", "emoji", keep=FOR_A_DAY, to_apps=True)
    return _send(request, errand, "")


def recording_away(
    request: HttpRequest, picture: Picture, *, keep: str, to_apps: bool
) -> HttpResponseBase:
    """A film or a sound from elsewhere, as it comes, in the parts the player asks for."""
    name = f"{picture.id}{Path(picture.file_name).suffix}"
    base = _errand(picture.owner.domain, picture.away, "", "", keep=keep, to_apps=to_apps)
    sandbox = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
        "Accept-Ranges": "bytes",
    }
    errand = Errand(base.url, base.home, "", "", picture.mime, base.headers | sandbox)
    return _send(request, errand, "")


def _errand(home: str, url: str, ladder: str, size: str, *, keep: str, to_apps: bool) -> Errand:
    tag = hashlib.sha256(f"{url} {ladder} {size}".encode()).hexdigest()[:24]
    headers = {"ETag": f'"{tag}"', "Cache-Control": keep}
    return Errand(url, home, ladder, size, "", headers | who_may_embed(keep, to_apps=to_apps))


def _send(request: HttpRequest, errand: Errand, svg: str) -> HttpResponseBase:
    tag = errand.headers["ETag"].strip('"')
    if errand.headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=errand.headers)
    kept = kept_picture(errand.home, errand.url, errand.size) if errand.ladder else None
    if kept is not None:
        keep = errand.headers["Cache-Control"]
        return send_picture(request, Path(kept), tag=tag, keep=keep, to_apps=_is_to_apps(errand))
    response = _instead(svg)
    if errand.url and may_ask(errand.home, errand.url):
        response[HEADER] = str(errand)
    return response


def _is_to_apps(errand: Errand) -> bool:
    return errand.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def _instead(svg: str) -> HttpResponse:
    """What is shown where nothing comes: quiet, and asked for anew before long."""
    if svg:
        response = HttpResponse(svg, content_type="image/svg+xml")
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        # No error: an emoji that is not there is read as its word, and nothing fills the log.
        response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response
