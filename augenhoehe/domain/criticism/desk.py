"""What can be asked about the work of the team on a case, and the rules of the desk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from augenhoehe.domain.criticism.business_hours import OpeningHours
from augenhoehe.domain.criticism.models import (
    Answering,
    Case,
    DeskRules,
    NoDigest,
    PrivateNote,
    SharedDraft,
    TextBlock,
    TreeAnswer,
    Webhook,
)
from augenhoehe.domain.criticism.naming import Shown
from augenhoehe.domain.criticism.policies_desk import may_keep_notes
from augenhoehe.domain.people.models import Account, ProtectedName, RoleGrant, VoiceMembership
from augenhoehe.domain.people.selectors import all_members
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import require

SIGN_LASTS = timedelta(minutes=10)
USUAL_WEEK = {str(day): [["09:00", "17:00"]] for day in range(5)}


def answering_now(cases: Collection[Case], *, but: int | None = None) -> set[int]:
    """The cases somebody else is answering just now. That, and never who: it would be a watch.

    Against double answers a sign without a name is enough; who sits at it, one asks in the room.
    """
    recent = Answering.objects.filter(case__in=cases, at__gt=clock.now() - SIGN_LASTS)
    return set(recent.exclude(person_id=but).values_list("case_id", flat=True))


def _protected(people: Collection[int]) -> dict[tuple[int, int], str]:
    """By voice and person: who must not be named beside that voice, not even to colleagues."""
    names = ProtectedName.objects.filter(person_id__in=people, in_use=True) if people else ()
    return {(name.voice_id, name.person_id): name.name for name in names}


def _shown(person: Account, name: str | None) -> Shown:
    return Shown(name, is_protected=True) if name else Shown(person.name, person)


def shown_to_team(case: Case, person: Account | None) -> Shown | None:
    """Under which name somebody stands beside a note or a draft; None for who is gone."""
    if person is None:
        return None
    return _shown(person, _protected({person.id}).get((case.about_id, person.id)))


def notes_of(reader: Reader, case: Case) -> list[PrivateNote]:
    """The private notes, the first first, for those who may read them."""
    require(may_keep_notes(reader.who, case))
    return list(case.notes.select_related("by"))


def has_notes(case_id: int) -> bool:
    """Whether there is something private: everybody is told that, and not what."""
    return PrivateNote.objects.filter(case_id=case_id).exists()


def draft_of(case: Case) -> SharedDraft | None:
    """The answer the team writes together, if somebody began one."""
    return SharedDraft.objects.select_related("by").filter(case=case).first()


def tree_of(case: Case) -> dict[int, TreeAnswer]:
    """By number of the question: what the team found."""
    return {found.question: found for found in case.tree.select_related("by")}


def text_blocks() -> list[TextBlock]:
    """All text blocks, by name."""
    return list(TextBlock.objects.all())


def text_block(block_id: int) -> TextBlock | None:
    return TextBlock.objects.filter(id=block_id).first()


def webhooks() -> list[Webhook]:
    """All addresses that are told of public cases, the oldest first."""
    return list(Webhook.objects.order_by("id"))


def webhook(hook_id: int) -> Webhook | None:
    return Webhook.objects.filter(id=hook_id).first()


def note_in(case: Case, note_id: int) -> PrivateNote | None:
    return case.notes.filter(id=note_id).first()


def desk_rules() -> DeskRules:
    """The rules of the desk; until somebody sets them, Monday to Friday, nine to five."""
    return DeskRules.objects.order_by("id").first() or DeskRules(hours=USUAL_WEEK)


def opening_hours(rules: DeskRules) -> OpeningHours:
    """The table of the rules in the form that business hours are counted with."""
    return OpeningHours(
        week={int(day): [(a, b) for a, b in spans] for day, spans in rules.hours.items()},
        holidays=frozenset(date.fromisoformat(day) for day in rules.holidays),
        zone=ZoneInfo(rules.time_zone),
    )


def team() -> list[Account]:
    """The people who answer for a voice or have the duty "desk"; for letters and for choices."""
    writers = VoiceMembership.objects.filter(left_at__isnull=True).values("person_id")
    on_duty = RoleGrant.objects.filter(role=RoleGrant.Role.DESK, revoked_at__isnull=True)
    wanted = Q(id__in=writers) | Q(id__in=on_duty.values("account_id"))
    return list(all_members().filter(wanted))


def wants_digest(person: Account) -> bool:
    """Whether somebody gets the letter in the morning."""
    return not NoDigest.objects.filter(person=person).exists()


def readers_of_digest() -> list[Account]:
    """Who gets the letter in the morning, with their logins: the team, but for who said no."""
    no_thanks = set(NoDigest.objects.values_list("person_id", flat=True))
    ids = [person.id for person in team() if person.id not in no_thanks]
    rows = Account.objects.filter(id__in=ids, login__is_active=True).select_related("login")
    return list(rows.order_by("id"))
