"""Four members post almost the same: the fourth is told before, readers are told after."""

from __future__ import annotations

from augenhoehe.domain.posts.actions import settle_echo
from augenhoehe.domain.posts.models import Post
from tests.interfaces.web.writers import english

TEXT = "Unser neuer Riemen hält zwei Winter lang, kommt vorbei und seht ihn euch in Linden an"


def settle():
    """What the job does for every post."""
    for post in Post.objects.order_by("id"):
        settle_echo(post.id)


def publish(browser, text, **more):
    return browser.post(
        "/schreiben", {"text": text, "audience": "0", "do": "publish", **more}, follow=True
    )


def test_four_members_say_almost_the_same(cast, client):
    words = [f"{TEXT}.", f"{TEXT}!", f"{TEXT}, bitte.", f"{TEXT}, gern."]
    browsers = [
        english(cast.signed_in(one)) for one in (cast.erika, cast.jonas, cast.theo, cast.priya)
    ]
    space = cast.haus.slug
    publish(browsers[0], words[0], audience=f"space:{space}")  # inside: it never appears
    for browser, text in zip(browsers[:3], words[:3], strict=True):
        publish(browser, text)
    settle()
    last = browsers[3]
    before = last.post("/schreiben/gleichklang", {"text": words[3], "slot": "new"})
    assert "3 posts of this organisation say nearly the same" in before.text

    said = publish(last, words[3])
    settle()
    assert "Your post is published." in said.text
    address = said.redirect_chain[-1][0].partition("#")[0]

    karl = english(cast.signed_in(cast.karl))
    for reader in (karl, english(client)):
        assert "Similar to 3 other posts of this organisation" in reader.get(address).text
        number = address.rsplit("/", 1)[1]
        page = reader.get(f"/beitrag/{number}/gleichklang")
        assert page.text.count('<article class="echo">') == 3
        assert page.text.count("Erika Hansen") == 1


def test_customers_who_say_the_same_are_not_shown_as_one(cast):
    karl, ada = (english(cast.signed_in(one)) for one in (cast.karl, cast.ada))
    publish(karl, f"{TEXT}.")
    said = publish(ada, f"{TEXT}!")
    settle()

    assert "Your post is published." in said.text
    assert "echo-line" not in ada.get(said.redirect_chain[-1][0]).text
