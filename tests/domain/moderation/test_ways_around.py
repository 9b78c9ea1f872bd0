"""Ways somebody with an office could take to restrict criticism all the same; none leads there."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from augenhoehe.domain.moderation.actions import (
    Complaint,
    consent,
    end_intervention,
    end_what_is_over,
    intervene,
    make_report,
    put_into_force,
    review,
    take_report,
)
from augenhoehe.domain.moderation.check import concerns
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.domain.moderation.policies import takes_part
from augenhoehe.domain.moderation.selectors.interventions import to_review
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.models import Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against, unlawful

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


def test_what_was_done_at_once_is_reviewed_also_when_it_is_over(cast):
    post = cast.complains(cast.karl, "Der Riemen ist gerissen.").post
    done = intervene(unlawful(post, ends_at=clock.now() + timedelta(days=1)), by=cast.mona)
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        assert end_what_is_over() == 1

        assert to_review() == [done]
        with pytest.raises(NotAllowed, match="took no part"):
            review(done, by=cast.mona, keep=True, reasons=AGREED)
        reviewed = review(done, by=cast.petra, keep=False, reasons="Es war keine Anschrift darin.")

    assert reviewed.state == State.OVERTURNED
    assert to_review() == []
    assert [entry.event for entry in RegisterEntry.objects.order_by("seq")] == [
        "intervention", "ended", "reviewed"
    ]  # fmt: skip


def test_who_did_it_at_once_does_not_escape_the_review_by_ending_it(cast):
    post = cast.complains(cast.karl, "Der Riemen ist gerissen.").post
    done = intervene(unlawful(post), by=cast.mona)
    end_intervention(done, by=cast.mona, reasons="Ich habe es mir anders überlegt.")

    assert to_review() == [done]
    review(done, by=cast.petra, keep=True, reasons=AGREED)
    assert to_review() == []


def test_what_was_reviewed_is_not_reviewed_again_because_it_ends(cast):
    done = intervene(unlawful(cast.karl, kind=Kind.SUSPEND), by=cast.mona)
    review(done, by=cast.petra, keep=True, reasons=AGREED)
    end_intervention(done, by=cast.mona, reasons="Der Anlass besteht nicht mehr.")

    assert to_review() == []


def test_that_it_is_no_criticism_counts_only_with_the_second_person(cast):
    post = cast.complains(cast.karl, "Der Riemen ist gerissen.").post

    done = intervene(unlawful(post, said_to_be_none=True), by=cast.mona)

    assert done.is_of_criticism
    assert '"criticism":"yes"' in RegisterEntry.objects.get().record


def test_a_hashtag_under_which_there_is_a_case_is_not_drowned(cast):
    cast.complains(cast.karl, "Gerissen. #riemenpanne")
    tag = Tag.objects.get(name="riemenpanne")
    for n in range(51):
        cast.says(cast.ben, f"Heute {n} mal gefahren. #riemenpanne")

    assert concerns.signs_of_tag(tag) == ["case"]
    assert concerns.signs_of_tag(Tag(name="lindenradpanne")) == ["name"]


def test_what_its_author_deleted_meanwhile_is_not_restricted_any_more(cast):
    kept, gone = (cast.says(cast.karl, f"Mein Lindenrad quietscht {n} mal.") for n in (1, 2))
    done = intervene(against([kept, gone]), by=cast.mona)
    consent(done, by=cast.petra, reasons=AGREED)
    delete_post(gone, by=cast.karl)

    with clock.pretend_it_is(clock.now() + timedelta(hours=25)):
        put_into_force(done, by=cast.mona)

    assert [target.post_id for target in done.targets.all()] == [kept.id]


def test_nothing_is_left_of_a_proposal_when_everything_is_gone(cast):
    post = cast.says(cast.karl, "Mein Lindenrad quietscht.")
    done = intervene(against(post), by=cast.mona)
    consent(done, by=cast.petra, reasons=AGREED)
    delete_post(post, by=cast.karl)

    with (
        clock.pretend_it_is(clock.now() + timedelta(hours=25)),
        pytest.raises(Invalid, match="left"),
    ):
        put_into_force(done, by=cast.mona)

    assert not RegisterEntry.objects.exists()


def test_a_server_has_one_name_and_it_is_not_ours(cast):
    done = intervene(against(" BÖSE.example. ", Kind.SUSPEND_DOMAIN), by=cast.mona)
    assert done.targets.get().domain == "xn--bse-sna.example"

    ours = urlsplit(settings.BASE_URL).hostname
    for name in (ours, "localhost", "b\x08oese.example", "boese example", "…"):
        with pytest.raises(Invalid, match="another server"):
            intervene(against(name, Kind.SUSPEND_DOMAIN), by=cast.mona)


def test_what_no_feed_can_hold_is_taken_out_of_the_words(cast, client):
    post = cast.says(cast.karl, "Ihr Pfeifen.")
    words = "Ein Wort \x08\ud800 darin \u202everletzt, und noch mehr."
    intervene(against(post, facts=words, reasons=words, rung_why=words), by=cast.mona)

    assert client.get("/register.atom").status_code == 200
    assert "Ein Wort  darin verletzt" in client.get("/register.atom").content.decode()
    with pytest.raises(Invalid):
        intervene(against(post, Kind.DELIST, facts="\x08" * 30), by=cast.mona)


def test_who_reported_it_is_no_second_person_and_decides_no_appeal(cast):
    grant_role(cast.ben, "moderator", by=cast.inga)
    post = cast.says(cast.karl, "Mein Lindenrad quietscht, ihr Pfeifen.")
    said = Complaint(category="insult", text="Das ist beleidigend.")
    report = make_report(post, said, by=cast.ben)
    done = intervene(against(post, report=report), by=cast.mona)

    with pytest.raises(NotAllowed, match="reported this yourself"):
        consent(done, by=cast.ben, reasons=AGREED)
    assert takes_part(cast.ben.id, done)


def test_a_judgement_nobody_knows_is_none(cast):
    post = cast.says(cast.karl, "Ihr Pfeifen.")

    with pytest.raises(Invalid):
        intervene(against(post, judgement="annoying"), by=cast.mona)


def test_what_was_said_to_a_few_is_not_read_on_the_page_of_the_office(cast):
    said = cast.says(cast.karl, "Ganz im Vertrauen, @gerda: ihr Pfeifen.", audience=3)
    report = make_report(said, Complaint(category="insult", text="Er schimpft."), by=cast.gerda)
    take_report(report, by=cast.mona)
    done = intervene(against(said, report=report), by=cast.mona)

    page = cast.signed_in(cast.petra).get(f"/aufsicht/eingriffe/{done.uid}")

    assert page.status_code == 200
    assert "Ganz im Vertrauen" not in page.content.decode()
