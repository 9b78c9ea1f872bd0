"""One-time links: how a critic without an account here acts, and nobody in their place.

A token is the number of a link and a signature over it, over what it is for, whom it is for
and when it ends. It is stored nowhere. Forged, used or too old: refused with the reason.
"""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.critics import Somebody
from augenhoehe.domain.criticism.models import CriticLink, Submission
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import NotAllowed

_SIGNS = 40  # of the hexadecimal signature: 160 bits
_LONGEST = 80


def token_of(link: CriticLink) -> str:
    """What stands in the address of a link."""
    return _token(link.id, "link", _bound(link))


def _bound(link: CriticLink) -> tuple[object, ...]:
    ends = int(link.ends_at.timestamp())
    return link.case_id, link.offer_id, link.account_id, link.contact_id, ends


def link_of(token: str) -> CriticLink:
    """The link of a token, used or not; `NotAllowed` if we never gave it away."""
    rows = CriticLink.objects.select_related(
        "case__about", "case__post", "offer__post__account", "offer__about", "account", "contact"
    )
    link = rows.filter(id=_number_in(token)).first()
    if link is None or not constant_time_compare(token, token_of(link)):
        raise NotAllowed(
            _("This link is not one of ours. Please open it as it stood in the letter.")
        )
    return link


def check_usable(link: CriticLink) -> None:
    """Refuse what was used already, and what is too old."""
    if link.used_at is not None:
        raise NotAllowed(_("This link was used already. Each letter brings a new one."))
    if link.ends_at <= clock.now():
        raise NotAllowed(_("This link is too old. Please ask for a new one."))


def person_of(link: CriticLink) -> Somebody:
    """Who acts by a link."""
    person = link.account or link.contact
    if person is None:
        raise NotAllowed(_("Nobody is behind this link any longer."))
    return person


def submission_token(submission: Submission) -> str:
    """What stands in the address by which somebody confirms theirs."""
    bound = submission.contact_id, submission.about_id, int(submission.ends_at.timestamp())
    return _token(submission.id, "submission", bound)


def submission_of(token: str) -> Submission:
    """What waits for this confirmation; `NotAllowed` if there is nothing such."""
    rows = Submission.objects.select_related("contact", "about", "case")
    submission = rows.filter(id=_number_in(token)).first()
    if submission is None or not constant_time_compare(token, submission_token(submission)):
        raise NotAllowed(
            _("This link leads nowhere: it is not one of ours, or what you wrote was deleted "
              "since it was not confirmed in time.")
        )  # fmt: skip
    return submission


def _token(number: int, purpose: str, bound: tuple[object, ...]) -> str:
    said = ":".join(str(part) for part in (number, *bound))
    signature = salted_hmac(f"criticism.{purpose}", said, algorithm="sha256").hexdigest()
    return f"{number:x}-{signature[:_SIGNS]}"


def _number_in(token: str) -> int:
    number, _dash, signature = token.partition("-")
    if len(token) > _LONGEST or len(signature) != _SIGNS or len(number) > 15 or not number:
        return 0
    try:
        return int(number, 16)
    except ValueError:
        return 0
