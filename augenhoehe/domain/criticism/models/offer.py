from __future__ import annotations

from django.db import models

from augenhoehe.domain.criticism.models.case import Case
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Offer(models.Model):
    """A post could be a case, if its author wants it to be. Declined once, it is not pressed."""

    class Kind(models.TextChoices):
        MENTION = "mention"
        MARK = "mark"  # somebody said: this is criticism
        HINT = "hint"  # words of the post sound like it

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    id = TimeOrderedId()
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    marked_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"offer for {self.post_id} ({self.state})"


class CriticLink(models.Model):
    """A link by which a critic without an account here acts once: in a case, or on an offer.

    Its token is signed (`links.token_of`) and not stored. Used once; a letter brings a new one.
    `account` is a person on another server, to whom the link goes by a direct message.
    """

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(MailContact, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # To another server: when, and the message it went with. A reply to that is as good.
    sent_at = models.DateTimeField(null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                "id",
                condition=models.Q(
                    account__isnull=False, sent_at__isnull=True, used_at__isnull=True
                ),
                name="critic_link_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"link {self.id}"


class Submission(models.Model):
    """Criticism from the public form, kept until its address is confirmed; then it is a case.

    With a `source_url` it is somebody else's, said elsewhere, and only brought in.
    """

    id = TimeOrderedId()
    contact = models.ForeignKey(MailContact, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    text = models.TextField()
    wanted = models.CharField(max_length=500, blank=True, default="")
    source_url = models.URLField(max_length=1000, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"submission {self.id}"
