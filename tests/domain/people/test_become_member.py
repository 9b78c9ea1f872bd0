"""Who works for the organisation, and what ends with it."""

import pytest

from augenhoehe.domain.people.actions import become_member, end_membership
from augenhoehe.domain.people.models import Affiliation, VoiceEvent
from augenhoehe.domain.people.policies import may_affiliate, may_speak_as
from augenhoehe.domain.people.selectors import all_members, member_ids, voices_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.mark.parametrize("somebody", ["karl", "erika", "hanna", "mona", "petra"])
def test_only_administrators_confirm_who_works_here(cast, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="Only administrators"):
        become_member(cast.karl, by=by)
    with pytest.raises(NotAllowed, match="Only administrators"):
        end_membership(cast.jonas, by=by)

    assert not may_affiliate(who_is(by))


def test_a_voice_is_nobody_who_works_here(cast):
    with pytest.raises(Invalid, match="Only persons"):
        become_member(cast.lindenrad, by=cast.inga)


def test_somebody_begins_to_work_here_and_twice_is_once(cast):
    become_member(cast.karl, by=cast.inga, unit="Werkstatt")
    become_member(cast.karl, by=cast.inga)

    assert who_is(cast.karl).is_member
    assert Affiliation.objects.get(account=cast.karl).unit == "Werkstatt"
    assert member_ids([cast.karl.id, cast.gerda.id]) == {cast.karl.id}


def test_with_the_employment_voices_end_and_the_log_says_so(cast):
    voice = cast.lindenrad
    assert may_speak_as(who_is(cast.jonas), voice)

    end_membership(cast.jonas, by=cast.inga)

    jonas = who_is(cast.jonas)
    assert not jonas.is_member
    assert not may_speak_as(jonas, cast.lindenrad)
    assert voices_of(cast.jonas) == []
    left = VoiceEvent.objects.get(voice=cast.lindenrad, kind="left")
    assert (left.person, left.by) == (cast.jonas, cast.inga)


def test_who_comes_back_is_a_member_anew(cast):
    end_membership(cast.jonas, by=None)
    become_member(cast.jonas, by=None)

    assert who_is(cast.jonas).is_member
    assert Affiliation.objects.filter(account=cast.jonas).count() == 2
    assert list(all_members()) == [cast.jonas]
