from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Space(models.Model):
    """A place with members and a reach."""

    class Reach(models.TextChoices):
        CIRCLE = "circle"
        HOUSE = "house"
        WORLD = "world"

    class Join(models.TextChoices):
        OPEN = "open"
        REQUEST = "request"
        INVITE = "invite"

    id = TimeOrderedId()
    # World spaces are followed and addressed from elsewhere through this account.
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    purpose = models.TextField(blank=True, default="")
    reach = models.CharField(max_length=8, choices=Reach)
    join = models.CharField(max_length=8, choices=Join, default=Join.OPEN)
    created_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @property
    def is_internal(self) -> bool:
        return self.reach != self.Reach.WORLD


class SpaceMembership(models.Model):
    """A person belongs to a space; a moderator of it keeps it in order."""

    class Role(models.TextChoices):
        MEMBER = "member"
        MODERATOR = "moderator"

    id = TimeOrderedId()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    added_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "space", name="space_membership_once")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.space_id}"


class HatHabit(models.Model):
    """Which hat somebody puts on in a space, unless they choose otherwise for one post."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    hat = models.ForeignKey(Hat, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("account", "space", name="hat_habit_once")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.space_id}"


class JoinRequest(models.Model):
    """A wish to belong, or (with `invited_by`) an invitation; gone when answered."""

    id = TimeOrderedId()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="join_requests")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "space", "account", condition=Q(invited_by__isnull=True), name="join_request_once"
            ),
            models.UniqueConstraint(
                "space", "account", condition=Q(invited_by__isnull=False), name="invitation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} and {self.space_id}"


class SelfTest(models.Model):
    """The promise of internal spaces, tried: did anybody outside come upon what was said inside?

    What was tried is written down, what was found too; never a word of a space.
    """

    id = TimeOrderedId()
    at = models.DateTimeField(default=clock.now)
    seconds = models.FloatField(default=0)
    spaces = models.PositiveIntegerField(default=0)  # how many were tried
    # By name: the ways, and those of them that do not find even what everybody may read.
    ways = models.JSONField(default=list)
    blind = models.JSONField(default=list)
    leaks = models.JSONField(default=list)  # [{"reach", "space", "way"}]
    error = models.TextField(blank=True, default="")  # why it did not come to its end
    # An administrator looked at what leaked: other servers are talked with again.
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"self-test of {self.at:%Y-%m-%d}"

    @property
    def found_nothing(self) -> bool:
        """Whether it came to its end and nothing got out."""
        return not self.leaks and not self.error
