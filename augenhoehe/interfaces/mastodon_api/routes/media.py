"""`/api/v1/media`, `/api/v2/media`: pictures, films, sounds. They are ready with the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.media.actions import add_media, replace_thumbnail
from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.posts.actions import describe_upload, drop_upload
from augenhoehe.domain.posts.selectors import is_being_looked_at, is_in_a_post
from augenhoehe.foundation import patience
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account


def _upload(request: HttpRequest) -> dict[str, Any]:
    """Check and keep a file. What cannot be used leaves nothing behind."""
    holder = holder_of(request, "write:media")
    patience.spend("upload", str(holder.account.id))
    sent = parameters_of(request)
    file = sent.file("file")
    if file is None:
        raise invalid(_("Please send a file."))
    with ExitStack() as files, refusing_pictures():
        picture = add_media(
            files.enter_context(on_disk(file)),
            by=holder.account,
            description=sent.text("description"),
            focus=focus_of(sent) or (0.0, 0.0),
            thumbnail=_thumbnail(files, sent),
        )
    return attachment_entity(picture, reader_id=holder.account.id)


def _thumbnail(files: ExitStack, sent: Parameters) -> Path | None:
    file = sent.file("thumbnail")
    return files.enter_context(on_disk(file)) if file is not None else None


def _read(request: HttpRequest, media_id: str) -> dict[str, Any]:
    account = holder_of(request, "write:media").account
    return attachment_entity(_own(account, media_id), reader_id=account.id)


def _describe(request: HttpRequest, media_id: str) -> dict[str, Any]:
    """Say what a picture shows, or where it is important; put another beside a film."""
    account = holder_of(request, "write:media").account
    picture = _own(account, media_id)
    # What is published, or looked at before, changes with its post, in a new version.
    if is_in_a_post(picture) or is_being_looked_at(picture):
        raise not_found()
    sent = parameters_of(request)
    description = sent.text("description") if sent.says("description") else picture.description
    with ExitStack() as files, refusing_pictures():
        thumbnail = _thumbnail(files, sent)
        if thumbnail is not None and not picture.is_image:
            patience.spend("upload", str(account.id))
            replace_thumbnail(picture, thumbnail, by=account)
    describe_upload(picture, by=account, description=description, focus=focus_of(sent))
    return attachment_entity(picture, reader_id=account.id)


def _drop(request: HttpRequest, media_id: str) -> dict[str, Any]:
    """Take back what stands in no post."""
    account = holder_of(request, "write:media").account
    try:
        drop_upload(_own(account, media_id), by=account)
    except Invalid as refusal:
        raise Refused(422, str(refusal)) from None
    return {}


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
single = endpoint(get=_read, put=_describe, delete=_drop)
