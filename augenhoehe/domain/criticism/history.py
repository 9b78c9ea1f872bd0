"""The history of a case: rows that are only added, each chained to the one before."""

import hashlib
import secrets
from collections.abc import Sequence

from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.people.models import Account
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
) -> CaseEvent:
    """Add a step to the history and move the case. The caller holds the row of the case."""
    last = case.events.order_by("-number").first()
    number, at, salt = (last.number + 1 if last else 1), clock.now(), secrets.token_hex(16)
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
        text=text,
        post=post,
        salt=salt,
        record=record,
        hash=hashchain.link(previous, record).hex(),
    )
    if case.state != to:
        case.state, case.state_since = to, at
    case.save()
    return event


def commitment(salt: str, text: str, by: Account | None, post: Post | None) -> str:
    """What stands in the chain for words and names: useless without the salt beside it."""
    parts = (salt, text, str(by.id) if by else "", str(post.id) if post else "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def first_broken_step(events: Sequence[CaseEvent]) -> int | None:
    """The number of the first step whose chain does not hold; None if all do."""
    broken = hashchain.first_broken((event.record, bytes.fromhex(event.hash)) for event in events)
    return None if broken is None else events[broken].number
