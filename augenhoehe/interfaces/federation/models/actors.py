from django.db import models
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class ActorKey(models.Model):
    """A pair of keys with which an account of this server signs; made when first needed."""

    class Type(models.TextChoices):
        RSA = "rsa"  # draft-cavage, and RFC 9421
        ED25519 = "ed25519"  # RFC 9421, published by FEP-521a

    id = TimeOrderedId()
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    type = models.CharField(max_length=8, choices=Type, default=Type.RSA)
    private_pem = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    # Replaced by another. Signs nothing any more.
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account", "type", condition=Q(retired_at__isnull=True), name="actor_key_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} key of {self.account_id}"


class RemoteActor(models.Model):
    """Where somebody elsewhere receives, and with what they sign: what people do not see."""

    id = TimeOrderedId()
    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="+")
    host = models.CharField(max_length=253, db_index=True)  # of its id, which the name may not be
    kind = models.CharField(max_length=20)  # as ActivityStreams calls it
    inbox = models.CharField(max_length=2000)
    shared_inbox = models.CharField(max_length=2000, blank=True, default="")
    outbox = models.CharField(max_length=2000, blank=True, default="")
    followers = models.CharField(max_length=2000, blank=True, default="")
    following = models.CharField(max_length=2000, blank=True, default="")
    featured = models.CharField(max_length=2000, blank=True, default="")
    # [{"id", "type": "pem" | "multibase", "key"}], as its own document says.
    keys = models.JSONField(default=list)
    fetched_at = models.DateTimeField(default=clock.now)
    gone_at = models.DateTimeField(null=True, blank=True)  # 404 or 410 where it was, or a Delete

    def __str__(self) -> str:
        return f"actor of {self.account_id}"
