from django.db import models
from django.db.models import F, Q

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Follow(models.Model):
    """One account reads another's posts at home."""

    id = TimeOrderedId()
    follower = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    show_boosts = models.BooleanField(default=True)
    notify = models.BooleanField(default=False)  # of every post
    languages = models.JSONField(default=list, blank=True)  # only posts in these; none is all
    # Of somebody elsewhere: the id under which their server knows it.
    uri = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("follower", "followed", name="follow_once"),
            models.CheckConstraint(
                condition=~Q(follower=F("followed")), name="nobody_follows_themselves"
            ),
        ]
        indexes = [models.Index("followed", condition=Q(notify=True), name="follow_of_every_post")]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"


class FollowRequest(models.Model):
    """A wish to follow somebody who approves followers; gone when answered."""

    id = TimeOrderedId()
    follower = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    # As the follow will have them.
    show_boosts = models.BooleanField(default=True)
    notify = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)
    uri = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("follower", "followed", name="follow_request_once")]

    def __str__(self) -> str:
        return f"{self.follower_id} would like to follow {self.followed_id}"


class Mute(models.Model):
    """A person's own right: not to read somebody. Nobody else learns of it."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    muted = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    with_notifications = models.BooleanField(default=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "muted", name="mute_once")]

    def __str__(self) -> str:
        return f"{self.account_id} mutes {self.muted_id}"


class Block(models.Model):
    """A person's own right: neither to read nor to be followed or addressed by somebody."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "blocked", name="block_once")]

    def __str__(self) -> str:
        return f"{self.account_id} blocks {self.blocked_id}"
