"""Tokens: for programs that speak for a person, or through a voice the person writes for."""

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import end_membership, issue_token, leave_voice
from augenhoehe.domain.people.models import AccessToken
from augenhoehe.domain.people.selectors import token_holder
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_a_scope_that_does_not_exist_is_refused(cast):
    with pytest.raises(Invalid, match="no scope admin"):
        issue_token(cast.karl, scopes="read admin")


@pytest.mark.parametrize("somebody", ["karl", "hanna", "inga"])
def test_nobody_gets_a_token_for_a_voice_they_do_not_write_for(cast, somebody):
    with pytest.raises(NotAllowed, match="do not write for this voice"):
        issue_token(getattr(cast, somebody), scopes="write", voice=cast.lindenrad)


def test_only_a_digest_of_a_token_is_kept(cast):
    token = issue_token(cast.karl, scopes="read write")

    assert token not in str(AccessToken.objects.values().get())


def test_a_token_speaks_for_its_person(cast):
    holder = token_holder(issue_token(cast.karl, scopes="read write:statuses"))

    assert (holder.account, holder.voice) == (cast.karl, None)
    assert holder.has_scope("read:accounts")
    assert holder.has_scope("write:statuses")
    assert not holder.has_scope("write")
    assert token_holder("something else") is None


def test_a_token_ends_in_the_end(cast):
    token = issue_token(cast.karl, scopes="read")

    with clock.pretend_it_is(clock.now() + timedelta(days=3651)):
        assert token_holder(token) is None


@pytest.mark.parametrize("departure", [leave_voice, end_membership])
def test_a_token_of_a_voice_ends_with_the_right_to_it(cast, departure):
    token = issue_token(cast.jonas, scopes="write", voice=cast.lindenrad)
    assert token_holder(token).voice == cast.lindenrad

    if departure is leave_voice:
        leave_voice(cast.lindenrad, by=cast.jonas)
    else:
        end_membership(cast.jonas, by=None)

    assert token_holder(token) is None
