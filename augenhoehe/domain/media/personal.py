"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import Holding, Kept, mine

HOLDINGS = (
    Holding(
        "media.Picture",
        _("pictures, films and sounds that somebody added, without place and camera"),
        (mine("owner"),),
        Kept(_("as long as the post they stand in; what is used in none goes after a day")),
        folders=("folder",),
    ),
)
