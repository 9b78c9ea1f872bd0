"""The one place that restricts accounts, and gives back what it took.

Only `moderation` uses it, and a test says so: nothing is restricted without an entry in the
register.
"""

from __future__ import annotations

from django.db import transaction

from augenhoehe.domain.people import hats_settling
from augenhoehe.domain.people.events import (
    AccountRestricted,
    HatGranted,
    VoiceJoined,
    VoiceLeft,
)
from augenhoehe.domain.people.hats import confirmed
from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    Block,
    Hat,
    ProtectedName,
    Restriction,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

_ALL = sum(Restriction)


@transaction.atomic
def set_account_restrictions(account: Account, bits: int) -> None:
    """Bring an account under exactly these restrictions; the same once more changes nothing."""
    row = Account.objects.select_for_update().get(id=account.id)
    wanted = int(bits) & _ALL
    if row.restrictions != wanted:
        row.restrictions = wanted
        row.version += 1
        row.save(update_fields=["restrictions", "version"])
        emit(AccountRestricted(row.id))
    account.restrictions, account.version = row.restrictions, row.version


@transaction.atomic
def block_for_voice(voice: Account, account: Account) -> None:
    """Somebody neither replies to a voice, nor mentions nor follows it anew.

    They go on reading it, and making a case of their own posts: follows stay as they are.
    """
    _must_be_a_voice(voice)
    Block.objects.get_or_create(account=voice, blocked=account)


@transaction.atomic
def unblock_for_voice(voice: Account, account: Account) -> None:
    """Take it back."""
    _must_be_a_voice(voice)
    Block.objects.filter(account=voice, blocked=account).delete()


def _must_be_a_voice(voice: Account) -> None:
    if not voice.is_voice:
        raise ValueError("A person blocks for themselves, with `actions.block`.")


@transaction.atomic
def end_membership(membership: VoiceMembership) -> None:
    """Somebody does not speak through a voice any longer, by an intervention."""
    row = VoiceMembership.objects.select_for_update().get(id=membership.id)
    if row.left_at is None:
        row.left_at = clock.now()
        row.save(update_fields=["left_at"])
        _log(row, VoiceEvent.Kind.WITHDRAWN)
        emit(VoiceLeft(row.voice_id, row.person_id, None))
    membership.left_at = row.left_at


@transaction.atomic
def restore_membership(membership: VoiceMembership) -> bool:
    """Somebody speaks through a voice again, as before: taking it had been wrong.

    False if they left the organisation meanwhile; True also if they were let in again.
    """
    row = VoiceMembership.objects.select_for_update().get(id=membership.id)
    if not Affiliation.objects.filter(account_id=row.person_id, until__isnull=True).exists():
        return False
    present = VoiceMembership.objects.filter(
        voice_id=row.voice_id, person_id=row.person_id, left_at__isnull=True
    )
    if not present.exists():
        row.left_at = None
        row.save(update_fields=["left_at"])
        _log(row, VoiceEvent.Kind.GIVEN_BACK)
        emit(VoiceJoined(row.voice_id, row.person_id, None))
    membership.left_at = row.left_at
    return True


def _log(membership: VoiceMembership, kind: str) -> None:
    """The public log of the voice; somebody with a protected name stands in it under that."""
    names = ProtectedName.objects.filter(
        voice_id=membership.voice_id, person_id=membership.person_id, in_use=True
    )
    VoiceEvent.objects.create(
        voice_id=membership.voice_id,
        kind=kind,
        person_id=membership.person_id,
        protected_name=names.first(),
    )


@transaction.atomic
def end_hat(hat: Hat) -> None:
    """Somebody does not speak for something any longer, by an intervention.

    In public it has ended, no more. No rule and no steward gives it again while this stands.
    """
    row = Hat.objects.select_for_update().get(id=hat.id)
    if row.until is None:
        hats_settling.end(row, Hat.Ended.WITHDRAWN)
    hat.until, hat.ended = row.until, row.ended


@transaction.atomic
def restore_hat(hat: Hat) -> bool:
    """The intervention is over: the hat is worn again if what confirmed it still does.

    False if it does not; then nothing but the ban on giving it anew is taken back.
    """
    row = Hat.objects.select_for_update().get(id=hat.id)
    if row.ended != Hat.Ended.WITHDRAWN:
        return row.until is None
    ended_at, row.until, row.ended = row.until, None, ""
    row.save(update_fields=["until", "ended"])
    if not confirmed(Hat.objects.filter(id=row.id)).exists():
        row.until, row.ended = ended_at, Hat.Ended.UNCONFIRMED
        row.save(update_fields=["until", "ended"])
    else:
        emit(HatGranted(row.id, row.account_id))
    hat.until, hat.ended = row.until, row.ended
    return row.until is None
