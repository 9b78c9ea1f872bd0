"""The letter that asks whether an address is one's own, before criticism becomes public."""

from __future__ import annotations

from textwrap import indent

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.events import SubmissionMade
from augenhoehe.domain.criticism.links import submission_token
from augenhoehe.domain.criticism.selectors import submission_to_write_about
from augenhoehe.domain.people.actions.contact import address_of
from augenhoehe.interfaces.mail.case_recipients import greeting, send, spoken


def ask_to_confirm(event: SubmissionMade) -> None:
    """Send the link; until somebody uses it nothing is public."""
    submission = submission_to_write_about(event.submission_id)
    if submission is None or submission.case_id is not None:
        return
    address = address_of(submission.contact)
    with translation.override(spoken(submission.language)):
        link = f"{settings.BASE_URL}/kritik/bestaetigen/{submission_token(submission)}"
        body = [
            greeting(submission.name),
            _("on %(server)s somebody gave this address with a criticism of %(voice)s:")
            % {"server": settings.SERVER_NAME, "voice": submission.about.name},
            indent(submission.text, "    "),
            _("Was it you? Then please make it public with this link:"),
            link,
            _(
                "The link works for two days. If it was not you, there is nothing to do: without "
                "the link nothing becomes public, and what was written is deleted."
            ),
        ]
        send(
            address,
            _("Please confirm your criticism of %(voice)s") % {"voice": submission.about.name},
            body,
        )
