"""What critics without an account here do: by a link that works once."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions import critic
from augenhoehe.domain.criticism.actions.offer import accept_offer, decline_offer
from augenhoehe.domain.criticism.links import check_usable, link_of, person_of
from augenhoehe.domain.criticism.models import Case, CriticLink
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.people.actions import confirm_contact
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import NotAllowed

STEPS: Mapping[str, Callable[..., object]] = {
    K.CONFIRMED: critic.confirm_case,
    K.DISPUTED: critic.dispute_case,
    K.ACCEPTED: critic.accept_answer,
    K.REOPENED: critic.reopen_case,
    K.WITHDRAWN: critic.withdraw_case,
}


@transaction.atomic
def step_by_link(token: str, kind: str, *, text: str = "") -> Case:
    """Take a critic's step with a link. The link is used up, unless the step is refused."""
    link = _held(token)
    if link.case is None or kind not in STEPS:
        raise _for_something_else()
    STEPS[kind](link.case, by=person_of(link), text=text)
    _use_up(link)
    return Case.objects.get(id=link.case_id)


@transaction.atomic
def decide_offer_by_link(token: str, *, accept: bool, wanted: str = "") -> Case | None:
    """Accept or decline an offer with a link; the case, if there is one now."""
    link = _held(token)
    if link.offer is None or link.account is None:
        raise _for_something_else()
    case = None
    if accept:
        case = accept_offer(link.offer, by=link.account, wanted=wanted)
    else:
        decline_offer(link.offer, by=link.account)
    _use_up(link)
    return case


def _for_something_else() -> NotAllowed:
    return NotAllowed(_("This link is for something else."))


def _held(token: str) -> CriticLink:
    """The link of a token, for nobody else to use meanwhile, if it still can be used."""
    CriticLink.objects.select_for_update().filter(id=link_of(token).id).first()
    link = link_of(token)
    check_usable(link)
    return link


def _use_up(link: CriticLink) -> None:
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    if link.contact is not None:
        confirm_contact(link.contact)  # whoever used it got the letter
