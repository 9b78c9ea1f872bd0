"""Spam comes in waves; a wave is one matter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.moderation.actions import (
    Complaint,
    add_to_wave,
    decide_report,
    intervene,
    make_report,
    take_report,
)
from augenhoehe.domain.moderation.models import RegisterEntry, Report
from augenhoehe.domain.moderation.selectors.reports import (
    others_like,
    posts_of_wave,
    queue_counts,
    report_queue,
)
from augenhoehe.domain.moderation.waves import link_print, wave_of, words_print
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from tests.domain.moderation.measures import against

SPAM = "Jetzt günstige Uhren kaufen, nur heute mit Rabatt für alle"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SPAM, SPAM.upper() + "!!! 50"),
        (f"@karl {SPAM} #uhren", f"@ada {SPAM} #rabatt"),
        (f"{SPAM} https://uhren.example/a?x=1", f"{SPAM}: https://uhren.example/b?x=2"),
    ],
)
def test_what_such_waves_vary_makes_no_difference(one, other):
    assert words_print(one) == words_print(other) != ""


def test_other_words_are_another_thing_and_few_words_are_nothing():
    assert words_print(SPAM) != words_print("Jetzt günstige Räder kaufen, nur heute mit Rabatt")
    assert words_print("Danke!") == words_print("Vielen Dank dafür") == ""
    assert words_print("https://[broken und noch ein paar andere Wörter dazu")


def test_the_same_link_counts_only_for_accounts_that_are_new(cast):
    young = cast.says(cast.ben, "Schaut mal https://uhren.example/angebot?von=ben")
    other = cast.says(cast.gerda, "Wirklich gut: https://www.uhren.example/angebot/")
    home = cast.says(cast.ada, "Siehe http://testserver/codex")
    assert link_print(young) == link_print(other) != ""
    assert link_print(home) == ""

    Account.objects.filter(id=cast.ben.id).update(created_at=clock.now() - timedelta(days=30))
    young.account.refresh_from_db()

    assert link_print(young) == ""


def wave(cast):
    """Three say the same, and three people report it."""
    posts = [
        cast.says(who, f"{SPAM} {n}") for n, who in enumerate((cast.ben, cast.gerda, cast.ada))
    ]
    who = (cast.karl, cast.luise, cast.hanna)
    made = [
        make_report(post, Complaint(category="spam"), by=reporter)
        for post, reporter in zip(posts, who, strict=True)
    ]
    return posts, [Report.objects.get(id=report.id) for report in made]


def test_a_wave_is_one_line_and_is_decided_at_once(cast):
    mona = who_is(cast.mona)
    posts, reports = wave(cast)
    assert len({report.wave for report in reports}) == 1
    lines = report_queue(mona)
    assert [(line.report, line.count) for line in lines] == [(reports[0], 3)]
    assert queue_counts(mona) == {"waiting": 1, "mine": 0}
    assert Notification.objects.filter(recipient=cast.mona, kind="moderation").count() == 1

    take_report(reports[1], by=cast.mona)
    assert {one.assigned_to for one in wave_of(reports[0])} == {cast.mona}
    decide_report(
        reports[2], by=cast.mona, outcome="nothing", answer="Das ist ein Aufruf, keine Werbung."
    )

    assert {one.outcome for one in Report.objects.all()} == {"nothing"}
    assert posts_of_wave(Report.objects.get(id=reports[0].id)) == [posts[0]]


def test_many_reports_about_one_post_are_one_matter(cast):
    post = cast.says(cast.karl, "Kurz.")
    for who in (cast.ada, cast.ben, cast.gerda):
        make_report(post, Complaint(category="insult"), by=who)

    assert [line.count for line in report_queue(who_is(cast.mona))] == [3]


def test_a_notice_of_unlawful_content_stands_for_itself(cast):
    post = cast.says(cast.karl, "Gerda wohnt im Lindenweg, Hausnummer vier, ganz oben.")
    make_report(post, Complaint(category="personal_data"), by=cast.ada)
    make_report(
        post,
        Complaint(
            category="personal_data",
            is_legal_notice=True,
            text="Der Beitrag nennt meine Anschrift, ohne dass ich zugestimmt hätte.",
            url="http://testserver/p/1",
            name="Gerda",
            good_faith=True,
        ),
        by=cast.gerda,
    )

    assert [line.count for line in report_queue(who_is(cast.mona))] == [1, 1]


def test_what_is_internal_is_compared_with_nothing(cast):
    inside = cast.says(cast.erika, SPAM, space=cast.haus)
    outside = cast.says(cast.karl, SPAM)
    first = make_report(inside, Complaint(category="spam"), by=cast.jonas)
    make_report(outside, Complaint(category="spam"), by=cast.ada)

    first.refresh_from_db()
    assert (first.wave, first.words_print) == ("", "")


def test_posts_nobody_reported_can_be_added(cast):
    _posts, reports = wave(cast)
    silent = cast.says(cast.theo, f"{SPAM}, und zwar sofort".replace(", und zwar sofort", " 9"))
    cast.says(cast.theo, "Etwas ganz anderes steht in diesem Beitrag von mir.")
    assert others_like(reports[0]) == [silent]

    assert add_to_wave(reports[0], [silent], by=cast.mona) == 1

    assert others_like(reports[0]) == []
    assert silent in posts_of_wave(reports[0])


def test_one_measure_against_a_wave_is_one_entry_with_a_count(cast):
    posts, reports = wave(cast)

    done = intervene(
        against(posts_of_wave(reports[0]), report=reports[0], source="report"), by=cast.mona
    )

    assert done.targets.count() == len(posts)
    assert '"count":3' in RegisterEntry.objects.get(uid=done.uid).record
    assert {one.outcome for one in Report.objects.all()} == {"acted"}
