"""What somebody wants to do to a post or a person, as it is asked for and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.selectors import holds_today
from augenhoehe.domain.moderation.models import Intervention, Report, StreisandCheck
from augenhoehe.domain.moderation.terms import Ground, Kind, Source
from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.posts.models import Post, Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import ascii_domain, tidy
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.foundation.words import guess_language

LEAST_WORDS = 20  # characters
MOST_FACTS, MOST_REASONS, MOST_WHY = 5000, 5000, 1000  # the first as in the EU's database

FOR_POSTS = frozenset(
    {
        Kind.REMOVE_POST,
        Kind.MARK_SENSITIVE,
        Kind.LIMIT_REACH,
        Kind.DELIST,
        Kind.LOCK_REPLIES,
        Kind.PAUSE_THREAD,
        Kind.REMOVE_MEDIA,
        Kind.WARN,
    }
)
FOR_ACCOUNTS = frozenset(
    {
        Kind.LIMIT_REACH,
        Kind.DELIST,
        Kind.MUTE,
        Kind.WARN,
        Kind.TIME_LIMIT,
        Kind.SUSPEND,
        Kind.BLOCK,
        Kind.WITHDRAW_VOICE,
        Kind.WITHDRAW_HAT,
        Kind.WITHDRAW_POSTING_RIGHT,
    }
)
FOR_TAGS = frozenset({Kind.BLOCK_HASHTAG})
FOR_DOMAINS = frozenset({Kind.LIMIT_DOMAIN, Kind.SUSPEND_DOMAIN})
# These are for a time by their nature; the others may be without an end, and are reviewed then.
NEEDS_END = frozenset({Kind.PAUSE_THREAD, Kind.TIME_LIMIT})
# What lasts and restricts somebody comes up for review every ninety days.
REVIEWED = frozenset(FOR_ACCOUNTS | FOR_TAGS | FOR_DOMAINS) - {Kind.WARN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A wish to intervene, with everything that has to be said for it.

    `judgement` is the first question (unlawful, rules, unpleasant); `at_once` is for what is
    clearly unlawful; `said_to_be_none` denies that it concerns criticism.
    """

    kind: Kind
    posts: Sequence[Post] = ()
    accounts: Sequence[Account] = ()
    tag: Tag | None = None
    domain: str = ""
    voice: Account | None = None
    hat: Hat | None = None
    ground: Ground
    norm: str = ""
    clause: Clause
    category: str = Intervention.Category.OTHER
    source: Source = Source.OWN_INITIATIVE
    report: Report | None = None
    facts: str
    reasons: str
    language: str = ""
    rung: str
    rung_why: str
    ends_at: datetime | None = None
    judgement: str
    at_once: bool = False
    said_to_be_none: bool = False
    sealed_until: datetime | None = field(default=None)

    def __post_init__(self) -> None:
        """Keep what was typed without what nobody typed on purpose, and one name per server."""
        for name in ("facts", "reasons", "rung_why", "norm"):
            object.__setattr__(self, name, tidy(getattr(self, name)).strip())
        named = self.domain.strip().rstrip(".")
        object.__setattr__(self, "domain", ascii_domain(named) or named)

    @property
    def affected(self) -> list[Account]:
        """Whom it concerns: who is restricted, or whose posts are."""
        return [*self.accounts, *(post.account for post in self.posts)]

    @property
    def count(self) -> int:
        return len(self.posts) + len(self.accounts) + bool(self.tag) + bool(self.domain)

    @property
    def spoken_language(self) -> str:
        """The language of the reasons: as said, or as it reads."""
        return self.language or guess_language(self.reasons) or "de"


def check_measure(measure: Measure) -> None:
    """Refuse what is incomplete or does not fit together. Raises `Invalid` with the field."""
    _check_target(measure)
    _check_words(measure)
    _check_ground(measure)
    _check_time(measure)


