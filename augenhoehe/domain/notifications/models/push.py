from django.db import models

from augenhoehe.domain.people.models import AccessToken, Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class PushSubscription(models.Model):
    """Where notices are pushed to: one place per app somebody signed in with, or per browser.

    It ends with the token or the session it was made in.
    """

    class From(models.TextChoices):
        ALL = "all"
        FOLLOWED = "followed"
        FOLLOWER = "follower"
        NONE = "none"

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    # Of an app; without one it is a browser on our own pages.
    token = models.OneToOneField(
        AccessToken, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    session_key = models.CharField(max_length=40, blank=True, default="")  # of that browser
    endpoint = models.CharField(max_length=2000)
    key_p256dh = models.CharField(max_length=200)
    key_auth = models.CharField(max_length=100)
    is_standard = models.BooleanField(default=True)  # RFC 8291; else the older encryption
    wanted_from = models.CharField(max_length=8, choices=From, default=From.ALL)
    alerts = models.JSONField(default=dict)  # by type of notice: true or false
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(token__isnull=False) | ~models.Q(session_key=""),
                name="push_ends_with_something",
            )
        ]

    def __str__(self) -> str:
        return f"push for {self.account_id}"
