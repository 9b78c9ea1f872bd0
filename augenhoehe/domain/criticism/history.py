"""The history of a case: rows that are only added, each chained to the one before."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC

from django.db.models import QuerySet

from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock, hashchain


def write_down(
    case: Case,
    kind: str,
    *,
    to: str,
    by: Account | None,
    hand: str,
    text: str = "",
    post: Post | None = None,
    under: ProtectedName | None = None,
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
        by=by,
        protected_name=under,
        text=text,
        post=post,
        salt=salt,
        record=record,
        hash=hashchain.link(previous, record).hex(),
    )
    if case.state != to:
        case.state, case.state_since = to, at
    if kind == CaseEvent.Kind.ANSWERED:
        case.answered_at = case.answered_at or at
    case.save()
    return event


def commitment(salt: str, text: str, by: Account | None, post: Post | None) -> str:
    """What stands in the chain for words and names: useless without the salt beside it."""
    parts = (salt, text, str(by.id if by else ""), str(post.id if post else ""))
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
    said = commitment(event.salt, event.text, event.by, event.post)
    return bool(said == event.record["commitment"])