def _check_target(measure: Measure) -> None:
    kinds = {
        "posts": (bool(measure.posts), FOR_POSTS),
        "accounts": (bool(measure.accounts), FOR_ACCOUNTS),
        "tag": (measure.tag is not None, FOR_TAGS),
        "domain": (bool(measure.domain), FOR_DOMAINS),
    }
    named = [fitting for given, fitting in kinds.values() if given]
    if len(named) != 1 or measure.kind not in named[0]:
        raise Invalid(_("This measure does not fit what it is to be taken against."), field="kind")
    ours = urlsplit(settings.BASE_URL).hostname
    if measure.domain and ascii_domain(measure.domain) in (None, ours):
        raise Invalid(_("This is not the name of another server."), field="domain")
    if measure.kind == Kind.WITHDRAW_HAT:
        _check_hat(measure)
    if measure.kind == Kind.WITHDRAW_VOICE and measure.voice is None:
        raise Invalid(_("Please say which voice."), field="voice")
    if measure.kind == Kind.PAUSE_THREAD and any(post.thread_id for post in measure.posts):
        raise Invalid(
            _("A conversation is paused at the post it began with."), field="kind", code="root"
        )
    if any(post.boost_of_id for post in measure.posts):
        raise Invalid(_("This is only passed on. Please choose the post itself."), field="kind")
    if any(not account.is_person and not account.domain for account in measure.accounts):
        raise Invalid(_("Measures are taken against people and servers, not against voices."))


def _check_hat(measure: Measure) -> None:
    if measure.hat is None:
        raise Invalid(_("Please say which hat."), field="hat")
    if [account.id for account in measure.accounts] != [measure.hat.account_id]:
        raise Invalid(_("Somebody else wears this hat."), field="hat")


def _check_words(measure: Measure) -> None:
    longest = {"facts": MOST_FACTS, "reasons": MOST_REASONS, "rung_why": MOST_WHY}
    for name, most in longest.items():
        words = tidy(str(getattr(measure, name))).strip()
        if len(words) < LEAST_WORDS:
            raise Invalid(_("Please say it in a sentence at least."), field=name, code="empty")
        if len(words) > most:
            raise Invalid(
                _("At most %(most)d characters, please.") % {"most": most},
                field=name,
                code="too_long",
            )
    if measure.rung not in Intervention.Rung.values:
        raise Invalid(_("Please say which milder means was considered."), field="rung")
    if measure.category not in Intervention.Category.values:
        raise Invalid(_("Please choose a category."), field="category")


def _check_ground(measure: Measure) -> None:
    if measure.judgement not in StreisandCheck.Judgement.values:
        raise Invalid(_("Please say first what it is."), field="judgement")
    unlawful = measure.ground == Ground.UNLAWFUL
    if unlawful and not measure.norm.strip():
        raise Invalid(_("Which law is broken? Please name it."), field="norm", code="empty")
    if len(measure.norm) > 200:
        raise Invalid(_("At most %(most)d characters, please.") % {"most": 200}, field="norm")
    if not measure.clause.can_be_cited:
        raise Invalid(_("This clause is advice. Nobody can break it."), field="clause")
    if not holds_today(measure.clause):
        raise Invalid(_("This clause does not hold yet."), field="clause")
    if measure.at_once and not unlawful:
        raise Invalid(
            _("At once is for what is clearly unlawful, with the law named."), field="at_once"
        )
    if measure.sealed_until is not None and not unlawful:
        raise Invalid(
            _("Words are sealed only where the law forbids to publish them. Please name it."),
            field="sealed_until",
        )
    if measure.judgement != "unpleasant" and (measure.judgement == "unlawful") != unlawful:
        raise Invalid(_("Judgement and ground say different things."), field="ground")


def _check_time(measure: Measure) -> None:
    if measure.ends_at is not None and measure.ends_at <= clock.now():
        raise Invalid(_("The end lies in the past."), field="ends_at")
    if measure.kind in NEEDS_END and measure.ends_at is None:
        raise Invalid(_("This measure is for a time. Please say until when."), field="ends_at")
