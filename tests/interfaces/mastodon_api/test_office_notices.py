"""What the office did to somebody, and what it has to look at, as apps are told."""

from augenhoehe.domain.moderation.actions import Complaint, intervene, make_report
from augenhoehe.domain.notifications.models import Notification
from tests.domain.moderation import measures


def test_whom_a_measure_concerns_is_told_with_the_way_to_the_reasons(cast, program):
    post = cast.says(cast.ada, "Kauft hier billig")
    intervene(measures.against(post), by=cast.mona)
    ada = program(cast.ada)

    (notice,) = ada.get("v1/notifications", **{"types[]": "moderation_warning"}).json()

    warning = notice["moderation_warning"]
    assert notice["account"]["acct"] == "ada"
    assert warning["action"] == "delete_statuses"
    assert warning["status_ids"] == [str(post.id)]
    assert warning["target_account"]["acct"] == "ada"
    assert "http://testserver/begruendung/" in warning["text"]
    assert warning["appeal"] is None
    group = ada.get("v2/notifications").json()["notification_groups"][0]
    assert group["moderation_warning"]["id"] == warning["id"]
    ada.send(f"v1/notifications/{notice['id']}/dismiss")
    ada.send("v1/notifications/clear")
    assert Notification.objects.filter(kind="intervention").exists()
    assert program(cast.karl).get("v1/notifications").json() == []


def test_a_report_reaches_who_may_handle_it(cast, program):
    post = cast.says(cast.ada, "Kauft hier")
    _mona = cast.mona
    complaint = Complaint(category="spam", clause_key="", text="Werbung", language="de")
    make_report(post, complaint, by=cast.karl)

    (notice,) = program(cast.mona).get("v1/notifications").json()

    assert notice["type"] == "admin.report"
    assert notice["report"]["target_account"]["acct"] == "ada"
    assert notice["report"]["comment"] == "Werbung"
    assert program(cast.ada).get("v1/notifications").json() == []
