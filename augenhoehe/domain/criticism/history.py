"""The history of a case: rows that are only added, each chained to the one before."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet

from augenhoehe.domain.criticism.critics import Somebody
from augenhoehe.domain.criticism.models import WAITING, Case, CaseEvent
from augenhoehe.domain.people.models import Account, MailContact, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock, hashchain

_LEFT_FOR_A_TIME = (Case.State.DORMANT, Case.State.REMOVED)
_RETURNING = (CaseEvent.Kind.REOPENED, CaseEvent.Kind.RESTORED)


def write_down(
    case: Case,
    kind: str,
    *,
    to: str,
    by: Somebody | None,
    hand: str,
    text: str = "",
    post: Post | None = None,
    under: ProtectedName | None = None,
    handed_to: Account | None = None,
    handed_to_name: ProtectedName | None = None,
) -> CaseEvent:
    """Add a step to the history and move the case. The caller holds the row of the case.

    A step `under` a protected name tells the day and not the hour.
    """
    last = case.events.order_by("-number").first()
    number, salt = (last.number + 1 if last else 1), secrets.token_hex(16)
    at = clock.somewhen_today(last.at) if last and under else clock.now()
    at = at.astimezone(UTC)
    record: dict[str, str | int] = {
        "case": str(case.id),
        "number": number,
        "kind": str(kind),
        "from": str(case.state) if last else "",
        "to": str(to),
        "hand": hand,
        "at": at.isoformat(timespec="seconds"),
        "commitment": commitment(salt, text, by, post),
    }
    previous = bytes.fromhex(last.hash) if last else hashchain.GENESIS
    event = CaseEvent.objects.create(
        case=case,
        number=number,
        kind=kind,
        from_state=case.state if last else "",
        to_state=to,
        at=at,
        by=by if isinstance(by, Account) else None,
        by_contact=by if isinstance(by, MailContact) else None,
        protected_name=under,
        to=handed_to,
        to_name=handed_to_name,
        text=text,
        post=post,
        salt=salt,
        record=record,
        hash=hashchain.link(previous, record).hex(),
    )
    if case.state != to:
        _move(case, event)
    case.waits_since = _waits_since(case)
    if kind == CaseEvent.Kind.ANSWERED:
        case.answered_at = case.answered_at or at
    case.save()
    return event


def _move(case: Case, event: CaseEvent) -> None:
    """Into another state; what comes back is there since it first was, as if never away."""
    since = event
    if event.kind in _RETURNING:
        came = case.events.filter(to_state=event.to_state).exclude(from_state=event.to_state)
        since = came.exclude(kind__in=_RETURNING).latest("number")
    case.former_state = case.state if event.to_state in _LEFT_FOR_A_TIME else ""
    case.state, case.state_since = event.to_state, since.at
    contested = since.kind == CaseEvent.Kind.CONTESTED
    case.contested_at = since.at if contested else None


def state_before(case: Case, kind: str) -> str:
    """Where a case was before it rested or was removed the last time."""
    return case.events.filter(kind=kind).latest("number").from_state


def _waits_since(case: Case) -> datetime | None:
    """Since when the organisation owes the next step: looking after a case is no answer."""
    # Where the organisation disagrees the last word is its own: the critic decides what follows.
    # To everybody the case stays open and contested; only the desk owes nothing now.
    if case.state not in WAITING or case.contested_at is not None:
        return None
    return case.state_since if case.state == Case.State.DISPUTED else case.opened_at


def commitment(salt: str, text: str, by: Somebody | None, post: Post | None) -> str:
    """What stands in the chain for words and names: useless without the salt beside it."""
    who = f"mail:{by.id}" if isinstance(by, MailContact) else str(by.id if by else "")
    parts = (salt, text, who, str(post.id if post else ""))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def erase_words(events: QuerySet[CaseEvent]) -> None:
    """Take the words of steps away for good. Without the salt the chain holds and tells nothing."""
    events.update(text="", salt="")


def first_broken_step(events: Sequence[CaseEvent]) -> int | None:
    """The number of the first step that is not as it was written down; None if all are."""
    chain = ((event.record, bytes.fromhex(event.hash)) for event in events)
    broken = hashchain.first_broken(chain)
    whole = events if broken is None else events[:broken]
    for place, event in enumerate(whole, start=1):
        if not _is_as_recorded(event, place):
            return event.number
    return None if broken is None else events[broken].number


def _is_as_recorded(event: CaseEvent, place: int) -> bool:
    """Whether the row says what its record says; erased words have no salt."""
    shown = {
        "case": str(event.case_id),
        "number": place,
        "kind": event.kind,
        "from": event.from_state,
        "to": event.to_state,
        "at": event.at.isoformat(timespec="seconds"),
    }
    if shown.items() - event.record.items() or event.number != place:
        return False
    if not event.salt:
        return not event.text
    said = commitment(event.salt, event.text, event.by or event.by_contact, event.post)
    return bool(said == event.record["commitment"])
