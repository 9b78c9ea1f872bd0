from django.db import models

from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Turn(models.Model):
    """Dissent has overtaken approval below a post of a voice or of somebody with a hat.

    Figures of the moment in which its team was told; those of now are worked out.
    """

    id = TimeOrderedId()
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    turned_at = models.DateTimeField(default=clock.now)
    approving = models.PositiveIntegerField()  # independent people
    dissenting = models.PositiveIntegerField()
    lower = models.FloatField()  # lower bound of the dissenting share
    ended_at = models.DateTimeField(null=True, blank=True)  # the team has seen to it

    def __str__(self) -> str:
        return f"turn of {self.post_id}"
