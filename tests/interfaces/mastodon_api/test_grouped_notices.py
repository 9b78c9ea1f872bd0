"""Notices in groups, the policy and who waits, through the API."""

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.posts.actions import Wording, boost, edit_post, like
from augenhoehe.foundation.jobs.run import run_due_jobs


@pytest.fixture
def liked(cast):
    """Three people like one post of Karl's; one passes it on, one writes to him."""
    post = cast.says(cast.karl, "Riemen sind leise.")
    for fan in (cast.ada, cast.ben, cast.gerda):
        like(post, by=fan)
    boost(post, by=cast.ada)
    cast.says(cast.ben, "@karl hallo")
    return post


def groups_of(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["notification_groups"]


def test_groups_are_ones_own(cast, program, liked):
    key = Notification.objects.filter(kind="like").first().group_key
    ada = program(cast.ada)

    assert program().get("v2/notifications").status_code == 401
    assert program(cast.karl, scopes="read:statuses").get("v2/notifications").status_code == 403
    assert ada.get(f"v2/notifications/{key}").status_code == 404
    assert ada.get(f"v2/notifications/{key}/accounts").json() == []
    assert ada.send(f"v2/notifications/{key}/dismiss").json() == {}
    assert len(groups_of(program(cast.karl).get("v2/notifications"))) == 3


@pytest.mark.parametrize("version", ["v2", "v2_alpha"])
def test_what_belongs_together_is_one(cast, program, liked, version):
    said = program(cast.karl).get(f"{version}/notifications").json()

    mention, reblog, favourite = said["notification_groups"]
    assert [mention["type"], reblog["type"], favourite["type"]] == [
        "mention",
        "reblog",
        "favourite",
    ]
    newest = Notification.objects.filter(kind="like").order_by("-id")
    assert favourite == {
        "group_key": newest[0].group_key,
        "notifications_count": 3,
        "type": "favourite",
        "most_recent_notification_id": str(newest[0].id),
        "page_min_id": str(newest[2].id),
        "page_max_id": str(newest[0].id),
        "latest_page_notification_at": favourite["latest_page_notification_at"],
        "sample_account_ids": [str(one.id) for one in (cast.gerda, cast.ben, cast.ada)],
        "status_id": str(liked.id),
    }
    assert favourite["group_key"].startswith(f"favourite-{liked.id}-")
    assert mention["group_key"] == f"ungrouped-{mention['most_recent_notification_id']}"
    assert {one["acct"] for one in said["accounts"]} == {"ada", "ben", "gerda"}
    assert {one["id"] for one in said["statuses"]} == {str(liked.id), mention["status_id"]}
    assert "partial_accounts" not in said


def test_the_first_version_knows_the_same_keys(cast, program, liked):
    karl = program(cast.karl)

    single = {one["group_key"] for one in karl.get("v1/notifications").json()}
    grouped = {one["group_key"] for one in groups_of(karl.get("v2/notifications"))}

    assert single == grouped


def test_only_the_latest_is_shown_in_full_where_that_is_enough(cast, program, liked):
    said = program(cast.karl).get("v2/notifications", expand_accounts="partial_avatars").json()

    assert {one["acct"] for one in said["accounts"]} == {"ada", "ben", "gerda"}
    only_likes = {"types[]": "favourite", "expand_accounts": "partial_avatars"}
    said = program(cast.karl).get("v2/notifications", **only_likes).json()
    assert [one["acct"] for one in said["accounts"]] == ["gerda"]
    assert {one["acct"] for one in said["partial_accounts"]} == {"ada", "ben"}
    assert set(said["partial_accounts"][0]) == {
        "id",
        "acct",
        "locked",
        "bot",
        "url",
        "avatar",
        "avatar_static",
    }
    assert program(cast.karl).get("v2/notifications", expand_accounts="x").status_code == 400


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ({"types[]": ["mention", "reblog"]}, ["mention", "reblog"]),
        ({"types": "mention,reblog"}, ["mention", "reblog"]),
        ({"types": ["mention", "reblog"]}, ["mention", "reblog"]),
        ({"exclude_types[]": ["mention", "favourite"]}, ["reblog"]),
        ({"grouped_types[]": ["reblog"], "types[]": "favourite"}, ["favourite"] * 3),
        ({"limit": 1}, ["mention"]),
    ],
)
def test_a_program_chooses(cast, program, liked, query, types):
    found = groups_of(program(cast.karl).get("v2/notifications", **query))

    assert [one["type"] for one in found] == types


