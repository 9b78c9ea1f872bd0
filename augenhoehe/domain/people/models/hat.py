from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class HatRule(models.Model):
    """Who gets a hat by themselves: a confirmed address at a domain, or a group of a directory.

    A closed rule gives no new hats; those it gave end with their confirmation.
    """

    class Kind(models.TextChoices):
        MAIL_DOMAIN = "mail_domain"
        GROUP = "group"

    id = TimeOrderedId()
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=253)  # the domain, or the name of the group
    words = models.CharField(max_length=100)  # what follows "speaks for"
    voice = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "kind",
                "value",
                "words",
                condition=Q(closed_at__isnull=True),
                name="hat_rule_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}: {self.words}"


class GroupMembership(models.Model):
    """A directory says that somebody belongs to a group, from then until then."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="groups")
    group = models.CharField(max_length=253)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account", "group", condition=Q(until__isnull=True), name="in_group_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.group}"


class Hat(models.Model):
    """ "I speak for …": who confirmed it, since when, until when. It is an interest, not a rank.

    Worn per post. The words never change: another wording is another hat, so that old posts
    keep what was worn. The rows are the public log of granting and ending.
    """

    class Source(models.TextChoices):
        MAIL_DOMAIN = "mail_domain"
        GROUP = "group"
        STEWARD = "steward"
        ORGANISATION = "organisation"  # elsewhere, by its signed list

    class Ended(models.TextChoices):
        LEFT = "left"  # the organisation
        UNCONFIRMED = "unconfirmed"  # the address, the group or the list says so no longer
        PUT_DOWN = "put_down"  # by who wore it
        WITHDRAWN = "withdrawn"  # by an intervention; in public it has ended, no more

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="hats")
    words = models.CharField(max_length=100)
    voice = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=12, choices=Source)
    rule = models.ForeignKey(
        HatRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    domain = models.CharField(max_length=253, blank=True, default="")  # of who confirms it
    confirmed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=12, choices=Ended, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account", "words", condition=Q(until__isnull=True), name="hat_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} speaks for {self.words}"


class LinkedAccount(models.Model):
    """An account elsewhere that is the same person's, shown beside a hat while both last."""

    class Method(models.TextChoices):
        REL_ME = "rel_me"  # its page links back
        CODE = "code"  # a post there carries a code

    id = TimeOrderedId()
    hat = models.ForeignKey(Hat, on_delete=models.CASCADE, related_name="linked")
    address = models.CharField(max_length=500)  # of the page elsewhere
    method = models.CharField(max_length=8, choices=Method, default=Method.REL_ME)
    code = models.CharField(max_length=40, blank=True, default="")
    code_address = models.CharField(max_length=500, blank=True, default="")  # of the post with it
    added_at = models.DateTimeField(default=clock.now)
    verified_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "hat", "address", condition=Q(until__isnull=True), name="linked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.address
