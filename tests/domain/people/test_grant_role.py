"""Duties on the server: who gives them, and that they are given by nothing else."""

import pytest

from augenhoehe.domain.people.actions import grant_role, revoke_role
from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.policies import may_grant_roles
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.mark.parametrize("somebody", ["karl", "erika", "hanna", "mona", "petra"])
def test_only_administrators_grant_and_revoke_roles(cast, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="Only administrators"):
        grant_role(by, "admin", by=by)
    with pytest.raises(NotAllowed, match="Only administrators"):
        revoke_role(cast.mona, "moderator", by=by)

    assert not may_grant_roles(who_is(by))


def test_a_role_that_does_not_exist_is_none(cast):
    with pytest.raises(Invalid, match="There is no such role") as refusal:
        grant_role(cast.karl, "executive", by=cast.inga)

    assert refusal.value.field == "role"


def test_a_role_is_granted_once_revoked_and_remembered(cast):
    grant_role(cast.jonas, "moderator", by=cast.inga)
    grant_role(cast.jonas, "moderator", by=cast.inga)
    assert who_is(cast.jonas).has_role("moderator")

    revoke_role(cast.jonas, "moderator", by=cast.inga)

    assert not who_is(cast.jonas).roles
    grant = RoleGrant.objects.get(account=cast.jonas)
    assert grant.granted_by == grant.revoked_by == cast.inga


def test_a_title_is_no_role(cast):
    cast.hanna.title = "Geschäftsführerin"
    cast.hanna.save()

    assert who_is(cast.hanna) == who_is(cast.hanna)
    assert not who_is(cast.hanna).roles
