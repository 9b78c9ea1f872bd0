"""Anybody reports, somebody without a part in it decides, and everybody is told."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.domain.moderation.actions import (
    Complaint,
    answer_in_report,
    assign_report,
    decide_report,
    give_report_back,
    intervene,
    make_report,
    take_report,
    write_in_report,
)
from augenhoehe.domain.moderation.actions.report_handling import decide_by_intervention
from augenhoehe.domain.moderation.models import Report, ReportStep
from augenhoehe.domain.moderation.policies_reports import may_handle, may_read_reported, may_report
from augenhoehe.domain.moderation.selectors.reports import (
    entries_about,
    messages_of,
    queue_counts,
    report_queue,
    reported_by,
    steps_of,
)
from augenhoehe.domain.moderation.tokens_reports import report_of, report_token
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against

REASONS = "Das ist eine scharfe Meinung und keine Beleidigung."
NOTICE = Complaint(
    category="personal_data",
    text="Der Beitrag nennt meine Anschrift, Lindenweg 4, ohne dass ich zugestimmt hätte.",
    is_legal_notice=True,
    url="http://testserver/p/1",
    name="Gerda Vogt",
    address="gerda.vogt@example.net",
    good_faith=True,
)


def reported(cast, thing=None, *, by=None, **how):
    """Karl's post is reported, by Ada if nobody else is named."""
    post = thing or cast.says(cast.karl, "Der Chef ist ein Gauner und ein Dieb.")
    who = by if by is not None else cast.ada
    return make_report(post, Complaint(**{"category": "insult", **how}), by=who)


def told(who, kind, step=None):
    rows = Notification.objects.filter(recipient=who, kind=kind)
    return (rows.filter(step=step) if step else rows).count()


# --- Reporting -------------------------------------------------------------------------


def test_what_one_cannot_read_one_cannot_report(cast):
    inside = cast.says(cast.erika, "Nur für das Haus.", space=cast.haus)

    with pytest.raises(NotAllowed, match="no such post"):
        reported(cast, inside, by=cast.karl)
    with pytest.raises(NotAllowed, match="no such post"):
        make_report(inside, Complaint(category="insult"), by=None)
    assert reported(cast, inside, by=cast.jonas).post == inside


def test_nobody_reports_their_own(cast):
    with pytest.raises(NotAllowed, match="your own"):
        reported(cast, by=cast.karl)
    assert not may_report(who_is(cast.karl), cast.karl)


def test_an_incomplete_report_says_what_is_missing(cast):
    for field, how in (
        ("category", {"category": "boring"}),
        ("text", {"category": "other"}),
        ("text", {"text": "x" * 5001}),
        ("address", {"address": "nowhere"}),
    ):
        with pytest.raises(Invalid) as refusal:
            reported(cast, **how)
        assert refusal.value.field == field
    assert not Report.objects.exists()


def test_reporting_twice_is_once_until_it_is_decided(cast):
    cast.mona  # noqa: B018 - who decides
    first = reported(cast)
    assert reported(cast, first.post).id == first.id
    anonymous = Complaint(category="insult", address="ben@example.net")
    by_mail = make_report(first.post, anonymous, by=None)
    assert make_report(first.post, anonymous, by=None).id == by_mail.id != first.id

    decide_report(first, by=cast.mona, outcome="nothing", answer=REASONS)

    assert reported(cast, first.post).id != first.id


def test_the_database_too_knows_one_report_per_person_and_thing(cast):
    report = reported(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            post=report.post, account=report.account, reporter=cast.ada, category="spam"
        )


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        ("text", {"text": "Ist halt so."}),
        ("url", {"url": ""}),
        ("name", {"name": ""}),
        ("address", {"address": ""}),
        ("good_faith", {"good_faith": False}),
    ],
)
def test_a_notice_has_the_fields_of_the_law(cast, field, missing):
    from dataclasses import replace

    post = cast.says(cast.karl, "Gerda wohnt im Lindenweg 4.")

    with pytest.raises(Invalid) as refusal:
        make_report(post, replace(NOTICE, **missing), by=None)
    assert refusal.value.field == field


