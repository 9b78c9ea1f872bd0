from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Like(models.Model):
    """Somebody likes a post."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "post", name="like_once")]

    def __str__(self) -> str:
        return f"{self.account_id} likes {self.post_id}"


class Bookmark(models.Model):
    """Somebody keeps a post for later; nobody else learns of it."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "post", name="bookmark_once")]

    def __str__(self) -> str:
        return f"{self.account_id} keeps {self.post_id}"
