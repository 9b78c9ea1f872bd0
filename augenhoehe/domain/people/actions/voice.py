from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.hats import settle_hats
from augenhoehe.domain.people.actions.lookup import note_reading
from augenhoehe.domain.people.actions.profile import render_about
from augenhoehe.domain.people.events import AccountChanged, VoiceJoined, VoiceLeft
from augenhoehe.domain.people.models import (
    Account,
    ProtectedName,
    RoleGrant,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.domain.people.names import free_handle
from augenhoehe.domain.people.policies import (
    may_create_voice,
    may_leave_voice,
    may_resolve_protected_name,
    may_speak_as,
    may_steward,
)
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

Kind = VoiceEvent.Kind
Role = VoiceMembership.Role


@transaction.atomic
def create_voice(
    *, handle: str, name: str, by: Account | None, about: str = "", language: str = ""
) -> Account:
    """Found a voice; who founds it on a page becomes its first steward."""
    if by is not None:
        require(may_create_voice(who_is(by)))
    voice = Account.objects.create(
        kind=Account.Kind.VOICE,
        handle=free_handle(handle),
        name=tidy(name).strip()[:100] or handle,
        about=about,
        about_html=render_about(about),
        language=language,
    )
    VoiceEvent.objects.create(voice=voice, kind=Kind.FOUNDED, person=by, by=by)
    emit(AccountChanged(voice.id))
    if by is not None:
        _join(voice, by, Role.STEWARD, by=by)
    return voice


@transaction.atomic
def add_to_voice(
    voice: Account, person: Account, *, by: Account | None, role: str = Role.WRITER
) -> VoiceMembership:
    """Let a member of the organisation speak through a voice."""
    if by is not None:
        require(may_steward(who_is(by), voice))
    _check_role(role)
    if not voice.is_voice:
        raise Invalid(_("This is a person, not a voice."), field="voice")
    if not who_is(person).is_member:
        raise Invalid(
            _("Only members of the organisation speak through its voices."), field="person"
        )
    if current := VoiceMembership.objects.filter(voice=voice, person=person, left_at=None).first():
        return current
    return _join(voice, person, role, by=by)


def _join(voice: Account, person: Account, role: str, *, by: Account | None) -> VoiceMembership:
    membership = VoiceMembership.objects.create(voice=voice, person=person, role=role)
    _log(voice, Kind.JOINED, person, by)
    emit(VoiceJoined(voice.id, person.id, by.id if by else None))
    return membership


@transaction.atomic
def change_voice_role(voice: Account, person: Account, role: str, *, by: Account) -> None:
    """Make a writer a steward; a steward may step back, nobody else can make them."""
    _check_role(role)
    membership = VoiceMembership.objects.filter(voice=voice, person=person, left_at=None).first()
    if membership is None:
        raise Invalid(_("This person does not write for this voice."), field="person")
    if by.id != person.id or role == Role.STEWARD:
        require(may_steward(who_is(by), voice))
    if role == Role.WRITER and by.id != person.id:
        raise Invalid(_("A steward steps back by herself."), field="role")
    if role != membership.role:
        membership.role = role
        membership.save(update_fields=["role"])
        kind = Kind.BECAME_STEWARD if role == Role.STEWARD else Kind.BECAME_WRITER
        _log(voice, kind, person, by)


def _check_role(role: str) -> None:
    if role not in Role.values:
        raise Invalid(_("People are writers or stewards of a voice."), field="role")


@transaction.atomic
def leave_voice(voice: Account, *, by: Account) -> None:
    """Stop speaking through a voice."""
    require(may_leave_voice(who_is(by), voice))
    _end_membership(VoiceMembership.objects.get(voice=voice, person=by, left_at=None), by=by)


def _end_membership(membership: VoiceMembership, *, by: Account | None) -> None:
    membership.left_at = clock.now()
    membership.save(update_fields=["left_at"])
    _log(membership.voice, Kind.LEFT, membership.person, by)
    emit(VoiceLeft(membership.voice_id, membership.person_id, by.id if by else None))


@transaction.atomic
def use_protected_name(voice: Account, *, by: Account, in_use: bool = True) -> ProtectedName:
    """Write under a stable protected name from now on, or under one's own name again.

    The name is the same for ever, so that readers recognise who answers without learning
    who it is. What was written under it stays under it.
    """
    require(may_speak_as(who_is(by), voice))
    number = ProtectedName.objects.filter(voice=voice).count() + 1
    protected, new = ProtectedName.objects.get_or_create(
        voice=voice, person=by, defaults={"name": _("Colleague %(n)d") % {"n": number}}
    )
    if new:
        VoiceEvent.objects.create(voice=voice, kind=Kind.NAME_PROTECTED, protected_name=protected)
    if protected.in_use != in_use:
        protected.in_use = in_use
        protected.save(update_fields=["in_use"])
    settle_hats(by)  # who is protected is named by no hat
    return protected


@transaction.atomic
def resolve_protected_name(protected: ProtectedName, *, by: Account) -> Account:
    """Tell the auditor who it is. That somebody asked stands in the voice's log."""
    require(may_resolve_protected_name(who_is(by)))
    VoiceEvent.objects.create(
        voice=protected.voice, kind=Kind.NAME_RESOLVED, protected_name=protected, by=by
    )
    note_reading("protected_name", by=by, role=RoleGrant.Role.AUDITOR, about=protected.person)
    return protected.person


def _log(voice: Account, kind: str, person: Account, by: Account | None) -> None:
    """Write the public log; somebody with a protected name stands in it under that name."""
    VoiceEvent.objects.create(
        voice=voice,
        kind=kind,
        person=person,
        protected_name=_protected(voice, person),
        by=by,
        by_protected_name=_protected(voice, by) if by else None,
    )


def _protected(voice: Account, person: Account) -> ProtectedName | None:
    return ProtectedName.objects.filter(voice=voice, person=person, in_use=True).first()
