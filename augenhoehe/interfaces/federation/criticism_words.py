"""What the server writes to a critic elsewhere: short, in their language, and never more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.links import token_of
from augenhoehe.domain.criticism.naming import shown_by
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.criticism.states import K

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent, CriticLink, Offer


def language_for(link: CriticLink) -> str:
    """The critic's language if this server speaks it: as they wrote, else as they say."""
    about = link.case or link.offer
    wanted = (
        about.post.language if about else "",
        link.account.language if link.account else "",
        settings.SERVER_LANGUAGE,
    )
    known = dict(settings.LANGUAGES)
    spoken = (language.partition("-")[0] for language in wanted if language)
    return next((language for language in spoken if language in known), "en")


def message_for(link: CriticLink) -> str:
    """The whole message, addressed to its critic."""
    name = f"@{link.account.address}" if link.account else ""
    words = _about_case(link.case) if link.case else _about_offer(link.offer) if link.offer else []
    ends = formats.date_format(timezone.localtime(link.ends_at), "DATE_FORMAT")
    way = _("Here, once, until %(day)s: %(url)s") % {
        "day": ends,
        "url": f"{settings.BASE_URL}/v/{token_of(link)}",
    }
    sender = _("This is an automatic message of %(server)s.") % {"server": settings.SERVER_NAME}
    return "\n\n".join([f"{name} {words[0]}", *words[1:], way, sender])


def _about_offer(offer: Offer) -> list[str]:
    return [
        _("You wrote to %(voice)s. Is it criticism?") % {"voice": offer.about.name},
        _(
            "If you say so, it becomes a public case: a person answers it by name, and nobody but "
            "you can call it resolved. Reply with “yes please” or “no thanks”, or use the link. "
            "If you do nothing, nothing happens, and nobody asks again."
        ),
    ]


def _about_case(case: Case) -> list[str]:
    step = history_of(case)[-1]
    where = f"{settings.BASE_URL}/faelle/{case.id}"
    said = _sentences(step).get(K(step.kind)) or _(
        "Something happened in the case of your criticism of {voice}."
    )
    shown = shown_by(step)
    name = shown.name if shown is not None else case.about.name
    words = said.format(name=name, voice=case.about.name)
    more = [f"{words} {where}"]
    if step.kind in (K.ANSWERED, K.REMEDIED):
        more.append(
            _(
                "Is it resolved, or not answered? Nobody but you can say so. Reply with "
                "“resolved” or “not answered”, or use the link."
            )
        )
    return more


def _sentences(step: CaseEvent) -> dict[K, str]:
    return {
        K.OPENED: _(
            "Your criticism of {voice} is a public case now. You get a message for each step "
            "and no others."
        ),
        K.TAKEN: _("{name} looks after your criticism of {voice} now."),
        K.HANDED_OVER: _("{name} looks after your criticism of {voice} now."),
        K.ANSWERED: _("{name} has answered your criticism of {voice}."),
        K.REMEDIED: _("{name} says what was done about your criticism of {voice}."),
        K.CONTESTED: _(
            "{name} disagrees with your criticism of {voice}. Both statements stand side by side, "
            "and the case is not closed by that."
        ),
        K.FELL_DORMANT: _(
            "Thirty days have passed since the last answer to your criticism of {voice}, so the "
            "case rests. It is not resolved by that: only you can say so."
        ),
        K.DISPUTED: _("Noted: your criticism of {voice} is not answered. Somebody else has to."),
        K.ACCEPTED: _("Noted: you let the answer to your criticism of {voice} stand."),
        K.REOPENED: _("Noted: your criticism of {voice} no longer rests."),
        K.RESTORED: _("Your criticism of {voice} stands again, and its case goes on."),
    }
