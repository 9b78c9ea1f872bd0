"""Web Push: a push service on this machine, opened with the reader's own keys."""

from datetime import timedelta

import pytest

from augenhoehe.domain.notifications.models import Notification, PushSubscription
from augenhoehe.domain.people.actions import deactivate_person, follow, leave_voice, unfollow
from augenhoehe.domain.people.models import AccessToken
from augenhoehe.domain.posts.actions import delete_post, like
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.spaces.actions import leave_space
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.vapid import public_key
from tests.foundation.push_service import Reader, push_service

AT = "v1/push/subscription"
EVERYTHING = {
    "mention": True,
    "favourite": True,
    "follow": True,
    "admin.report": True,
    "moderation_warning": True,
}


@pytest.fixture
def service(settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = settings.FEDERATION_HTTP = True
    with push_service() as service:
        yield service


@pytest.fixture
def reader():
    return Reader()


def asks(program, service, reader, *, alerts=None, policy="all", standard=True):
    document = {
        "subscription": service.subscription(reader, standard=standard),
        "data": {"alerts": EVERYTHING if alerts is None else alerts, "policy": policy},
    }
    answer = program.send(AT, document)
    assert answer.status_code == 200, answer.content
    return answer.json()


# --- The subscription -------------------------------------------------------------------


def test_only_who_may_push_subscribes(cast, program, service, reader):
    sent = {"subscription": service.subscription(reader)}

    assert program().send(AT, sent).status_code == 401
    assert program(cast.karl, scopes="read write").send(AT, sent).status_code == 403
    karl = program(cast.karl, scopes="push")
    assert karl.get(AT).status_code == karl.send(AT, {}, "put").status_code == 404
    assert karl.get(AT).json() == {"error": "Record not found"}
    assert karl.send(AT, {}, "delete").json() == {}


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": ""},
        {"endpoint": "kein Ort"},
        {"endpoint": "ftp://push.example/"},
        {"endpoint": "https://push.example/" + "x" * 3000},
        {"keys": {}},
        {"keys": {"p256dh": "x", "auth": "x"}},
        {"keys": "x"},
    ],
)
def test_what_cannot_be_pushed_to_is_refused(cast, program, service, reader, change):
    karl = program(cast.karl, scopes="push")

    answer = karl.send(AT, {"subscription": service.subscription(reader) | change})

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed")
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    ["http://push.example/x", "https://127.0.0.1/x", "https://10.1.2.3/", "https://[::1]/x"],
)
def test_our_own_network_is_no_place_to_push_to(cast, program, reader, endpoint):
    keys = {"p256dh": reader.keys.p256dh, "auth": reader.keys.auth}
    sent = {"subscription": {"endpoint": endpoint, "keys": keys}}

    assert program(cast.karl, scopes="push").send(AT, sent).status_code == 422


def test_there_is_one_for_each_token(cast, program, service, reader):
    karl, tablet = program(cast.karl, scopes="push"), program(cast.karl, scopes="push")
    asks(karl, service, Reader())
    asks(tablet, service, reader)
    made = asks(karl, service, reader, alerts={"mention": "true"}, policy="followed")

    assert PushSubscription.objects.count() == 2
    assert made == karl.get(AT).json()
    assert made["server_key"] == public_key()
    assert (made["endpoint"], made["policy"], made["standard"]) == (service.url, "followed", True)
    assert made["alerts"]["mention"] is True
    assert made["alerts"]["follow"] is made["alerts"]["admin.sign_up"] is False


def test_forms_are_taken_too_and_what_changes_is_the_data(cast, program, service, reader):
    karl = program(cast.karl, scopes="push")
    keys = reader.keys
    form = {
        "subscription[endpoint]": service.url,
        "subscription[keys][p256dh]": keys.p256dh + "=",
        "subscription[keys][auth]": keys.auth + "==",
        "data[alerts][mention]": "1",
        "data[alerts][admin.report]": "true",
    }

    made = karl.client.post(f"/api/{AT}", form).json()
    assert (made["standard"], made["policy"]) == (False, "all")
    assert made["alerts"]["mention"] is made["alerts"]["admin.report"] is True
    changed = karl.send(AT, {"data": {"alerts": {"follow": True}}, "policy": "none"}, "put").json()
    assert (changed["id"], changed["policy"]) == (made["id"], "none")
    assert (changed["alerts"]["mention"], changed["alerts"]["follow"]) == (False, True)
    assert karl.send(AT, {"data": {"policy": "x"}}, "put").status_code == 422
    assert karl.send(AT, {}, "delete").json() == {}
    assert karl.get(AT).status_code == 404


