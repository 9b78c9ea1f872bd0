"""Links that let somebody sign up where registration is by invitation."""

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import make_invite, use_invite
from augenhoehe.domain.people.models import Invite
from augenhoehe.domain.people.policies import may_invite
from augenhoehe.domain.people.selectors import invites_of
from augenhoehe.domain.people.who import ANYONE
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid


def test_nobody_in_particular_invites_nobody(db):
    assert not may_invite(ANYONE)


def test_a_wrong_code_lets_nobody_in(cast):
    make_invite(by=cast.karl)

    with pytest.raises(Invalid, match="has been used or has ended"):
        use_invite("guessed")


def test_a_code_is_used_up(cast):
    code = make_invite(by=cast.karl)
    assert use_invite(code) == cast.karl

    with pytest.raises(Invalid, match="has been used"):
        use_invite(code)

    assert not invites_of(cast.karl).exists()


def test_a_code_ends_by_itself(cast):
    with clock.pretend_it_is(clock.now() - timedelta(days=15)):
        code = make_invite(by=cast.karl)

    with pytest.raises(Invalid, match="has ended"):
        use_invite(code)


def test_a_code_for_many_lets_as_many_in(cast):
    code = make_invite(by=cast.karl, uses=2)

    assert [use_invite(code), use_invite(code)] == [cast.karl, cast.karl]
    with pytest.raises(Invalid):
        use_invite(code)


def test_only_a_digest_of_the_code_is_kept(cast):
    code = make_invite(by=cast.karl, note="Für Vito")

    assert code not in str(Invite.objects.values().get())