def test_who_reports_the_abuse_of_children_need_not_say_who_they_are(cast):
    from dataclasses import replace

    post = cast.says(cast.karl, "Bilder, die es nicht geben darf.")
    nameless = replace(NOTICE, category="minors", name="", address="")

    assert make_report(post, nameless, by=None).is_legal_notice


def test_a_person_can_be_reported_without_a_post(cast):
    report = reported(cast, cast.ben)

    assert (report.post, report.account) == (None, cast.ben)


# --- Who handles it --------------------------------------------------------------------


def test_nobody_handles_what_they_are_part_of(cast):
    cast.lindenrad  # noqa: B018 - Mona writes for it
    grant_role(cast.jonas, "moderator", by=None)
    by_mona = reported(cast, by=cast.mona)
    about_mona = reported(cast, cast.says(cast.mona, "Das sagt Mona selbst."))
    by_voice = reported(cast, cast.says(cast.jonas, "Die Firma.", voice=cast.lindenrad))

    assert not may_handle(who_is(cast.mona), by_mona)
    assert not may_handle(who_is(cast.mona), about_mona)
    assert not may_handle(who_is(cast.jonas), by_voice)
    assert not may_handle(who_is(cast.erika), reported(cast))
    assert may_handle(who_is(cast.jonas), by_mona)


def test_a_report_against_a_voice_goes_to_somebody_who_does_not_write_for_it(cast):
    post = cast.says(cast.erika, "Wir sind die Besten.", voice=cast.lindenrad)
    report = reported(cast, post)

    assert may_handle(who_is(cast.mona), report)  # nobody else is there
    grant_role(cast.hanna, "moderator", by=None)  # who does not write for it

    assert not may_handle(who_is(cast.mona), report)
    assert may_handle(who_is(cast.hanna), report)


def test_two_who_take_it_at_once_do_so_one_after_the_other(cast):
    grant_role(cast.hanna, "moderator", by=None)
    report = reported(cast)
    as_mona_sees_it = Report.objects.get(id=report.id)

    take_report(report, by=cast.hanna)

    with pytest.raises(NotAllowed, match="a moment ago"):
        take_report(as_mona_sees_it, by=cast.mona)
    with pytest.raises(NotAllowed, match="colleague looks after"):
        decide_report(report, by=cast.mona, outcome="nothing", answer=REASONS)
    assert take_report(Report.objects.get(id=report.id), by=cast.mona).assigned_to == cast.mona


def test_taking_passing_on_and_giving_back_is_written_down(cast):
    grant_role(cast.hanna, "moderator", by=None)
    report = reported(cast)
    with pytest.raises(NotAllowed):
        assign_report(report, cast.erika, by=cast.mona)

    take_report(report, by=cast.mona)
    assign_report(report, cast.hanna, by=cast.mona)
    with pytest.raises(NotAllowed, match="not taken"):
        give_report_back(report, by=cast.mona)
    give_report_back(report, by=cast.hanna)

    kinds = [(step.kind, step.by, step.to) for step in steps_of(report)]
    assert kinds == [
        ("taken", cast.mona, cast.mona),
        ("assigned", cast.mona, cast.hanna),
        ("given_back", cast.hanna, None),
    ]


def test_a_moderator_reads_what_is_not_public_only_through_a_report_they_have(cast):
    post = cast.says(cast.karl, "Das sage ich nur denen, die mir folgen.", audience=2)
    from augenhoehe.domain.people.actions import follow

    follow(cast.karl, by=cast.ada)
    report = reported(cast, post)
    mona = cast.reads(cast.mona)
    assert reported_by(mona, report) is None
    assert "Take the report first" in str(may_read_reported(who_is(cast.mona), report).reason)

    report = take_report(report, by=cast.mona)

    assert "nur denen" in reported_by(mona, report).html
    assert not reported_by(mona, report).is_public
    decide_report(report, by=cast.mona, outcome="nothing", answer=REASONS)
    assert reported_by(mona, Report.objects.get(id=report.id)) is None


