"""The page of connected apps: what has access, and its end."""

from django.test import Client

from augenhoehe.domain.people.actions import issue_token, register_app
from augenhoehe.domain.people.models import AccessToken


def let_in(person, **how):
    application, _secret = register_app(
        name="<b>Blick</b>", redirect_uris=["https://app.example/"], scopes="read write"
    )
    issue_token(person, scopes="read write:statuses", application=application, **how)
    return application


def test_others_see_nothing_of_it(cast):
    let_in(cast.karl)

    assert Client().get("/einstellungen/apps").status_code == 302
    assert "Blick" not in cast.signed_in(cast.gerda).get("/einstellungen/apps").text


def test_nobody_ends_the_access_of_others(cast):
    app = let_in(cast.karl)

    cast.signed_in(cast.gerda).post("/einstellungen/apps/beenden", {"app": app.id, "voice": ""})

    assert AccessToken.objects.count() == 1


def test_one_reads_what_an_app_may_and_ends_it(cast):
    voice = cast.lindenrad
    app = let_in(cast.jonas, voice=voice)
    issue_token(cast.jonas, scopes="read")
    browser = cast.signed_in(cast.jonas)

    page = browser.get("/einstellungen/apps")
    ended = browser.post(
        "/einstellungen/apps/beenden", {"app": app.id, "voice": voice.id}, follow=True
    )

    assert "&lt;b&gt;Blick&lt;/b&gt;" in page.text
    assert "as Lindenrad" in page.text
    assert "Write, change and delete posts in your name" in page.text
    assert "Not used yet" in page.text
    assert "A program with a token made on the server" in page.text
    assert "The access has ended." in ended.text
    assert "Blick" not in ended.text
    assert AccessToken.objects.count() == 1


def test_nonsense_ends_nothing(cast):
    let_in(cast.karl)
    issue_token(cast.karl, scopes="read")
    browser = cast.signed_in(cast.karl)

    for app in ("x", "-1", "9" * 30, "１"):
        sent = {"app": app, "voice": ""}
        assert browser.post("/einstellungen/apps/beenden", sent).status_code == 404

    assert AccessToken.objects.count() == 2
