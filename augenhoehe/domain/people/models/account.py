from __future__ import annotations

import re

from django.db import models
from django.db.models.functions import Lower

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId

# Of the account under which people without one write. Nobody else can have these.
DESK_HANDLES = ("desk", "_desk")
# A word for a small picture, as other servers have them in names.
_DRAWN = re.compile(r"\s*:[A-Za-z0-9_]{2,}:\s*")


class Restriction(models.IntegerChoices):
    """What an intervention in force takes from an account. All of it, for everybody alike."""

    DELISTED = 1  # its posts stand in no public list, search or hashtag page
    NOT_SHARED = 2  # nor are they passed on
    MUTED = 4  # it raises no notice with people who do not follow it
    TIME_LIMIT = 8  # it cannot write for a time
    SUSPENDED = 16  # it can do nothing but read and appeal
    NO_POSTING = 32  # it cannot write


class Habit(models.IntegerChoices):
    """What a person has set up at some time, so that a page looks for it; never taken back.

    Who never filtered a word costs no question about filters.
    """

    BLOCKS_SERVERS = 1
    FILTERS = 2
    MUTES_THREADS = 4
    PINS = 8
    LISTS_APART = 16  # reads somebody in a list and not at home
    READ_ELSEWHERE = 32  # somebody of another server follows it


class AccountQuerySet(models.QuerySet["Account"]):
    def local(self) -> AccountQuerySet:
        return self.filter(domain="")

    def persons(self) -> AccountQuerySet:
        return self.filter(kind=Account.Kind.PERSON)

    def voices(self) -> AccountQuerySet:
        return self.filter(kind=Account.Kind.VOICE)

    def known(self) -> AccountQuerySet:
        """Without internal spaces: nobody is to learn from an address that there is one."""
        return self.exclude(domain="", kind=Account.Kind.GROUP, discoverable=False)

    def present(self) -> AccountQuerySet:
        return self.filter(left_at__isnull=True)


class Account(models.Model):
    """Whom one follows, mentions and blocks, and who authors: the one kind there is."""

    class Kind(models.TextChoices):
        PERSON = "person"
        VOICE = "voice"
        GROUP = "group"
        INSTANCE = "instance"

    id = TimeOrderedId()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PERSON)
    handle = models.CharField(max_length=64)
    domain = models.CharField(max_length=253, blank=True, default="")  # "" is this server
    uri = models.CharField(max_length=500, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")

    name = models.CharField(max_length=100)
    about = models.TextField(blank=True, default="")
    about_html = models.TextField(blank=True, default="")
    # Free words about oneself. Stands in the profile, never in a thread (thesis e).
    title = models.CharField(max_length=100, blank=True, default="")
    portrait = models.CharField(max_length=200, blank=True, default="")  # folder below media
    portrait_alt = models.CharField(max_length=300, blank=True, default="")
    header = models.CharField(max_length=200, blank=True, default="")
    header_alt = models.CharField(max_length=300, blank=True, default="")
    # Of somebody elsewhere: where their own server has the pictures; ours passes them on.
    portrait_away = models.CharField(max_length=2000, blank=True, default="")
    header_away = models.CharField(max_length=2000, blank=True, default="")
    # What somebody has at stake, in their own words; declared, never asked for.
    interest = models.CharField(max_length=200, blank=True, default="")
    approves_followers = models.BooleanField(default=False)
    discoverable = models.BooleanField(default=True)
    indexable = models.BooleanField(default=True)  # its public posts are found by their words
    language = models.CharField(max_length=8, blank=True, default="")
    is_automated = models.BooleanField(default=False)
    hides_relations = models.BooleanField(default=False)  # whom it follows, who follows it
    # Servers whose pages may name this account as their author.
    attribution_domains = models.JSONField(default=list, blank=True)
    habits = models.PositiveSmallIntegerField(default=0)  # bits of `Habit`
    # Addresses of the same person elsewhere, as they say themselves; both sides have to say so.
    also_known_as = models.JSONField(default=list, blank=True)
    moved_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    moved_at = models.DateTimeField(null=True, blank=True)

    # Bits of `Restriction`; written by `internals` alone, which only moderation may import.
    restrictions = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)  # counts changes of what others see
    posts_count = models.PositiveIntegerField(default=0)
    followers_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("handle"), "domain", name="account_address"),
            models.UniqueConstraint("uri", condition=~models.Q(uri=""), name="account_uri_once"),
        ]
        # Who is elsewhere, by server: for blocking one, and for the list of known servers.
        indexes = [
            models.Index(fields=["domain"], condition=~models.Q(domain=""), name="account_away")
        ]

    def __str__(self) -> str:
        return f"@{self.address}"

    @property
    def address(self) -> str:
        """`name` here, `name@server.example` elsewhere."""
        return f"{self.handle}@{self.domain}" if self.domain else self.handle

    @property
    def plain_name(self) -> str:
        """The name where no picture can stand: without the words for small ones (`:bicycle:`)."""
        return _DRAWN.sub(" ", self.name).strip() or self.name

    @property
    def known_as(self) -> str:
        """The name; of somebody elsewhere with their home, for names are not theirs alone."""
        return f"{self.plain_name} ({self.domain})" if self.domain else self.plain_name

    @property
    def has_portrait(self) -> bool:
        """Whether there is a picture to show, here or elsewhere."""
        return bool(self.portrait or self.portrait_away)

    @property
    def has_header(self) -> bool:
        """As `has_portrait`."""
        return bool(self.header or self.header_away)

    def is_under(self, *restrictions: int) -> bool:
        """Whether one of these restrictions is in force."""
        return any(self.restrictions & one for one in restrictions)

    @property
    def is_desk(self) -> bool:
        """Whether posts of people without an account stand under it; see `actions.desk`."""
        hidden = self.kind == self.Kind.GROUP and not self.discoverable
        return hidden and not self.domain and self.handle.lower() in DESK_HANDLES

    @property
    def is_delisted(self) -> bool:
        """Out of public lists, by an intervention."""
        return self.is_under(Restriction.DELISTED)

    @property
    def is_suspended(self) -> bool:
        """It can only read and appeal, by an intervention."""
        return self.is_under(Restriction.SUSPENDED)

    @property
    def is_local(self) -> bool:
        return not self.domain

    @property
    def is_voice(self) -> bool:
        return self.kind == self.Kind.VOICE

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON


class ProfileField(models.Model):
    """One line of a profile: a name and a value; a link may be proven by rel=me."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    value = models.CharField(max_length=300)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("account", "position", name="profile_field_position")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
