import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from augenhoehe.domain.media.actions.pictures import add_picture
from augenhoehe.domain.media.actions.words import checked_description, checked_focus, require_own
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.sizes import MOST_PIXELS, SIZES
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock, images
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.recordings.inspect import (
    inspect_recording,
    looks_like_recording,
    silence,
)
from augenhoehe.foundation.verdicts import Invalid

MOST_A_DAY = 25  # of the largest files there may be; smaller ones are as many more


def add_media(
    path: Path,
    *,
    by: Account,
    description: str = "",
    focus: tuple[float, float] = (0.0, 0.0),
    thumbnail: Path | None = None,
) -> Picture:
    """Keep a picture, a film or a sound: its content says which. Raises as those two do."""
    if looks_like_recording(path):
        return add_recording(path, by=by, description=description, focus=focus, thumbnail=thumbnail)
    return add_picture(path, by=by, description=description, focus=focus)


def add_recording(
    path: Path,
    *,
    by: Account,
    description: str = "",
    focus: tuple[float, float] = (0.0, 0.0),
    thumbnail: Path | None = None,
) -> Picture:
    """Keep a film or a sound as it is, with a picture beside it if there is one.

    Only what tells when and where a film was taken is written over.

    Raises `BadRecording`, `BadImage` (of the thumbnail) or `Invalid`; nothing is left then.
    """
    description, (x, y) = checked_description(description), checked_focus(focus)
    found = inspect_recording(path, max_bytes=settings.RECORDING_BYTES)
    _check_room(by, path.stat().st_size)
    row = Picture(
        owner=by,
        folder=f"pictures/{new_id()}",
        kind=found.kind,
        file=f"original.{found.ending}",
        mime=found.mime,
        size=path.stat().st_size,
        seconds=found.seconds,
        rate=found.rate,
        width=found.width,
        height=found.height,
        has_thumbnail=False,
        description=description,
        focus_x=x,
        focus_y=y,
    )
    folder = Path(settings.MEDIA_ROOT) / row.folder
    try:
        if thumbnail is not None:
            _put_thumbnail(row, thumbnail)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / row.file)
        silence(folder / row.file, found)
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return row


def _check_room(by: Account, size: int) -> None:
    """No single person fills the disk, on which all else lies too."""
    since = clock.now() - timedelta(days=1)
    today = Picture.objects.filter(owner=by, size__gt=0, created_at__gt=since)
    used: int = today.aggregate(used=Sum("size"))["used"] or 0
    if used + size > MOST_A_DAY * settings.RECORDING_BYTES:
        raise Invalid(
            _("That is a lot of film and sound for one day. Please go on tomorrow."),
            field="file",
            code="too_much",
        )


def replace_thumbnail(picture: Picture, thumbnail: Path, *, by: Account) -> None:
    """Put another picture beside a film or a sound. Raises `BadImage` or `Invalid`."""
    require_own(picture, by)
    if picture.is_image:
        raise Invalid(_("A picture is its own preview."), field="thumbnail", code="image")
    _put_thumbnail(picture, thumbnail)
    with transaction.atomic():
        picture.save(update_fields=["has_thumbnail", "blurhash", "preview_width", "preview_height"])


def _put_thumbnail(row: Picture, thumbnail: Path) -> None:
    made = images.process_image(
        thumbnail,
        Path(settings.MEDIA_ROOT) / row.folder,
        sizes=SIZES,
        max_pixels=MOST_PIXELS,
        max_bytes=settings.PICTURE_BYTES,
    )
    row.has_thumbnail, row.blurhash = True, made.blurhash
    row.preview_width, row.preview_height = made.width, made.height
