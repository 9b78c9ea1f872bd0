"""Pins, hashtags, recommendations, notes and blocked servers in the browser."""

from augenhoehe.domain.people.actions import endorse, follow
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.reading import blocked_servers, note_on
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.domain.posts.actions import feature_tag, pin
from augenhoehe.domain.posts.showing import followed_tags, pinned_posts


def test_what_stands_first_stands_first(cast, client):
    old = cast.says(cast.karl, "Darauf bin ich stolz")
    cast.says(cast.karl, "Neues")
    assert "Stands first" not in client.get("/@karl").text

    pin(old, by=cast.karl)

    page = client.get("/@karl")
    assert not page.cookies
    assert "Stands first" in page.text
    assert page.text.index("Darauf bin ich stolz") < page.text.index("Neues")
    assert "Stands first" not in client.get("/@karl?antworten=1").text


def test_pinning_by_the_menu_of_a_post(cast):
    post = cast.says(cast.karl, "Meins")
    karl, ada = cast.signed_in(cast.karl), cast.signed_in(cast.ada)
    assert f"/posts/{post.id}/pin" in karl.get("/@karl").text
    assert f"/posts/{post.id}/pin" not in ada.get("/@karl").text
    assert ada.post(f"/posts/{post.id}/pin").status_code == 403

    karl.post(f"/posts/{post.id}/pin")

    assert pinned_posts(cast.reads(None), cast.karl.id) == [post.id]
    assert f"/posts/{post.id}/unpin" in karl.get("/@karl").text
    for number in range(5):
        last = cast.says(cast.karl, f"{number}")
        answer = karl.post(f"/posts/{last.id}/pin", follow=True)
    assert "maximum number of posts" in answer.text


def test_following_and_showing_a_hashtag(cast, client):
    cast.says(cast.ada, "#riemen")
    page = client.get("/tags/riemen")
    assert "Follow this hashtag" in page.text and not page.cookies
    assert client.post("/tags/riemen/folgen").status_code == 302
    karl = cast.signed_in(cast.karl)

    karl.post("/tags/riemen/folgen")
    karl.post("/tags/riemen/zeigen")

    assert [tag.name for tag in followed_tags(cast.karl)] == ["riemen"]
    page = karl.get("/tags/riemen").text
    assert "Stop following" in page and "Take off my page" in page
    assert "/@karl?tag=riemen" in client.get("/@karl").text
    karl.post("/tags/riemen/entfolgen")
    karl.post("/tags/riemen/verbergen")
    assert followed_tags(cast.karl) == []
    assert "/@karl?tag=riemen" not in client.get("/@karl").text
    assert "Tag is invalid" in karl.post("/tags/123/folgen", follow=True).text


def test_a_profile_narrowed_to_a_hashtag(cast, client):
    feature_tag("riemen", by=cast.karl)
    cast.says(cast.karl, "Über #riemen")
    cast.says(cast.karl, "Über etwas anderes")

    page = client.get("/@karl?tag=riemen").text

    assert "Über" in page and "etwas anderes" not in page
    assert "Show everything" in page


def test_recommendations_stand_on_the_page_without_a_number(cast, client):
    follow(cast.ada, by=cast.karl)
    karl = cast.signed_in(cast.karl)
    karl.post("/@ada/empfehlen")

    page = client.get("/@karl").text
    assert "Recommended by Karl Brandt" in page and "Ada Okafor" in page
    assert "Stop recommending them" in karl.get("/@ada").text
    karl.post("/@ada/nicht-empfehlen")
    assert "Recommended by" not in client.get("/@karl").text
    refused = karl.post(f"/@{cast.gerda.handle}/empfehlen", follow=True)
    assert "already following" in refused.text


def test_a_note_is_seen_by_whoever_wrote_it(cast, client):
    karl, ada = cast.signed_in(cast.karl), cast.signed_in(cast.ada)
    assert client.post("/@ada/notiz", {"note": "x"}).status_code == 302

    too_long = karl.post("/@ada/notiz", {"note": "y" * 2001})
    assert too_long.status_code == 422
    assert "y" * 2001 in too_long.text and "too long" in too_long.text
    karl.post("/@ada/notiz", {"note": "Kennt sich mit Riemen aus"})

    assert note_on(cast.ada, by=cast.karl) == "Kennt sich mit Riemen aus"
    assert "Kennt sich mit Riemen aus" in karl.get("/@ada").text
    for other in (client, ada, cast.signed_in(cast.gerda)):
        assert "Kennt sich mit Riemen aus" not in other.get("/@ada").text
    assert karl.post("/@niemand/notiz", {"note": "x"}).status_code == 404


def test_what_of_somebody_one_reads(cast):
    follow(cast.ada, by=cast.karl)
    endorse(cast.ada, by=cast.karl)
    karl = cast.signed_in(cast.karl)

    karl.post("/@ada/mit-meldung")
    karl.post("/@ada/ohne-geteiltes")

    standing = standing_to([cast.ada.id], of=cast.karl.id)
    assert standing.notifies == {cast.ada.id}
    assert standing.shows_boosts == frozenset()
    page = karl.get("/@ada").text
    assert "/@ada/ohne-meldung" in page and "/@ada/mit-geteiltem" in page


def test_blocking_a_server(cast):
    troll = Account.objects.create(
        handle="troll", domain="laut.example", name="Troll", uri="https://laut.example/troll"
    )
    karl = cast.signed_in(cast.karl)
    assert "Block everybody on laut.example" in karl.get(f"/@{troll.address}").text
    wrong = karl.post("/einstellungen/server", {"domain": "kein server"})
    assert wrong.status_code == 422
    assert 'value="kein server"' in wrong.text and "not a valid domain name" in wrong.text

    karl.post("/einstellungen/server", {"domain": "laut.example"})

    assert blocked_servers(cast.karl) == ["laut.example"]
    assert "laut.example" in karl.get("/einstellungen/server").text
    assert "Block everybody" not in karl.get(f"/@{troll.address}").text
    karl.post("/einstellungen/server/freigeben", {"domain": "laut.example"})
    assert blocked_servers(cast.karl) == []
