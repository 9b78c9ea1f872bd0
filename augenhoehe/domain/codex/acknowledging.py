"""Who has read which instruction: known to themselves alone, and without it nothing is closed.

Only instructions are acknowledged, by the members they are written for, each wording once:
what reads as it did when somebody acknowledged it is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.difference import same_words
from augenhoehe.domain.codex.models import Acknowledgement, Clause
from augenhoehe.domain.codex.policies import may_acknowledge
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.people.models import Account, Hat, RoleGrant
from augenhoehe.domain.people.who import Who, who_is
from augenhoehe.foundation.verdicts import Invalid, require

Audience = Clause.Audience


@transaction.atomic
def acknowledge_clause(clause: Clause, *, by: Account) -> Acknowledgement:
    """A member says that they have read an instruction and understood it; twice is once."""
    require(may_acknowledge(who_is(by)))
    if clause.kind != Clause.Kind.INSTRUCTION:
        raise Invalid(_("Only instructions are acknowledged. This clause is help."))
    made, _is_new = Acknowledgement.objects.get_or_create(account=by, clause=clause)
    return made


def acknowledged_by(account: Account) -> list[Acknowledgement]:
    """What somebody has acknowledged and when, the latest first. For their own eyes."""
    rows = Acknowledgement.objects.filter(account=account)
    return list(rows.select_related("clause__version").order_by("-at", "-id"))


def to_acknowledge(account: Account) -> list[Clause]:
    """The instructions that hold now and that somebody has not read in this wording."""
    who = who_is(account)
    if not may_acknowledge(who):
        return []
    written = [one for one in current_clauses() if one.kind == Clause.Kind.INSTRUCTION]
    concerned = audiences_of(who, {one.audience for one in written})
    return without_known([one for one in written if one.audience in concerned], account)


def without_known(clauses: Sequence[Clause], account: Account) -> list[Clause]:
    """Without those that read as they did when this person acknowledged them last."""
    known = last_read(account, [one.key for one in clauses])
    return [one for one in clauses if not _is_known(known.get(one.key), one)]


def last_read(account: Account, keys: Iterable[str]) -> dict[str, Clause]:
    """By key: the instruction in the newest wording that somebody acknowledged."""
    rows = Acknowledgement.objects.filter(account=account, clause__key__in=set(keys))
    ordered = rows.select_related("clause__version").order_by("clause__version__number")
    return {row.clause.key: row.clause for row in ordered}


def _is_known(before: Clause | None, now: Clause) -> bool:
    return before is not None and same_words(before, now)


def audiences_of(who: Who, among: Iterable[str] = tuple(Audience)) -> frozenset[str]:
    """For whom clauses are written that concern this person; `among` saves a question."""
    found = {Audience.EVERYBODY.value}
    if who.is_member:
        found.add(Audience.MEMBERS)
        if who.voices or (Audience.WRITERS in set(among) and _wears_a_hat(who)):
            found.add(Audience.WRITERS)
    if who.has_role(RoleGrant.Role.DESK):
        found.add(Audience.DESK)
    if who.has_role(RoleGrant.Role.MODERATOR):
        found.add(Audience.MODERATORS)
    return frozenset(found)


def _wears_a_hat(who: Who) -> bool:
    return Hat.objects.filter(account_id=who.account_id or 0, until__isnull=True).exists()
