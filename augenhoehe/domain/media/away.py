"""Pictures, films and sounds of other servers: passed on by this one, so that nobody else
learns who reads.

By default nothing of them is kept. Where the operator wants it (FEDERATION_KEEP_MEDIA_DAYS),
what was passed on lies below the media folder for so long, by the home of who published it:
then it can be forgotten with that home, and a purge needs no list.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from augenhoehe.domain.media.sizes import EMOJI_SIZES, SIZES
from augenhoehe.domain.people.actions.profile import HEADER_SIZES, PORTRAIT_SIZES
from augenhoehe.foundation.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture

# How large what is passed on gets, by what it is for.
LADDERS = {
    "picture": SIZES,
    "portrait": PORTRAIT_SIZES,
    "header": HEADER_SIZES,
    "emoji": EMOJI_SIZES,
}
_DAY_SECONDS = 24 * 60 * 60
_HOME = re.compile(r"[a-z0-9][a-z0-9.-]{0,252}")
_FOLDER = "away"

Guard = Callable[[str], Verdict]
_guards: list[Guard] = []


def plug_guard(guard: Guard) -> None:
    """Let federation say with which servers this one talks; it is asked before anything is."""
    _guards[:] = [guard]


def may_ask(home: str, url: str) -> Verdict:
    """Whether to fetch what somebody of `home` published at `url`.

    Their media may lie with a provider nobody ever heard of, so that is not asked for by name.
    """
    for guard in _guards:
        verdict = guard(home)
        if not verdict:
            return verdict
    return YES if _is_address(url) else no("Nothing can be asked for there.")


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("https", "http")
    except ValueError:
        return False


def address_of(picture: Picture, size: str) -> str:
    """Where another server has a picture: the preview of a film, the smaller one of a picture.

    A film's own address is `picture.away`.
    """
    is_small = size == "small" and picture.preview_away
    return picture.preview_away if is_small or not picture.is_image else picture.away


def folder_for(home: str, url: str) -> Path:
    """Where something is kept while it is; `home` is the server of who published it."""
    digest = hashlib.sha256(url.encode()).hexdigest()
    return _folder_of(home) / digest[:2] / digest


def _folder_of(home: str) -> Path:
    home = home.lower()
    # A name becomes a folder only if it can be nothing else.
    is_plain = _HOME.fullmatch(home) and ".." not in home
    name = home if is_plain else hashlib.sha256(home.encode()).hexdigest()
    return Path(settings.MEDIA_ROOT) / _FOLDER / name


def folders_of(pictures: Iterable[Picture]) -> list[str]:
    """The folders below the media folder that go when these pictures go; never the whole of it."""
    root, found = Path(settings.MEDIA_ROOT), []
    for picture in pictures:
        if picture.folder:
            found.append(picture.folder)
        home = picture.owner.domain
        urls = {url for url in (picture.away, picture.preview_away) if url}
        found += [str(folder_for(home, url).relative_to(root)) for url in sorted(urls)]
    return found


def kept_picture(home: str, url: str, size: str) -> Path | None:
    """The file of a size, if it is kept."""
    if settings.FEDERATION_KEEP_MEDIA_DAYS <= 0:
        return None
    path = folder_for(home, url) / f"{size}.webp"
    return path if path.is_file() else None


def forget_old_media() -> None:
    """Drop what was kept for its days; all of it, where nothing is to be kept any more."""
    oldest = time.time() - max(0, settings.FEDERATION_KEEP_MEDIA_DAYS) * _DAY_SECONDS
    root = Path(settings.MEDIA_ROOT) / _FOLDER
    for folder in root.glob("*/*/*"):
        try:
            is_old = folder.stat().st_mtime < oldest
        except FileNotFoundError:
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)


def forget_media_of(home: str) -> None:
    """Drop what is kept of everybody of a server; see `forget_urls` for a single one."""
    shutil.rmtree(_folder_of(home), ignore_errors=True)


def forget_urls(home: str, urls: Collection[str]) -> None:
    """Drop what is kept from these addresses, as when a post is deleted or a portrait changed."""
    for url in urls:
        if url:
            shutil.rmtree(folder_for(home, url), ignore_errors=True)
