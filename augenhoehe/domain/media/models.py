from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Picture(models.Model):
    """An uploaded picture in its sizes, with a text for those who do not see it."""

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    folder = models.CharField(max_length=200)  # below the media folder; holds one file a size
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    blurhash = models.CharField(max_length=100, blank=True, default="")
    description = models.TextField(blank=True, default="")
    # Where the picture is important, from -1 (left, bottom) to 1 (right, top).
    focus_x = models.FloatField(default=0)
    focus_y = models.FloatField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.description[:40] or f"picture {self.id}"
