from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.hats import settle_hats
from augenhoehe.domain.people.models import Account, GroupMembership
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid

MOST_GROUPS = 500  # of one person


@transaction.atomic
def set_groups(account: Account, groups: Iterable[str]) -> None:
    """Say to which groups of the directory somebody belongs: to exactly these from now on."""
    wanted = checked_groups(groups)
    if not (account.is_local and account.is_person):
        raise Invalid(_("Only persons of this server belong to groups."), field="account")
    rows = GroupMembership.objects.select_for_update().filter(account=account, until__isnull=True)
    present = set(rows.values_list("group", flat=True))
    if wanted == present:
        return
    rows.exclude(group__in=wanted).update(until=clock.now())
    GroupMembership.objects.bulk_create(
        [GroupMembership(account=account, group=group) for group in sorted(wanted - present)]
    )
    settle_hats(account)


def checked_groups(groups: Iterable[str]) -> set[str]:
    """Names of groups, tidied. Raises `Invalid`."""
    wanted = {" ".join(tidy(group).split()) for group in groups}
    if any(not 0 < len(group) <= 253 for group in wanted):
        raise Invalid(_("The name of a group has 1 to 253 characters."), field="groups")
    if len(wanted) > MOST_GROUPS:
        raise Invalid(_("At most %(most)d groups, please.") % {"most": MOST_GROUPS}, field="groups")
    return wanted


@transaction.atomic
def apply_directory(said: Mapping[Account, Iterable[str]]) -> tuple[int, int]:
    """What a directory says of everybody: whoever it does not name is in no group any more.

    How many people it names, and of how many something changed.
    """
    before = _present()
    missing = Account.objects.filter(groups__until__isnull=True, groups__isnull=False).distinct()
    for account in missing.exclude(id__in=[one.id for one in said]):
        set_groups(account, ())
    for account, groups in said.items():
        set_groups(account, groups)
    after = _present()
    changed = [one for one in before.keys() | after.keys() if before.get(one) != after.get(one)]
    return len(said), len(changed)


def _present() -> dict[int, frozenset[str]]:
    rows = GroupMembership.objects.filter(until__isnull=True).values_list("account_id", "group")
    found: dict[int, set[str]] = {}
    for account_id, group in rows:
        found.setdefault(account_id, set()).add(group)
    return {account_id: frozenset(groups) for account_id, groups in found.items()}