# --- What is sent -----------------------------------------------------------------------


@pytest.mark.parametrize("standard", [True, False])
def test_a_mention_arrives_and_only_its_reader_can_open_it(
    cast, program, service, reader, standard
):
    asks(program(cast.karl, scopes="push"), service, reader, standard=standard)
    cast.says(cast.ada, "@karl Der <b>Riemen</b> ist da & passt.")

    run_due_jobs()

    (said,) = service.opened_by(reader)
    notice = Notification.objects.get(recipient=cast.karl)
    assert said == {
        "preferred_locale": "de",
        "notification_type": "mention",
        "access_token": "",
        "notification_id": str(notice.id),
        "icon": f"http://testserver/portraits/{cast.ada.id}/{cast.ada.version}/large.webp",
        "title": said["title"],
        "body": "@karl Der <b>Riemen</b> ist da & passt.",
    }
    assert "Ada Okafor" in said["title"]
    headers, body = service.heard[0]
    assert b"Riemen" not in body
    assert 0 < int(headers["TTL"]) <= 48 * 3600
    if standard:
        assert headers["Content-Encoding"] == "aes128gcm"
        assert headers["Authorization"].startswith("vapid t=")
        assert headers["Authorization"].endswith(f"k={public_key()}")
    else:
        assert headers["Content-Encoding"] == "aesgcm"
        assert headers["Authorization"].startswith("WebPush ey")
        assert headers["Crypto-Key"].endswith(f";p256ecdsa={public_key()}")
        assert headers["Encryption"].startswith("salt=")


def test_what_stands_behind_a_warning_is_not_told(cast, program, service, reader):
    asks(program(cast.karl, scopes="push"), service, reader)
    cast.says(cast.ada, "@karl Der Mörder ist der Gärtner.", warning="Krimi")

    run_due_jobs()

    assert [said["body"] for said in service.opened_by(reader)] == ["Krimi"]


def test_only_what_an_app_asked_for_is_pushed(cast, program, service, reader):
    post = cast.says(cast.karl, "Hallo")
    asks(program(cast.karl, scopes="push"), service, reader, alerts={"favourite": True})

    cast.says(cast.ada, "@karl hallo")
    follow(cast.karl, by=cast.ada)
    like(post, by=cast.ada)
    run_due_jobs()

    assert [one["notification_type"] for one in service.opened_by(reader)] == ["favourite"]


@pytest.mark.parametrize(
    ("policy", "heard"),
    [("all", 3), ("followed", 1), ("follower", 1), ("none", 0)],
)
def test_from_whom_it_is_pushed(cast, program, service, reader, policy, heard):
    follow(cast.ada, by=cast.karl)
    follow(cast.karl, by=cast.ben)
    asks(program(cast.karl, scopes="push"), service, reader, policy=policy)

    for who in (cast.ada, cast.ben, cast.gerda):
        cast.says(who, "@karl hallo")
    run_due_jobs()

    assert len(service.heard) == heard


def test_an_answer_to_a_criticism_is_a_mention(cast, program, service, reader):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    asks(program(cast.karl, scopes="push"), service, reader)

    cast.answers(cast.jonas, case)
    run_due_jobs()

    said = service.opened_by(reader)
    assert {one["notification_type"] for one in said} == {"mention"}
    assert said[-1]["body"] == "Das war unser Fehler."


# --- To whom nothing is sent ------------------------------------------------------------


def _revoke(cast):
    AccessToken.objects.all().delete()


def _let_end(cast):
    AccessToken.objects.update(expires=clock.now() - timedelta(seconds=1))


def _take_scope(cast):
    AccessToken.objects.update(scope="read write")


