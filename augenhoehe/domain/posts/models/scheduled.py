from django.db import models
from django.db.models import Q

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class ScheduledPost(models.Model):
    """Something written now, to be said later. The post will show when it was written.

    `wanted` is what was asked for, in the words of `posts.scheduling`; every rule is asked
    again when it is said. With `waits_since` no clock says it, but another person of a voice
    that lets its posts be looked at before; `edits` is the post whose new wording this is.
    """

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    voice = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    wanted = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    failed_at = models.DateTimeField(null=True, blank=True)
    why_failed = models.CharField(max_length=300, blank=True, default="")
    waits_since = models.DateTimeField(null=True, blank=True)
    edits = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_back_why = models.CharField(max_length=1000, blank=True, default="")
    # The same submission twice is one.
    submission = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account",
                "submission",
                condition=Q(submission__isnull=False),
                name="scheduled_submitted_once",
            )
        ]
        indexes = [
            models.Index("due_at", condition=Q(failed_at__isnull=True), name="scheduled_due")
        ]

    def __str__(self) -> str:
        return f"scheduled by {self.account_id} for {self.due_at:%Y-%m-%d %H:%M}"


class ScheduledPicture(models.Model):
    """A picture waits with the post it will stand in: it is not for another one meanwhile."""

    id = TimeOrderedId()
    scheduled = models.ForeignKey(ScheduledPost, on_delete=models.CASCADE, related_name="pictures")
    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.picture_id} waits in {self.scheduled_id}"
