"""What is asked with a post, checked and kept: the part that publishing and editing share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from augenhoehe.domain.posts.models import Poll, PollOption, PollVote, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import id_at, new_id
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid

LEAST_OPTIONS, MOST_OPTIONS = 2, 6
LONGEST_OPTION = 100
SHORTEST, LONGEST = 300, 2_629_746  # seconds: five minutes, and a month as Mastodon counts it
DAY = 86_400
_FIELD = "poll"


@dataclass(frozen=True, slots=True)
class PollWording:
    """A question's answers to choose from, and for how many seconds one can choose.

    `seconds` is None where a poll that stands there already goes on as long as it was to.
    """

    options: Sequence[str]
    seconds: int | None = None
    multiple: bool = False
    hides_totals: bool = False

    @property
    def kept(self) -> dict[str, Any]:
        """As a revision keeps it."""
        return {
            "options": list(self.options),
            "multiple": self.multiple,
            "hides_totals": self.hides_totals,
        }


def kept_of(poll: PollWording | None) -> dict[str, Any] | None:
    return poll.kept if poll is not None else None


def checked_poll(poll: PollWording) -> PollWording:
    """The poll as it will be kept; raises `Invalid`."""
    options = tuple(tidy(option).strip() for option in poll.options)
    if len(options) < LEAST_OPTIONS or not all(options):
        raise _wrong(_("Please give at least two answers to choose from, and leave none empty."))
    if len(options) > MOST_OPTIONS:
        raise _wrong(_("At most %(most)d answers, please.") % {"most": MOST_OPTIONS})
    if any(len(option) > LONGEST_OPTION for option in options):
        raise _wrong(_("An answer has at most %(most)d characters.") % {"most": LONGEST_OPTION})
    if len({option.casefold() for option in options}) < len(options):
        raise _wrong(_("Each answer can stand there only once."))
    if poll.seconds is not None and not SHORTEST <= poll.seconds <= LONGEST:
        raise _wrong(_("A poll is open for at least five minutes and at most a month."))
    return replace(poll, options=options)


def _wrong(message: str) -> Invalid:
    return Invalid(message, field=_FIELD)


def ask_with(post: Post, poll: PollWording | None, *, by_day: bool) -> None:
    """Let a post ask exactly this. Votes stay where the answers to choose from stay.

    `by_day`: who asks is protected by the hour too, so neither the end nor an id tells it.
    """
    if poll is None and post.version == 1:
        return
    standing = Poll.objects.select_for_update().filter(post=post).first()
    if standing is not None and not (poll and _asks_the_same(standing, poll)):
        _keep_result(standing)
    if poll is None:
        if standing is not None:
            standing.delete()
    elif standing is None:
        number = id_at(clock.somewhen_today(post.created_at)) if by_day else new_id()
        _ask(Poll(id=number, post=post), poll, by_day=by_day)
    elif _asks_the_same(standing, poll):
        _go_on(standing, poll, by_day=by_day)
    else:
        _ask_anew(standing, poll, by_day=by_day)


def _ask(row: Poll, poll: PollWording, *, by_day: bool) -> None:
    if poll.seconds is None and row.ends_at is None:
        raise _wrong(_("Please say for how long the poll is open."))
    row.is_multiple, row.hides_totals = poll.multiple, poll.hides_totals
    if poll.seconds is not None:
        row.ends_at = _from_now(poll.seconds, by_day=by_day)
    row.told_at = None
    row.voters_count = 0
    row.save()
    PollOption.objects.bulk_create(
        PollOption(poll=row, position=place, title=title)
        for place, title in enumerate(poll.options)
    )


def _from_now(seconds: int, *, by_day: bool) -> datetime:
    end = clock.now() + timedelta(seconds=seconds)
    if not by_day:
        return end
    return end.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _ask_anew(row: Poll, poll: PollWording, *, by_day: bool) -> None:
    """Other answers: who chose one of those that stood there did not choose these."""
    PollVote.objects.filter(poll=row).delete()
    row.options.all().delete()
    if poll.seconds is None and row.ends_at is not None and row.ends_at <= clock.now():
        row.ends_at = None  # asks for a new end
    _ask(row, poll, by_day=by_day)


def _keep_result(row: Poll) -> None:
    """What was chosen so far stays readable beside the wording that asked it."""
    asked = row.post.revisions.order_by("-number").first()
    if asked is None or asked.poll is None or not row.voters_count:
        return
    votes = list(row.options.order_by("position").values_list("votes_count", flat=True))
    asked.poll = asked.poll | {"votes": votes, "voters": row.voters_count}
    asked.save(update_fields=["poll"])


def _asks_the_same(row: Poll, poll: PollWording) -> bool:
    titles = tuple(row.options.values_list("title", flat=True))
    return titles == tuple(poll.options) and row.is_multiple == poll.multiple


def _go_on(row: Poll, poll: PollWording, *, by_day: bool) -> None:
    row.hides_totals = poll.hides_totals
    if _ends_otherwise(row, poll) and poll.seconds is not None:
        row.ends_at = _from_now(poll.seconds, by_day=by_day)
    row.save(update_fields=["hides_totals", "ends_at"])


def _ends_otherwise(row: Poll, poll: PollWording) -> bool:
    """Another end counts from now; what has ended has ended, and a few minutes are no other."""
    if poll.seconds is None or row.ends_at is None or row.ends_at <= clock.now():
        return False
    wanted = clock.now() + timedelta(seconds=poll.seconds)
    by_day = (row.ends_at.hour, row.ends_at.minute, row.ends_at.microsecond) == (0, 0, 0)
    tolerance = DAY if by_day else SHORTEST
    return abs((wanted - row.ends_at).total_seconds()) > tolerance


def end_differs(post: Post, poll: PollWording | None) -> bool:
    """Whether a poll that asks the same is to end at another time: that is said in an edit."""
    row = Poll.objects.filter(post=post).first() if poll is not None and post.has_poll else None
    return row is not None and poll is not None and _ends_otherwise(row, poll)


def poll_in(post: Post) -> PollWording | None:
    """What a post asks at present, to be asked again as it stands."""
    row = Poll.objects.filter(post=post).first() if post.has_poll else None
    if row is None:
        return None
    titles = tuple(row.options.values_list("title", flat=True))
    return PollWording(titles, None, row.is_multiple, row.hides_totals)


def poll_from(kept: Mapping[str, Any] | None) -> PollWording | None:
    """A poll that was written down with its seconds (`as_written`)."""
    return PollWording(**kept) if kept else None


def as_written(poll: PollWording | None) -> dict[str, Any] | None:
    """With all it says, for a post that is to be said later."""
    return poll.kept | {"seconds": poll.seconds} if poll is not None else None
