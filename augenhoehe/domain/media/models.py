from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId

# What players of browsers can play, and how its file is called. Nothing that can hold a
# script, whatever another server says of it.
ENDINGS = {
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/ogg": "ogv",
    "video/quicktime": "mov",
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/webm": "weba",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/x-flac": "flac",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
}


class Picture(models.Model):
    """An uploaded picture in its sizes, with a text for those who do not see it.

    A film or a sound too: kept as it came in `file`, with a picture of it beside it, if any.
    """

    class Kind(models.TextChoices):
        IMAGE = "image"
        VIDEO = "video"
        AUDIO = "audio"

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    folder = models.CharField(max_length=200)  # below the media folder; holds one file a size
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.IMAGE)
    file = models.CharField(max_length=40, blank=True, default="")  # "original.mp4"
    mime = models.CharField(max_length=40, blank=True, default="")  # of that file
    size = models.PositiveBigIntegerField(default=0)  # of that file, in bytes
    seconds = models.FloatField(default=0)  # 0 where the file does not say, as of a live stream
    rate = models.FloatField(default=0)  # pictures a second of a film
    has_thumbnail = models.BooleanField(default=True)  # whether the sizes are there
    width = models.PositiveIntegerField()  # 0 of a sound
    height = models.PositiveIntegerField()
    # Of the picture beside a film or a sound, in its largest size.
    preview_width = models.PositiveIntegerField(default=0)
    preview_height = models.PositiveIntegerField(default=0)
    blurhash = models.CharField(max_length=100, blank=True, default="")
    description = models.TextField(blank=True, default="")
    # Where the picture is important, from -1 (left, bottom) to 1 (right, top).
    focus_x = models.FloatField(default=0)
    focus_y = models.FloatField(default=0)
    # Where another server has it: then it lies in no folder here and is passed on when asked for.
    away = models.CharField(max_length=2000, blank=True, default="")
    preview_away = models.CharField(max_length=2000, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.description[:40] or f"picture {self.id}"

    @property
    def is_image(self) -> bool:
        return self.kind == self.Kind.IMAGE

    @property
    def file_name(self) -> str:
        """How a film or a sound is called here, whether it lies here or is passed on."""
        is_passed_on = self.away and not self.is_image
        return f"original.{ENDINGS.get(self.mime, 'mp4')}" if is_passed_on else self.file

    @property
    def has_preview(self) -> bool:
        """Whether there are pictures of it: what lies elsewhere has those it names."""
        return bool(self.preview_away) if self.away and not self.is_image else self.has_thumbnail

    @property
    def is_video(self) -> bool:
        return self.kind == self.Kind.VIDEO


class CustomEmoji(models.Model):
    """A small picture of this server (or, with a domain, of another) that stands for a word."""

    id = TimeOrderedId()
    shortcode = models.CharField(max_length=64)
    domain = models.CharField(max_length=253, blank=True, default="")
    folder = models.CharField(max_length=200)
    category = models.CharField(max_length=60, blank=True, default="")
    is_offered = models.BooleanField(default=True)  # in the picker; else it is only shown
    away = models.CharField(max_length=2000, blank=True, default="")  # as of `Picture`
    disabled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("shortcode", "domain", name="emoji_once")]

    def __str__(self) -> str:
        return f":{self.shortcode}:"
