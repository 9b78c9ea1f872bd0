from pathlib import Path

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.media.actions.words import checked_description, checked_focus
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.sizes import MOST_PIXELS, SIZES
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import images
from augenhoehe.foundation.ids import new_id


def add_picture(
    path: Path, *, by: Account, description: str = "", focus: tuple[float, float] = (0.0, 0.0)
) -> Picture:
    """Check and keep an uploaded picture. Raises `images.BadImage` or `Invalid`.

    The slow part (half a second of work in another process) is outside of any transaction.
    """
    description = checked_description(description)
    x, y = checked_focus(focus)
    folder = f"pictures/{new_id()}"
    result = images.process_image(
        path,
        Path(settings.MEDIA_ROOT) / folder,
        sizes=SIZES,
        max_pixels=MOST_PIXELS,
        max_bytes=settings.PICTURE_BYTES,
    )
    with transaction.atomic():
        return Picture.objects.create(
            owner=by,
            folder=folder,
            width=result.width,
            height=result.height,
            blurhash=result.blurhash,
            description=description,
            focus_x=x,
            focus_y=y,
        )
