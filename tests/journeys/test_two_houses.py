"""Two servers of ours talk over TLS: people of Gartenfeld with people of Lindenrad.

Everything is done by apps, with the client API of one's own server, and looked at on the other.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.journeys.houses import Houses, Person, eventually

AS = "application/activity+json"
pytestmark = pytest.mark.xdist_group("houses")


def befriend(reader: Person, writer: Person) -> None:
    """See to it that `reader` follows `writer`, from whichever house."""
    if reader.relation(writer)["following"]:
        return
    reader.follows(writer)
    eventually(
        lambda: reader.relation(writer)["following"], f"{reader.address} follows {writer.address}"
    )


def at(post: dict[str, str], reader: Person) -> dict[str, str]:
    """A post as the house of `reader` knows it, found by its address."""
    return dict(reader.finds(post["uri"], "statuses"))


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), (20, 120, 80)).save(file, "PNG")
    return file.getvalue()


def test_a_name_and_an_address_find_somebody_elsewhere(houses: Houses):
    found = houses.vera.finds(houses.erika.address)
    voice = houses.vera.finds(houses.voice.address)
    again = houses.vera.finds(found["uri"])

    assert found["acct"] == houses.erika.acct
    assert found["display_name"] == "Erika Hansen"
    assert again["id"] == found["id"]
    assert voice["display_name"] == "Lindenrad"


def test_follow_and_end_it(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)

    assert erika.notice("follow")["account"]["acct"] == vera.acct
    befriend(erika, vera)
    vera.post(f"/api/v1/accounts/{vera.knows(erika)}/unfollow")
    eventually(lambda: not erika.relation(vera)["followed_by"], "Erika loses a follower")
    assert erika.relation(vera)["following"]


def test_a_locked_account_decides(houses: Houses):
    jonas, karl, gerda = houses.jonas, houses.karl, houses.gerda
    jonas.ask("PATCH", "/api/v1/accounts/update_credentials", json={"locked": True})
    try:
        assert karl.follows(jonas)["requested"] or karl.follows(jonas)["following"] is False
        gerda.follows(jonas)
        eventually(lambda: len(jonas.get("/api/v1/follow_requests")) == 2, "two ask Jonas")
        jonas.post(f"/api/v1/follow_requests/{jonas.knows(karl)}/authorize")
        jonas.post(f"/api/v1/follow_requests/{jonas.knows(gerda)}/reject")

        eventually(lambda: karl.relation(jonas)["following"], "Karl is let in")
        eventually(lambda: not gerda.relation(jonas)["requested"], "Gerda hears no")
        assert not gerda.relation(jonas)["following"]
    finally:
        jonas.ask("PATCH", "/api/v1/accounts/update_credentials", json={"locked": False})


def test_converse_with_pictures(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    shown = erika.shows(picture(), "Ein grüner Rahmen")
    said = erika.says("Der neue Rahmen #riementrieb", media_ids=[shown], language="de")

    heard = vera.hears("Der neue Rahmen")
    image = heard["media_attachments"][0]
    assert image["description"] == "Ein grüner Rahmen"
    assert [tag["name"] for tag in heard["tags"]] == ["riementrieb"]
    assert heard["language"] == "de"
    assert heard["uri"] == said["uri"]
    seen = vera.http.get(image["preview_url"] or image["url"], timeout=20)
    assert (seen.status_code, seen.headers["content-type"][:6]) == (200, "image/")
    assert seen.url.startswith(vera.home.base)

    mine = vera.shows(picture(), "Mein alter Rahmen")
    vera.says(f"{erika.address} Schön!", in_reply_to_id=heard["id"], media_ids=[mine])
    notice = erika.notice("mention", "Schön!")
    assert notice["account"]["acct"] == vera.acct
    assert notice["status"]["in_reply_to_id"] == said["id"]
    assert notice["status"]["media_attachments"][0]["description"] == "Mein alter Rahmen"

    erika.says(f"{vera.address} Danke!", in_reply_to_id=notice["status"]["id"])
    vera.notice("mention", "Danke!")
    assert len(vera.replies_to(heard["id"])) == 2
    assert len(erika.replies_to(said["id"])) == 2


def test_a_mention_reaches_somebody_nobody_follows(houses: Houses):
    houses.gerda.says(f"{houses.jonas.address} Haben Sie offen?")

    notice = houses.jonas.notice("mention", "Haben Sie offen?")

    assert notice["account"]["acct"] == houses.gerda.acct
    assert notice["status"]["mentions"][0]["acct"] == "jonas"


def test_edit_and_delete(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    said = erika.says("Wir öffnen um nuen.")
    heard = vera.hears("um nuen")

    erika.ask("PUT", f"/api/v1/statuses/{said['id']}", json={"status": "Wir öffnen um neun."})
    eventually(lambda: "um neun" in (vera.sees(heard["id"]) or {})["content"], "the edit arrives")
    assert vera.sees(heard["id"])["edited_at"]

    erika.ask("DELETE", f"/api/v1/statuses/{said['id']}")
    eventually(lambda: vera.sees(heard["id"]) is None, "the deletion arrives")


def test_boost_like_and_undo(houses: Houses):
    vera, erika, karl, gerda = houses.vera, houses.erika, houses.karl, houses.gerda
    befriend(vera, erika)
    befriend(erika, karl)
    said = erika.says("Wer will, kommt vorbei.")
    heard = vera.hears("kommt vorbei")

    vera.post(f"/api/v1/statuses/{heard['id']}/favourite")
    vera.post(f"/api/v1/statuses/{heard['id']}/reblog")
    assert erika.notice("favourite", "kommt vorbei")["account"]["acct"] == vera.acct
    assert erika.notice("reblog", "kommt vorbei")["account"]["acct"] == vera.acct
    counts = erika.sees(said["id"])
    assert (counts["favourites_count"], counts["reblogs_count"]) == (1, 1)

    vera.post(f"/api/v1/statuses/{heard['id']}/unfavourite")
    vera.post(f"/api/v1/statuses/{heard['id']}/unreblog")
    eventually(
        lambda: (
            erika.sees(said["id"])["favourites_count"] == 0
            and erika.sees(said["id"])["reblogs_count"] == 0
        ),
        "both are taken back",
    )

    # What is boosted comes along, from whichever house.
    theirs = gerda.says("Fahrrad zu verschenken.")
    karl.post(f"/api/v1/statuses/{theirs['id']}/reblog")
    boost = eventually(
        lambda: next(
            (one for one in erika.home_line() if (one["reblog"] or {}).get("uri") == theirs["uri"]),
            None,
        ),
        "Erika sees what Karl boosted",
    )
    assert boost["account"]["acct"] == karl.acct
    assert boost["reblog"]["account"]["acct"] == gerda.acct


def test_poll_and_vote(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    poll = {"options": ["Rot", "Blau"], "expires_in": 3600, "multiple": False}
    asked = erika.says("Welche Farbe?", poll=poll)
    heard = vera.hears("Welche Farbe?")

    assert [one["title"] for one in heard["poll"]["options"]] == ["Rot", "Blau"]
    vera.post(f"/api/v1/polls/{heard['poll']['id']}/votes", choices=[1])

    def counted() -> bool:
        options = erika.sees(asked["id"])["poll"]["options"]
        return [one["votes_count"] for one in options] == [0, 1]

    eventually(counted, "the vote is counted")
    assert erika.replies_to(asked["id"]) == []  # a vote is no reply


def test_quote_with_consent(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    befriend(erika, vera)
    said = erika.says("Riemen halten länger.", quote_approval_policy="public")
    heard = vera.hears("Riemen halten länger")
    quoting = vera.says("Das stimmt nicht:", quoted_status_id=heard["id"])

    eventually(
        lambda: (vera.sees(quoting["id"])["quote"] or {}).get("state") == "accepted",
        "the quote is allowed",
    )
    arrived = erika.hears("Das stimmt nicht")
    eventually(
        lambda: (erika.sees(arrived["id"])["quote"] or {}).get("state") == "accepted",
        "the quote is shown where it was quoted from",
    )
    quote = erika.sees(arrived["id"])["quote"]
    assert quote["quoted_status"]["id"] == said["id"]

    # Taking it back reaches the other house.
    erika.post(f"/api/v1/statuses/{said['id']}/quotes/{arrived['id']}/revoke")
    eventually(
        lambda: (vera.sees(quoting["id"])["quote"] or {}).get("state") == "revoked",
        "the quote is taken back",
    )


def test_a_direct_message_is_for_those_who_are_named(houses: Houses):
    vera, jonas, karl = houses.vera, houses.jonas, houses.karl
    vera.says(f"{jonas.address} Unter uns: Halle 2.", visibility="direct")

    notice = jonas.notice("mention", "Unter uns")

    assert notice["status"]["visibility"] == "direct"
    post = notice["status"]
    assert houses.erika.sees(post["id"]) is None
    assert jonas.get("/api/v1/conversations")[0]["last_status"]["id"] == post["id"]
    assert karl.http.get(post["uri"], timeout=20, headers={"Accept": AS}).status_code in (401, 404)


def test_for_followers_only(houses: Houses):
    vera, karl, erika = houses.vera, houses.karl, houses.erika
    befriend(vera, erika)
    said = erika.says("Nur für euch: Freitag gibt es Kuchen.", visibility="private")

    heard = vera.hears("gibt es Kuchen")

    assert heard["visibility"] == "private"
    assert karl.sees(heard["id"]) is None
    unsigned = karl.http.get(said["uri"], timeout=20, headers={"Accept": AS})
    assert unsigned.status_code in (401, 403, 404)


def test_a_block_ends_follows_and_replies(houses: Houses):
    gerda, erika = houses.gerda, houses.erika
    befriend(gerda, erika)

    erika.post(f"/api/v1/accounts/{erika.knows(gerda)}/block")
    try:
        eventually(lambda: not gerda.relation(erika)["following"], "the follow ends on both sides")
        erika.says("Das liest Gerda nicht.")
        houses.vera.follows(erika)
        gerda.says(f"{erika.address} Hört mich jemand?")
        houses.jonas.says(f"{gerda.address} Bis gleich.")
        gerda.notice("mention", "Bis gleich")  # time has passed
        notices = erika.get("/api/v1/notifications", limit=40)
        assert not [
            n for n in notices if "Hört mich" in ((n.get("status") or {}).get("content") or "")
        ]
        assert not [p for p in gerda.home_line() if "liest Gerda nicht" in p["content"]]
    finally:
        erika.post(f"/api/v1/accounts/{erika.knows(gerda)}/unblock")


def test_what_is_internal_never_leaves(houses: Houses):
    vera, erika = houses.vera, houses.erika
    befriend(vera, erika)
    inside = houses.lindenrad.house.python(INSIDE % houses.gartenfeld.domain).split()[0]
    erika.says("Ein Satz für alle, danach.")
    vera.hears("für alle, danach")

    for table in ("posts_post", "federation_inboxitem", "posts_revision"):
        kept = houses.gartenfeld.rows(f"SELECT * FROM {table}")
        assert "Betriebsgeheimnis" not in repr(kept), table
    said = houses.lindenrad.rows("SELECT document FROM federation_activity")
    assert not [one for (one,) in said if b"Betriebsgeheimnis" in bytes(one)]
    uri = f"{houses.lindenrad.base}/p/{inside}"
    assert vera.get("/api/v2/search", q=uri, resolve="true")["statuses"] == []
    for path in ("", "/activity", "/replies", "/likes"):
        answer = vera.http.get(f"{uri}{path}", timeout=20, headers={"Accept": AS})
        assert answer.status_code in (401, 404), path


INSIDE = """
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.spaces.selectors import space_by_slug

erika = account_by_address("erika")
space = space_by_slug(who_is(erika), "haus")
text = "@vera@%s Ein Betriebsgeheimnis: Halle 3"
print(publish_post(by=erika, wording=Wording(text), space=space).id)
"""
