"""Hashtags, pins, recommendations, notes, blocked servers, suggestions: through the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience


def _said(answer, status=422):
    assert answer.status_code == status, answer.content
    return answer.json()["error"]


# --- hashtags ---------------------------------------------------------------------------


def test_following_a_hashtag(cast, program):
    karl = program(cast.karl)
    assert _said(karl.send("v1/tags/123/follow")) == "Validation failed: Tag is invalid"
    assert program(cast.karl, scopes="read").send("v1/tags/rad/follow").status_code == 403

    tag = karl.send("v1/tags/Riemen/follow").json()
    assert (tag["name"], tag["following"], tag["featuring"]) == ("riemen", True, False)
    karl.send("v1/tags/bremse/follow")
    post = cast.says(cast.ada, "#riemen")

    assert [one["id"] for one in karl.get("v1/timelines/home").json()] == [str(post.id)]
    page = karl.get("v1/followed_tags", limit=1)
    assert [one["name"] for one in page.json()] == ["bremse"]
    older = page.headers["Link"].partition("max_id=")[2].partition(">")[0]
    assert [one["name"] for one in karl.get("v1/followed_tags", max_id=older).json()] == ["riemen"]
    assert karl.get("v1/tags/riemen").json()["following"] is True
    assert program().get("v1/tags/riemen").json()["following"] is False
    found = karl.get("v2/search", q="riemen", type="hashtags").json()["hashtags"]
    assert [one["following"] for one in found] == [True]
    assert karl.send("v1/tags/riemen/unfollow").json()["following"] is False
    assert karl.get("v1/timelines/home").json() == []


def test_followed_hashtags_cost_as_much_for_many_as_for_few(cast, program):
    karl = program(cast.karl)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert karl.get("v1/followed_tags").status_code == 200
        return len(captured)

    karl.send("v1/tags/riemen/follow")
    queries()
    few = queries()
    for number in range(8):
        karl.send(f"v1/tags/tag{number}/follow")
    assert queries() == few


def test_hashtags_on_ones_page(cast, program):
    karl = program(cast.karl)
    post = cast.says(cast.karl, "#riemen #bremse")
    suggested = karl.get("v1/featured_tags/suggestions").json()
    assert {one["name"] for one in suggested} == {"riemen", "bremse"}
    assert _said(karl.send("v1/featured_tags", {})) == "Validation failed: Tag is invalid"

    made = karl.send("v1/featured_tags", {"name": "#Riemen"}).json()

    assert made["name"] == "riemen"
    assert made["statuses_count"] == "1"
    assert made["last_status_at"] == f"{post.created_at:%Y-%m-%d}"
    assert karl.send("v1/tags/bremse/feature").json()["featuring"] is True
    public = program().get(f"v1/accounts/{cast.karl.id}/featured_tags").json()
    assert [one["name"] for one in public] == ["riemen", "bremse"]
    assert karl.get("v1/featured_tags").json() == public
    path = f"v1/featured_tags/{made['id']}"
    assert program(cast.ada).send(path, method="delete").status_code == 404
    assert karl.send(path, method="delete").json() == {}
    assert karl.send("v1/tags/bremse/unfeature").json()["featuring"] is False
    assert karl.get("v1/featured_tags").json() == []


def test_only_a_steward_shows_hashtags_on_the_page_of_a_voice(cast, program):
    lindenrad = cast.lindenrad
    writer = program(cast.jonas, voice=lindenrad)
    steward = program(cast.erika, voice=lindenrad)

    assert writer.send("v1/featured_tags", {"name": "riemen"}).status_code == 403
    assert steward.send("v1/featured_tags", {"name": "riemen"}).status_code == 200
    assert len(program().get(f"v1/accounts/{lindenrad.id}/featured_tags").json()) == 1


# --- pins -------------------------------------------------------------------------------


def test_what_cannot_be_pinned_says_why_as_clients_know_it(cast, program):
    karl = program(cast.karl)
    other = cast.says(cast.ada, "Nicht meins")
    direct = cast.says(cast.karl, "@ada psst", audience=Audience.DIRECT)
    boosted = karl.send(f"v1/statuses/{other.id}/reblog").json()

    for number, words in (
        (other.id, "Someone else's post cannot be pinned"),
        (direct.id, "Posts that are only visible to mentioned users cannot be pinned"),
        (boosted["id"], "A boost cannot be pinned"),
    ):
        assert _said(karl.send(f"v1/statuses/{number}/pin")) == f"Validation failed: {words}"
    assert karl.send("v1/statuses/7/pin").status_code == 404


def test_pins_come_first_and_say_so(cast, program):
    karl = program(cast.karl)
    posts = [cast.says(cast.karl, f"{n}") for n in range(6)]
    assert karl.read(posts[0].id).json()["pinned"] is False

    for post in posts[:5]:
        assert karl.send(f"v1/statuses/{post.id}/pin").json()["pinned"] is True

    limit = "Validation failed: You have already pinned the maximum number of posts"
    assert _said(karl.send(f"v1/statuses/{posts[5].id}/pin")) == limit
    path = f"v1/accounts/{cast.karl.id}/statuses"
    shown = program().get(path, pinned="true").json()
    assert [one["id"] for one in shown] == [str(posts[n].id) for n in (4, 3, 2, 1, 0)]
    assert "pinned" not in program(cast.ada).get(path, pinned="true").json()[0]
    assert karl.send(f"v1/statuses/{posts[4].id}/unpin").json()["pinned"] is False
    assert len(program().get(path, pinned="true").json()) == 4


def test_a_writer_pins_on_the_page_of_the_voice(cast, program):
    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)

    answer = program(cast.jonas, voice=cast.lindenrad).send(f"v1/statuses/{post.id}/pin")

    assert answer.json()["pinned"] is True
    assert program(cast.erika).read(post.id).json()["pinned"] is True


# --- recommendations and notes -------------------------------------------------------------


@pytest.mark.parametrize(("verb", "undo"), [("endorse", "unendorse"), ("pin", "unpin")])
def test_recommending_somebody(cast, program, verb, undo):
    karl, ada = program(cast.karl), cast.ada
    words = "You must be already following the person you want to endorse"
    refused = karl.send(f"v1/accounts/{ada.id}/{verb}")
    assert _said(refused) == f"Validation failed: {words}"
    follow(ada, by=cast.karl)

    assert karl.send(f"v1/accounts/{ada.id}/{verb}").json()["endorsed"] is True

    assert [one["acct"] for one in karl.get("v1/endorsements").json()] == ["ada"]
    public = program().get(f"v1/accounts/{cast.karl.id}/endorsements").json()
    assert [one["acct"] for one in public] == ["ada"]
    assert karl.send(f"v1/accounts/{ada.id}/{undo}").json()["endorsed"] is False
    assert karl.get("v1/endorsements").json() == []


def test_a_voice_recommends_nobody_and_blocks_no_server(cast, program):
    voice = program(cast.jonas, voice=cast.lindenrad)
    follow(cast.ada, by=cast.jonas)

    assert voice.send(f"v1/accounts/{cast.ada.id}/endorse").status_code == 403
    assert voice.send("v1/domain_blocks", {"domain": "laut.example"}).status_code == 403
    assert voice.get("v1/domain_blocks").json() == []


def test_a_note_is_seen_by_whoever_wrote_it(cast, program):
    path = f"v1/accounts/{cast.ada.id}/note"
    karl = program(cast.karl)
    assert "2000" in _said(karl.send(path, {"comment": "x" * 2001}))

    assert karl.send(path, {"comment": "Riemen"}).json()["note"] == "Riemen"

    others = program(cast.gerda).get("v1/accounts/relationships", **{"id[]": cast.ada.id}).json()
    assert others[0]["note"] == ""
    assert karl.send(path, {"comment": ""}).json()["note"] == ""


# --- servers ----------------------------------------------------------------------------


def test_reading_nothing_of_a_server(cast, program):
    troll = Account.objects.create(handle="troll", domain="laut.example", name="Troll", uri="t:1")
    karl = program(cast.karl)
    for wrong in ({}, {"domain": "a b"}, {"domain": {"x": 1}}):
        assert _said(karl.send("v1/domain_blocks", wrong))

    for name in ("laut.example", "lauter.example"):
        assert karl.send("v1/domain_blocks", {"domain": name}).json() == {}

    assert karl.get("v1/domain_blocks").json() == ["lauter.example", "laut.example"]
    page = karl.get("v1/domain_blocks", limit=1)
    assert 'rel="next"' in page.headers["Link"]
    related = karl.get("v1/accounts/relationships", **{"id[]": troll.id}).json()[0]
    assert related["domain_blocking"] is True
    assert karl.send(f"v1/accounts/{troll.id}/follow").status_code == 403
    assert karl.send("v1/domain_blocks", {"domain": "laut.example"}, "delete").json() == {}
    assert karl.get("v1/domain_blocks").json() == ["lauter.example"]


# --- following --------------------------------------------------------------------------


def test_wishes_of_a_follow_show_at_once_and_change(cast, program):
    karl, path = program(cast.karl), f"v1/accounts/{cast.ada.id}/follow"
    assert _said(karl.send(path, {"languages": ["!"]})) == "Validation failed: Languages is invalid"

    sent = {"reblogs": False, "notify": True, "languages": ["de", "en"]}
    related = karl.send(path, sent).json()
    assert (related["following"], related["showing_reblogs"]) == (True, False)
    assert (related["notifying"], related["languages"]) == (True, ["de", "en"])

    again = karl.send(path, {"notify": "false"}).json()
    assert (again["showing_reblogs"], again["notifying"]) == (False, False)
    assert again["languages"] == ["de", "en"]
    assert karl.send(path, {"languages": []}).json()["languages"] is None


# --- suggestions ------------------------------------------------------------------------


def test_suggestions_are_ordered_by_time_and_can_be_put_aside(cast, program):
    for speaker in (cast.ada, cast.gerda, cast.ben):
        cast.says(speaker, "Hallo")
    follow(cast.ben, by=cast.karl)
    follow(cast.ada, by=cast.ben)
    karl = program(cast.karl)

    found = karl.get("v2/suggestions").json()
    assert [(one["account"]["acct"], one["sources"]) for one in found] == [
        ("gerda", []),
        ("ada", ["friends_of_friends"]),
    ]
    assert karl.send(f"v1/suggestions/{cast.gerda.id}", method="delete").json() == {}
    assert [one["acct"] for one in karl.get("v1/suggestions").json()] == ["ada"]
