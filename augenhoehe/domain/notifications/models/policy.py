"""From whom somebody wants notices: a right of their own."""

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class NoticePolicy(models.Model):
    """From whom somebody wants notices. Criticism is told whatever stands here."""

    class Answer(models.TextChoices):
        ACCEPT = "accept"
        FILTER = "filter"  # held back until asked for
        DROP = "drop"

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    for_not_following = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)
    for_not_followers = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)
    for_new_accounts = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)
    for_private_mentions = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)
    for_limited_accounts = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)
    for_automated = models.CharField(max_length=6, choices=Answer, default=Answer.ACCEPT)

    def __str__(self) -> str:
        return f"notices for {self.account_id}"


class NoticeRequest(models.Model):
    """Notices from somebody wait: to be accepted, or put away. Then there is no request."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    last_post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    notices_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "sender", name="notice_request_once")]

    def __str__(self) -> str:
        return f"{self.sender_id} waits for {self.account_id}"


class NoticePermission(models.Model):
    """Somebody's notices come through, whatever the policy says."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("account", "sender", name="notice_permission_once")]

    def __str__(self) -> str:
        return f"{self.sender_id} reaches {self.account_id}"
