"""Letters to whom an intervention concerns: what, why, and how to appeal; no account needed.

Written in the transaction in which it takes effect, so never later. People on other servers
get theirs through their server.
"""

from __future__ import annotations

from datetime import datetime
from textwrap import indent
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors.told import (
    Addressee,
    appeal_until,
    own_words,
    targets_to_tell,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.moderation.words import ground_in_words, to_you_in_words

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.events import InterventionEnded, InterventionTookEffect
    from augenhoehe.domain.moderation.models import Target


def tell_restricted(event: InterventionTookEffect) -> None:
    """Write to everybody it concerns."""
    for target, addressee in targets_to_tell(event.intervention_id):
        with translation.override(_language(addressee, target)):
            _send(addressee, _subject(target), _why(target))


def tell_restored(event: InterventionEnded) -> None:
    """Write that it is over; `won`: that it was wrong."""
    for target, addressee in targets_to_tell(event.intervention_id, only=event.target_id):
        with translation.override(_language(addressee, target)):
            subject = _("A restriction of what you wrote or may do is over")
            _send(addressee, subject, _over(target, won=event.won))


def _language(addressee: Addressee, target: Target) -> str:
    known = dict(settings.LANGUAGES)
    wanted = (addressee.language, settings.SERVER_LANGUAGE, target.intervention.language)
    return next((language for language in wanted if language in known), "de")


def _subject(target: Target) -> str:
    return _("%(server)s: %(what)s") % {
        "server": settings.SERVER_NAME,
        "what": to_you_in_words(target.intervention.kind).rstrip("."),
    }


def _why(target: Target) -> list[str]:
    found = target.intervention
    ground = ground_in_words(found.ground)
    return [
        to_you_in_words(found.kind),
        *_own_words(target),
        _("What happened:") + "\n\n" + indent(found.facts, "    "),
        _("Why this follows from it:") + "\n\n" + indent(found.reasons, "    "),
        _("Ground: %(ground)s. Rule: “%(clause)s”, codex, version %(n)d.")
        % {
            "ground": f"{ground} ({found.norm})" if found.norm else ground,
            "clause": found.clause.title,
            "n": found.clause.version.number,
        },
        *_duration(target),
        _("The whole statement, and the way to appeal, free of charge and without an account:"),
        _link(target),
        _("You can appeal until %(day)s. Somebody who took no part decides.")
        % {"day": _day(appeal_until(found).until)},
    ]


def _own_words(target: Target) -> list[str]:
    """Which post it is about, by its beginning; nothing internal leaves the house by mail."""
    said = own_words(target)
    if target.post is None or said is None or target.post.is_internal:
        return []
    words = " ".join(said.text.split())
    short = words if len(words) <= 200 else f"{words[:200]}…"
    return [_("It is about:") + "\n\n" + indent(short, "    ")]


def _duration(target: Target) -> list[str]:
    if target.intervention.kind == Kind.WARN:
        return []
    ends_at = target.intervention.ends_at
    if ends_at is None:
        return [_("It has no end set.")]
    return [_("It ends on %(day)s.") % {"day": _day(ends_at)}]


def _over(target: Target, *, won: bool) -> list[str]:
    what = to_you_in_words(target.intervention.kind)
    if won:
        parts = [
            _("We had written to you: “%(what)s” That was wrong, and it is taken back.")
            % {"what": what}
        ]
        if target.post is not None:
            parts.append(_("Your post stands again where it stood, with its replies."))
    else:
        parts = [_("We had written to you: “%(what)s” That is over.") % {"what": what}]
    return [*parts, _("The statement, with everything that became of it:"), _link(target)]


def _day(moment: datetime) -> str:
    return str(formats.date_format(timezone.localtime(moment), _("j F Y")))


def _link(target: Target) -> str:
    return f"{settings.BASE_URL}/begruendung/{statement_token(target)}"


def _send(addressee: Addressee, subject: str, parts: list[str]) -> None:
    body = [
        _("Hello %(name)s,") % {"name": addressee.name},
        *parts,
        _("Nobody can switch this letter off: whoever is restricted has to be told."),
    ]
    EmailMessage(subject, "\n\n".join(body) + "\n", to=[addressee.address]).send()
