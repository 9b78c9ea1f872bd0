"""Every entity as Mastodon documents it: apps in Swift and Kotlin read them strictly."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from augenhoehe.domain.media.actions import add_emoji
from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.notifications.actions import Wanted, publish_announcement
from augenhoehe.domain.people.actions import follow, update_profile
from augenhoehe.domain.posts.actions import like
from augenhoehe.domain.posts.link_cards import digest_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests import recordings
from tests.foundation.push_service import Reader as PushReader
from tests.foundation.push_service import push_service
from tests.interfaces.mastodon_api.documented import ENTITIES, faults

EVERYTHING = "read write follow push admin:read admin:write"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def karl(cast, program):
    return program(cast.karl, scopes=EVERYTHING)


@pytest.fixture
def ada(cast, program):
    return program(cast.ada, scopes=EVERYTHING)


def fits(kind, answer):
    """The answer, when nothing in it is other than documented."""
    assert answer.status_code in (200, 202), answer.content
    said = answer.json()
    assert faults(kind, said) == []
    return said


def several(kind, answer, at_least=1):
    """The same for a list, which may not be empty: an empty one proves nothing."""
    said = fits([kind], answer)
    assert len(said) >= at_least
    return said


def test_the_table_finds_what_is_wrong():
    assert faults("Marker", {"last_read_id": 7, "version": True}) == [
        "Marker.last_read_id is no id: 7",
        "Marker.version is no int: True",
        "Marker.updated_at is missing",
    ]
    assert faults("[id]?", None) == []
    assert faults("[id]?", ["x"]) == ["[0] is no id: 'x'"]
    assert faults("Quote", {"state": "maybe"}) == ["Quote.state: 'maybe'"]
    for kind in ENTITIES:
        assert faults(kind, []) == [f"{kind} is no object: []"]


# --- people --------------------------------------------------------------------------------


def test_accounts(cast, karl, ada, program):
    lines = [("Web", "https://karl.example"), ("Rad", "Riemen")]
    update_profile(cast.karl, by=cast.karl, values={"about": "Ich fahre."}, fields=lines)
    follow(cast.karl, by=cast.ada)
    cast.says(cast.karl, "Hallo")
    at = f"v1/accounts/{cast.karl.id}"

    for who in (ada, program()):
        assert len(fits("Account", who.get(at))["fields"]) == 2
    fits("CredentialAccount", karl.get("v1/accounts/verify_credentials"))
    fits("CredentialAccount", program(cast.mona).get("v1/accounts/verify_credentials"))
    fits("Account", program().get(f"v1/accounts/{cast.lindenrad.id}"))
    several("Account", ada.get(f"{at}/followers"))
    several("Account", ada.get("v1/accounts/search", q="karl"))
    several("Account", ada.get("v1/directory"))
    fits(["FamiliarFollowers"], ada.get("v1/accounts/familiar_followers", **{"id[]": cast.karl.id}))


def test_how_somebody_stands_to_others(cast, karl, ada):
    at = f"v1/accounts/{cast.karl.id}"

    for verb in ("follow", "note", "endorse", "unendorse", "mute", "unmute", "block", "unblock"):
        fits("Relationship", ada.send(f"{at}/{verb}", {"comment": "Riemen", "duration": 60}))
    fits("Relationship", ada.send(f"{at}/follow", {"languages": ["de"], "notify": True}))
    several("Relationship", ada.get("v1/accounts/relationships", **{"id[]": cast.karl.id}))
    ada.send(f"{at}/mute", {"duration": 60})
    several("MutedAccount", ada.get("v1/mutes"))


def test_lists_tags_and_suggestions(cast, karl, ada, program):
    follow(cast.ben, by=cast.ada)
    follow(cast.gerda, by=cast.ben)
    cast.haus  # noqa: B018 - a space is a list too
    karl.post({"status": "Mein #riemen riss"})
    cast.says(cast.gerda, "Hallo")

    made = fits("List", ada.send("v1/lists", {"title": "Leute"}))
    fits("List", ada.send(f"v1/lists/{made['id']}", {"exclusive": True}, "put"))
    several("List", ada.get("v1/lists"))
    several("List", program(cast.erika).get("v1/lists"))
    fits("Tag", program().get("v1/tags/riemen"))
    fits("Tag", karl.send("v1/tags/riemen/follow"))
    several("Tag", karl.get("v1/followed_tags"))
    fits("FeaturedTag", karl.send("v1/featured_tags", {"name": "riemen"}))
    several("FeaturedTag", ada.get(f"v1/accounts/{cast.karl.id}/featured_tags"))
    fits(["Tag"], karl.get("v1/featured_tags/suggestions"))
    suggested = several("Suggestion", ada.get("v2/suggestions"), at_least=2)
    assert [] in [one["sources"] for one in suggested]  # nobody is named for being followed most
    fits("Preferences", karl.get("v1/preferences"))


# --- posts ---------------------------------------------------------------------------------


def picture(who, name="bild.png", content=b"", **more):
    if not content:
        file = BytesIO()
        Image.new("RGB", (900, 600), "teal").save(file, "PNG")
        content = file.getvalue()
    body = {"file": SimpleUploadedFile(name, content), **more}
    return fits("MediaAttachment", who.client.post("/api/v2/media", body))


def test_pictures_films_and_sounds(karl, program):
    shown = picture(karl, description="Ein Riemen", focus="0.5,-0.2")
    assert shown["meta"]["focus"] == {"x": 0.5, "y": -0.2}
    sounds = [picture(karl, content=one()) for one in (recordings.mp4, recordings.mp3)]

    fits("MediaAttachment", karl.get(f"v1/media/{shown['id']}"))
    for one in [shown, *sounds]:
        post = fits("Status", karl.post({"status": "", "media_ids": [one["id"]]}))
        assert fits("Status", program().read(post["id"]))["media_attachments"]


@pytest.fixture
def riemen(cast, tmp_path, commits):
    Image.new("RGB", (64, 64), "teal").save(tmp_path / "riemen.png")
    with commits():
        return add_emoji("riemen", tmp_path / "riemen.png", by=cast.inga)


@pytest.mark.parametrize("address", ["https://zeitung.example/riemen"])
def test_posts_with_everything(cast, karl, ada, program, riemen, address):
    said = karl.post(
        {
            "status": f"@ada Mein :riemen: riss, #riemen {address}",
            "spoiler_text": "Riss",
            "language": "de",
        }
    )
    post = fits("Status", said)
    assert post["mentions"] and post["tags"] and post["emojis"] and post["spoiler_text"]
    card = Card.objects.create(url=address, digest=digest_of(address), title="Riemen")
    Post.objects.filter(id=post["id"]).update(card=card)
    at = f"v1/statuses/{post['id']}"

    reply = fits("Status", ada.post({"status": "Oh", "in_reply_to_id": post["id"]}))
    quote = fits("Status", ada.post({"status": "Seht", "quoted_status_id": post["id"]}))
    again = fits("Status", karl.post({"status": "Ja", "quoted_status_id": quote["id"]}))
    assert again["quote"]["quoted_status"]["quote"]["quoted_status_id"] == post["id"]
    fits("Status", ada.send(f"{at}/reblog"))
    for verb in ("favourite", "bookmark", "mute", "unmute"):
        fits("Status", ada.send(f"{at}/{verb}"))
    for who in (karl, ada, program()):
        assert fits("Status", who.get(at))["card"]["title"] == "Riemen"
        fits("Context", who.get(f"v1/statuses/{reply['id']}/context"))
        several("Status", who.get("v1/timelines/public"), 3)
    assert several("Status", ada.get(f"v1/accounts/{cast.ada.id}/statuses"), 3)
    several("Status", karl.get(f"{at}/quotes"))
    fits("PreviewCard", karl.get(f"{at}/card"))
    fits("Search", karl.get("v2/search", q="riss"))
    assert fits("Search", karl.get("v2/search", q="riemen"))["hashtags"]


def test_wordings(karl, ada):
    poll = {"options": ["Kette", "Riemen"], "expires_in": 600}
    post = karl.post({"status": "Was?", "poll": poll}).json()
    at = f"v1/statuses/{post['id']}"
    fits("Status", karl.send(at, {"status": "Was nun?", "poll": poll}, "put"))

    several("StatusEdit", ada.get(f"{at}/history"), 2)
    fits("StatusSource", karl.get(f"{at}/source"))
    assert fits("Status", karl.send(at, method="delete"))["text"] == "Was nun?"


def test_polls(karl, ada, program):
    wanted = {"options": ["Kette", "Riemen"], "expires_in": 600, "hide_totals": True}
    poll = fits("Status", karl.post({"status": "Was?", "poll": wanted}))["poll"]

    fits("Poll", ada.send(f"v1/polls/{poll['id']}/votes", {"choices": ["0"]}))
    fits("Poll", program().get(f"v1/polls/{poll['id']}"))
    several_of = {"options": ["a", "b"], "expires_in": 600, "multiple": True}
    fits("Status", karl.post({"status": "Und?", "poll": several_of}))


def test_what_is_written_for_later(karl):
    due = f"{clock.now() + timedelta(hours=2):%Y-%m-%dT%H:%M:%S}Z"
    before = karl.post({"status": "Vorher"}).json()
    poll = {"options": ["a", "b"], "expires_in": 600}
    shown = {"media_ids": [picture(karl)["id"]], "in_reply_to_id": before["id"]}

    for more in ({}, {"poll": poll}, shown, {"spoiler_text": "Achtung", "language": "de"}):
        fits("ScheduledStatus", karl.post({"status": "Später", "scheduled_at": due, **more}))
    several("ScheduledStatus", karl.get("v1/scheduled_statuses"), 4)


def test_filters(cast, karl):
    words = [{"keyword": "kette", "whole_word": True}]
    post = cast.says(cast.ada, "Meine Kette")
    sent = {"title": "Ketten", "context": ["home", "public"], "keywords_attributes": words}
    made = fits("Filter", karl.send("v2/filters", {**sent, "expires_in": 600}))
    at = f"v2/filters/{made['id']}"

    fits("FilterStatus", karl.send(f"{at}/statuses", {"status_id": str(post.id)}))
    fits("FilterKeyword", karl.send(f"{at}/keywords", {"keyword": "ritzel"}))
    several("Filter", karl.get("v2/filters"))
    several("FilterKeyword", karl.get(f"{at}/keywords"), 2)
    several("FilterStatus", karl.get(f"{at}/statuses"))
    several("V1_Filter", karl.get("v1/filters"), 2)
    (found,) = fits("Status", karl.read(post.id))["filtered"]
    assert found["keyword_matches"] and found["status_matches"]


def test_conversations(cast, karl, ada):
    ada.post({"status": "@karl psst", "visibility": "direct"})

    (talk,) = several("Conversation", karl.get("v1/conversations"))
    fits("Conversation", karl.send(f"v1/conversations/{talk['id']}/read"))


# --- notices -------------------------------------------------------------------------------


def test_notices(cast, karl, ada, program):
    post = cast.says(cast.karl, "Riemen sind leise.")
    cast.mona  # noqa: B018 - who hears of reports
    like(post, by=cast.ada)
    like(post, by=cast.ben)
    follow(cast.karl, by=cast.ada)
    ada.post({"status": "@karl hallo"})
    ada.post({"status": "Seht", "quoted_status_id": str(post.id)})
    ada.send(f"v1/statuses/{post.id}/reblog")
    make_report(post, Complaint(category="spam", text="Werbung"), by=cast.gerda)
    run_due_jobs()

    kinds = {one["type"] for one in several("Notification", karl.get("v1/notifications"))}
    assert kinds >= {"favourite", "follow", "mention", "quote", "reblog"}
    several("Notification", program(cast.mona).get("v1/notifications"))
    for more in ({}, {"expand_accounts": "partial_avatars"}):
        said = fits("GroupedNotifications", karl.get("v2/notifications", **more))
        assert len(said["notification_groups"]) >= 5
        key = said["notification_groups"][0]["group_key"]
    fits("GroupedNotifications", karl.get(f"v2/notifications/{key}"))
    newest = karl.get("v1/notifications").json()[0]["id"]
    marked = karl.send("v1/markers", {"notifications": {"last_read_id": newest}})
    fits("{Marker}", marked)
    fits("{int}", karl.get("v1/notifications/unread_count"))


def test_policy_and_requests(cast, karl, ada):
    policy = {"for_not_following": "filter"}
    fits("NotificationPolicy", karl.send("v2/notifications/policy", policy, "patch"))
    fits("V1_NotificationPolicy", karl.get("v1/notifications/policy"))
    ada.post({"status": "@karl hallo"})

    (asked,) = several("NotificationRequest", karl.get("v1/notifications/requests"))
    fits("NotificationRequest", karl.get(f"v1/notifications/requests/{asked['id']}"))


def test_what_is_pushed(karl, settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = settings.FEDERATION_HTTP = True
    with push_service() as service:
        place = service.subscription(PushReader(), standard=True)
        sent = {"subscription": place, "data": {"alerts": {"mention": True}}}
        fits("WebPushSubscription", karl.send("v1/push/subscription", sent))


def test_reports(cast, karl):
    post = cast.says(cast.ben, "Kauft Ketten bei mir")
    sent = {"account_id": str(cast.ben.id), "comment": "Werbung", "category": "spam"}

    fits("Report", karl.send("v1/reports", sent))
    fits("Report", karl.send("v1/reports", {**sent, "status_ids": [str(post.id)]}))


# --- the server ----------------------------------------------------------------------------


def test_announcements_and_emoji(cast, karl, riemen):
    text = "Heute #wartung, @karl fragen :riemen:"
    made = publish_announcement(Wanted(text), by=cast.inga)
    for name in ("riemen", "👍"):
        assert karl.send(f"v1/announcements/{made.id}/reactions/{name}", method="put").json() == {}

    (said,) = several("Announcement", karl.get("v1/announcements"))
    assert said["reactions"] and said["mentions"] and said["tags"] and said["emojis"]
    several("CustomEmoji", karl.get("v1/custom_emojis"))


def test_the_server(cast, program, settings):
    for founded in (False, True):
        if founded:
            cast.lindenrad  # noqa: B018 - the voice that speaks for the organisation
        fits("Instance", program().get("v2/instance"))
        fits("V1_Instance", program().get("v1/instance"))
    several("Rule", program().get("v1/instance/rules"))
    fits("ExtendedDescription", program().get("v1/instance/extended_description"))


def test_apps_and_tokens(app, cast, karl):
    said = app.own_token()

    fits("Token", said)
    at = "v1/apps/verify_credentials"
    fits("Application", karl.get(at))
    fits("Token", app.takes(app.code(cast.signed_in(cast.karl))))
    registered = {"client_name": "Riemenblick", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"}
    fits("Registered", karl.send("v1/apps", registered))
