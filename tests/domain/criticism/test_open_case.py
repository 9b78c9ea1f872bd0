"""Only whoever criticises makes a case of it; nobody else can, and nobody has to."""

import pytest

from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies_entering import may_open_case
from augenhoehe.domain.criticism.selectors import case_on, history_of
from augenhoehe.domain.people.who import ANYONE
from augenhoehe.domain.posts.actions import boost, delete_post
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.foundation.verdicts import NotAllowed


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Der Riemen ist nach 800 km gerissen.")


@pytest.mark.parametrize("somebody", ["gerda", "erika", "jonas", "hanna", "mona", "inga"])
def test_nobody_makes_a_case_of_what_somebody_else_said(cast, post, somebody):
    with pytest.raises(NotAllowed, match="Only its author"):
        open_case(post, about=cast.lindenrad, by=getattr(cast, somebody))

    assert not may_open_case(ANYONE, post, cast.lindenrad)
    assert not Case.objects.exists()


def test_a_voice_does_not_criticise(cast):
    post = cast.says(cast.jonas, "Wir sind schlecht.", voice=cast.lindenrad)

    for somebody in (cast.jonas, cast.lindenrad):
        with pytest.raises(NotAllowed, match="Only its author"):
            open_case(post, about=cast.werkstatt, by=somebody)


def test_criticism_is_addressed_to_a_voice_and_not_to_a_person(cast, post):
    with pytest.raises(NotAllowed, match="addressed to a voice"):
        open_case(post, about=cast.jonas, by=cast.karl)


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.DIRECT])
def test_what_is_for_a_few_never_gets_a_public_page(cast, audience):
    post = cast.says(cast.karl, "@jonas unter uns", audience=audience)

    with pytest.raises(NotAllowed, match="for a few"):
        open_case(post, about=cast.lindenrad, by=cast.karl)


def test_there_is_no_case_of_what_was_deleted_or_only_passed_on(cast, post):
    passed_on = boost(cast.says(cast.ada, "Hört!"), by=cast.karl)
    delete_post(post, by=cast.karl)
    post.refresh_from_db()

    for nothing in (post, passed_on):
        with pytest.raises(NotAllowed, match="nothing here"):
            open_case(nothing, about=cast.lindenrad, by=cast.karl)


def test_somebody_makes_a_case_of_their_own_criticism_once(cast, post):
    case = open_case(post, about=cast.lindenrad, by=cast.karl, wanted=" Ein neuer Riemen\u202e ")
    again = open_case(post, about=cast.werkstatt, by=cast.karl)

    assert again == case
    assert (case.state, case.wanted, case.critic) == ("open", "Ein neuer Riemen", cast.karl)
    assert case_on(EVERYBODY, post) == case
    [step] = history_of(case)
    assert (step.kind, step.from_state, step.to_state, step.by) == ("opened", "", "open", cast.karl)


def test_a_member_criticises_too(cast):
    case = cast.complains(cast.sven, "In der Halle zieht es.", space=cast.haus)

    assert case.critic == cast.sven
    assert case_on(EVERYBODY, case.post) is None
    assert case_on(cast.reads(cast.theo), case.post) == case