# --- Talking ---------------------------------------------------------------------------


def test_each_side_reads_only_its_own_conversation(cast):
    report = reported(cast)
    with pytest.raises(NotAllowed, match="not asked"):
        answer_in_report(report, "reported", text="Ich war es nicht.", by=cast.karl)
    with pytest.raises(NotAllowed):
        write_in_report(report, "reported", by=cast.erika, text="Was meinten Sie?")

    write_in_report(report, "reported", by=cast.mona, text="Was meinten Sie damit?")
    write_in_report(report, "reporter", by=cast.mona, text="Woran stören Sie sich?")

    answer_in_report(report, "reported", text="Das war Spott.", by=cast.karl)
    with pytest.raises(NotAllowed, match="somebody else"):
        answer_in_report(report, "reporter", text="Ich lese mit.", by=cast.karl)
    with pytest.raises(NotAllowed, match="somebody else"):
        answer_in_report(report, "reported", text="Ich lese mit.", by=cast.ben)
    answer_in_report(report, "reporter", text="Am Wort.", by=None)  # with the signed link
    assert [m.text for m in messages_of(report, "reported")] == [
        "Was meinten Sie damit?",
        "Das war Spott.",
    ]
    assert messages_of(report, "reported")[0].office.name.startswith("M-")
    assert told(cast.karl, "moderation", "to_reported") == 1
    assert told(cast.ada, "moderation", "to_reporter") == 1
    assert told(cast.mona, "moderation", "answer") == 2


def test_nobody_can_be_written_to_without_account_and_address(cast):
    post = cast.says(cast.karl, "Der Chef ist ein Gauner.")
    report = make_report(post, Complaint(category="insult"), by=None)

    with pytest.raises(NotAllowed, match="no account and no address"):
        write_in_report(report, "reporter", by=cast.mona, text="Wer sind Sie?")


def test_the_office_is_not_flooded(cast):
    report = reported(cast)
    write_in_report(report, "reporter", by=cast.mona, text="Woran stören Sie sich?")
    for _time in range(10):
        answer_in_report(report, "reporter", text="Noch etwas.", by=cast.ada)

    with pytest.raises(NotAllowed, match="wait"):
        answer_in_report(report, "reporter", text="Und noch etwas.", by=cast.ada)


def test_a_made_up_link_opens_nothing(cast):
    report = reported(cast)
    token = report_token(report)

    assert report_of(token) == (report, "reporter")
    assert report_of(report_token(report, "reported"))[1] == "reported"
    assert report_of(token[:-2] + "xx") is None
    assert report_of("") is None


# --- Deciding --------------------------------------------------------------------------


def test_a_decision_needs_reasons(cast):
    report = reported(cast)
    for field, outcome, answer in (
        ("answer", "nothing", "Nein."),
        ("outcome", "whatever", REASONS),
        ("outcome", "acted", REASONS),  # nothing is in force
    ):
        with pytest.raises(Invalid) as refusal:
            decide_report(report, by=cast.mona, outcome=outcome, answer=answer)
        assert refusal.value.field == field


def test_the_reporter_is_told_the_outcome_and_the_reasons(cast):
    report = reported(cast)

    decide_report(report, by=cast.mona, outcome="answered", answer=REASONS)

    report.refresh_from_db()
    assert (report.state, report.outcome, report.answer) == ("decided", "answered", REASONS)
    assert report.office.name.startswith("M-")
    assert told(cast.ada, "report_decided", "answered") == 1
    with pytest.raises(NotAllowed, match="decided"):
        take_report(report, by=cast.mona)


