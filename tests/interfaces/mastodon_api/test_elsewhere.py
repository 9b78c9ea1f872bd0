"""What apps read of people and posts of other servers."""

from typing import Any

import pytest

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.received import Medium
from tests import people_elsewhere as elsewhere
from tests.interfaces.mastodon_api.documented import faults

PICTURE = "https://files.rad.example/1.png"


def documented(name: str, entity: Any) -> Any:
    """The answer, when nothing in it is other than documented."""
    assert faults(name, entity) == []
    return entity


def test_an_account_has_its_own_addresses_and_our_pictures(program):
    frieda = elsewhere.somebody(
        portrait_away=PICTURE,
        header_away=PICTURE,
        fields=[("Netz", "https://frieda.example/"), ("Rad", "28 Zoll")],
        interest="Ich verkaufe <Räder>",
    )

    said = documented("Account", program().get(f"v1/accounts/{frieda.id}").json())

    assert (said["acct"], said["username"]) == ("frieda@rad.example", "frieda")
    assert (said["url"], said["uri"]) == (frieda.url, frieda.uri)
    for name in ("avatar", "header"):
        assert said[name].startswith(f"http://testserver/{name.replace('avatar', 'portrait')}s/")
    assert said["interest"] == "Ich verkaufe <Räder>"
    assert said["fields"][0] == {
        "name": "Interest",
        "value": "Ich verkaufe &lt;Räder&gt;",
        "verified_at": None,
    }
    assert 'href="https://frieda.example/"' in said["fields"][1]["value"]
    assert "moved" not in said


def test_who_has_moved_says_where_to(program):
    old, new = elsewhere.somebody(), elsewhere.somebody(home="neu.example")
    Account.objects.filter(id=old.id).update(moved_to=new)
    Account.objects.filter(id=new.id).update(moved_to=old)  # nobody is led in circles

    said = program().get(f"v1/accounts/{old.id}").json()

    assert documented("Account", said["moved"])["acct"] == "frieda@neu.example"
    assert "moved" not in said["moved"]


def test_a_word_is_the_picture_of_its_own_server(program):
    theirs = elsewhere.emoji("kette")
    elsewhere.emoji("riemen", home="andere.example")
    frieda = elsewhere.somebody(name="Frieda :kette:")
    post = elsewhere.says(frieda, "<p>:kette: :riemen:</p>", warning=":kette:")

    said = documented("Status", program().read(post.id).json())

    for entity in (said, said["account"]):
        assert [one["url"] for one in entity["emojis"]] == [
            f"http://testserver/emoji/{theirs.id}.webp"
        ]
    assert program().get("v1/custom_emojis").json() == []


def test_a_post_has_its_own_addresses_and_links(program, cast):
    otto = elsewhere.somebody("otto", "Otto")
    html = f'<p><a href="{otto.url}" class="u-url mention">@<span>otto</span></a></p>'
    post = elsewhere.says(elsewhere.somebody(), html, mentioned=[otto])

    said = documented("Status", program().read(post.id).json())

    assert (said["uri"], said["url"]) == (post.uri, post.url)
    assert f'href="{otto.url}"' in said["content"]
    assert said["mentions"][0]["url"] == otto.url
    assert said["local_only"] is False


def test_what_is_written_here_links_them_by_the_address_apps_know(program, cast):
    frieda = elsewhere.somebody()
    post = cast.says(cast.karl, "Hallo @frieda@rad.example")

    said = program().read(post.id).json()

    assert f'href="{frieda.url}"' in said["content"]
    assert said["mentions"][0]["url"] == frieda.url


def test_pictures_pass_through_us(program):
    media = [
        Medium(PICTURE, preview=f"{PICTURE}?s", width=800, height=600, blurhash="LEHV6nWB2yk8"),
        Medium("https://x.example/unknown"),
    ]
    post = elsewhere.says(elsewhere.somebody(), media=media)

    known, unknown = documented("Status", program().read(post.id).json())["media_attachments"]

    assert known["remote_url"] == PICTURE
    assert known["url"].startswith("http://testserver/media/")
    assert known["preview_url"].startswith("http://testserver/media/")
    assert known["meta"]["original"]["width"] == 800
    assert known["blurhash"] == "LEHV6nWB2yk8"
    assert unknown["type"] == "image"
    assert "original" not in unknown["meta"]


@pytest.mark.parametrize(
    ("kind", "mime", "ending"),
    [("video", "video/webm", "webm"), ("audio", "audio/mpeg", "mp3"), ("video", "x/y", "mp4")],
)
def test_films_and_sounds_pass_through_us(program, kind, mime, ending):
    post = elsewhere.says(elsewhere.somebody(), media=[Medium(PICTURE, kind=kind, mime=mime)])

    (said,) = documented("Status", program().read(post.id).json())["media_attachments"]

    assert said["type"] == kind
    assert said["url"].endswith(f"/original.{ending}")
    assert said["preview_url"] is None


def test_where_a_private_picture_lies_is_not_told(program, cast):
    post = elsewhere.says(
        elsewhere.somebody(),
        media=[Medium(PICTURE)],
        mentioned=[cast.karl],
        audience=Audience.DIRECT,
    )

    (said,) = program(cast.karl).read(post.id).json()["media_attachments"]

    assert said["remote_url"] is None
    assert f"for={cast.karl.id}&" in said["url"]


def test_who_wrote_for_an_organisation_is_named_as_far_as_known(program):
    kettenwerk = elsewhere.somebody("kettenwerk", "Kettenwerk", kind="voice")
    post = elsewhere.says(kettenwerk, writer_name="Rosa Kern")

    said = documented("Status", program().read(post.id).json())

    assert said["written_by"]["display_name"] == "Rosa Kern"
    assert said["written_by"]["id"] is None
    assert said["account"]["affiliation"] == {"member": False, "organisation": None}


def test_an_interest_is_declared_in_an_app(program, cast):
    app = program(cast.karl)
    wrong = app.send("v1/accounts/update_credentials", {"interest": "x" * 201}, "patch")
    assert wrong.status_code == 422

    said = app.send("v1/accounts/update_credentials", {"interest": "Ich fahre"}, "patch").json()

    assert (said["interest"], said["source"]["interest"]) == ("Ich fahre", "Ich fahre")
    assert said["source"]["fields"] == []


def test_a_page_of_many_servers_asks_no_more(program, django_assert_max_num_queries):
    for number in range(8):
        who = elsewhere.somebody(name=f"P{number} :kette:", home=f"h{number}.example")
        elsewhere.emoji("kette", home=who.domain)
        elsewhere.says(who, f"<p>:kette: #rad {number}</p>", hashtags=["rad"])
    app = program()

    with django_assert_max_num_queries(22):
        said = app.get("v1/timelines/tag/rad").json()
    assert [len(one["emojis"]) for one in said] == [1] * 8
