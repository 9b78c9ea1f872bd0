"""Ways somebody with an office could take to restrict criticism all the same; none leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.moderation import checking, concerns
from augenhoehe.domain.moderation.actions import (
    amend,
    appeal_against,
    consent,
    decide_appeal,
    end_intervention,
    end_what_is_over,
    intervene,
    make_report,
    put_into_force,
    review,
)
from augenhoehe.domain.moderation.actions.report import Complaint
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.domain.moderation.register_terms import Kind
from augenhoehe.domain.moderation.selectors.interventions import to_review
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.posts.models import Post, Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against, in_unit, unlawful

State = Intervention.State
AGREED = "Der Beitrag verletzt die Klausel, auch wenn er Kritik ist."


def test_what_stands_below_a_case_is_part_of_it(cast):
    case = cast.complains(cast.karl, "Mein Riemen ist gerissen.")
    answer = cast.answers(cast.jonas, case)
    reply = cast.says(cast.karl, "Das ist doch keine Auskunft.", in_reply_to=answer.post)

    done = intervene(against(reply), by=cast.mona)

    assert done.state == State.PROPOSED


@pytest.mark.parametrize("kind", [Kind.LOCK_REPLIES, Kind.PAUSE_THREAD])
def test_closing_what_the_voice_said_to_replies_is_checked(cast, kind):
    said = cast.says(cast.erika, "Der neue Riemen ist da.", voice=cast.lindenrad)
    cast.says(cast.karl, "Und der alte?", in_reply_to=said)

    assert intervene(against(said, kind), by=cast.mona).state == State.PROPOSED


@pytest.mark.parametrize("kind", [Kind.LOCK_REPLIES, Kind.PAUSE_THREAD])
def test_closing_a_conversation_in_which_somebody_criticises_is_checked(cast, kind):
    said = cast.says(cast.gerda, "Wer kennt sich mit Riemen aus?")
    cast.says(cast.karl, "Die von @lindenrad reißen.", in_reply_to=said)

    assert intervene(against(said, kind), by=cast.mona).state == State.PROPOSED


def test_what_is_done_at_once_is_reviewed_even_if_it_was_over_before(cast):
    post = cast.complains(cast.karl, "Der Riemen ist gerissen.").post
    measure = unlawful(post, ends_at=clock.now() + timedelta(days=1))
    done = intervene(measure, by=cast.mona)
    clock.move_by(timedelta(days=1, minutes=1)) if hasattr(clock, "move_by") else None


def test_saying_that_it_is_no_criticism_counts_only_with_the_second_person(cast):
    post = cast.complains(cast.karl, "Der Riemen ist gerissen.").post
    done = intervene(unlawful(post, said_to_be_none=True), by=cast.mona)
    assert done.is_of_criticism


def test_tag_flooded(cast):
    cast.complains(cast.karl, "Gerissen. #riemenpanne", )
    for n in range(51):
        Post
    tag = Tag.objects.get(name="riemenpanne")
    for n in range(51):
        cast.says(cast.ben, f"Hallo {n} #riemenpanne")
    assert concerns.signs_of_tag(tag.id)


def test_deleted_while_proposed(cast):
    from augenhoehe.domain.posts.actions import delete_post
    post = cast.says(cast.karl, "Mein Lindenrad quietscht, ihr Pfeifen.")
    done = intervene(against(post), by=cast.mona)
    consent(done, by=cast.petra, reasons=AGREED)
    delete_post(post, by=cast.karl)
    Intervention.objects.update(not_before=clock.now())
    done = put_into_force(done, by=cast.mona)
    print(done.state, RegisterEntry.objects.count())
    assert 0


def test_left_while_proposed(cast):
    from augenhoehe.domain.people.actions import delete_account
    cast.says(cast.karl, "Mein Lindenrad quietscht, ihr Pfeifen.")
    done = intervene(against(cast.karl, Kind.TIME_LIMIT), by=cast.mona)
    consent(done, by=cast.petra, reasons=AGREED)
    delete_account(by=cast.karl)
    Intervention.objects.update(not_before=clock.now())
    done = put_into_force(done, by=cast.mona)
    print(done.state, RegisterEntry.objects.count())
    assert 0


@pytest.mark.parametrize("domain", ["boese.example.", " boese.example", "b\x08oese.example", "lindenrad.example", "localhost"])
def test_domain(cast, domain):
    with pytest.raises(Invalid):
        intervene(against(domain, Kind.SUSPEND_DOMAIN), by=cast.mona)


def test_feed(cast, client):
    post = cast.says(cast.karl, "Ihr Pfeifen.")
    intervene(against(post, facts="Ein Wort \x08\ud800 das \u202everletzt, und noch mehr."), by=cast.mona)
    r = client.get("/register.atom")
    assert r.status_code == 200
    assert client.get("/register.json").getvalue()


def test_reporter_second(cast):
    grant_role(cast.ben, "moderator", by=cast.inga)
    post = cast.says(cast.karl, "Mein Lindenrad quietscht, ihr Pfeifen.")
    report = make_report(post, Complaint(category="insult", text="Das ist beleidigend."), by=cast.ben)
    done = intervene(against(post, report=report), by=cast.mona)
    with pytest.raises(NotAllowed):
        consent(done, by=cast.ben, reasons=AGREED)
