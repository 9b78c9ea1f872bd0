from django.db import models
from django.db.models import F, Q

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Notification(models.Model):
    """Somebody is told that something concerning them happened."""

    class Kind(models.TextChoices):
        MENTION = "mention"
        REPLY = "reply"
        BOOST = "boost"
        LIKE = "like"
        FOLLOW = "follow"
        FOLLOW_REQUEST = "follow_request"
        MOVED = "moved"  # somebody one follows; the actor is who they are now
        SPACE_REQUEST = "space_request"
        SPACE_INVITATION = "space_invitation"
        SPACE_JOINED = "space_joined"
        VOICE_JOINED = "voice_joined"
        CASE_OPENED = "case_opened"
        CASE_STEP = "case_step"
        CASE_OFFERED = "case_offered"  # your post could be a case
        CASE_OVERDUE = "case_overdue"
        INTERVENTION = "intervention"  # something of yours was restricted, or restored
        MODERATION = "moderation"  # for the office: a report, an appeal, a proposal to look at
        REPORT_DECIDED = "report_decided"
        POST = "post"  # by somebody whose every post one wants to hear of
        POST_EDITED = "post_edited"  # that one passed on
        POLL_ENDED = "poll_ended"
        QUOTE = "quote"
        QUOTED_EDITED = "quoted_edited"
        CODEX = "codex"  # a new version; `thing` is its number
        COLLEAGUE = "colleague"  # help before and after; `step` says which, `thing` with what

    id = TimeOrderedId()
    recipient = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    actor = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    # What it is about beyond these: a target, a report, an appeal, an intervention; by `step`.
    thing = models.PositiveBigIntegerField(null=True, blank=True)
    step = models.CharField(max_length=12, blank=True, default="")  # the kind of case event
    # The same for notices that can be told as one: likes of one post, for instance.
    group_key = models.CharField(max_length=60, blank=True, default="")
    # Held back by the recipient's own policy, until they accept it.
    is_held_back = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index("recipient", F("id").desc(), name="notification_of"),
            models.Index(
                "recipient", condition=Q(read_at__isnull=True), name="notification_unread"
            ),
            models.Index(
                "recipient",
                "group_key",
                F("id").desc(),
                condition=~Q(group_key=""),
                name="notification_group",
            ),
            models.Index(
                "recipient", "actor", condition=Q(is_held_back=True), name="notification_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.recipient_id}"
