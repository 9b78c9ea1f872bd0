"""What a report is really about, said by who may decide it."""

import pytest

from augenhoehe.domain.moderation.actions import (
    Complaint,
    classify_report,
    decide_report,
    make_report,
)
from augenhoehe.domain.moderation.models import Report
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def reported(cast, by):
    complaint = Complaint(category="spam", clause_key="spam", text="Das ist Werbung.")
    return make_report(cast.says(cast.ben, "Kauft Ketten bei mir"), complaint, by=by)


@pytest.mark.parametrize("who", ["karl", "erika", "mona", "inga"])
def test_not_by_who_reported_nor_without_the_office(cast, who):
    report = reported(cast, by=cast.mona)

    with pytest.raises(NotAllowed):
        classify_report(report, by=getattr(cast, who), category="hate", clause_key="")


def test_what_is_decided_or_unknown_stays(cast):
    report = reported(cast, by=cast.karl)
    with pytest.raises(Invalid):
        classify_report(report, by=cast.mona, category="Unfug", clause_key="")
    decide_report(report, by=cast.mona, outcome="nothing", answer="Ein Satz über Ketten bleibt.")

    with pytest.raises(NotAllowed):
        classify_report(report, by=cast.mona, category="hate", clause_key="")

    assert Report.objects.get(id=report.id).category == "spam"


def test_a_moderator_says_it_anew(cast):
    report = reported(cast, by=cast.karl)

    classify_report(report, by=cast.mona, category="hate", clause_key="hate")

    kept = Report.objects.get(id=report.id)
    assert (kept.category, kept.clause_key, kept.text) == ("hate", "hate", "Das ist Werbung.")
