"""Interventions in words: what is done, to whom it is told, why, and what it was weighed against.

One place, so that form, register, statement and letter call the same thing by the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.terms import Ground, Kind, Outcome, Source, Target

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# In a list: what was done.
_DONE: dict[str, _StrPromise] = {
    Kind.REMOVE_POST: _("Post removed"),
    Kind.MARK_SENSITIVE: _("Post marked as sensitive"),
    Kind.LIMIT_REACH: _("Reach limited"),
    Kind.LOCK_REPLIES: _("Replies locked"),
    Kind.PAUSE_THREAD: _("Conversation paused"),
    Kind.MUTE: _("Account muted"),
    Kind.DELIST: _("Taken off the lists"),
    Kind.WARN: _("Warning"),
    Kind.TIME_LIMIT: _("Writing paused"),
    Kind.SUSPEND: _("Suspended"),
    Kind.BLOCK: _("Blocked"),
    Kind.REMOVE_MEDIA: _("Pictures removed"),
    Kind.BLOCK_HASHTAG: _("Hashtag blocked"),
    Kind.LIMIT_DOMAIN: _("Other server limited"),
    Kind.SUSPEND_DOMAIN: _("Other server shut out"),
    Kind.WITHDRAW_VOICE: _("Voice withdrawn"),
    Kind.WITHDRAW_HAT: _("Hat withdrawn"),
    Kind.WITHDRAW_POSTING_RIGHT: _("Right to post withdrawn"),
    Kind.DELETION_ELSEWHERE: _("Deletion elsewhere"),
    Kind.DEMAND_LETTER: _("Demand letter"),
    Kind.LAWSUIT: _("Lawsuit"),
}

# To choose from, and on the button that does it.
_TO_DO: dict[str, _StrPromise] = {
    Kind.REMOVE_POST: _("Remove the post"),
    Kind.MARK_SENSITIVE: _("Mark the post as sensitive"),
    Kind.LIMIT_REACH: _("Limit the reach"),
    Kind.LOCK_REPLIES: _("Lock replies to the post"),
    Kind.PAUSE_THREAD: _("Pause the conversation"),
    Kind.MUTE: _("Mute the account"),
    Kind.DELIST: _("Take it off the lists"),
    Kind.WARN: _("Warn the person"),
    Kind.TIME_LIMIT: _("Pause writing for a time"),
    Kind.SUSPEND: _("Suspend"),
    Kind.BLOCK: _("Block the person for a voice"),
    Kind.REMOVE_MEDIA: _("Remove the pictures"),
    Kind.BLOCK_HASHTAG: _("Block the hashtag"),
    Kind.LIMIT_DOMAIN: _("Limit the other server"),
    Kind.SUSPEND_DOMAIN: _("Shut the other server out"),
    Kind.WITHDRAW_VOICE: _("Withdraw a voice"),
    Kind.WITHDRAW_HAT: _("Withdraw a hat"),
    Kind.WITHDRAW_POSTING_RIGHT: _("Withdraw the right to post"),
    Kind.DELETION_ELSEWHERE: _("A deletion elsewhere"),
    Kind.DEMAND_LETTER: _("A demand letter"),
    Kind.LAWSUIT: _("A lawsuit"),
}

# To the person it concerns.
_TO_YOU: dict[str, _StrPromise] = {
    Kind.REMOVE_POST: _("Your post was removed."),
    Kind.MARK_SENSITIVE: _("Your post was marked as sensitive: it opens with a click."),
    Kind.LIMIT_REACH: _("The reach was limited: what you wrote cannot be shared."),
    Kind.LOCK_REPLIES: _("Nobody can reply to your post for now."),
    Kind.PAUSE_THREAD: _("The conversation that began with your post is paused."),
    Kind.MUTE: _("You raise no notices with people who do not follow you."),
    Kind.DELIST: _("What you wrote stands in no public list, search or hashtag page."),
    Kind.WARN: _("You are warned. Nothing else was done."),
    Kind.TIME_LIMIT: _("You cannot write for a time. You can read and appeal."),
    Kind.SUSPEND: _("Your account is suspended. You can read and appeal."),
    Kind.BLOCK: _("You were blocked: you cannot address a voice of the organisation."),
    Kind.REMOVE_MEDIA: _("The pictures of your post were removed; its words stand."),
    Kind.WITHDRAW_VOICE: _("A voice was withdrawn from you: you do not write for it any more."),
    Kind.WITHDRAW_HAT: _("A hat was withdrawn from you."),
    Kind.WITHDRAW_POSTING_RIGHT: _("You cannot write posts. You can read and appeal."),
}

_GROUNDS: dict[str, _StrPromise] = {
    Ground.UNLAWFUL: _("unlawful"),
    Ground.RULES: _("against the rules of this server"),
}

_SOURCES: dict[str, _StrPromise] = {
    Source.NOTICE: _("a notice of unlawful content"),
    Source.TRUSTED_FLAGGER: _("a trusted flagger"),
    Source.REPORT: _("a report"),
    Source.OWN_INITIATIVE: _("seen by the office itself"),
    Source.ORDER: _("an order of a court or an authority"),
}

_OUTCOMES: dict[str, _StrPromise] = {
    Outcome.UPHELD: _("upheld"),
    Outcome.CHANGED: _("changed"),
    Outcome.OVERTURNED: _("overturned"),
}

_TARGETS: dict[str, _StrPromise] = {
    Target.POST: _("a post"),
    Target.THREAD: _("a conversation"),
    Target.ACCOUNT: _("an account"),
    Target.MEDIA: _("pictures"),
    Target.HASHTAG: _("a hashtag"),
    Target.DOMAIN: _("another server"),
    Target.VOICE: _("a voice"),
    Target.SPACE: _("a space"),
    Target.ELSEWHERE: _("something elsewhere"),
}

# The words of the transparency database.
_CATEGORIES: dict[str, _StrPromise] = {
    "ANIMAL_WELFARE": _("Animal welfare"),
    "CONSUMER_INFORMATION": _("Consumer information"),
    "CYBER_VIOLENCE": _("Cyber violence"),
    "CYBER_VIOLENCE_AGAINST_WOMEN": _("Cyber violence against women"),
    "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS": _("Data protection and privacy"),
    "ILLEGAL_OR_HARMFUL_SPEECH": _("Unlawful or harmful speech"),
    "INTELLECTUAL_PROPERTY_INFRINGEMENTS": _("Intellectual property"),
    "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS": _("Public debate or elections"),
    "NOT_SPECIFIED_NOTICE": _("Not specified in the notice"),
    "OTHER_VIOLATION_TC": _("Another rule of this server"),
    "PROTECTION_OF_MINORS": _("Protection of minors"),
    "RISK_FOR_PUBLIC_SECURITY": _("Risk for public security"),
    "SCAMS_AND_FRAUD": _("Scams and fraud"),
    "SELF_HARM": _("Self-harm"),
    "UNSAFE_AND_PROHIBITED_PRODUCTS": _("Unsafe and prohibited products"),
    "VIOLENCE": _("Violence"),
}

# The ladder, from the mildest.
_RUNGS: dict[str, _StrPromise] = {
    "answer": _("Answer in public"),
    "ask": _("Ask the person to change it"),
    "note": _("Put a note beside it"),
    "pause_thread": _("Pause the conversation"),
    "time_limit": _("Pause writing for a time"),
}

_STATES: dict[str, _StrPromise] = {
    "proposed": _("proposed"),
    "declined": _("declined"),
    "dropped": _("withdrawn before it took effect"),
    "in_force": _("in force"),
    "ended": _("ended"),
    "overturned": _("overturned on appeal"),
}


def done_in_words(kind: str) -> str:
    """ "Post removed"."""
    return str(_DONE.get(kind, kind))


def to_do_in_words(kind: str) -> str:
    """ "Remove the post"."""
    return str(_TO_DO.get(kind, kind))


def to_you_in_words(kind: str) -> str:
    """ "Your post was removed."; what concerns nobody in particular is said as in a list."""
    return str(_TO_YOU.get(kind, f"{done_in_words(kind)}."))


def ground_in_words(ground: str) -> str:
    return str(_GROUNDS.get(ground, ground))


def source_in_words(source: str) -> str:
    """How it came to notice."""
    return str(_SOURCES.get(source, source))


def outcome_in_words(outcome: str) -> str:
    """How an appeal ended."""
    return str(_OUTCOMES.get(outcome, outcome))


def target_in_words(target: str) -> str:
    return str(_TARGETS.get(target, target))


def category_in_words(category: str) -> str:
    return str(_CATEGORIES.get(category, category))


def rung_in_words(rung: str) -> str:
    """One step of the ladder."""
    return str(_RUNGS.get(rung, rung))


def state_in_words(state: str) -> str:
    """How it stands with an intervention."""
    return str(_STATES.get(state, state))


def category_choices() -> list[tuple[str, str]]:
    """For a form, in the language of who reads it."""
    return [(name, str(label)) for name, label in _CATEGORIES.items()]


RUNGS = tuple(_RUNGS)
