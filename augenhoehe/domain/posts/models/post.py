from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account, Hat, MailContact, ProtectedName
from augenhoehe.domain.posts.models.card import Card
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Restriction(models.IntegerChoices):
    """What an intervention in force takes from a post."""

    DELISTED = 1  # stands in no public list, search or hashtag page; its audience is UNLISTED
    NOT_SHARED = 2
    REPLIES_LOCKED = 4
    THREAD_PAUSED = 8  # of the post a conversation began with
    MEDIA_REMOVED = 16
    MARKED_SENSITIVE = 32
    REMOVED = 64  # in quarantine: gone for everybody (`deleted_at`), with words and pictures kept
    # Marks of this room, not decided about the post itself:
    DELISTED_WITH_ACCOUNT = 128  # as long as its account is delisted
    WAS_PUBLIC = 256  # where it goes back to, once nothing delists it


# What is decided about a post itself.
DECIDED = Restriction.DELISTED_WITH_ACCOUNT - 1
_WORDS = ("text", "html", "warning")


@dataclass(frozen=True, slots=True)
class Words:
    """What a post says."""

    text: str = ""
    html: str = ""
    warning: str = ""


class Post(models.Model):
    """Something said, or (with `boost_of`) something of another passed on.

    `account` is who it appears as, a person or a voice; `written_by` is always the person.
    """

    class Audience(models.IntegerChoices):
        """For whom a post is. A post in a space has the space's; it never gets wider."""

        PUBLIC = 0
        UNLISTED = 1
        FOLLOWERS = 2
        DIRECT = 3
        HOUSE = 4
        CIRCLE = 5

    class QuotePolicy(models.IntegerChoices):
        """Who may quote a post without asking."""

        ANYBODY = 0
        FOLLOWERS = 1
        NOBODY = 2

    class QuoteState(models.IntegerChoices):
        """Whether what a post quotes may be shown in it."""

        NOTHING = 0  # it quotes nothing
        PENDING = 1
        ACCEPTED = 2
        REJECTED = 3
        REVOKED = 4

    # Where a key has no index of its own, one below begins with it. Only where there is a
    # value: an index of "no parent" would tempt SQLite to walk through all posts with it.
    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    written_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Somebody without an account wrote it, under the desk's account: a critic by mail.
    guest = models.ForeignKey(
        MailContact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    guest_name = models.CharField(max_length=60, blank=True, default="")
    # Who wrote for a voice of another server, as that server says; `written_by` where we know them.
    writer_name = models.CharField(max_length=100, blank=True, default="")
    # A member of the organisation says whether it was written in service.
    in_service = models.BooleanField(default=False)
    # The hat that was worn, and its words then: of somebody elsewhere as their server says it.
    hat = models.ForeignKey(
        Hat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    hat_words = models.CharField(max_length=100, blank=True, default="")
    # A voice that lets its posts be looked at before says so with each of them.
    was_approved = models.BooleanField(default=False)
    # Bits of `Label`, and its words by the name of the bit in lower case ("paid_by": "…").
    labels = models.PositiveSmallIntegerField(default=0)
    label_words = models.JSONField(default=dict, blank=True)
    # How many posts of this organisation say nearly the same (`Likeness`).
    echoes = models.PositiveSmallIntegerField(default=0)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.PUBLIC)
    space = models.ForeignKey(
        Space, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    boost_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    in_reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    thread = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # the post a conversation began with; null for that post itself

    # With a state and without a post: what it quoted has been deleted.
    quote_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    quote_state = models.PositiveSmallIntegerField(choices=QuoteState, default=QuoteState.NOTHING)
    quote_policy = models.PositiveSmallIntegerField(
        choices=QuotePolicy, default=QuotePolicy.ANYBODY
    )

    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    warning = models.CharField(max_length=300, blank=True, default="")
    sensitive = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True, default="")
    has_poll = models.BooleanField(default=False)
    card = models.ForeignKey(
        Card, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    # Where it was written beforehand and said by the clock.
    written_at = models.DateTimeField(null=True, blank=True)
    # Gone for readers, since: deleted by its author, or removed by an intervention.
    deleted_at = models.DateTimeField(null=True, blank=True)
    # Of what was said in service or through a voice: why it was taken back, for everybody to read.
    deleted_why = models.CharField(max_length=300, blank=True, default="")
    # Bits of `Restriction` and the moment of a removal; written by `internals` alone, which
    # only moderation may import.
    restrictions = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    replies_count = models.PositiveIntegerField(default=0)
    boosts_count = models.PositiveIntegerField(default=0)
    likes_count = models.PositiveIntegerField(default=0)
    quotes_count = models.PositiveIntegerField(default=0)

    # Only of what was said elsewhere; for ours see `uris.uri_of`.
    uri = models.CharField(max_length=500, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    # What it replies to or quotes, where this server does not have that (yet).
    reply_to_away = models.CharField(max_length=500, blank=True, default="")
    quote_away = models.CharField(max_length=500, blank=True, default="")
    # The quoted author's agreement, where it is kept elsewhere (FEP-044f).
    quote_stamp = models.CharField(max_length=500, blank=True, default="")
    application = models.CharField(max_length=100, blank=True, default="")
    application_url = models.CharField(max_length=500, blank=True, default="")
    # The same submission twice is one post.
    submission = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001

    pictures = models.ManyToManyField(Picture, through="PostPicture", related_name="+")

    # Of a removed post: for `internals.words_of` alone.
    in_quarantine: Words | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "written_by",
                "submission",
                condition=Q(submission__isnull=False),
                name="post_submitted_once",
            ),
            models.UniqueConstraint(
                "account",
                "boost_of",
                condition=Q(boost_of__isnull=False, deleted_at__isnull=True),
                name="post_boosted_once",
            ),
            models.UniqueConstraint("uri", condition=~Q(uri=""), name="post_uri_once"),
            models.CheckConstraint(
                condition=Q(space__isnull=False) | Q(audience__lt=4), name="inside_is_in_a_space"
            ),
        ]
        indexes = [
            models.Index(
                F("id").desc(),
                condition=Q(
                    audience=0,
                    boost_of__isnull=True,
                    in_reply_to__isnull=True,
                    deleted_at__isnull=True,
                ),
                name="post_public",
            ),
            models.Index("account", F("id").desc(), name="post_by_account"),
            models.Index(
                "space", F("id").desc(), condition=Q(space__isnull=False), name="post_in_space"
            ),
            models.Index("thread", "id", condition=Q(thread__isnull=False), name="post_thread"),
            models.Index("in_reply_to", condition=Q(in_reply_to__isnull=False), name="post_reply"),
            models.Index(
                "reply_to_away", condition=~Q(reply_to_away=""), name="post_waits_for_parent"
            ),
            models.Index("quote_away", condition=~Q(quote_away=""), name="post_waits_for_quoted"),
            models.Index("quote_stamp", condition=~Q(quote_stamp=""), name="post_by_stamp"),
            models.Index("boost_of", condition=Q(boost_of__isnull=False), name="post_boost"),
            models.Index("hat", F("id").desc(), condition=Q(hat__isnull=False), name="post_by_hat"),
            models.Index(
                "quote_of", F("id").desc(), condition=Q(quote_of__isnull=False), name="post_quote"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40] or f"post {self.id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Save, but never the empty words of a removed post over those that are kept."""
        changed: Sequence[str] = options.get("update_fields") or _WORDS
        is_veiled = self.in_quarantine is not None and self.removed_at is not None
        if is_veiled and set(changed) & set(_WORDS):
            raise ValueError("The words of a removed post are kept as they are.")
        super().save(*args, **options)

    @classmethod
    def from_db(cls, *row: Any, **options: Any) -> Self:
        """A removed post comes without its words, by whichever way it is read."""
        post = super().from_db(*row, **options)
        if post.__dict__.get("removed_at") is not None:
            kept = {name: post.__dict__.pop(name, "") for name in _WORDS}
            post.in_quarantine = Words(**kept)
            post.__dict__.update(dict.fromkeys(_WORDS, ""))
        return post

    def is_under(self, *restrictions: int) -> bool:
        """Whether one of these restrictions is in force."""
        return any(self.restrictions & one for one in restrictions)

    @property
    def shown_name(self) -> str:
        """Whose post it is, in words: a guest's own name, and not the desk's."""
        return self.guest_name or self.account.known_as

    @property
    def is_removed(self) -> bool:
        """Gone by an intervention in force; its words may be in quarantine, or destroyed."""
        return self.deleted_at is not None and self.is_under(Restriction.REMOVED)

    @property
    def is_marked_sensitive(self) -> bool:
        """Covered by an intervention, whatever its author chose."""
        return self.is_under(Restriction.MARKED_SENSITIVE)

    @property
    def has_media_removed(self) -> bool:
        """Its pictures were taken out by an intervention, of earlier wordings too."""
        return self.is_under(Restriction.MEDIA_REMOVED)

    @property
    def is_restricted(self) -> bool:
        """Whether an intervention is about this post itself."""
        return bool(self.restrictions & DECIDED)

    @property
    def chosen_audience(self) -> int:
        """For whom its author meant it: who replies is not delisted with it."""
        return self.Audience.PUBLIC if self.is_under(Restriction.WAS_PUBLIC) else self.audience

    @property
    def is_internal(self) -> bool:
        return self.audience >= self.Audience.HOUSE

    @property
    def was_for_anyone(self) -> bool:
        """Meant for anyone on the web, also when it is gone now."""
        return self.audience <= self.Audience.UNLISTED

    @property
    def is_open(self) -> bool:
        """Readable by anyone on the web."""
        return self.audience <= self.Audience.UNLISTED and self.deleted_at is None


class Revision(models.Model):
    """One wording of a post, kept for ever: what stood there from then on."""

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    warning = models.CharField(max_length=300, blank=True, default="")
    sensitive = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True, default="")
    pictures = models.JSONField(default=list)  # [{id, description}]
    poll = models.JSONField(null=True, blank=True)  # {options, multiple, hides_totals}
    labels = models.PositiveSmallIntegerField(default=0)
    label_words = models.JSONField(default=dict, blank=True)
    written_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    # It puts the wording before right in the open: that stays beside it, struck through.
    is_correction = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("post", "number", name="revision_number_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.post_id}"


class PostPicture(models.Model):
    """A picture stands in a post, at a place."""

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.post_id}"


class Mention(models.Model):
    """A post addresses somebody."""

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("account", "post", name="mention_once")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.post_id}"


class Tag(models.Model):
    """A hashtag: how it is compared and how it was first written."""

    id = TimeOrderedId()
    name = models.CharField(max_length=100, unique=True)
    shown = models.CharField(max_length=100)
    # Closed by an intervention: its page lists nothing and says why.
    blocked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"#{self.shown}"


class PostTag(models.Model):
    """A post carries a hashtag."""

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("tag", "post", name="post_tag_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.post_id}"
