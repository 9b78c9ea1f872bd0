"""The words in which the public register tells what happened; part of its documented form.

Not within `register`, since the tables use them too. A word once used stays: old entries keep
saying it. New ones also go into `docs/reference/register-schema.json`.
"""

from enum import StrEnum


class Event(StrEnum):
    """What an entry tells."""

    INTERVENTION = "intervention"
    AMENDMENT = "amendment"  # an earlier entry is put right or added to
    ENDED = "ended"  # before its time, or with it
    REVIEWED = "reviewed"  # indefinite ones come up every ninety days
    APPEAL_DECIDED = "appeal_decided"
    DECLARED = "declared"  # the organisation tells of its own steps elsewhere
    OBSERVED = "observed"  # a connector saw something hidden or deleted elsewhere


# These tell of an earlier entry.
ABOUT_AN_ENTRY = frozenset({Event.AMENDMENT, Event.ENDED, Event.REVIEWED, Event.APPEAL_DECIDED})


class Kind(StrEnum):
    """What was done."""

    REMOVE_POST = "remove_post"
    MARK_SENSITIVE = "mark_sensitive"
    LIMIT_REACH = "limit_reach"
    LOCK_REPLIES = "lock_replies"
    PAUSE_THREAD = "pause_thread"
    MUTE = "mute"
    DELIST = "delist"
    WARN = "warn"
    TIME_LIMIT = "time_limit"
    SUSPEND = "suspend"
    BLOCK = "block"
    REMOVE_MEDIA = "remove_media"
    BLOCK_HASHTAG = "block_hashtag"
    LIMIT_DOMAIN = "limit_domain"
    SUSPEND_DOMAIN = "suspend_domain"
    WITHDRAW_VOICE = "withdraw_voice"
    WITHDRAW_HAT = "withdraw_hat"
    WITHDRAW_POSTING_RIGHT = "withdraw_posting_right"
    DELETION_ELSEWHERE = "deletion_elsewhere"
    DEMAND_LETTER = "demand_letter"
    LAWSUIT = "lawsuit"


class Target(StrEnum):
    """What it was done to; never who."""

    POST = "post"
    THREAD = "thread"
    ACCOUNT = "account"
    MEDIA = "media"
    HASHTAG = "hashtag"
    DOMAIN = "domain"
    VOICE = "voice"
    SPACE = "space"
    ELSEWHERE = "elsewhere"


class Ground(StrEnum):
    """Why it was allowed."""

    UNLAWFUL = "unlawful"
    RULES = "rules"


class Source(StrEnum):
    """How it came to notice."""

    NOTICE = "notice"
    TRUSTED_FLAGGER = "trusted_flagger"
    REPORT = "report"
    OWN_INITIATIVE = "own_initiative"
    ORDER = "order"


class Hand(StrEnum):
    """Who acted: an office, never a name."""

    MODERATOR = "moderator"
    COURT = "court"
    ORGANISATION = "organisation"
    SYSTEM = "system"


class Outcome(StrEnum):
    """How an appeal ended."""

    UPHELD = "upheld"
    CHANGED = "changed"
    OVERTURNED = "overturned"


class YesNo(StrEnum):
    """Words instead of true and false, so that a record holds text and whole numbers only."""

    YES = "yes"
    NO = "no"
