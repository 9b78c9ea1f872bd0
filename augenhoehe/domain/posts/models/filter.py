"""A person's own right: not to read certain words. Nobody else learns of it."""

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Filter(models.Model):
    """Words and posts somebody does not want to read, and where."""

    class Action(models.TextChoices):
        WARN = "warn"
        HIDE = "hide"
        BLUR = "blur"  # pictures only

    class Context(models.TextChoices):
        HOME = "home"
        NOTIFICATIONS = "notifications"
        PUBLIC = "public"
        THREAD = "thread"
        ACCOUNT = "account"

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=256)
    contexts = models.JSONField(default=list)  # of `Context`
    action = models.CharField(max_length=4, choices=Action, default=Action.WARN)
    # Bits of `Label`: what is labelled so is meant too, whatever it says.
    labels = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.title


class FilterKeyword(models.Model):
    """A word or words of a filter."""

    id = TimeOrderedId()
    filter = models.ForeignKey(Filter, on_delete=models.CASCADE, related_name="keywords")
    keyword = models.CharField(max_length=512)
    whole_word = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.keyword


class FilteredPost(models.Model):
    """A single post of a filter."""

    id = TimeOrderedId()
    filter = models.ForeignKey(Filter, on_delete=models.CASCADE, related_name="posts")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("filter", "post", name="filtered_post_once")]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.filter_id}"
