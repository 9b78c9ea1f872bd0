from django.db import models
from django.db.models import F, Q

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation.ids import TimeOrderedId


class Conversation(models.Model):
    """A thread of posts to a few people, as one of them sees it."""

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    last_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    is_unread = models.BooleanField(default=True)
    # Put away by its owner; a new post brings it back.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("owner", "thread", name="conversation_once")]
        indexes = [
            models.Index(
                "owner",
                F("last_post").desc(),
                condition=Q(hidden_at__isnull=True),
                name="conversation_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} of {self.owner_id}"
