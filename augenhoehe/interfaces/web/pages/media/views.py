"""Pictures, as private as the post they stand in; portraits, as public as their account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from augenhoehe.domain.media.selectors import picture_file
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.selectors import picture_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.media.drawings import blank_header, monogram
from augenhoehe.interfaces.web.pages.media.serving import (
    FOR_A_DAY,
    FOR_EVER,
    FOR_ONE_PERSON,
    send_drawing,
    send_picture,
)
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

SIZES = ("small", "large")


@require_safe
def picture(request: HttpRequest, picture_id: int, size: str) -> HttpResponseBase:
    """A picture of a post this reader may read, or one's own that stands in none yet."""
    found, is_open = found_or_404(picture_for(reader_of(request), picture_id))
    return send_picture(
        request,
        picture_file(found, _known(size)),
        tag=f"{found.id}-{size}",
        keep=FOR_A_DAY if is_open else FOR_ONE_PERSON,
    )


@require_safe
def portrait(request: HttpRequest, account_id: int, version: int, size: str) -> HttpResponseBase:
    """What somebody looks like; without a portrait the first letters of the name."""
    account = _visible(account_id)
    return _of_account(request, account, "portrait", account.portrait, version, size, monogram)


@require_safe
def header(request: HttpRequest, account_id: int, version: int, size: str) -> HttpResponseBase:
    """The picture above a profile."""
    account = _visible(account_id)
    return _of_account(request, account, "header", account.header, version, size, blank_header)


def _of_account(
    request: HttpRequest,
    account: Account,
    kind: str,
    folder: str,
    version: int,
    size: str,
    draw: Callable[[Account], str],
) -> HttpResponseBase:
    # An old address shows what there is now: but then it must not be kept for ever.
    keep = FOR_EVER if version == account.version else FOR_ONE_PERSON
    tag = f"{kind}-{account.id}-{account.version}-{_known(size)}"
    if not folder:
        return send_drawing(request, draw(account), tag=tag, keep=keep)
    path = Path(settings.MEDIA_ROOT) / folder / f"{size}.webp"
    return send_picture(request, path, tag=tag, keep=keep)


def _visible(account_id: int) -> Account:
    """People, voices and the desk; the account of a space would tell of an internal one."""
    account = account_by_id(account_id)
    shown = account is not None and (account.is_person or account.is_voice or account.is_desk)
    return found_or_404(account if shown else None)


def _known(size: str) -> str:
    if size not in SIZES:
        raise Http404
    return size
