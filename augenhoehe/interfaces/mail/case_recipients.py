"""Who is written to about a case: its critic, by their login or by the address they gave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions import make_link
from augenhoehe.domain.criticism.links import token_of
from augenhoehe.domain.criticism.selectors import case_for, case_to_write_about, is_ended
from augenhoehe.domain.people.actions.contact import address_of
from augenhoehe.domain.posts.audience import reader_for

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.people.models import MailContact


@dataclass(frozen=True, slots=True)
class Recipient:
    """A critic as a letter sees them."""

    case: Case
    name: str
    address: str
    language: str
    contact: MailContact | None = None  # has no account here: acts by the link in the letter

    def link(self) -> str:
        """Where the critic acts; a fresh one-time link for who has no account."""
        if self.contact is None or is_ended(self.case):
            return f"{settings.BASE_URL}/faelle/{self.case.id}"
        link = make_link(to=self.contact, case=self.case)
        return f"{settings.BASE_URL}/v/{token_of(link)}"

    @contextmanager
    def language_spoken(self) -> Iterator[None]:
        """Write in the language of who reads it."""
        with translation.override(self.language):
            yield


def recipient_of(case_id: int) -> Recipient | None:
    """The critic of a case, if there is an address and they may still read it."""
    case = case_to_write_about(case_id)
    if case is None:
        return None
    if case.contact is not None:
        return _by_address(case, case.contact)
    if case.critic is None or not case.critic.is_local or not case.critic.login.is_active:
        return None
    if case_for(reader_for(case.critic), case_id) is None:
        return None
    login = case.critic.login
    return Recipient(case, case.critic.name, login.email, spoken(login.language, case))


def _by_address(case: Case, contact: MailContact) -> Recipient:
    return Recipient(
        case,
        case.post.guest_name or contact.name,
        address_of(contact),
        spoken(contact.language, case),
        contact,
    )


def spoken(wanted: str, case: Case | None = None) -> str:
    """A language this server speaks: the reader's, the server's, that of the criticism."""
    known = dict(settings.LANGUAGES)
    candidates = (wanted, settings.SERVER_LANGUAGE, case.post.language if case else "")
    return next((language for language in candidates if language in known), "de")


def send(address: str, subject: str, parts: list[str]) -> None:
    """Hand a letter in; it waits in the same transaction as what it tells."""
    EmailMessage(subject, "\n\n".join(parts) + "\n", to=[address]).send()


def greeting(name: str) -> str:
    """How a letter begins; people without an account may have given no name."""
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")
