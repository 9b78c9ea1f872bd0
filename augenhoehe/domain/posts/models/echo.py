from django.db import models

from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation.ids import TimeOrderedId


class EchoKey(models.Model):
    """One band of the sketch (MinHash) of a post: alike posts share one at least.

    Only of what members and voices said in the open; rows older than the window go at night.
    """

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()  # number of the band and hash of its rows

    class Meta:
        indexes = [models.Index("key", "post", name="echo_key")]

    def __str__(self) -> str:
        return f"{self.key} of {self.post_id}"


class Likeness(models.Model):
    """Two posts of the organisation say nearly the same. One row from each side."""

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField()  # Jaccard index of their shingles, exactly, 0 to 1

    class Meta:
        constraints = [models.UniqueConstraint("post", "other", name="likeness_once")]

    def __str__(self) -> str:
        return f"{self.post_id} like {self.other_id}"
