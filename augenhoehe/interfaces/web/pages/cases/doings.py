"""What can be done with a case on its page, by whom, and with which form.

All but answering, which is writing a post: see `answering.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism import actions, policies
from augenhoehe.domain.criticism.states import K, S
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.verdicts import Verdict
from augenhoehe.interfaces.web.pages.cases import forms as case_forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.people.models import Account

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing: its word in the address, its form, who may, and what then happens."""

    slug: str
    kind: str
    title: _StrPromise
    button: _StrPromise
    done: _StrPromise
    form: type[forms.Form]
    may: Callable[[Any, Case], Verdict]  # of the critic's also for who has no account
    act: Callable[[Case, Account, Values], object]


def _take(case: Case, by: Account, values: Values) -> object:
    return actions.take_case(case, by=by, text=values["text"])


def _claim(case: Case, by: Account, values: Values) -> object:
    return actions.claim_remedy(case, by=by, text=values["text"])


def _contest(case: Case, by: Account, values: Values) -> object:
    return actions.contest_case(case, by=by, text=values["text"])


def _accept(case: Case, by: Account, values: Values) -> object:
    return actions.accept_answer(case, by=by, text=values["text"])


def _reopen(case: Case, by: Account, values: Values) -> object:
    return actions.reopen_case(case, by=by, text=values["text"])


def _confirm(case: Case, by: Account, values: Values) -> object:
    return actions.confirm_case(case, by=by, text=values["text"])


def _dispute(case: Case, by: Account, values: Values) -> object:
    return actions.dispute_case(case, by=by, text=values["text"])


def _withdraw(case: Case, by: Account, values: Values) -> object:
    return actions.withdraw_case(case, by=by, text=values["text"])


def _may_look_after_first(who: Who, case: Case) -> Verdict:
    return policies.may_take(who, case) if case.state == S.OPEN else Verdict(False)


def _may_take_over(who: Who, case: Case) -> Verdict:
    if case.state == S.OPEN or case.taken_by_id == who.account_id:
        return Verdict(False)
    return policies.may_take(who, case)


LOOK_AFTER = Doing(
    "kuemmern",
    K.TAKEN,
    _("Look after it"),
    _("Look after it"),
    _("You look after this case now, and everybody can read it."),
    case_forms.LookAfterForm,
    _may_look_after_first,
    _take,
)
TAKE_OVER = Doing(
    "uebernehmen",
    K.HANDED_OVER,
    _("Take it over"),
    _("Take it over"),
    _("You look after this case now, and everybody can read it."),
    case_forms.StatementForm,
    _may_take_over,
    _take,
)
REMEDY = Doing(
    "abhilfe",
    K.REMEDIED,
    _("Say what was done"),
    _("Publish what was done"),
    _("It stands on the page. Whether that resolves it, the critic says."),
    case_forms.RemedyForm,
    policies.may_claim_remedy,
    _claim,
)
CONTEST = Doing(
    "widersprechen",
    K.CONTESTED,
    _("Disagree, with a source"),
    _("Publish the other view"),
    _("Both statements stand side by side now. The case is disputed."),
    case_forms.ContestForm,
    policies.may_contest,
    _contest,
)
CONFIRM = Doing(
    "erledigt",
    K.CONFIRMED,
    _("It is resolved"),
    _("Call it resolved"),
    _("You called it resolved. Nobody else could have."),
    case_forms.StatementForm,
    policies.may_confirm,
    _confirm,
)
DISPUTE = Doing(
    "nicht-beantwortet",
    K.DISPUTED,
    _("It was not answered"),
    _("Say “not answered”"),
    _("Everybody can read it. Somebody else of the organisation is to answer next."),
    case_forms.DisputeForm,
    policies.may_dispute,
    _dispute,
)
ACCEPT = Doing(
    "gelten-lassen",
    K.ACCEPTED,
    _("Let the answer stand"),
    _("Let the answer stand"),
    _("The answer stands. Whether it is resolved, you can still say."),
    case_forms.StatementForm,
    policies.may_accept,
    _accept,
)
REOPEN = Doing(
    "wieder-aufnehmen",
    K.REOPENED,
    _("Come back to it"),
    _("Take the case up again"),
    _("It goes on where it was. Nothing was lost meanwhile."),
    case_forms.StatementForm,
    policies.may_reopen,
    _reopen,
)
WITHDRAW = Doing(
    "zuruecknehmen",
    K.WITHDRAWN,
    _("Take the criticism back"),
    _("Take the criticism back"),
    _("You took the criticism back. The page stays, and so does what was said."),
    case_forms.StatementForm,
    policies.may_withdraw,
    _withdraw,
)

_CRITICS = (CONFIRM, ACCEPT, REOPEN, DISPUTE, WITHDRAW)
DOINGS: Mapping[str, Doing] = {
    doing.slug: doing for doing in (LOOK_AFTER, REMEDY, TAKE_OVER, CONTEST, *_CRITICS)
}
OF_THE_CRITIC = frozenset(doing.slug for doing in _CRITICS)