def test_a_measure_decides_the_report_it_follows_from(cast):
    report = reported(cast, cast.says(cast.karl, "Ben ist ein elender Wurm."))
    same = reported(cast, report.post, by=cast.luise)
    other = reported(cast, cast.says(cast.gerda, "Etwas anderes."))

    measure = against(report.post, report=report, source="report")
    done = intervene(measure, by=cast.mona)

    outcomes = {one.id: one.outcome for one in Report.objects.all()}
    assert outcomes == {report.id: "acted", same.id: "acted", other.id: ""}
    assert told(cast.ada, "report_decided", "acted") == 1
    assert entries_about(report) == [done.uid]
    assert ReportStep.objects.filter(report=same, kind="decided").exists()
    assert decide_by_intervention.__doc__


def test_a_measure_of_somebody_who_may_not_handle_the_report_leaves_it_open(cast):
    grant_role(cast.hanna, "moderator", by=None)
    report = reported(cast, cast.says(cast.karl, "Ben ist ein elender Wurm."), by=cast.hanna)

    with pytest.raises(NotAllowed):
        intervene(against(report.post, report=report, source="report"), by=cast.hanna)
    intervene(against(report.post), by=cast.hanna)

    report.refresh_from_db()
    assert report.state == "open"


# --- The queue -------------------------------------------------------------------------


def test_moderators_who_may_handle_it_learn_of_a_report(cast):
    cast.mona, cast.petra  # noqa: B018
    grant_role(cast.karl, "moderator", by=None)

    reported(cast)

    assert told(cast.mona, "moderation", "report") == 1
    assert told(cast.karl, "moderation", "report") == 0
    assert told(cast.petra, "moderation", "report") == 0


def test_the_queue_has_notices_first_then_what_waits_longest(cast):
    old = reported(cast)
    young = reported(cast, cast.says(cast.gerda, "Auch das noch."))
    notice = make_report(cast.says(cast.ben, "Gerda wohnt hier."), NOTICE, by=None)
    mona = who_is(cast.mona)

    assert [line.report for line in report_queue(mona)] == [notice, old, young]
    assert [line.report for line in report_queue(mona, category="insult")] == [old, young]
    take_report(old, by=cast.mona)
    assert [line.report for line in report_queue(mona, "mine")] == [old]
    decide_report(old, by=cast.mona, outcome="nothing", answer=REASONS)
    assert [line.report for line in report_queue(mona, "decided")] == [old]
    assert queue_counts(mona) == {"waiting": 2, "mine": 0}


def test_a_report_of_criticism_says_so(cast):
    post = cast.says(cast.karl, "@lindenrad Der Riemen ist Murks.")
    critical = reported(cast, post)
    rude = reported(cast, cast.says(cast.karl, "Ben ist doof."))

    lines = {line.report: line.is_like_criticism for line in report_queue(who_is(cast.mona))}

    assert lines == {critical: True, rude: False}


def test_the_words_of_a_post_that_is_not_public_do_not_stand_in_the_queue(cast):
    inside = cast.says(cast.erika, "Nur für das Haus.", space=cast.haus)
    reported(cast, inside, by=cast.jonas)

    assert [line.post for line in report_queue(who_is(cast.mona))] == [None]


def test_a_post_its_author_deletes_can_still_be_decided(cast):
    report = reported(cast)
    delete_post(report.post, by=cast.karl)
    report.refresh_from_db()

    decide_report(report, by=cast.mona, outcome="nothing", answer=REASONS)

    assert Report.objects.get(id=report.id).outcome == "nothing"


def test_a_long_queue_takes_few_questions(cast, django_assert_max_num_queries):
    mona = who_is(cast.mona)
    for number in range(12):
        reported(cast, cast.says(cast.karl, f"Etwas ganz Verschiedenes, Nummer {number}."))

    with django_assert_max_num_queries(14):
        assert len(report_queue(mona)) == 12