def test_pages_lead_on(cast, program, liked):
    karl = program(cast.karl)
    first = karl.get("v2/notifications", limit=2)
    ids = list(Notification.objects.order_by("-id").values_list("id", flat=True))

    assert f"limit=2&max_id={ids[1]}" in first.headers["Link"]
    assert f"limit=2&min_id={ids[0]}" in first.headers["Link"]
    second = groups_of(karl.get("v2/notifications", limit=2, max_id=ids[1]))
    assert [(one["type"], one["notifications_count"]) for one in second] == [("favourite", 3)]
    assert groups_of(karl.get("v2/notifications", min_id=ids[0])) == []
    by_ada = groups_of(karl.get("v2/notifications", account_id=str(cast.ada.id)))
    assert [one["type"] for one in by_ada] == ["reblog", "favourite"]


def test_one_group_its_accounts_and_its_end(cast, program, liked):
    karl = program(cast.karl)
    key = Notification.objects.filter(kind="like").first().group_key

    (group,) = groups_of(karl.get(f"v2/notifications/{key}"))
    assert group["notifications_count"] == 3
    assert "page_min_id" not in group
    page = karl.get(f"v2/notifications/{key}/accounts", limit=2)
    assert [one["acct"] for one in page.json()] == ["gerda", "ben"]
    assert 'rel="next"' in page.headers["Link"]
    assert karl.get("v2/notifications/unread_count").json() == {"count": 3}
    assert karl.get("v2/notifications/unread_count", limit=2).json() == {"count": 2}
    assert karl.send(f"v2/notifications/{key}/dismiss").json() == {}
    assert karl.get(f"v2/notifications/{key}").status_code == 404
    assert karl.get("v2/notifications/unread_count").json() == {"count": 2}
    alone = groups_of(karl.get("v2/notifications"))[0]["group_key"]
    assert groups_of(karl.get(f"v2/notifications/{alone}"))[0]["type"] == "mention"
    assert karl.get(f"v2/notifications/{alone}/accounts").json()[0]["acct"] == "ben"
    karl.send(f"v2/notifications/{alone}/dismiss")
    assert karl.get(f"v2/notifications/{alone}").status_code == 404


def test_a_page_of_groups_costs_what_a_page_of_posts_costs(
    cast, program, liked, django_assert_max_num_queries
):
    for number in range(5):
        post = cast.says(cast.karl, str(number))
        for fan in (cast.ada, cast.ben, cast.gerda):
            like(post, by=fan)
    karl = program(cast.karl)
    karl.get("v2/notifications")

    with django_assert_max_num_queries(16):
        assert len(groups_of(karl.get("v2/notifications"))) == 8


# --- More types ------------------------------------------------------------------------


def test_of_every_post_of_somebody_one_hears_if_one_wants_to(cast, program):
    follow(cast.ada, by=cast.karl)
    Follow.objects.update(notify=True)
    cast.says(cast.ada, "Für alle")
    cast.says(cast.ada, "@karl Für dich")
    cast.says(cast.ada, "@ben Nicht für dich", in_reply_to=cast.says(cast.ben, "Hallo"))
    for _ in range(2):
        run_due_jobs()

    notices = program(cast.karl).get("v1/notifications").json()
    assert [one["type"] for one in notices] == ["status", "mention"]
    assert "Für alle" in notices[0]["status"]["content"]


def test_who_passed_on_a_post_hears_of_the_last_edit(cast, program):
    post = cast.says(cast.ada, "Erst so")
    boost(post, by=cast.karl)
    for words in ("Dann so", "Jetzt so"):
        edit_post(post, by=cast.ada, wording=Wording(text=words))
        run_due_jobs()

    notices = program(cast.karl).get("v1/notifications").json()
    assert [(one["type"], one["account"]["acct"]) for one in notices] == [("update", "ada")]
    assert "Jetzt so" in notices[0]["status"]["content"]
    assert program(cast.ada).get("v1/notifications").json()[0]["type"] == "reblog"


