from django.db import models


class ThreadAsked(models.Model):
    """When the replies to a post of another server were asked for last: not more than hourly."""

    post = models.OneToOneField(
        "posts.Post", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"replies to {self.post_id}"
