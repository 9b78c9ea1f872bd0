from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Announcement(models.Model):
    """What those who run this server have to say to everybody on it."""

    id = TimeOrderedId()
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    all_day = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.text[:40]


class AnnouncementRead(models.Model):
    """Somebody has read an announcement."""

    id = TimeOrderedId()
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("announcement", "account", name="announcement_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} read {self.announcement_id}"


class AnnouncementReaction(models.Model):
    """Somebody answers an announcement with a sign."""

    id = TimeOrderedId()
    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="reactions"
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=64)  # the sign itself, or the shortcode of an emoji

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "announcement", "account", "name", name="announcement_reaction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.announcement_id}"
