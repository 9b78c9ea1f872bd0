from __future__ import annotations

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Look(models.Model):
    """A colleague is asked to look at what somebody is writing. They comment; they release nothing.

    `text` is a copy of the draft as it was shown. Gone, with its comments, when the writer says
    so or publishes; nobody else ever sees it.
    """

    id = TimeOrderedId()
    by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    colleague = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=80)  # of the draft, as in `Draft`
    # What the draft is about and the space it is for: only who may read these may look.
    beside = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    warning = models.CharField(max_length=300, blank=True, default="")
    question = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.colleague_id} looks at a draft of {self.by_id}"


class LookComment(models.Model):
    """What one of the two says about the draft; `passage` is what it is about, if anything."""

    id = TimeOrderedId()
    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    passage = models.CharField(max_length=500, blank=True, default="")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
