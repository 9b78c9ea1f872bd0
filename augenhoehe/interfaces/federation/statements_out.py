"""Telling people on other servers what was decided about them, why, and how to appeal.

A direct message of the server with the link to the statement; the same rights as everybody here,
and no account needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors.elsewhere import (
    affected_elsewhere,
    appellant_elsewhere,
)
from augenhoehe.domain.moderation.selectors.told import appeal_until
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.moderation.words import outcome_in_words, to_you_in_words
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.selectors import is_blocked_by
from augenhoehe.domain.posts.actions import publish_as_server
from augenhoehe.domain.posts.audience import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from augenhoehe.domain.moderation.events import (
        AppealDecided,
        InterventionEnded,
        InterventionTookEffect,
    )
    from augenhoehe.domain.moderation.models import Target
    from augenhoehe.domain.people.models import Account


def tell_restricted_elsewhere(event: InterventionTookEffect) -> None:
    """Write to everybody elsewhere whom a measure concerns, when it takes effect."""
    for target, person in affected_elsewhere(event.intervention_id):
        with translation.override(_language(target, person)):
            found = target.intervention
            rule = _("Rule: “%(clause)s”.") % {"clause": found.clause.title}
            until = _("You can appeal until %(day)s, free of charge and without an account.") % {
                "day": _day(target)
            }
            _write(person, target, [f"{to_you_in_words(found.kind)} {rule}", until])


def tell_restored_elsewhere(event: InterventionEnded) -> None:
    """Write that it is over; `won`: that it was wrong."""
    for target, person in affected_elsewhere(event.intervention_id, only=event.target_id):
        with translation.override(_language(target, person)):
            wrong = _(
                "A restriction of yours was wrong and is taken back. Everything stands again."
            )
            _write(person, target, [wrong if event.won else _("A restriction of yours is over.")])


def tell_appellant_elsewhere(event: AppealDecided) -> None:
    """Write how an appeal ended; that something is taken back is told by its end."""
    found = appellant_elsewhere(event.appeal_id)
    if found is None or found[0].outcome == "overturned":
        return
    appeal, target, person = found
    with translation.override(_language(target, person)):
        outcome = _("Your appeal is decided: %(how)s.") % {"how": outcome_in_words(appeal.outcome)}
        _write(person, target, [outcome])


def _language(target: Target, person: Account) -> str:
    known = dict(settings.LANGUAGES)
    said = target.post.language if target.post is not None else ""
    wanted = (said, person.language, settings.SERVER_LANGUAGE, target.intervention.language)
    spoken = (language.partition("-")[0] for language in wanted if language)
    return next((language for language in spoken if language in known), "en")


def _day(target: Target) -> str:
    until = timezone.localtime(appeal_until(target.intervention).until)
    return str(formats.date_format(until, "DATE_FORMAT"))


def _write(person: Account, target: Target, parts: Sequence[str]) -> None:
    server = instance_account()
    if is_blocked_by(server.id, other_id=person.id):
        return
    link = f"{settings.BASE_URL}/begruendung/{statement_token(target)}"
    sender = _("This is an automatic message of %(server)s.") % {"server": settings.SERVER_NAME}
    reasons = _("The whole statement, with the reasons: %(url)s") % {"url": link}
    text = "\n\n".join([f"@{person.address} {parts[0]}", *parts[1:], reasons, sender])
    language = translation.get_language() or ""
    publish_as_server(server, text=text, language=language, audience=Audience.DIRECT, to=person)
