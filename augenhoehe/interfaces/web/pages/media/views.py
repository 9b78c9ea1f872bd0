"""Pictures, as private as the post they stand in; portraits, as public as their account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from augenhoehe.domain.media.selectors import emoji_by_id, emoji_file, picture_file
from augenhoehe.domain.media.signing import is_signed
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.domain.posts.selectors import picture_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.media.drawings import blank_header, monogram
from augenhoehe.interfaces.web.pages.media.errands import (
    emoji_away,
    picture_away,
    portrait_away,
    recording_away,
)
from augenhoehe.interfaces.web.pages.media.serving import (
    FOR_A_DAY,
    FOR_EVER,
    FOR_ONE_PERSON,
    send_drawing,
    send_picture,
    send_recording,
)
from augenhoehe.interfaces.web.requests import reader_of, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account

SIZES = ("small", "large")


@require_safe
def picture(request: HttpRequest, picture_id: int, size: str) -> HttpResponseBase:
    """A picture of a post this reader may read, or one's own that stands in none yet."""
    found, keep, to_apps = _readable(request, picture_id)
    if found.away:
        return picture_away(request, found, _known(size), keep=keep, to_apps=to_apps)
    return send_picture(
        request,
        picture_file(found, _known(size)),
        tag=f"{found.id}-{size}-{crc32(found.blurhash.encode()):x}",
        keep=keep,
        to_apps=to_apps,
    )


@require_safe
def recording(request: HttpRequest, picture_id: int, ending: str) -> HttpResponseBase:
    """A film or a sound, for whom a picture would be."""
    found, keep, to_apps = _readable(request, picture_id)
    if found.is_image or found.file_name != f"original.{ending}":
        raise Http404
    if found.away:
        return recording_away(request, found, keep=keep, to_apps=to_apps)
    return send_recording(request, found, keep=keep, to_apps=to_apps)


@require_safe
def emoji(request: HttpRequest, emoji_id: int) -> HttpResponseBase:
    """A small picture that stands for a word, for everybody."""
    found = found_or_404(emoji_by_id(emoji_id))
    if found.away:
        return emoji_away(request, found)
    return send_picture(request, emoji_file(found), tag=f"emoji-{found.id}", keep=FOR_EVER)


def _readable(request: HttpRequest, picture_id: int) -> tuple[Picture, str, bool]:
    """The picture if it may be seen, who may keep it, and whether the address is signed.

    A signature says who asks, nothing else: whether they may see it is asked as ever.
    """
    signed = _signed_reader(request, picture_id)
    found, is_open = found_or_404(picture_for(signed or reader_of(request), picture_id))
    return found, FOR_A_DAY if is_open else FOR_ONE_PERSON, signed is not None


def _signed_reader(request: HttpRequest, picture_id: int) -> Reader | None:
    account_id, until = whole_number(request, "for"), request.GET.get("until", "")
    key = request.GET.get("key", "")
    if account_id is None or not is_signed(picture_id, account_id, until, key):
        return None
    account = account_by_id(account_id)
    # Apps ask as a person; other servers as who the post appears as, which may be a voice.
    is_somebody = account is not None and (account.is_person or account.is_voice)
    if account is None or account.left_at or not account.is_local or not is_somebody:
        return None
    return reader_for(account)


@require_safe
def link_picture(request: HttpRequest, number: int) -> HttpResponseBase:
    """The picture of a page some open post leads to, as we keep it; the number is its folder's."""
    path = Path(settings.MEDIA_ROOT) / "cards" / str(number) / "preview.webp"
    return send_picture(request, path, tag=f"card-{number}", keep=FOR_A_DAY)


@require_safe
def portrait(request: HttpRequest, account_id: int, version: int, size: str) -> HttpResponseBase:
    """What somebody looks like; without a portrait the first letters of the name."""
    account = _visible(account_id)
    return _of_account(request, account, "portrait", version, size, monogram)


@require_safe
def header(request: HttpRequest, account_id: int, version: int, size: str) -> HttpResponseBase:
    """The picture above a profile."""
    account = _visible(account_id)
    return _of_account(request, account, "header", version, size, blank_header)


def _of_account(
    request: HttpRequest,
    account: Account,
    kind: str,
    version: int,
    size: str,
    draw: Callable[[Account], str],
) -> HttpResponseBase:
    # An old address shows what there is now: but then it must not be kept for ever.
    keep = FOR_EVER if version == account.version else FOR_ONE_PERSON
    tag = f"{kind}-{account.id}-{account.version}-{_known(size)}"
    folder, away = getattr(account, kind), getattr(account, f"{kind}_away")
    if away and not folder:
        svg = draw(account)
        return portrait_away(request, account, kind, size, url=away, keep=keep, svg=svg)
    if not folder:
        return send_drawing(request, draw(account), tag=tag, keep=keep)
    path = Path(settings.MEDIA_ROOT) / folder / f"{size}.webp"
    # By whatever address: everybody may see it, pages of other servers too.
    return send_picture(request, path, tag=tag, keep=keep, to_apps=True)


def _visible(account_id: int) -> Account:
    """People, voices and the desk; the account of a space would tell of an internal one.

    Groups elsewhere are as public as everybody there.
    """
    account = account_by_id(account_id)
    shown = account is not None and (
        account.is_person or account.is_voice or account.is_desk or not account.is_local
    )
    return found_or_404(account if shown else None)


def _known(size: str) -> str:
    if size not in SIZES:
        raise Http404
    return size
