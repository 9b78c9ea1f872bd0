"""A measure on paper: the intervention it would become, and the entry it would leave."""

from __future__ import annotations

from datetime import timedelta

from augenhoehe.domain.moderation import entries
from augenhoehe.domain.moderation.check.checking import Preview
from augenhoehe.domain.moderation.check.elsewhere import shown_of
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Intervention, Office, Target
from augenhoehe.domain.moderation.register.format import Facts
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy

NIGHT = timedelta(hours=24)

State = Intervention.State


def drafted(measure: Measure, seen: Preview, *, by: Account) -> Intervention:
    """The intervention a measure would become: not written down, without check and office."""
    criticism = seen.is_of_criticism
    waits = criticism and not measure.at_once
    # Only the second person makes it none, and what is done at once has no such person.
    said_to_be_none = waits and measure.said_to_be_none
    now = clock.now()
    return Intervention(
        uid=entries.new_uid(),
        kind=measure.kind,
        state=State.PROPOSED if waits else State.IN_FORCE,
        ground=measure.ground,
        norm=tidy(measure.norm).strip(),
        clause=measure.clause,
        category=measure.category,
        source=measure.source,
        report=measure.report,
        facts=tidy(measure.facts).strip(),
        reasons=tidy(measure.reasons).strip(),
        language=measure.spoken_language,
        rung=measure.rung,
        rung_why=tidy(measure.rung_why).strip(),
        decided_by=by,
        is_of_criticism=criticism and not said_to_be_none,
        said_to_be_none=said_to_be_none,
        at_once=measure.at_once,
        # What is said to be no criticism needs the second person, and no night.
        not_before=(now if measure.said_to_be_none else now + NIGHT) if waits else None,
        created_at=now,
        ends_at=measure.ends_at,
        sealed_until=measure.sealed_until,
    )


def aims_of(intervention: Intervention, measure: Measure) -> list[Target]:
    """What it is about, each thing by itself, not written down."""

    def aim(**thing: object) -> Target:
        return Target(intervention=intervention, **thing)

    aims = [aim(post=post, affected=post.account, voice=measure.voice) for post in measure.posts]
    aims += [
        aim(account=account, affected=account, voice=measure.voice, hat=measure.hat)
        for account in measure.accounts
    ]
    if measure.tag is not None:
        aims.append(aim(tag=measure.tag))
    if measure.domain:
        aims.append(aim(domain=measure.domain.casefold()))
    return aims


def future_facts(measure: Measure, seen: Preview, *, by: Account) -> Facts:
    """The entry as the register will have it, but for its number and the second person."""
    intervention = drafted(measure, seen, by=by)
    intervention.office = Office.objects.filter(account=by).first() or Office(name="M-xxxx")
    intervention.starts_at = intervention.created_at
    check = shown_of(seen.estimate) if seen.is_of_criticism else None
    return entries.facts_of(intervention, aims=aims_of(intervention, measure), check=check)
