"""Bringing along what one had elsewhere: whom one follows, mutes, blocks, keeps, and posts.

A file has many lines, and each may ask another server. So it is kept first and taken in
little by little; a line that fails is told to its owner and holds up nobody.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies_reading import may_arrange
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts import unpacking
from augenhoehe.domain.posts.events import LuggageWaits
from augenhoehe.domain.posts.models import Luggage
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MOST_ROWS = 20_000
_SECONDS_AT_A_TIME = 20.0
_MOST_TROUBLES = 100

Row = Sequence[str]


@transaction.atomic
def bring_along(kind: str, rows: Sequence[Row], *, by: Account, replaces: bool = False) -> Luggage:
    """Keep the lines of a file, and begin to take them in. One file of a kind at a time."""
    require(may_arrange(who_is(by)))
    if not rows:
        raise Invalid(_("There is nothing in this file that could be brought along."), field="file")
    if len(rows) > MOST_ROWS:
        raise Invalid(
            _("At most %(most)d lines at a time, please.") % {"most": MOST_ROWS}, field="file"
        )
    Account.objects.select_for_update().get(id=by.id)
    if Luggage.objects.filter(owner=by, kind=kind, done_at=None).exists():
        raise Invalid(_("An earlier file of this kind is still being taken in."), field="file")
    luggage = Luggage.objects.create(
        owner=by, kind=kind, replaces=replaces, rows=[list(row) for row in rows]
    )
    emit(LuggageWaits(luggage.id))
    return luggage


def unpack(event: LuggageWaits) -> None:
    """Take in some more lines, for some seconds; what is left waits for the next time."""
    luggage = Luggage.objects.select_related("owner").filter(id=event.luggage_id).first()
    if luggage is None or luggage.done_at is not None:
        return
    if luggage.replaces and not luggage.place:
        unpacking.end_what_is_not_there(luggage)
    until = time.monotonic() + _SECONDS_AT_A_TIME
    while luggage.place < luggage.total and time.monotonic() < until:
        _take_in(luggage)
    with transaction.atomic():
        if luggage.place < luggage.total:
            emit(LuggageWaits(luggage.id))
        else:
            Luggage.objects.filter(id=luggage.id).update(done_at=clock.now(), rows=[])


def _take_in(luggage: Luggage) -> None:
    """One line. Done again after a crash, it changes nothing: each step can be done twice."""
    row, trouble = luggage.rows[luggage.place], ""
    try:
        unpacking.UNPACKERS[luggage.kind](luggage.owner, row)
    except (Invalid, NotAllowed) as refusal:
        trouble = str(refusal)
    except Patience:
        trouble = _("That was too much at once. Please bring this line again tomorrow.")
    luggage.place += 1
    if trouble and len(luggage.troubles) < _MOST_TROUBLES:
        luggage.troubles.append([row[0][:300], trouble])
    Luggage.objects.filter(id=luggage.id).update(
        place=luggage.place,
        troubles=luggage.troubles,
        brought=F("brought") + (0 if trouble else 1),
    )


@transaction.atomic
def forget_luggage(luggage_id: int, *, by: Account) -> None:
    """Take nothing more in, and forget what was said about it."""
    Luggage.objects.filter(id=luggage_id, owner=by).delete()
