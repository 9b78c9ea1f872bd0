"""Letters about the agreement with the works council: the other side is written to at once.

Not everybody who inspects looks in every day, and an ended agreement switches things off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.agreement import works_agreement
from augenhoehe.domain.codex.events import AgreementEnded, AgreementProposed
from augenhoehe.domain.people.selectors import login_of
from augenhoehe.domain.people.selectors.inspecting import holders_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def tell_proposed(event: AgreementProposed) -> None:
    """Somebody named an agreement; without the second key nothing depends on it."""
    agreement = works_agreement(event.agreement_id)
    if agreement is None or agreement.confirmed_at or agreement.ended_at:
        return
    for person in holders_of("inspection", but=event.by_id):
        with translation.override(_language(person)):
            _send(
                person,
                _("An agreement waits for your confirmation"),
                _("an administrator named this agreement with the works council: %(name)s")
                % {"name": agreement.reference},
                _("It is in force once somebody with the duty of inspection confirms it:"),
            )


def tell_ended(event: AgreementEnded) -> None:
    """An agreement holds no more: both sides are written to, but not who ended it."""
    agreement = works_agreement(event.agreement_id)
    if agreement is None:
        return
    for person in holders_of("inspection", "admin", but=event.by_id):
        with translation.override(_language(person)):
            _send(
                person,
                _("An agreement with the works council is ended"),
                _("this agreement with the works council is ended: %(name)s")
                % {"name": agreement.reference},
                _("What depends on it is off. All agreements stand here:"),
            )


def _send(person: Account, subject: str, said: str, then: str) -> None:
    login = login_of(person)
    if login is None:
        return
    parts = [
        _("Hello %(name)s,") % {"name": person.name},
        said,
        f"{then}\n{settings.BASE_URL}/einsicht/vereinbarung",
    ]
    EmailMessage(subject, "\n\n".join(parts) + "\n", to=[login.email]).send()


def _language(person: Account) -> str:
    login = login_of(person)
    known = dict(settings.LANGUAGES)
    wanted = (login.language if login else "", settings.SERVER_LANGUAGE)
    return next((language for language in wanted if language in known), "de")
