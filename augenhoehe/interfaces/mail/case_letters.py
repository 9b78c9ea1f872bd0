"""Letters to the critic of a case: plain text, in the critic's language, with the way back."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions import due_reminders
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.naming import shown_by
from augenhoehe.domain.criticism.selectors import case_for, case_to_write_about, history_of
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation import clock

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent
    from augenhoehe.domain.people.models import Login

_TOLD = frozenset({K.TAKEN, K.HANDED_OVER, K.ANSWERED, K.REMEDIED, K.FELL_DORMANT})
_ASKS = frozenset({K.ANSWERED, K.REMEDIED})


def tell_critic(event: CaseMoved) -> None:
    """Write to the critic about a step of the organisation, or that the case rests."""
    case = _case(event.case_id)
    if case is None or event.kind not in _TOLD:
        return
    step = [past for past in history_of(case) if past.kind == event.kind][-1]
    with translation.override(_language(case)):
        _send(case, _subject(case, step), _about_step(case, step))


def send_reminders() -> None:
    """Ask critics who have been silent for ten and for twenty days. Meant to run once a day."""
    for case_id, number in due_reminders(clock.now()):
        case = _case(case_id)
        if case is None:
            continue
        with translation.override(_language(case)):
            subject = _("Was your criticism of %(voice)s answered?") % {"voice": case.about.name}
            _send(case, subject, _reminder(case, number))


def _case(case_id: int) -> Case | None:
    """The case if its critic has an address here and may still read it."""
    case = case_to_write_about(case_id)
    if case is None or case.critic is None or not case.critic.login.is_active:
        return None
    return case if case_for(reader_for(case.critic), case_id) else None


def _login(case: Case) -> Login:
    assert case.critic is not None  # noqa: S101 - `_case` has looked
    return case.critic.login


def _language(case: Case) -> str:
    known = dict(settings.LANGUAGES)
    wanted = (_login(case).language, settings.SERVER_LANGUAGE, case.post.language)
    return next((language for language in wanted if language in known), "de")


def _subject(case: Case, step: CaseEvent) -> str:
    subjects = {
        K.TAKEN: _("Somebody looks after your criticism of %(voice)s"),
        K.HANDED_OVER: _("Somebody else looks after your criticism of %(voice)s"),
        K.ANSWERED: _("Your criticism of %(voice)s was answered"),
        K.REMEDIED: _("%(voice)s says what was done about your criticism"),
        K.FELL_DORMANT: _("Your criticism of %(voice)s rests now"),
    }
    return subjects[K(step.kind)] % {"voice": case.about.name}


def _about_step(case: Case, step: CaseEvent) -> list[str]:
    if step.kind == K.FELL_DORMANT:
        return [
            _(
                "Since the last answer thirty days have passed without a word from you, so the "
                "case rests. It is not resolved by that: only you can say so, at any time."
            ),
            _link(case),
        ]
    parts = [_who_did_what(case, step)]
    if step.kind in _ASKS:
        parts.append(
            _(
                "Is it resolved, or not answered? Nobody but you can say so. If you say “not "
                "answered”, somebody else has to answer."
            )
        )
    return [*parts, _link(case)]


def _who_did_what(case: Case, step: CaseEvent) -> str:
    shown = shown_by(step)
    name = shown.name if shown else case.about.name
    sentences = {
        K.TAKEN: _("%(name)s looks after it:"),
        K.HANDED_OVER: _("%(name)s looks after it now:"),
        K.ANSWERED: _("%(name)s answered:"),
        K.REMEDIED: _("%(name)s says what was done:"),
    }
    sentence = sentences[K(step.kind)] % {"name": name}
    words = step.post.text if step.kind == K.ANSWERED and step.post else step.text
    # What is internal does not leave the house by mail: the link leads to it.
    if case.post.is_internal or not words:
        return sentence.rstrip(":") + "."
    return f"{sentence}\n\n{indent(words, '    ')}"


def _reminder(case: Case, number: int) -> list[str]:
    since = formats.date_format(timezone.localtime(case.state_since), _("j F"))
    parts = [
        _(
            "Since %(day)s an answer to it stands there, and you have not said whether it is "
            "one. Is it resolved, or not answered?"
        )
        % {"day": since},
        _link(case),
    ]
    if number > 1:
        parts.append(
            _(
                "This is the last time we ask. After thirty days the case rests; it is not "
                "resolved by that, and you can come back to it at any time."
            )
        )
    return parts


def _link(case: Case) -> str:
    return f"{settings.BASE_URL}/faelle/{case.id}"


def _send(case: Case, subject: str, parts: list[str]) -> None:
    login = _login(case)
    opened = formats.date_format(timezone.localtime(case.opened_at), _("j F"))
    body = [
        _("Hello %(name)s,") % {"name": login.account.name},
        _("on %(day)s you criticised %(voice)s on %(server)s.")
        % {"day": opened, "voice": case.about.name, "server": settings.SERVER_NAME},
        *parts,
        _(
            "You get this letter because the criticism is yours. There will be one for each "
            "step of the organisation, and no others."
        ),
    ]
    EmailMessage(subject, "\n\n".join(body) + "\n", to=[login.email]).send()
