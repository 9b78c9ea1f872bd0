"""Interventions as the public register tells them: what was done and why, and never to whom."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings

from augenhoehe.domain.moderation import register, terms
from augenhoehe.domain.moderation.check import checking
from augenhoehe.domain.moderation.models import Intervention, Office, RegisterEntry, Target
from augenhoehe.domain.moderation.register.format import CheckShown, Facts
from augenhoehe.domain.people.models import Affiliation
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

APPEAL_TERM = timedelta(days=184)  # six months, the longest of them

Texts = Mapping[str, Mapping[str, str | int]]
_TARGETS = {
    terms.Kind.PAUSE_THREAD: terms.Target.THREAD,
    terms.Kind.REMOVE_MEDIA: terms.Target.MEDIA,
    terms.Kind.WITHDRAW_VOICE: terms.Target.VOICE,
}
_UID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_uid() -> str:
    """The id of an entry: the end of its address, and the id in the EU's database."""
    return "".join(secrets.choice(_UID_LETTERS) for _letter in range(12))


def enter(
    intervention: Intervention,
    *,
    event: terms.Event = terms.Event.INTERVENTION,
    hand: terms.Hand = terms.Hand.MODERATOR,
    office: Office | None = None,
    texts: Texts | None = None,
) -> RegisterEntry:
    """Write an intervention, or what became of it, into the register. In its transaction."""
    first = event == terms.Event.INTERVENTION
    facts = facts_of(intervention, event=event, hand=hand, office=office)
    said = texts_of(intervention) if first else texts or {}
    return register.append(facts, texts=said, sealed_until=intervention.sealed_until)


def facts_of(
    intervention: Intervention,
    *,
    event: terms.Event = terms.Event.INTERVENTION,
    hand: terms.Hand = terms.Hand.MODERATOR,
    office: Office | None = None,
    outcome: terms.Outcome | None = None,
    count: int | None = None,
    aims: Sequence[Target] | None = None,
    check: CheckShown | None = None,
) -> Facts:
    """The record of an entry, without its number. `office`: who acted, if not who decided.

    `aims` and `check` belong to an intervention that is not written down yet.
    """
    first = event == terms.Event.INTERVENTION
    things = list(intervention.targets.all()) if aims is None else aims
    acting = office or intervention.office
    run = intervention.check_run
    return Facts(
        id=intervention.uid if first else new_uid(),
        at=clock.now(),
        event=event,
        kind=terms.Kind(intervention.kind),
        target=target_kind(intervention, things),
        hand=hand,
        office=acting.name if acting else "system",
        criticism=intervention.is_of_criticism,
        ground=terms.Ground(intervention.ground),
        norm=intervention.norm,
        rung=intervention.rung,
        clause=intervention.clause.key,
        clause_version=str(intervention.clause.version.number),
        category=f"STATEMENT_CATEGORY_{intervention.category}",
        source=terms.Source(intervention.source),
        count=count or max(1, len(things)),
        about="" if first else intervention.uid,
        starts=intervention.starts_at if first else None,
        ends=intervention.ends_at if first else None,
        second_office=intervention.second_office.name if intervention.second_office else "",
        check=checking.shown(run) if run else check,
        appeal_until=_appeal_until(intervention) if first else None,
        outcome=outcome,
        sealed=first and intervention.sealed_until is not None,
    )


def _appeal_until(intervention: Intervention) -> date:
    return ((intervention.starts_at or clock.now()) + APPEAL_TERM).date()


def target_kind(intervention: Intervention, things: Sequence[Target]) -> terms.Target:
    """What kind of thing an intervention is about."""
    kind = terms.Kind(intervention.kind)
    if kind in _TARGETS:
        return _TARGETS[kind]
    target = things[0] if things else None
    if target is None or target.post_id is not None:
        return terms.Target.POST
    if target.account_id is not None:
        return terms.Target.ACCOUNT
    return terms.Target.HASHTAG if target.tag_id is not None else terms.Target.DOMAIN


def texts_of(intervention: Intervention) -> dict[str, dict[str, str | int]]:
    """The words beside an entry: facts, reasons with the milder means, and where it was."""
    words: dict[str, dict[str, str | int]] = {
        "facts": {"text": intervention.facts, "language": intervention.language},
        "reasons": {
            "text": intervention.reasons,
            "language": intervention.language,
            "milder": intervention.rung_why,
        },
    }
    if links := _links(intervention):
        words["links"] = links
    return words


def _links(intervention: Intervention) -> dict[str, str | int]:
    """Where it happened, as far as the place is public and names nobody who works here."""
    target = intervention.targets.first()
    if target is None or intervention.targets.count() > 1:
        return {}
    if target.post is not None and not _is_guarded(target, target.post):
        return {"url": f"{settings.BASE_URL}/p/{target.post_id}"}
    if target.tag is not None:
        return {"url": f"{settings.BASE_URL}/tags/{target.tag.name}"}
    return {"domain": target.domain} if target.domain else {}


def _is_guarded(target: Target, post: Post) -> bool:
    works_here = Affiliation.objects.filter(account_id=target.affected_id, until__isnull=True)
    return post.audience > Post.Audience.UNLISTED or works_here.exists()
