"""Notices, markers, reports and search through the API."""

from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.posts.actions import boost, delete_post, like


def _kinds(answer):
    assert answer.status_code == 200, answer.content
    return [one["type"] for one in answer.json()]


def test_notices_are_ones_own(cast, program):
    post = cast.says(cast.ada, "@karl hallo")
    notice = Notification.objects.get(recipient=cast.karl, post=post)

    assert program(cast.ada).get(f"v1/notifications/{notice.id}").status_code == 404
    assert program(cast.ada).send(f"v1/notifications/{notice.id}/dismiss").status_code == 404
    assert program(cast.karl).get(f"v1/notifications/{notice.id}").json()["type"] == "mention"


def test_notices_are_told_in_words_apps_know(cast, program):
    post = cast.says(cast.karl, "Riemen sind leise.")
    cast.says(cast.gerda, "Stimmt", in_reply_to=post)
    like(post, by=cast.ada)
    boost(post, by=cast.ada)
    follow(cast.karl, by=cast.ben)
    karl = program(cast.karl)

    assert _kinds(karl.get("v1/notifications")) == ["follow", "reblog", "favourite", "mention"]
    wanted = {"types[]": ["follow", "mention"]}
    assert _kinds(karl.get("v1/notifications", **wanted)) == ["follow", "mention"]
    assert _kinds(karl.get("v1/notifications", **{"exclude_types[]": ["follow"]})) == [
        "reblog",
        "favourite",
        "mention",
    ]
    by_ada = karl.get("v1/notifications", account_id=str(cast.ada.id))
    assert _kinds(by_ada) == ["reblog", "favourite"]
    assert karl.get("v1/notifications/unread_count").json() == {"count": 4}
    first = karl.get("v1/notifications", limit=1)
    assert 'rel="next"' in first.headers["Link"]


def test_an_answer_to_a_criticism_is_a_mention_by_the_voice(cast, program):
    case = cast.complains(cast.karl, "@lindenrad der Riemen riss")
    cast.answers(cast.erika, case, "Das war unser Fehler.", voice=cast.lindenrad)

    notices = program(cast.karl).get("v1/notifications").json()

    assert [one["type"] for one in notices] == ["mention"]
    assert notices[0]["account"]["acct"] == "lindenrad"
    assert "Das war unser Fehler." in notices[0]["status"]["content"]
    assert "mention" in _kinds(program(cast.jonas).get("v1/notifications"))


def test_what_was_deleted_is_no_notice_any_longer(cast, program):
    post = cast.says(cast.ada, "@karl hallo")
    delete_post(post, by=cast.ada)

    assert _kinds(program(cast.karl).get("v1/notifications")) == []


def test_notices_can_be_dismissed_but_not_those_of_cases(cast, program):
    case = cast.complains(cast.karl, "@lindenrad der Riemen riss")
    cast.answers(cast.erika, case)
    follow(cast.karl, by=cast.ben)
    cast.says(cast.ada, "@karl hallo")
    karl = program(cast.karl)
    newest = karl.get("v1/notifications").json()[0]["id"]

    assert karl.send(f"v1/notifications/{newest}/dismiss").json() == {}
    assert len(_kinds(karl.get("v1/notifications"))) == 2
    assert karl.send("v1/notifications/clear").json() == {}
    assert len(_kinds(karl.get("v1/notifications"))) == 1


def test_markers_rise_and_stay_with_the_account(cast, program):
    karl = program(cast.karl)
    cast.says(cast.ada, "@karl hallo")
    newest = karl.get("v1/notifications").json()[0]["id"]
    sent = {"home": {"last_read_id": "5"}, "notifications": {"last_read_id": newest}}

    first = karl.send("v1/markers", sent).json()
    second = karl.send("v1/markers", {"home": {"last_read_id": "9"}}).json()

    assert first["notifications"]["last_read_id"] == newest
    assert (second["home"]["last_read_id"], second["home"]["version"]) == ("9", 2)
    wanted = {"timeline[]": ["home", "notifications"]}
    assert set(karl.get("v1/markers", **wanted).json()) == {"home", "notifications"}
    assert program(cast.ada).get("v1/markers", **wanted).json() == {}
    assert karl.get("v1/notifications/unread_count").json() == {"count": 0}


def test_a_report_reaches_the_office(cast, program):
    post = cast.says(cast.ada, "Kauft hier")
    rule = program().get("v1/instance/rules").json()[0]["id"]
    sent = {
        "account_id": str(cast.ada.id),
        "status_ids": [str(post.id)],
        "category": "violation",
        "rule_ids": [rule],
    }

    answer = program(cast.karl).send("v1/reports", sent).json()

    assert answer["target_account"]["acct"] == "ada"
    assert answer["rule_ids"] == [rule]
    report = Report.objects.get()
    assert (str(report.id), report.post_id, report.reporter) == (answer["id"], post.id, cast.karl)
    assert report.clause_key


def test_a_report_about_nobody_or_with_foreign_posts_is_refused(cast, program):
    karl = program(cast.karl)
    post = cast.says(cast.gerda, "Nicht von Ada")

    assert karl.send("v1/reports", {"comment": "x"}).status_code == 404
    foreign = {"account_id": str(cast.ada.id), "status_ids": [str(post.id)]}
    assert karl.send("v1/reports", foreign).status_code == 422
    unknown = {"account_id": str(cast.ada.id), "rule_ids": ["7"]}
    assert karl.send("v1/reports", unknown).status_code == 422
    assert not Report.objects.exists()


def test_search_finds_people_posts_and_hashtags_one_may_read(cast, program):
    cast.says(cast.karl, "Der Riemen ist gerissen #Riemen")
    cast.says(cast.erika, "Riemen intern #riemengeheim", space=cast.haus)
    read = program(cast.ada).get

    found = read("v2/search", q="riemen").json()
    assert len(found["statuses"]) == 1
    assert [tag["name"] for tag in found["hashtags"]] == ["riemen"]
    assert read("v1/search", q="#riemen").json()["hashtags"] == ["riemen"]
    assert read("v2/search", q="@karl@testserver", type="accounts").json()["accounts"]
    by_karl = read("v2/search", q="riemen", type="statuses", account_id=str(cast.karl.id))
    assert len(by_karl.json()["statuses"]) == 1
    assert read("v2/search", q="riemen", offset=1).json()["statuses"] == []
    assert read("v2/search", q="riemen", type="links").status_code == 422


def test_nobody_is_put_first_because_many_follow_them(cast, program):
    cast.says(cast.ada, "Erst")
    cast.says(cast.ben, "Dann")
    follow(cast.ben, by=cast.karl)
    read = program(cast.karl).get

    assert [one["acct"] for one in read("v1/directory").json()] == ["ben", "ada"]
    assert [one["account"]["acct"] for one in read("v2/suggestions").json()] == ["ada"]
    for kind in ("", "/tags", "/statuses", "/links"):
        assert read(f"v1/trends{kind}").json() == []
