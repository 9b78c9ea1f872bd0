"""What somebody does with posts for themselves: pin, mute, filter, follow hashtags."""

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models.post import Post, Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Pin(models.Model):
    """A post stands first on the page of the account it is by."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "post", name="pin_once")]

    def __str__(self) -> str:
        return f"{self.account_id} pins {self.post_id}"


class ThreadMute(models.Model):
    """Somebody wants no notices of a conversation; `thread` is the post it began with."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "thread", name="thread_mute_once")]

    def __str__(self) -> str:
        return f"{self.account_id} hears no more of {self.thread_id}"


class FollowedTag(models.Model):
    """Somebody reads what carries a hashtag at home."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "tag", name="followed_tag_once")]

    def __str__(self) -> str:
        return f"{self.account_id} follows #{self.tag_id}"


class FeaturedTag(models.Model):
    """A hashtag somebody shows in their profile as theirs."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "tag", name="featured_tag_once")]

    def __str__(self) -> str:
        return f"{self.account_id} features #{self.tag_id}"
