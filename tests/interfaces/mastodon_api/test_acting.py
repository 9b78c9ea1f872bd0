"""What one does with posts and people through the API."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 6), "white").save(file, "PNG")
    return file.getvalue()


# --- posts -----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["favourite", "reblog", "bookmark"])
def test_nobody_does_anything_with_what_they_cannot_read(cast, program, what):
    post = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    assert program(cast.karl).send(f"v1/statuses/{post.id}/{what}").status_code == 404
    assert program(cast.karl).send("v1/statuses/7/favourite").status_code == 404
    assert (
        program(cast.karl, scopes="read").send(f"v1/statuses/{post.id}/{what}").status_code == 403
    )


def test_one_says_who_may_see_what_one_passes_on(cast, program):
    post, karl = cast.says(cast.ada, "Riemen sind leise."), program(cast.karl)
    at = f"v1/statuses/{post.id}"

    for wrong in ("direct", "friends"):
        assert karl.send(f"{at}/reblog", {"visibility": wrong}).status_code == 422
    made = karl.send(f"{at}/reblog", {"visibility": "private"}).json()

    assert (made["visibility"], made["reblog"]["visibility"]) == ("private", "public")
    assert program(cast.ada).get(f"{at}/reblogged_by").json() == []
    assert program(cast.ada).read(made["id"]).status_code == 404


def test_reactions_show_at_once_and_so_does_taking_them_back(cast, program):
    post = cast.says(cast.ada, "Riemen sind leise.")
    karl = program(cast.karl)

    for act, undo, flag, count in (
        ("favourite", "unfavourite", "favourited", "favourites_count"),
        ("bookmark", "unbookmark", "bookmarked", None),
    ):
        done = karl.send(f"v1/statuses/{post.id}/{act}").json()
        assert done[flag] is True
        assert count is None or done[count] == 1
        undone = karl.send(f"v1/statuses/{post.id}/{undo}").json()
        assert undone[flag] is False
        assert count is None or undone[count] == 0


def test_passing_on_answers_with_what_was_made(cast, program):
    post = cast.says(cast.ada, "Riemen sind leise.")
    karl = program(cast.karl)

    made = karl.send(f"v1/statuses/{post.id}/reblog").json()

    assert made["account"]["acct"] == "karl"
    assert made["reblog"]["id"] == str(post.id)
    assert made["reblog"]["reblogged"] is True
    assert made["reblog"]["reblogs_count"] == 1
    by = program().get(f"v1/statuses/{post.id}/reblogged_by").json()
    assert [one["acct"] for one in by] == ["karl"]
    # what is done with what was passed on is done with the post itself
    liked = karl.send(f"v1/statuses/{made['id']}/favourite").json()
    assert (liked["id"], liked["favourited"]) == (str(post.id), True)
    back = karl.send(f"v1/statuses/{post.id}/unreblog").json()
    assert (back["id"], back["reblogged"], back["reblogs_count"]) == (str(post.id), False, 0)


def test_only_its_author_edits_and_deletes(cast, program):
    post = cast.says(cast.karl, "Meins")
    other = program(cast.ada)

    assert other.send(f"v1/statuses/{post.id}", {"status": "x"}, "put").status_code == 403
    assert other.send(f"v1/statuses/{post.id}", {}, "delete").status_code == 403


def test_every_wording_stays_readable(cast, program):
    karl = program(cast.karl)
    picture = cast.picture(cast.karl, "Ein Riemen")
    sent = {"status": "Erst", "spoiler_text": "Technik", "media_ids": [str(picture.id)]}
    post = karl.post(sent).json()

    edited = karl.send(
        f"v1/statuses/{post['id']}",
        {"status": "Dann", "spoiler_text": "", "media_ids": [str(picture.id)]},
        "put",
    ).json()

    assert edited["edited_at"]
    assert [one["id"] for one in edited["media_attachments"]] == [str(picture.id)]
    history = program().get(f"v1/statuses/{post['id']}/history").json()
    assert [one["content"] for one in history] == ["<p>Erst</p>", "<p>Dann</p>"]
    assert history[0]["media_attachments"][0]["description"] == "Ein Riemen"
    source = karl.get(f"v1/statuses/{post['id']}/source").json()
    assert source == {"id": post["id"], "text": "Dann", "spoiler_text": ""}


def test_deleting_gives_the_words_back(cast, program):
    karl = program(cast.karl)
    post = karl.post({"status": "Mit #Fehler"}).json()

    said = karl.send(f"v1/statuses/{post['id']}", {}, "delete").json()

    assert said["text"] == "Mit #Fehler"
    assert karl.read(post["id"]).status_code == 404


def test_several_posts_at_once(cast, program):
    posts = [cast.says(cast.karl, "Eins"), cast.says(cast.erika, "Haus", space=cast.haus)]
    ids = [str(post.id) for post in posts]

    assert [one["id"] for one in program().get("v1/statuses", **{"id[]": ids}).json()] == ids[:1]
    assert len(program(cast.jonas).get("v1/statuses", **{"id[]": [*ids, "x", "7"]}).json()) == 2


@pytest.mark.parametrize("how", [{"local_only": True}, {"visibility": "local"}])
def test_only_members_post_into_the_house(cast, program, how):
    cast.haus  # noqa: B018 - there is a house
    refused = program(cast.karl).post({"status": "Drinnen", **how})
    posted = program(cast.jonas).post({"status": "Drinnen", **how}).json()

    assert refused.status_code == 422
    assert (posted["visibility"], posted["local_only"]) == ("private", True)
    assert posted["space"]["name"] == "Unter uns"
    assert Post.objects.get(id=posted["id"]).audience == Audience.HOUSE


def test_without_a_house_nobody_posts_into_it(cast, program):
    assert program(cast.jonas).post({"status": "x", "local_only": True}).status_code == 422


def test_a_post_of_a_voice_names_its_author_in_its_text(cast, program):
    status = program(cast.jonas, voice=cast.lindenrad).post({"status": "Wir kümmern uns."}).json()

    assert status["content"] == (
        '<p>Wir kümmern uns.</p><p>Written by <a href="http://testserver/@jonas" '
        'target="_blank" rel="nofollow noopener">Jonas Weber</a></p>'
    )
    assert status["account"]["voice"] is True
    assert status["account"]["affiliation"]["organisation"] == "Lindenrad"


# --- people ------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["mute", "block", "unmute", "unblock", "remove_from_followers"])
def test_through_a_voice_nobody_is_muted_or_blocked(cast, program, what):
    voice = program(cast.jonas, voice=cast.lindenrad)

    answer = voice.send(f"v1/accounts/{cast.karl.id}/{what}")

    assert answer.status_code == 403
    assert answer.json()["error"]


def test_relations_show_at_once(cast, program):
    karl, ada = program(cast.karl), cast.ada

    def relation():
        return karl.get("v1/accounts/relationships", **{"id[]": [str(ada.id)]}).json()[0]

    assert karl.send(f"v1/accounts/{ada.id}/follow", {"reblogs": False}).json()["following"]
    assert relation()["showing_reblogs"] is False
    assert karl.send(f"v1/accounts/{ada.id}/mute", {"duration": 3600}).json()["muting"]
    assert relation()["muting_expires_at"]
    assert [one["acct"] for one in karl.get("v1/mutes").json()] == ["ada"]
    assert not karl.send(f"v1/accounts/{ada.id}/unmute").json()["muting"]
    assert karl.send(f"v1/accounts/{ada.id}/block").json()["blocking"]
    assert relation()["following"] is False
    assert (
        program(ada)
        .get("v1/accounts/relationships", **{"id[]": [str(cast.karl.id)]})
        .json()[0]["blocked_by"]
    )
    assert [one["acct"] for one in karl.get("v1/blocks").json()] == ["ada"]
    assert program(ada).send(f"v1/accounts/{cast.karl.id}/follow").status_code == 403
    assert not karl.send(f"v1/accounts/{ada.id}/unblock").json()["blocking"]
    assert karl.send(f"v1/accounts/{cast.karl.id}/follow").status_code == 403


def test_who_approves_followers_is_asked(cast, program):
    ada, karl = program(cast.ada), program(cast.karl)
    ada.client.patch(
        "/api/v1/accounts/update_credentials", {"locked": True}, content_type="application/json"
    )

    assert karl.send(f"v1/accounts/{cast.ada.id}/follow").json()["requested"] is True
    assert [one["acct"] for one in ada.get("v1/follow_requests").json()] == ["karl"]
    assert ada.get("v1/notifications").json()[0]["type"] == "follow_request"
    assert ada.send(f"v1/follow_requests/{cast.karl.id}/authorize").json()["followed_by"] is True
    assert (
        ada.send(f"v1/accounts/{cast.karl.id}/remove_from_followers").json()["followed_by"] is False
    )
    karl.send(f"v1/accounts/{cast.ada.id}/follow")
    assert ada.send(f"v1/follow_requests/{cast.karl.id}/reject").json()["requested_by"] is False


def test_people_are_found_and_listed(cast, program):
    for follower in (cast.ada, cast.gerda):
        follow(cast.karl, by=follower)
    follow(cast.ada, by=cast.gerda)
    read = program(cast.gerda).get

    assert read("v1/accounts/lookup", acct="karl@testserver").json()["acct"] == "karl"
    assert read("v1/accounts/lookup", acct="niemand").status_code == 404
    assert [one["acct"] for one in read("v1/accounts/search", q="kar").json()] == ["karl"]
    assert read("v1/accounts/search", q="erika", following="true").json() == []
    followers = read(f"v1/accounts/{cast.karl.id}/followers", limit=1)
    assert [one["acct"] for one in followers.json()] == ["gerda"]
    assert 'rel="next"' in followers.headers["Link"]
    assert len(read(f"v1/accounts/{cast.gerda.id}/following").json()) == 2
    familiar = read("v1/accounts/familiar_followers", **{"id[]": [str(cast.karl.id)]}).json()
    assert [one["acct"] for one in familiar[0]["accounts"]] == ["ada"]
    many = read("v1/accounts", **{"id[]": [str(cast.karl.id), "7"]}).json()
    assert [one["acct"] for one in many] == ["karl"]


def test_internal_spaces_are_no_accounts(cast, program):
    assert program(cast.jonas).get(f"v1/accounts/{cast.haus.account_id}").status_code == 404


def test_one_changes_what_was_sent_and_nothing_else(cast, program):
    karl = program(cast.karl)
    before = karl.get("v1/accounts/verify_credentials").json()

    answer = karl.client.patch(
        "/api/v1/accounts/update_credentials",
        {
            "note": "Ich fahre Rad. https://karl.example",
            "fields_attributes": {"0": {"name": "Rad", "value": "https://rad.example/a"}},
        },
        content_type="application/json",
    ).json()

    assert answer["display_name"] == before["display_name"]
    assert answer["source"]["note"].startswith("Ich fahre Rad.")
    assert answer["fields"][0]["value"].startswith('<a href="https://rad.example/a"')
    assert account_by_id(cast.karl.id).about.startswith("Ich fahre")
    refused = karl.client.patch(
        "/api/v1/accounts/update_credentials",
        {"source": {"privacy": "allen"}},
        content_type="application/json",
    )
    assert refused.status_code == 422


def test_who_is_no_steward_does_not_change_a_voice(cast, program):
    for who, status in ((cast.jonas, 403), (cast.erika, 200)):
        answer = program(who, voice=cast.lindenrad).client.patch(
            "/api/v1/accounts/update_credentials",
            {"note": "Räder mit Riemen"},
            content_type="application/json",
        )
        assert answer.status_code == status


# --- pictures ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["v1/media", "v2/media"])
def test_what_is_no_picture_is_refused(cast, program, name):
    karl = program(cast.karl)
    for file in (
        SimpleUploadedFile("a.png", b"kein Bild"),
        SimpleUploadedFile("a.png", _png()[:40]),
    ):
        assert karl.client.post(f"/api/{name}", {"file": file}).status_code == 422
    assert karl.client.post(f"/api/{name}", {"file": "Worte"}).status_code == 422
    assert karl.client.post(f"/api/{name}").status_code == 422


def test_a_picture_is_uploaded_described_and_posted(cast, program):
    karl = program(cast.karl)
    sent = {
        "file": SimpleUploadedFile("a.png", _png()),
        "description": "Punkt",
        "focus": "0.5,-0.5",
    }
    picture = karl.client.post("/api/v2/media", sent).json()

    assert picture["meta"]["focus"] == {"x": 0.5, "y": -0.5}
    changed = karl.send(f"v1/media/{picture['id']}", {"description": "Ein Punkt"}, "put").json()
    assert (changed["description"], changed["meta"]["focus"]["x"]) == ("Ein Punkt", 0.5)
    assert karl.get(f"v1/media/{picture['id']}").json() == changed
    assert program(cast.ada).get(f"v1/media/{picture['id']}").status_code == 404
    status = karl.post({"media_ids": [picture["id"]]}).json()
    assert status["media_attachments"][0]["description"] == "Ein Punkt"


def test_apps_without_fields_for_it_are_told_in_text(cast, program):
    """Who works here, in which space something was said, and that it is a criticism."""
    erika = program(cast.erika)
    inside = cast.says(cast.erika, "Nur für uns", space=cast.haus)
    case = cast.complains(cast.karl, "Der Riemen ist gerissen")

    account = erika.get(f"v1/accounts/{cast.erika.id}").json()
    assert account["fields"][0]["value"] == "Lindenrad"
    assert program().get(f"v1/accounts/{cast.karl.id}").json()["fields"] == []
    assert f"/raeume/{cast.haus.slug}" in erika.read(inside.id).json()["content"]
    assert f"/faelle/{case.id}" in erika.read(case.post_id).json()["content"]
