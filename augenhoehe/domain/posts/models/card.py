from django.db import models

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Card(models.Model):
    """What a page somewhere says about itself, for those who consider following a link."""

    class Kind(models.TextChoices):
        LINK = "link"
        PHOTO = "photo"
        VIDEO = "video"

    id = TimeOrderedId()
    url = models.CharField(max_length=2000)
    digest = models.CharField(max_length=64, unique=True)  # of the url
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.LINK)
    title = models.CharField(max_length=300, blank=True, default="")
    description = models.CharField(max_length=1000, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    author_name = models.CharField(max_length=200, blank=True, default="")
    author_url = models.CharField(max_length=2000, blank=True, default="")
    provider_name = models.CharField(max_length=200, blank=True, default="")
    provider_url = models.CharField(max_length=2000, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=200, blank=True, default="")  # of its picture
    picture_alt = models.CharField(max_length=1500, blank=True, default="")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    blurhash = models.CharField(max_length=100, blank=True, default="")
    fetched_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.title or self.url