@pytest.mark.parametrize(
    "what_ends",
    [_revoke, _let_end, _take_scope, lambda cast: deactivate_person(cast.karl)],
)
def test_who_has_no_access_any_more_is_told_nothing(cast, program, service, reader, what_ends):
    asks(program(cast.karl, scopes="push"), service, reader)
    cast.says(cast.ada, "@karl hallo")

    what_ends(cast)
    run_due_jobs()

    assert service.heard == []
    assert not PushSubscription.objects.exists()


def test_who_left_a_voice_is_told_nothing_through_it(cast, program, service, reader):
    asks(program(cast.jonas, scopes="push", voice=cast.lindenrad), service, reader)
    cast.says(cast.karl, "@lindenrad hallo")
    leave_voice(cast.lindenrad, by=cast.jonas)

    run_due_jobs()

    assert service.heard == []


def test_what_one_may_not_read_any_more_is_not_told(cast, program, service, reader):
    karl = program(cast.karl, scopes="push")
    follow(cast.ada, by=cast.karl)
    asks(karl, service, reader, alerts={"mention": True, "status": True})
    cast.says(cast.erika, "@karl intern", space=cast.kreis)
    gone = cast.says(cast.ada, "@karl hallo")
    leave_space(cast.kreis, by=cast.karl)
    delete_post(gone, by=cast.ada)
    unfollow(cast.ada, by=cast.karl)

    run_due_jobs()

    assert service.heard == []


def test_what_is_internal_goes_to_its_reader_alone(cast, program, service, reader):
    asks(program(cast.jonas, scopes="push"), service, reader)
    other = Reader()
    asks(program(cast.karl, scopes="push"), service, other)
    cast.says(cast.erika, "@jonas @gerda intern", space=cast.haus)
    cast.says(cast.erika, "@jonas unter uns", audience=Audience.DIRECT)

    run_due_jobs()

    assert [said["body"] for said in service.opened_by(reader)] == [
        "@jonas @gerda intern",
        "@jonas unter uns",
    ]


# --- The push service and its moods -----------------------------------------------------


@pytest.mark.parametrize("status", [404, 410])
def test_who_is_gone_is_forgotten(cast, program, service, reader, status):
    asks(program(cast.karl, scopes="push"), service, reader)
    service.status = status
    cast.says(cast.ada, "@karl hallo")

    run_due_jobs()

    assert not PushSubscription.objects.exists()
    assert not Job.objects.filter(kind="push").exists()


@pytest.mark.parametrize("status", [400, 401, 403, 413, 302])
def test_a_refusal_is_written_down_and_not_repeated(cast, program, service, reader, status, caplog):
    asks(program(cast.karl, scopes="push"), service, reader)
    service.status = status
    cast.says(cast.ada, "@karl hallo")

    run_due_jobs()

    assert PushSubscription.objects.exists()
    assert not Job.objects.filter(kind="push").exists()
    assert f"answered {status}" in caplog.text


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_for_a_while_is_tried_again(cast, program, service, reader, status):
    asks(program(cast.karl, scopes="push"), service, reader)
    service.status = status
    cast.says(cast.ada, "@karl hallo")
    run_due_jobs()
    job = Job.objects.get(kind="push")
    assert job.due_at > clock.now()
    assert job.host == f"push:{cast.karl.id}"

    service.status = 201
    Job.objects.update(due_at=clock.now())
    run_due_jobs()

    assert len(service.opened_by(reader)) == 2
    assert not Job.objects.filter(kind="push").exists()


def test_after_two_days_it_is_no_news(cast, program, service, reader):
    asks(program(cast.karl, scopes="push"), service, reader)
    cast.says(cast.ada, "@karl hallo")
    Notification.objects.update(created_at=clock.now() - timedelta(hours=49))

    run_due_jobs()

    assert service.heard == []
    assert not Job.objects.filter(kind="push").exists()


def test_who_is_held_back_rings_no_bell(cast, program, service, reader):
    karl = program(cast.karl, scopes="push write")
    asks(karl, service, reader)
    karl.send("v2/notifications/policy", {"for_not_following": "filter"}, "patch")
    cast.says(cast.ada, "@karl hallo")

    run_due_jobs()

    assert service.heard == []
