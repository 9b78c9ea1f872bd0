"""What the office can do with an intervention on its page: who may, and what then happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation import actions, policies
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.verdicts import Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.moderation.models import Intervention
    from augenhoehe.domain.people.models import Account


@dataclass(frozen=True, slots=True)
class Way:
    """One button: its word in the address, what it says, what it does, what is said then."""

    slug: str
    button: _StrPromise
    act: Callable[[Intervention, Account, str], object]
    done: _StrPromise
    look: str = ""  # "quiet" or "danger"


@dataclass(frozen=True, slots=True)
class Doing:
    """One form: what it asks for, who may send it, and the buttons below it."""

    name: str
    title: _StrPromise
    may: Callable[[Who, Intervention], Verdict]
    ways: tuple[Way, ...]
    asks: _StrPromise | str = ""  # the label of its field, "" for none
    help: _StrPromise | str = ""


def _may_amend(who: Who, intervention: Intervention) -> Verdict:
    """Only what stands in the register can be added to."""
    if intervention.starts_at is None:
        return Verdict(False)
    return policies.may_amend(who)


SECOND = Doing(
    "second",
    _("Decide as the second person"),
    policies.may_second,
    (
        Way(
            "zustimmen",
            _("Agree to the measure"),
            lambda found, by, text: actions.consent(found, by=by, reasons=text),
            _("You agreed. It is not in force by that: the time to sleep on it has to pass."),
            "danger",
        ),
        Way(
            "ablehnen",
            _("Decline the measure"),
            lambda found, by, text: actions.decline(found, by=by, reasons=text),
            _("You declined. Nothing was restricted, and the proposal is over."),
            "quiet",
        ),
    ),
    _("Your reasons"),
    _("They stay with the measure, whichever way you decide."),
)
FORCE = Doing(
    "force",
    _("The time to sleep on it is over"),
    policies.may_put_into_force,
    (
        Way(
            "in-kraft",
            _("Put it into force"),
            lambda found, by, text: actions.put_into_force(found, by=by),
            _("It is in force, stands in the register, and the person was told."),
            "danger",
        ),
    ),
)
DROP = Doing(
    "drop",
    _("Take the proposal back"),
    policies.may_drop,
    (
        Way(
            "zuruecknehmen",
            _("Take the proposal back"),
            lambda found, by, text: actions.drop(found, by=by),
            _("The proposal is taken back. Nothing was restricted."),
            "quiet",
        ),
    ),
)
REVIEW = Doing(
    "review",
    _("Look at it again"),
    policies.may_review,
    (
        Way(
            "aufheben",
            _("End it now"),
            lambda found, by, text: actions.review(found, by=by, keep=False, reasons=text),
            _("It is over. That stands in the register, and the person was told."),
        ),
        Way(
            "behalten",
            _("Let it stand"),
            lambda found, by, text: actions.review(found, by=by, keep=True, reasons=text),
            _("It stands for now. That it was looked at stands in the register."),
            "quiet",
        ),
    ),
    _("Your reasons"),
    _("Does the reason for it still hold? Would something milder do by now?"),
)
END = Doing(
    "end",
    _("End it before its time"),
    policies.may_end,
    (
        Way(
            "beenden",
            _("End the measure"),
            lambda found, by, text: actions.end_intervention(found, by=by, reasons=text),
            _("It is over. That stands in the register, and the person was told."),
        ),
    ),
    _("Why it ends"),
)
AMEND = Doing(
    "amend",
    _("Add to the entry"),
    _may_amend,
    (
        Way(
            "nachtragen",
            _("Add an entry"),
            lambda found, by, text: actions.amend(found, by=by, text=text),
            _("It stands in the register, beside the entry it adds to."),
            "quiet",
        ),
    ),
    _("What is to be added or put right"),
    _("Nothing is ever changed: this becomes an entry of its own."),
)

DOINGS = (SECOND, FORCE, DROP, REVIEW, END, AMEND)
WAYS = {way.slug: (doing, way) for doing in DOINGS for way in doing.ways}
