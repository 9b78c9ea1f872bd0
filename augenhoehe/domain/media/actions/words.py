from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

MAX_DESCRIPTION = 1500


@transaction.atomic
def describe_picture(
    picture: Picture,
    *,
    by: Account,
    description: str,
    focus: tuple[float, float] | None = None,
) -> None:
    """Say in words what a picture shows or a sound lets hear, and where it is important."""
    require_own(picture, by)
    picture.description = checked_description(description)
    if focus is not None:
        picture.focus_x, picture.focus_y = checked_focus(focus)
    picture.save(update_fields=["description", "focus_x", "focus_y"])


def require_own(picture: Picture, by: Account) -> None:
    if picture.owner_id != by.id:
        raise NotAllowed(_("This picture is somebody else's."))


def checked_description(description: str) -> str:
    description = tidy(description).strip()
    if len(description) > MAX_DESCRIPTION:
        raise Invalid(
            _("A description has at most %(most)d characters.") % {"most": MAX_DESCRIPTION},
            field="description",
            code="too_long",
        )
    return description


def checked_focus(focus: tuple[float, float]) -> tuple[float, float]:
    x, y = focus
    if not (-1 <= x <= 1 and -1 <= y <= 1):  # also refuses NaN
        raise Invalid(_("The focus lies between -1 and 1."), field="focus", code="range")
    return x, y
