from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post


class HomeEntry(models.Model):
    """One line of somebody's home timeline, written when the post is published.

    The key is (owner, post), so that a page of a timeline is one stretch of the index.
    """

    pk = models.CompositePrimaryKey("owner_id", "post_id")
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.post_id} for {self.owner_id}"
