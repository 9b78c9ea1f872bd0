"""The agreement with the works council: named by one, confirmed by another, ended by either.

What depends on an agreement asks `works_agreement_in_force()` and stays off without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.events import AgreementEnded, AgreementProposed
from augenhoehe.domain.codex.models import WorksAgreement
from augenhoehe.domain.codex.policies_agreement import (
    may_confirm_agreement,
    may_end_agreement,
    may_propose_agreement,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST = 200


def works_agreement_in_force() -> WorksAgreement | None:
    """The newest agreement both sides said yes to and nobody ended."""
    found = WorksAgreement.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True)
    return found.order_by("-confirmed_at").first()


def works_agreements() -> list[WorksAgreement]:
    """All of them, the newest first."""
    found = WorksAgreement.objects.select_related("proposed_by", "confirmed_by")
    return list(found.order_by("-id"))


def works_agreement(agreement_id: int) -> WorksAgreement | None:
    return WorksAgreement.objects.filter(id=agreement_id).first()


def digest_of(pieces: Iterable[bytes]) -> str:
    """SHA-256 of a document, in hex; the document itself is kept nowhere."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


@transaction.atomic
def propose_agreement(
    *, reference: str, agreed_on: date, digest: str, by: Account
) -> WorksAgreement:
    """Turn the first key: name the agreement, its day, and the hash of the signed document."""
    require(may_propose_agreement(who_is(by)))
    reference, digest = tidy(reference).strip(), digest.strip().lower()
    if not reference or len(reference) > _LONGEST:
        raise Invalid(_("Please name the agreement, in at most 200 characters."), field="reference")
    if not _DIGEST.fullmatch(digest):
        raise Invalid(_("A SHA-256 has 64 characters from 0 to 9 and a to f."), field="digest")
    if agreed_on > clock.now().date():
        raise Invalid(_("This day is still to come."), field="agreed_on")
    if WorksAgreement.objects.filter(reference=reference, ended_at__isnull=True).exists():
        raise Invalid(_("An agreement of this name is here already."), field="reference")
    made = WorksAgreement.objects.create(
        reference=reference, agreed_on=agreed_on, digest=digest, proposed_by=by
    )
    emit(AgreementProposed(made.id, by.id))
    return made


@transaction.atomic
def confirm_agreement(agreement: WorksAgreement, *, by: Account) -> WorksAgreement:
    """Turn the second key; never the hand that turned the first."""
    agreement = WorksAgreement.objects.select_for_update().get(id=agreement.id)
    require(may_confirm_agreement(who_is(by), agreement.proposed_by_id))
    if agreement.ended_at is not None:
        raise NotAllowed(_("This agreement was ended."))
    if agreement.confirmed_at is None:
        agreement.confirmed_by, agreement.confirmed_at = by, clock.now()
        agreement.save(update_fields=["confirmed_by", "confirmed_at"])
    return agreement


@transaction.atomic
def end_agreement(agreement: WorksAgreement, *, by: Account) -> None:
    """End it from now on, from either side; what depends on it is off at once."""
    require(may_end_agreement(who_is(by)))
    agreement = WorksAgreement.objects.select_for_update().get(id=agreement.id)
    if agreement.ended_at is None:
        agreement.ended_at = clock.now()
        agreement.save(update_fields=["ended_at"])
        emit(AgreementEnded(agreement.id, by.id))
