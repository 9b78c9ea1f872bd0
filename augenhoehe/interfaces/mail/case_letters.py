"""Letters to the critic of a case: plain text, in the critic's language, with the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions import due_reminders
from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened, LinkAsked
from augenhoehe.domain.criticism.selectors import case_of_link, history_of
from augenhoehe.domain.criticism.states import K
from augenhoehe.foundation import clock
from augenhoehe.interfaces.mail import case_words as words
from augenhoehe.interfaces.mail.case_recipients import Recipient, greeting, recipient_of, send

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent

_TOLD = frozenset({K.TAKEN, K.HANDED_OVER, K.ANSWERED, K.REMEDIED, K.CONTESTED, K.FELL_DORMANT})
# What somebody did by a link is acknowledged, with the next link.
_OWN = frozenset({K.CONFIRMED, K.DISPUTED, K.ACCEPTED, K.REOPENED, K.WITHDRAWN})


def tell_critic(event: CaseMoved) -> None:
    """Write to the critic about a step of the organisation, or that the case rests."""
    recipient = recipient_of(event.case_id)
    if recipient is None:
        return
    with recipient.language_spoken():
        step = _last(recipient.case, event.kind)
        if event.kind in _TOLD:
            _send(recipient, words.subject(recipient.case, step), words.about_step(recipient, step))
        elif event.kind in _OWN and recipient.contact is not None:
            _send(recipient, words.subject_of_own(recipient.case), words.own_step(recipient, step))


def _last(case: Case, kind: str) -> CaseEvent:
    return [past for past in history_of(case) if past.kind == kind][-1]


def acknowledge(event: CaseOpened) -> None:
    """Who has no account here is told where their criticism stands and how to come back."""
    recipient = recipient_of(event.case_id)
    if recipient is None or recipient.contact is None:
        return
    with recipient.language_spoken():
        case = recipient.case
        subject = _("Your criticism of %(voice)s is public now") % {"voice": case.about.name}
        _send(recipient, subject, words.opened(recipient))


def send_new_link(event: LinkAsked) -> None:
    """The link somebody had was used or too old; here is another."""
    case_id = case_of_link(event.link_id)
    recipient = recipient_of(case_id) if case_id else None
    if recipient is None:
        return
    with recipient.language_spoken():
        subject = _("Your new link to your criticism of %(voice)s") % {
            "voice": recipient.case.about.name
        }
        _send(recipient, subject, words.new_link(recipient))


def send_reminders() -> None:
    """Ask critics who have been silent for ten and for twenty days. Meant to run once a day."""
    for case_id, number in due_reminders(clock.now()):
        recipient = recipient_of(case_id)
        if recipient is None:
            continue
        with recipient.language_spoken():
            voice = recipient.case.about.name
            subject = _("Was your criticism of %(voice)s answered?") % {"voice": voice}
            _send(recipient, subject, words.reminder(recipient, number))


def _send(recipient: Recipient, subject: str, parts: list[str]) -> None:
    case = recipient.case
    opened = formats.date_format(timezone.localtime(case.opened_at), _("j F"))
    body = [
        greeting(recipient.name),
        _("on %(day)s you criticised %(voice)s on %(server)s.")
        % {"day": opened, "voice": case.about.name, "server": settings.SERVER_NAME},
        *parts,
        _(
            "You get this letter because the criticism is yours. There will be one for each "
            "step of the organisation, and no others."
        ),
    ]
    send(recipient.address, subject, body)
