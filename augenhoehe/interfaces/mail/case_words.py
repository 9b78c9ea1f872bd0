"""What letters to a critic say, paragraph by paragraph."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.naming import shown_by
from augenhoehe.domain.criticism.selectors import is_ended
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.posts.labels import with_labels
from augenhoehe.interfaces.mail.case_recipients import Recipient

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent

_ASKS = frozenset({K.ANSWERED, K.REMEDIED})


def subject(case: Case, step: CaseEvent) -> str:
    """The subject of a letter about a step of the organisation."""
    subjects = {
        K.TAKEN: _("Somebody looks after your criticism of %(voice)s"),
        K.HANDED_OVER: _("Somebody else looks after your criticism of %(voice)s"),
        K.ANSWERED: _("Your criticism of %(voice)s was answered"),
        K.REMEDIED: _("%(voice)s says what was done about your criticism"),
        K.CONTESTED: _("%(voice)s disagrees with your criticism"),
        K.FELL_DORMANT: _("Your criticism of %(voice)s rests now"),
    }
    return subjects[K(step.kind)] % {"voice": case.about.name}


def subject_of_own(case: Case) -> str:
    """The subject of a letter that acknowledges the critic's own step."""
    return _("We noted what you said about your criticism of %(voice)s") % {
        "voice": case.about.name
    }


def about_step(recipient: Recipient, step: CaseEvent) -> list[str]:
    """What somebody of the organisation did, and what the critic can do now."""
    if step.kind == K.FELL_DORMANT:
        rests = _(
            "Since the last answer thirty days have passed without a word from you, so the "
            "case rests. It is not resolved by that: only you can say so, at any time."
        )
        return [rests, *_way_back(recipient)]
    parts = [_who_did_what(recipient.case, step)]
    if step.kind in _ASKS:
        parts.append(
            _(
                "Is it resolved, or not answered? Nobody but you can say so. If you say “not "
                "answered”, somebody else has to answer."
            )
        )
    if step.kind == K.CONTESTED:
        parts.append(
            _(
                "Both statements stand side by side. The case is not closed by that: you can "
                "let the answer stand, call it resolved, or leave it disputed."
            )
        )
    return [*parts, *_way_back(recipient)]


def _who_did_what(case: Case, step: CaseEvent) -> str:
    shown = shown_by(step)
    name = shown.name if shown else case.about.name
    sentences = {
        K.TAKEN: _("%(name)s looks after it:"),
        K.HANDED_OVER: _("%(name)s looks after it now:"),
        K.ANSWERED: _("%(name)s answered:"),
        K.REMEDIED: _("%(name)s says what was done:"),
        K.CONTESTED: _("%(name)s disagrees:"),
    }
    sentence = sentences[K(step.kind)] % {"name": name}
    words = step.text
    if step.kind == K.ANSWERED and step.post:
        words = with_labels(step.post, step.post.text)
    # What is internal does not leave the house by mail: the link leads to it.
    if case.post.is_internal or not words:
        return sentence.rstrip(":") + "."
    return f"{sentence}\n\n{indent(words, '    ')}"


def own_step(recipient: Recipient, step: CaseEvent) -> list[str]:
    """An acknowledgement for who has no page of their own to see it on."""
    sentences = {
        K.CONFIRMED: _("You called it resolved. Nobody else could have."),
        K.DISPUTED: _("You said that it was not answered. Somebody else is to answer next."),
        K.ACCEPTED: _("You let the answer stand."),
        K.REOPENED: _("You came back to it, and it goes on where it was."),
        K.WITHDRAWN: _("You took the criticism back. The page stays, and so does what was said."),
    }
    return [sentences[K(step.kind)], *_way_back(recipient)]


def opened(recipient: Recipient) -> list[str]:
    """Where it stands, and what happens next."""
    case = recipient.case
    parts = []
    if case.entered_by is not None:
        parts.append(
            _("%(name)s wrote down what you said, and gave your address so that you are told.")
            % {"name": case.entered_by.name}
        )
    parts.append(
        _("Everybody can read it here:\n\n    %(address)s")
        % {"address": f"{settings.BASE_URL}/faelle/{case.id}"}
    )
    parts.append(
        _(
            "Somebody of the organisation will answer it there, in public and with a name. You "
            "get a letter then, and only you can say whether it is resolved."
        )
    )
    return [*parts, *_way_back(recipient)]


def new_link(recipient: Recipient) -> list[str]:
    """Somebody asked for another link."""
    return [_("You asked for a new link. Here it is:"), *_way_back(recipient)]


def reminder(recipient: Recipient, number: int) -> list[str]:
    """The first or the last question after an answer."""
    since = formats.date_format(timezone.localtime(recipient.case.state_since), _("j F"))
    parts = [
        _(
            "Since %(day)s an answer to it stands there, and you have not said whether it is "
            "one. Is it resolved, or not answered?"
        )
        % {"day": since},
        *_way_back(recipient),
    ]
    if number > 1:
        parts.append(
            _(
                "This is the last time we ask. After thirty days the case rests; it is not "
                "resolved by that, and you can come back to it at any time."
            )
        )
    return parts


def _way_back(recipient: Recipient) -> list[str]:
    if recipient.contact is None or is_ended(recipient.case):
        return [recipient.link()]
    return [
        recipient.link(),
        _(
            "The link is for you alone: whoever has it acts in your name. It works once and for "
            "90 days; the next letter brings the next one."
        ),
    ]
