"""Everything that can be done with pictures."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import images
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

SIZES = {"small": 640, "large": 1920}
MAX_DESCRIPTION = 1500


def add_picture(
    path: Path, *, by: Account, description: str = "", focus: tuple[float, float] = (0.0, 0.0)
) -> Picture:
    """Check and keep an uploaded picture. Raises `images.BadImage` or `Invalid`.

    The slow part (half a second of work in another process) is outside of any transaction.
    """
    description = _checked_description(description)
    x, y = _checked_focus(focus)
    folder = f"pictures/{new_id()}"
    result = images.process_image(path, Path(settings.MEDIA_ROOT) / folder, sizes=SIZES)
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


@transaction.atomic
def describe_picture(
    picture: Picture,
    *,
    by: Account,
    description: str,
    focus: tuple[float, float] | None = None,
) -> None:
    """Say in words what a picture shows, and where it is important."""
    if picture.owner_id != by.id:
        raise NotAllowed(_("This picture is somebody else's."))
    picture.description = _checked_description(description)
    if focus is not None:
        picture.focus_x, picture.focus_y = _checked_focus(focus)
    picture.save(update_fields=["description", "focus_x", "focus_y"])


def _checked_description(description: str) -> str:
    description = tidy(description).strip()
    if len(description) > MAX_DESCRIPTION:
        raise Invalid(
            _("A description has at most %(most)d characters.") % {"most": MAX_DESCRIPTION},
            field="description",
            code="too_long",
        )
    return description


def _checked_focus(focus: tuple[float, float]) -> tuple[float, float]:
    x, y = focus
    if not (-1 <= x <= 1 and -1 <= y <= 1):  # also refuses NaN
        raise Invalid(_("The focus lies between -1 and 1."), field="focus", code="range")
    return x, y