# --- The policy, and who waits ---------------------------------------------------------


def test_the_policy_is_ones_own_and_takes_three_answers(cast, program):
    karl = program(cast.karl)
    at = "v2/notifications/policy"

    assert program(cast.karl, scopes="read").send(at, {}, "patch").status_code == 403
    refused = karl.send(at, {"for_new_accounts": "perhaps"}, "patch")
    assert refused.status_code == 422
    assert "error" in refused.json()
    said = karl.send(at, {"for_not_following": "filter", "for_bots": "drop"}, "patch").json()
    assert said == karl.get(at).json()
    assert said == {
        "for_not_following": "filter",
        "for_not_followers": "accept",
        "for_new_accounts": "accept",
        "for_private_mentions": "accept",
        "for_limited_accounts": "accept",
        "for_bots": "drop",
        "summary": {"pending_requests_count": 0, "pending_notifications_count": 0},
    }
    assert program(cast.ada).get(at).json()["for_not_following"] == "accept"


def test_the_first_form_of_the_policy_knew_yes_and_no(cast, program):
    karl = program(cast.karl)
    at = "v1/notifications/policy"

    said = karl.send(at, {"filter_not_following": True, "filter_new_accounts": "false"}, "put")

    assert said.json()["filter_not_following"] is True
    assert karl.get("v2/notifications/policy").json()["for_not_following"] == "filter"
    assert karl.send(at, {"filter_not_following": False}, "patch").json() == karl.get(at).json()
    assert karl.get(at).json()["filter_not_following"] is False


def test_who_waits_is_let_in_or_put_away(cast, program):
    karl = program(cast.karl)
    karl.send("v2/notifications/policy", {"for_not_following": "filter"}, "patch")
    post = cast.says(cast.ada, "@karl hallo")
    cast.says(cast.ben, "@karl hallo")

    assert karl.get("v1/notifications").json() == groups_of(karl.get("v2/notifications")) == []
    everything = karl.get("v1/notifications", include_filtered="true").json()
    assert len(everything) == 2
    assert len(groups_of(karl.get("v2/notifications", include_filtered=1))) == 2
    assert karl.get(f"v1/notifications/{everything[0]['id']}").status_code == 200
    waiting = karl.get("v1/notifications/requests")
    ben, ada = waiting.json()
    assert (ada["account"]["acct"], ada["notifications_count"]) == ("ada", "1")
    assert ada["last_status"]["id"] == str(post.id)
    assert f"min_id={ben['id']}" in waiting.headers["Link"]
    assert karl.get("v1/notifications/requests", max_id=ben["id"]).json() == [ada]
    assert program(cast.ada).get(f"v1/notifications/requests/{ada['id']}").status_code == 404

    assert karl.get(f"v1/notifications/requests/{ada['id']}").json() == ada
    assert karl.send(f"v1/notifications/requests/{ada['id']}/accept").json() == {}
    assert karl.get("v1/notifications/requests/merged").json() == {"merged": True}
    assert karl.send("v1/notifications/requests/dismiss", {"id": [ben["id"]]}).json() == {}
    assert karl.get("v1/notifications/requests").json() == []
    assert [one["account"]["acct"] for one in karl.get("v1/notifications").json()] == ["ada"]
    assert karl.send(f"v1/notifications/requests/{ada['id']}/accept").status_code == 404


def test_several_are_let_in_at_once(cast, program):
    karl = program(cast.karl)
    karl.send("v2/notifications/policy", {"for_not_following": "filter"}, "patch")
    cast.says(cast.ada, "@karl hallo")
    cast.says(cast.ben, "@karl hallo")
    ids = [one["id"] for one in karl.get("v1/notifications/requests").json()]

    assert karl.send("v1/notifications/requests/accept", {"id": [*ids, "7"]}).json() == {}

    assert len(karl.get("v1/notifications").json()) == 2
