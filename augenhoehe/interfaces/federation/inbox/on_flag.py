"""A report from another server: somebody there says that something of ours breaks a rule.

Its server, or whoever signed, is the reporter; who is behind it we do not learn. What they could
not read they cannot report, and nothing tells them whether it exists.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.moderation.actions.report import MAX_TEXT
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.people.uris import account_id_in
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation import patience
from augenhoehe.foundation.text import plain
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.foundation.words import guess_language
from augenhoehe.interfaces.federation.hosts import host_of

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Activity
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_MOST = 20  # things in one report


def take_flag(activity: Activity, actor: Account) -> None:
    """Make reports of it: one for each post of ours, or else one for the account."""
    patience.spend("flag", host_of(activity.actor))  # however its server spells it
    named = (activity.objects or (activity.object,))[:_MOST]
    complaint = _complaint(activity, actor)
    things: list[Post] | list[Account] = _posts(named, actor) or _accounts(named)
    for thing in things:
        with suppress(NotAllowed):  # has left, for example: no reason to ignore the others
            make_report(thing, complaint, by=actor)


def _posts(named: tuple[str, ...], actor: Account) -> list[Post]:
    reader = reader_for(actor)
    found: list[Post] = []
    for uri in named:
        number = post_id_in(uri)
        post = post_for(reader, number) if number is not None else None
        if post is not None and post.boost_of_id is None and post.account.is_local:
            found.append(post)
    return found


def _accounts(named: tuple[str, ...]) -> list[Account]:
    numbers = [number for uri in named if (number := account_id_in(uri)) is not None]
    found = [account_by_id(number) for number in numbers]
    return [one for one in found if one is not None and (one.is_person or one.is_voice)]


def _complaint(activity: Activity, actor: Account) -> Complaint:
    text = plain(activity.content).strip()[:MAX_TEXT]
    with translation.override(settings.LANGUAGE_CODE):
        text = text or _("Reported by %(server)s, without words.") % {"server": actor.domain}
    return Complaint(category="other", text=text, language=guess_language(text) or "")


HANDLERS = {"Flag": take_flag}
