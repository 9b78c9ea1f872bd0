"""Voices: several people speak through one account, each under their own name."""

import pytest

from augenhoehe.domain.people.actions import (
    add_to_voice,
    change_voice_role,
    create_voice,
    end_membership,
    leave_voice,
)
from augenhoehe.domain.people.models import VoiceEvent, VoiceMembership
from augenhoehe.domain.people.policies import (
    may_create_voice,
    may_dismiss_from_voice,
    may_leave_voice,
    may_speak_as,
    may_steward,
)
from augenhoehe.domain.people.selectors import all_voices, voice_log, voice_team, voices_of
from augenhoehe.domain.people.who import ANYONE, Who, who_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def log_of(voice):
    return [(event.kind, event.person, event.by) for event in reversed(voice_log(voice))]


@pytest.mark.parametrize("somebody", ["karl", "erika", "hanna", "mona", "petra"])
def test_only_administrators_found_voices(cast, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="Only administrators"):
        create_voice(handle="presse", name="Presse", by=by)

    assert not may_create_voice(who_is(by))


def test_a_voice_is_founded_by_an_administrator_who_works_here_or_not(cast):
    voice = create_voice(
        handle="presse", name=" Presse\u202e ", by=cast.inga, about="Für <b>alle</b>"
    )

    assert voice.name == "Presse"
    assert "<b>" not in voice.about_html
    assert list(all_voices()) == [voice]
    assert log_of(voice) == [
        ("founded", cast.inga, cast.inga),
        ("joined", cast.inga, cast.inga),
    ]
    # Inga may look after it. She speaks through it only if she works here.
    assert may_steward(who_is(cast.inga), voice)
    assert not may_speak_as(who_is(cast.inga), voice)


@pytest.mark.parametrize("somebody", ["karl", "jonas", "hanna", "petra"])
def test_only_stewards_let_people_in(cast, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="Only stewards"):
        add_to_voice(cast.lindenrad, cast.sven, by=by)

    assert not may_steward(who_is(by), cast.lindenrad)


def test_only_members_speak_through_a_voice(cast):
    with pytest.raises(Invalid, match="Only members"):
        add_to_voice(cast.lindenrad, cast.karl, by=cast.erika)


def test_a_person_is_no_voice(cast):
    for by in (None, cast.inga):
        with pytest.raises((Invalid, NotAllowed), match="a person, not a voice"):
            add_to_voice(cast.karl, cast.jonas, by=by)

    assert not may_speak_as(who_is(cast.jonas), cast.karl)


def test_there_are_writers_and_stewards_and_nothing_else(cast):
    with pytest.raises(Invalid, match="writers or stewards"):
        add_to_voice(cast.lindenrad, cast.sven, by=cast.erika, role="owner")
    with pytest.raises(Invalid, match="writers or stewards"):
        change_voice_role(cast.lindenrad, cast.jonas, "owner", by=cast.erika)


def test_a_writer_is_let_in_once_and_it_is_logged(cast):
    add_to_voice(cast.lindenrad, cast.sven, by=cast.erika)
    add_to_voice(cast.lindenrad, cast.sven, by=cast.erika)

    assert may_speak_as(who_is(cast.sven), cast.lindenrad)
    assert [entry for entry in log_of(cast.lindenrad) if entry[1] == cast.sven] == [
        ("joined", cast.sven, cast.erika)
    ]
    assert cast.sven in [membership.person for membership in voice_team(cast.lindenrad)]


def test_a_writer_makes_nobody_a_steward(cast):
    for person in (cast.jonas, cast.priya):
        with pytest.raises(NotAllowed, match="Only stewards"):
            change_voice_role(cast.lindenrad, person, "steward", by=cast.jonas)


def test_a_steward_is_not_demoted_by_another(cast):
    change_voice_role(cast.lindenrad, cast.jonas, "steward", by=cast.erika)

    with pytest.raises(Invalid, match="steps back by herself"):
        change_voice_role(cast.lindenrad, cast.erika, "writer", by=cast.jonas)


def test_nobody_is_made_anything_who_does_not_write_for_it(cast):
    with pytest.raises(Invalid, match="does not write for this voice"):
        change_voice_role(cast.lindenrad, cast.sven, "steward", by=cast.erika)


def test_a_writer_becomes_steward_and_the_steward_steps_back(cast):
    change_voice_role(cast.lindenrad, cast.jonas, "steward", by=cast.erika)
    change_voice_role(cast.lindenrad, cast.erika, "writer", by=cast.erika)

    assert may_steward(who_is(cast.jonas), cast.lindenrad)
    assert not may_steward(who_is(cast.erika), cast.lindenrad)
    assert log_of(cast.lindenrad)[-2:] == [
        ("became_steward", cast.jonas, cast.erika),
        ("became_writer", cast.erika, cast.erika),
    ]


@pytest.mark.parametrize("somebody", ["erika", "inga", "mona", "hanna"])
def test_nobody_takes_a_voice_from_somebody(cast, somebody):
    verdict = may_dismiss_from_voice(who_is(getattr(cast, somebody)), cast.lindenrad)

    assert not verdict
    assert "only by an intervention" in str(verdict.reason)


def test_nobody_leaves_what_they_do_not_belong_to(cast):
    with pytest.raises(NotAllowed, match="do not write"):
        leave_voice(cast.lindenrad, by=cast.sven)

    assert not may_leave_voice(ANYONE, cast.lindenrad)


def test_everybody_leaves_when_they_want_to_and_it_is_logged(cast):
    voice = cast.lindenrad
    assert may_leave_voice(who_is(cast.jonas), voice)

    leave_voice(cast.lindenrad, by=cast.jonas)

    assert not may_speak_as(who_is(cast.jonas), cast.lindenrad)
    assert log_of(cast.lindenrad)[-1] == ("left", cast.jonas, cast.jonas)
    assert voices_of(cast.jonas) == []


def test_who_left_comes_back_as_a_writer(cast):
    leave_voice(cast.lindenrad, by=cast.erika)

    add_to_voice(cast.lindenrad, cast.erika, by=cast.inga)

    assert not may_steward(who_is(cast.erika), cast.lindenrad)
    assert VoiceMembership.objects.filter(person=cast.erika).count() == 2


def test_a_steward_who_no_longer_works_here_stewards_nothing(cast):
    assert cast.lindenrad

    end_membership(cast.erika, by=None)

    assert not may_steward(who_is(cast.erika), cast.lindenrad)
    # Nor would a row that somebody forgot let her.
    forgotten = Who(account_id=cast.erika.id, voices={cast.lindenrad.id: "steward"})
    assert not may_steward(forgotten, cast.lindenrad)
    assert not may_speak_as(forgotten, cast.lindenrad)


def test_the_log_of_a_voice_is_its_own(cast):
    assert cast.werkstatt

    voices = VoiceEvent.objects.values_list("voice_id", flat=True).distinct()
    assert set(voices) == {cast.werkstatt.id}
