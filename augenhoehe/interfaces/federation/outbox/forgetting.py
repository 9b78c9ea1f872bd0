"""What was said need not be kept for ever: only what may still have to be taken back."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at
from augenhoehe.interfaces.federation.models import Activity, Delivery

_GIVEN_UP_FOR = timedelta(days=14)
_SAID_FOR = timedelta(days=14)
# Their Undo names them.
_TAKEN_BACK_SOME_DAY = ("Follow", "Like", "Announce", "Block", "QuoteRequest", "Flag")
_AT_ONCE = 2000
_WORDS = ("Create", "Update")


def forget_what_was_said() -> None:
    """Let go of deliveries that were given up long ago, and of old words. A periodic work."""
    now = clock.now()
    Delivery.objects.filter(gave_up_at__lt=now - _GIVEN_UP_FOR).delete()
    while ids := _done_with(first_id_at(now - _SAID_FOR)):
        Activity.objects.filter(id__in=ids).delete()


def keep_back_words(about: str, *, by: int) -> None:
    """What is taken back before it left does not leave: words that no server was sent yet."""
    untried = Delivery.objects.filter(attempts=0, leased_until__isnull=True)
    said = Activity.objects.filter(account_id=by, object=about, kind__in=_WORDS)
    untried.filter(activity__in=said).delete()


def _done_with(before: int) -> list[int]:
    waiting = Delivery.objects.filter(activity_id=OuterRef("id"))
    old = Activity.objects.filter(~Exists(waiting), id__lt=before)
    kept = old.exclude(kind__in=_TAKEN_BACK_SOME_DAY)
    return list(kept.order_by("id").values_list("id", flat=True)[:_AT_ONCE])
