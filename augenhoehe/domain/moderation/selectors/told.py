"""Whom a letter of reasons goes to, and until when they can appeal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from augenhoehe.domain.moderation.entries import APPEAL_TERM
from augenhoehe.domain.moderation.models import Intervention, Target
from augenhoehe.domain.people.actions import address_of
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.internals import words_of
from augenhoehe.domain.posts.models import Words
from augenhoehe.foundation import clock


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody with a mail address: a local person, or a guest without an account."""

    name: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Term:
    """Until when one can appeal."""

    until: datetime
    is_open: bool


def appeal_until(intervention: Intervention) -> Term:
    """Six months from when it took effect."""
    until = (intervention.starts_at or clock.now()) + APPEAL_TERM
    return Term(until, clock.now() <= until)


def own_words(target: Target) -> Words | None:
    """What the post says or, in quarantine, had said: for its author and for who decides."""
    return words_of(target.post) if target.post is not None else None


def targets_to_tell(
    intervention_id: int, *, only: int | None = None
) -> Iterator[tuple[Target, Addressee]]:
    """What an intervention is about, with whom to write to; not who has no address here."""
    rows = Target.objects.filter(intervention_id=intervention_id, told_at__isnull=False)
    if only is not None:
        rows = rows.filter(id=only)
    whole = rows.select_related(
        "intervention__clause__version",
        "affected__login",
        "post__guest",
        "post__written_by__login",
    )
    for target in whole.order_by("id"):
        if addressee := _addressee(target):
            yield target, addressee


def _addressee(target: Target) -> Addressee | None:
    if target.post is not None and target.post.guest is not None:
        guest = target.post.guest
        return Addressee(target.post.guest_name or guest.name, address_of(guest), guest.language)
    person = person_behind(target)
    login = getattr(person, "login", None)
    if person is None or login is None or not login.email:
        return None
    return Addressee(person.name, login.email, login.language)


def person_behind(target: Target) -> Account | None:
    """The local person it concerns; of a post of a voice, who wrote it."""
    affected = target.affected
    if affected is not None and affected.is_voice and target.post is not None:
        affected = target.post.written_by
    return affected if affected is not None and affected.is_local and affected.is_person else None
