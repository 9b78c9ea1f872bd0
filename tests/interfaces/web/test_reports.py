"""Reporting as people do it, and the office that reads the reports."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from augenhoehe.domain.criticism.actions import enter_case
from augenhoehe.domain.moderation.actions import (
    Complaint,
    answer_in_report,
    decide_report,
    intervene,
    make_report,
    write_in_report,
)
from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.moderation.tokens_reports import report_token
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import browser, read, words

REASONS = "Das ist eine scharfe Meinung und keine Beleidigung."
NOTICE = {
    "category": "personal_data",
    "text": "Der Beitrag nennt meine Anschrift, ohne dass ich zugestimmt hätte.",
    "url": "http://testserver/p/1",
    "name": "Vera",
    "address": "vera@example.net",
    "good_faith": "on",
}


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Ben ist ein elender Wurm.")


def reported(cast, post, by=None):
    return make_report(post, Complaint(category="insult"), by=by or cast.ada)


# --- For everybody ---------------------------------------------------------------------


def test_the_way_there_stands_beside_every_post_and_person_but_oneself(cast, post):
    link = f"/melden?post={post.id}"
    for who in (None, cast.ada):
        assert link in read(browser(cast, who), f"/@karl/{post.id}")
        assert f"/melden?account={cast.karl.id}" in read(browser(cast, who), "/@karl")
    assert link not in read(browser(cast, cast.karl), f"/@karl/{post.id}")
    assert "/melden?account" not in read(browser(cast, cast.karl), "/@karl")


def test_what_one_cannot_read_cannot_be_found_here(cast):
    inside = cast.says(cast.erika, "Nur für das Haus.", space=cast.haus)

    for address in (f"/melden?post={inside.id}", "/melden", "/melden?account=7", "/melden?post=x"):
        read(browser(cast), address, status=404)
    read(browser(cast, cast.karl), f"/melden?post={inside.id}", status=404)
    assert "inside" in read(browser(cast, cast.jonas), f"/melden?post={inside.id}")


def test_a_form_that_is_not_complete_keeps_what_was_typed(cast, post):
    client = browser(cast)
    answer = client.post(f"/melden?post={post.id}", {"text": "Das geht gar nicht."})

    assert answer.status_code == 422
    assert "Please choose what is wrong." in answer.text
    assert "Das geht gar nicht." in answer.text
    assert not Report.objects.exists()


def test_signed_out_and_without_an_address_the_outcome_is_read_by_a_link(cast, post):
    client = browser(cast)
    answer = client.post(f"/melden?post={post.id}", {"category": "insult"}, follow=True)
    [(first, _status)] = answer.redirect_chain
    page = words(answer.text)
    assert "keep the address of this page" in page
    link = first.partition("?")[0]
    assert f"http://testserver{link}" in page

    report = Report.objects.get()
    decide_report(report, by=cast.mona, outcome="nothing", answer=REASONS)

    later = words(read(browser(cast), link))
    assert REASONS in later
    assert "Office M-" in later
    assert "Mona" not in later
    assert "keep the address" not in later


def test_reading_the_outcome_sets_no_cookie(cast, post):
    client = Client()
    client.get(f"/melden/{report_token(reported(cast, post))}")

    assert not client.cookies


def test_a_made_up_link_is_a_page_that_is_not_there(cast):
    read(browser(cast), "/melden/erfunden", status=404)


def test_a_notice_of_unlawful_content_is_acknowledged_at_once(cast, post):
    client = browser(cast)
    form = read(client, f"/melden?post={post.id}&als=rechtswidrig")
    assert f"http://testserver/@karl/{post.id}" in form
    bad = client.post(f"/melden?post={post.id}&als=rechtswidrig", NOTICE | {"good_faith": ""})
    assert bad.status_code == 422
    assert "accurate and complete" in bad.text

    nameless = client.post(f"/melden?post={post.id}&als=rechtswidrig", NOTICE | {"name": ""})
    assert "A notice needs your name." in nameless.text

    answer = client.post(f"/melden?post={post.id}&als=rechtswidrig", NOTICE, follow=True)

    assert "We have written to you" in words(answer.text)
    report = Report.objects.get()
    assert report.is_legal_notice
    assert report.good_faith
    run_due_jobs()
    [letter] = mail.outbox
    assert letter.to == ["vera@example.net"]
    assert f"/melden/{report_token(report)}" in letter.body
    assert "Anschrift" not in letter.body  # the form is no way to write to others

    decide_report(report, by=cast.mona, outcome="nothing", answer=REASONS)
    run_due_jobs()
    assert REASONS in mail.outbox[1].body
    assert "court" in mail.outbox[1].body


def test_who_reports_the_abuse_of_children_need_not_say_who_they_are(cast, post):
    nameless = NOTICE | {"category": "minors", "name": "", "address": ""}
    client = browser(cast)

    assert client.post(f"/melden?post={post.id}&als=rechtswidrig", nameless).status_code == 302
    assert Report.objects.get().contact is None


def test_who_is_signed_in_gets_a_notice_and_is_not_asked_for_an_address(cast, post):
    ada = browser(cast, cast.ada)
    assert 'name="address"' not in read(ada, f"/melden?post={post.id}")

    ada.post(f"/melden?post={post.id}", {"category": "insult"})
    decide_report(Report.objects.get(), by=cast.mona, outcome="answered", answer=REASONS)

    page = read(ada, "/meldungen")
    assert "Your report is decided: it was answered instead." in words(page)


def test_a_person_is_reported_too(cast):
    ada = browser(cast, cast.ada)
    assert "Report Ben Sommer" in read(ada, f"/melden?account={cast.ben.id}")

    assert ada.post(f"/melden?account={cast.ben.id}", {"category": "spam"}).status_code == 302
    assert Report.objects.get().account == cast.ben


def test_nobody_reports_for_ever(cast, post, rate_limits):
    client = browser(cast)
    codes = [
        client.post(f"/melden?post={post.id}", {"category": "insult"}).status_code
        for _time in range(21)
    ]

    assert codes[-1] == 429
    assert codes[0] == 302


def test_the_reported_person_answers_and_does_not_learn_who_reported(cast, post):
    report = reported(cast, post)
    write_in_report(report, "reporter", by=cast.mona, text="Woran stören Sie sich?")
    write_in_report(report, "reported", by=cast.mona, text="Was meinten Sie?")
    karl = browser(cast, cast.karl)
    link = f"/melden/{report_token(report, 'reported')}"
    assert link in read(karl, "/meldungen")

    page = words(read(karl, link))
    assert "Was meinten Sie?" in page
    assert "Woran stören" not in page
    assert "Ada" not in page
    assert karl.post(link, {"text": ""}).status_code == 422
    assert karl.post(link, {"text": "Das war Spott."}).status_code == 302

    mona = browser(cast, cast.mona)
    assert "Das war Spott." in read(mona, f"/aufsicht/meldungen/{report.id}")


def test_a_reporter_with_an_address_is_written_that_there_is_a_question(cast, post):
    report = make_report(post, Complaint(category="insult", address="vera@example.net"), by=None)
    write_in_report(report, "reporter", by=cast.mona, text="Woran stören Sie sich?")
    answer_in_report(report, "reporter", text="Am Wort.", by=None)
    run_due_jobs()

    assert [letter.to for letter in mail.outbox] == [["vera@example.net"]] * 2
    assert "question" in mail.outbox[1].subject
    assert "stören" not in mail.outbox[1].body


# --- In the office ---------------------------------------------------------------------


def test_who_has_no_role_reads_how_moderation_works(cast, post):
    report = reported(cast, post)
    for address in ("/aufsicht/meldungen", f"/aufsicht/meldungen/{report.id}"):
        assert browser(cast).get(address).status_code == 302
        for who in (cast.karl, cast.erika, cast.inga):
            page = words(read(browser(cast, who), address, status=403))
            assert "public register" in page
            assert "elender" not in page


def test_nobody_opens_a_report_about_themselves(cast):
    report = reported(cast, cast.says(cast.mona, "Das sagt Mona."))
    mona = browser(cast, cast.mona)

    assert "This report is about you" in words(read(mona, "/aufsicht/meldungen"))
    read(mona, f"/aufsicht/meldungen/{report.id}", status=403)
    step = mona.post(f"/aufsicht/meldungen/{report.id}/entscheiden", {"outcome": "nothing"})
    assert step.status_code == 403


def test_the_office_takes_asks_and_decides(cast, post):
    report = reported(cast, post)
    here, mona = f"/aufsicht/meldungen/{report.id}", browser(cast, cast.mona)
    assert "Ben ist ein elender Wurm." in read(mona, here)
    assert mona.post(f"{here}/nehmen").status_code == 302
    assert "Mona Keller looks after it" in words(read(mona, "/aufsicht/meldungen"))
    assert mona.post(f"{here}/zaubern").status_code == 404

    asked = {"conversation": "reported", "text": "Was meinten Sie?"}
    assert mona.post(f"{here}/schreiben", asked).status_code == 302
    short = mona.post(f"{here}/entscheiden", {"outcome": "nothing", "answer": "Nein, nein."})
    assert short.status_code == 422
    assert "Nein, nein." in short.text
    done = mona.post(f"{here}/entscheiden", {"outcome": "nothing", "answer": REASONS}, follow=True)

    assert "No report waits here" in done.text
    assert "Nothing was restricted." in read(mona, "/aufsicht/meldungen?state=decided")
    assert REASONS in read(mona, here)


def test_criticism_says_what_it_is(cast):
    cast.lindenrad  # noqa: B018
    report = reported(cast, cast.says(cast.karl, "@lindenrad Der Riemen ist Murks."))
    mona = browser(cast, cast.mona)

    assert "This looks like criticism" in read(mona, "/aufsicht/meldungen")
    assert "This looks like criticism" in read(mona, f"/aufsicht/meldungen/{report.id}")


def test_what_is_a_case_is_criticism_whatever_it_is_reported_as(cast):
    post = cast.complains(cast.karl, "Der Riemen ist Murks.").post
    report = make_report(post, Complaint(category="personal_data"), by=cast.ada)
    mona = browser(cast, cast.mona)

    assert "This looks like criticism" in read(mona, "/aufsicht/meldungen")
    assert "This looks like criticism" in read(mona, f"/aufsicht/meldungen/{report.id}")


def test_a_guest_is_called_by_their_name(cast):
    case = enter_case(
        by=cast.erika, about=cast.lindenrad, channel="letter", text="Er fiel um.", name="Hilde Pohl"
    )
    report = reported(cast, case.post)
    mona = browser(cast, cast.mona)

    assert "Insult: Hilde Pohl" in words(read(mona, "/aufsicht/meldungen"))
    assert "Insult: Hilde Pohl" in words(read(mona, f"/aufsicht/meldungen/{report.id}"))


def test_the_overview_counts_the_lines_of_the_queue(cast):
    spam = "Jetzt günstige Uhren kaufen, nur heute mit Rabatt für alle"
    for who in (cast.karl, cast.ben, cast.gerda):
        make_report(cast.says(who, spam), Complaint(category="spam"), by=cast.ada)
    reported(cast, cast.says(cast.ben, "Du Esel."))
    mona = browser(cast, cast.mona)

    queued = read(mona, "/aufsicht/meldungen").count('<article class="report-line')
    assert f"{queued} open reports" in words(read(mona, "/aufsicht"))


def test_a_wave_is_one_line_and_more_can_be_added(cast):
    spam = "Jetzt günstige Uhren kaufen, nur heute mit Rabatt für alle"
    posts = [cast.says(who, spam) for who in (cast.karl, cast.ben, cast.gerda)]
    reports = [reported(cast, one) for one in posts[:2]]
    mona, here = browser(cast, cast.mona), f"/aufsicht/meldungen/{reports[0].id}"
    assert "2 reports as one" in words(read(mona, "/aufsicht/meldungen"))
    assert "1 post that nobody reported says the same." in words(read(mona, here))

    mona.post(f"{here}/welle")

    assert "3 posts of this wave" in words(read(mona, here))


def test_what_was_done_stands_on_the_page_of_the_report(cast, post):
    report = reported(cast, post)
    done = intervene(against(post, report=report, source="report"), by=cast.mona)

    page = read(browser(cast), f"/melden/{report_token(report)}")
    assert "Something was done about it." in page
    assert f"/register/{done.uid}" in page
    office = read(browser(cast, cast.mona), f"/aufsicht/meldungen/{report.id}")
    assert f"/register/{done.uid}" in office


def test_the_queue_does_not_ask_more_for_more_reports(cast, django_assert_max_num_queries):
    for number in range(12):
        reported(cast, cast.says(cast.karl, f"Etwas ganz Verschiedenes, Nummer {number}."))
    mona = browser(cast, cast.mona)
    mona.get("/aufsicht/meldungen")

    with django_assert_max_num_queries(28):
        assert mona.get("/aufsicht/meldungen").status_code == 200
