"""The head of the register by mail: a link to confirm the address, then one letter for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.events import HeadsAskedFor, RegisterHeadPublished
from augenhoehe.domain.moderation.register.subscribers import (
    confirm_token,
    leave_token,
    subscriber_with_address,
    subscribers,
)
from augenhoehe.domain.moderation.selectors.register import head_at

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import RegisterHead, RegisterSubscriber


def ask_to_confirm(event: HeadsAskedFor) -> None:
    """Whoever typed an address has to read mail there before anything else is sent."""
    found = subscriber_with_address(event.subscriber_id)
    if found is None:
        return
    subscriber, address = found
    link = f"{settings.BASE_URL}/register/koepfe/bestaetigen/{confirm_token(subscriber)}"
    with translation.override(_language(subscriber)):
        subject = _("Do you want the head of the register by mail?")
        parts = [
            _(
                "somebody typed this address on %(server)s to get the head of its public register "
                "by mail: one line on each day on which something was entered. If that was you, "
                "please confirm it:"
            )
            % {"server": settings.SERVER_NAME},
            link,
            _("If it was not you, there is nothing to do. No other letter follows."),
        ]
        _send(subject, parts, address, {})


def send_head(event: RegisterHeadPublished) -> None:
    """The head of today to everybody who asked for it."""
    head = head_at(event.seq)
    if head is None:
        return
    for subscriber, address in subscribers():
        with translation.override(_language(subscriber)):
            subject = _("Head of the register: entry %(seq)s") % {"seq": head.seq}
            leave = f"{settings.BASE_URL}/register/koepfe/abmelden/{leave_token(subscriber)}"
            headers = {
                "List-Unsubscribe": f"<{leave}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
            _send(subject, _about(head, leave), address, headers)


def _about(head: RegisterHead, leave: str) -> list[str]:
    return [
        _(
            "this is the head of the public register of %(server)s after entry %(seq)s. Please "
            "keep this letter: with it you can show later whether anything before it was changed."
        )
        % {"server": settings.SERVER_NAME, "seq": head.seq},
        head.hash,
        head.document,
        _("How to check it: %(link)s") % {"link": f"{settings.BASE_URL}/register/pruefen"},
        _("No more of these letters: %(link)s") % {"link": leave},
    ]


def _language(subscriber: RegisterSubscriber) -> str:
    known = dict(settings.LANGUAGES)
    wanted = (subscriber.language, settings.SERVER_LANGUAGE)
    return next((language for language in wanted if language in known), "de")


def _send(subject: str, parts: list[str], address: str, headers: dict[str, str]) -> None:
    body = "\n\n".join([_("Hello,"), *parts]) + "\n"
    EmailMessage(subject, body, to=[address], headers=headers).send()
