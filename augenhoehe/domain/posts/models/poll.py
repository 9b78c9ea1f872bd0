"""Questions with answers to choose from. Who chose what is told to nobody."""

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Poll(models.Model):
    """A question asked with a post."""

    id = TimeOrderedId()
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="poll")
    is_multiple = models.BooleanField(default=False)
    hides_totals = models.BooleanField(default=False)  # until it has ended
    ends_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # that it has ended
    voters_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                "ends_at", condition=models.Q(told_at__isnull=True), name="poll_to_be_ended"
            )
        ]

    def __str__(self) -> str:
        return f"poll of {self.post_id}"


class PollOption(models.Model):
    """One of the answers; counted here, so that reading counts nothing."""

    id = TimeOrderedId()
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    votes_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("poll", "position", name="poll_option_position")]

    def __str__(self) -> str:
        return self.title


class PollVote(models.Model):
    """Somebody chose an answer."""

    id = TimeOrderedId()
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("poll", "account", "position", name="poll_vote_once")
        ]

    def __str__(self) -> str:
        return f"a vote in {self.poll_id}"
