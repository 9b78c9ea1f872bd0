"""`/api/v1/media`, `/api/v2/media`: pictures. They are ready when the answer comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.media.actions import add_picture, describe_picture
from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.foundation import patience
from augenhoehe.foundation.images import BadImage
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account


def _upload(request: HttpRequest) -> dict[str, Any]:
    """Check and keep a picture. What cannot be used leaves nothing behind."""
    holder = holder_of(request, "write:media")
    patience.spend("upload", str(holder.account.id))
    sent = parameters_of(request)
    file = sent.file("file")
    if file is None:
        raise invalid(_("Please send a file."))
    focus = focus_of(sent) or (0.0, 0.0)
    with on_disk(file) as path, refusing_pictures():
        picture = add_picture(
            path, by=holder.account, description=sent.text("description"), focus=focus
        )
    return attachment_entity(picture)


def _read(request: HttpRequest, media_id: str) -> dict[str, Any]:
    return attachment_entity(_own(holder_of(request, "write:media").account, media_id))


def _describe(request: HttpRequest, media_id: str) -> dict[str, Any]:
    """Say what a picture shows, or where it is important."""
    holder = holder_of(request, "write:media")
    picture = _own(holder.account, media_id)
    sent = parameters_of(request)
    description = sent.text("description") if sent.says("description") else picture.description
    describe_picture(picture, by=holder.account, description=description, focus=focus_of(sent))
    return attachment_entity(picture)


def _own(account: Account, raw: str) -> Picture:
    number = whole_id(raw)
    found = own_pictures(account, [number]) if number is not None else []
    if not found:
        raise not_found()
    return found[0]


def focus_of(sent: Parameters) -> tuple[float, float] | None:
    """`x,y`, each from -1 to 1; None when nothing was said."""
    said = sent.text("focus").strip()
    if not said:
        return None
    x, _comma, y = said.partition(",")
    try:
        return float(x), float(y)
    except ValueError:
        raise invalid(_("The focus is two numbers with a comma between them.")) from None


@contextmanager
def on_disk(file: UploadedFile[Any]) -> Iterator[Path]:
    """Where the file lies; a small one, which came in memory, is written for the while."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def refusing_pictures() -> Iterator[None]:
    """What is no usable picture is a fault of the request."""
    try:
        yield
    except BadImage as fault:
        raise Refused(
            413 if fault.code == "too_large" else 422, f"Validation failed: {fault.message}"
        ) from None


version_1 = endpoint(post=_upload)
version_2 = endpoint(post=_upload)
single = endpoint(get=_read, put=_describe)
