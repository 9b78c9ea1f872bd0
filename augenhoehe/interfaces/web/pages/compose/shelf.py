"""What lies beside a text that is being written: uploaded at once, described, dropped.

Each is kept as soon as it has come, so that a mistake elsewhere never costs an upload.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from augenhoehe.domain.media.actions import add_media
from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.posts.actions import describe_upload
from augenhoehe.foundation import patience
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.recordings.inspect import BadRecording
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.uploads import on_disk

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

MOST = 4

_WHY: dict[str, Any] = {
    "empty": gettext_lazy("%(name)s is empty."),
    "too_large": gettext_lazy("%(name)s is larger than %(most)d MB."),
    "too_many_pixels": gettext_lazy("%(name)s has more pixels than this server can take."),
    "broken": gettext_lazy("%(name)s is damaged."),
    "timeout": gettext_lazy("%(name)s took too long to read."),
    "unsupported": gettext_lazy("%(name)s: please take JPEG, PNG, WebP, GIF, AVIF or HEIC."),
    "not_an_image": gettext_lazy("%(name)s is neither a picture nor a film nor a sound."),
}
_NOT_PLAYED = gettext_lazy(
    "%(name)s: films have to be MP4 (H.264 and AAC) or WebM; sounds MP3, Ogg, M4A, FLAC or WAV."
)
FOCUS = (
    ("0.0,0.0", gettext_lazy("the middle")),
    ("0.0,1.0", gettext_lazy("the top")),
    ("0.0,-1.0", gettext_lazy("the bottom")),
    ("-1.0,0.0", gettext_lazy("the left")),
    ("1.0,0.0", gettext_lazy("the right")),
    ("-1.0,1.0", gettext_lazy("the top left")),
    ("1.0,1.0", gettext_lazy("the top right")),
    ("-1.0,-1.0", gettext_lazy("the bottom left")),
    ("1.0,-1.0", gettext_lazy("the bottom right")),
)


@dataclass(slots=True)
class ShelfPicture:
    """One picture, with what is typed about it."""

    picture: Picture
    description: str
    focus: str
    is_mine: bool = True
    error: str = ""

    @property
    def focus_choices(self) -> list[tuple[str, Any]]:
        """The nine places, and the exact one if an app has set another."""
        known = list(FOCUS)
        return known if self.focus in dict(known) else [*known, (self.focus, _("as it is"))]


@dataclass(slots=True)
class Shelf:
    """Up to four pictures in their order, and what went wrong with others."""

    owner: Account
    pictures: list[ShelfPicture] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def put(self, pictures: Sequence[Picture]) -> None:
        """Show pictures as they are."""
        self.pictures += [
            ShelfPicture(one, one.description, _focus_of(one), one.owner_id == self.owner.id)
            for one in pictures
        ]

    def read(self, request: HttpRequest, *, already: Sequence[Picture] = ()) -> None:
        """What a form says: which pictures, what they show, which to drop, which are new.

        `already` are pictures of the edited post; a colleague may have uploaded them.
        """
        ids = _ids(request.POST.getlist("picture"))
        known = {one.id: one for one in [*already, *own_pictures(self.owner, ids)]}
        dropped = _ids([request.POST.get("drop", "")])
        self.put([known[one] for one in ids if one in known and one not in dropped])
        for shown in self.pictures:
            self._retype(shown, request)
        self.take(request.FILES.getlist("files"))
        if len(self.pictures) > MOST:
            self.errors.append(_("At most four pictures, please."))

    def _retype(self, shown: ShelfPicture, request: HttpRequest) -> None:
        if shown.is_mine:
            name = shown.picture.id
            shown.description = request.POST.get(f"description-{name}", shown.description)
            shown.focus = request.POST.get(f"focus-{name}", shown.focus)[:40]

    def take(self, files: Sequence[UploadedFile[Any]]) -> None:
        """Keep uploaded files, as many as there is room for."""
        for file in files:
            if len(self.pictures) >= MOST:
                self.errors.append(_("At most four pictures, please."))
                return
            try:
                self.put([_kept(file, self.owner)])
            except BadImage as refusal:
                self.errors.append(_why_not(refusal, file))
            except Invalid as refusal:
                self.errors.append(str(refusal))
            except patience.Patience as refusal:
                self.errors.append(
                    _("Many pictures in a short time: please wait %(n)d seconds, then add it.")
                    % {"n": refusal.retry_after}
                )
                return

    def describe(self, edited: Post | None = None) -> None:
        """Keep what was typed about the pictures; what cannot be used is said beside it."""
        for shown in self.pictures:
            if not shown.is_mine or not self._has_changed(shown):
                continue
            try:
                describe_upload(
                    shown.picture,
                    by=self.owner,
                    description=shown.description,
                    focus=_focus_from(shown.focus),
                    edited=edited,
                )
            except Invalid as refusal:
                shown.error = str(refusal)

    @staticmethod
    def _has_changed(shown: ShelfPicture) -> bool:
        as_kept = (shown.picture.description, _focus_of(shown.picture))
        return (shown.description, shown.focus) != as_kept

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(shown.error for shown in self.pictures)


def _why_not(refusal: BadImage, file: UploadedFile[Any]) -> str:
    is_recording = isinstance(refusal, BadRecording)
    most = settings.RECORDING_BYTES if is_recording else settings.PICTURE_BYTES
    why = _WHY.get(refusal.code, _WHY["broken"])
    if is_recording and refusal.code == "unsupported":
        why = _NOT_PLAYED
    name = (file.name or _("The file"))[:80]
    return str(why % {"name": name, "most": most // 1024**2})


def _ids(raw: Sequence[str]) -> list[int]:
    """Whole numbers among what was sent, each once."""
    fits = [int(one) for one in raw if one.isascii() and one.isdigit() and len(one) <= 19]
    return [one for one in dict.fromkeys(fits) if one < 2**63][: 2 * MOST]


def _focus_of(picture: Picture) -> str:
    return f"{picture.focus_x},{picture.focus_y}"


def _focus_from(typed: str) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in typed.split(","))
    except ValueError:
        raise Invalid(_("Please choose what matters in the picture."), field="focus") from None
    return x, y


def _kept(file: UploadedFile[Any], owner: Account) -> Picture:
    patience.spend("upload", str(owner.id))
    with on_disk(file) as path:
        return add_media(path, by=owner)
