"""Previews of links, and posts for pages elsewhere."""

import pytest

from augenhoehe.domain.people.actions import use_protected_name
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.link_cards import digest_of
from augenhoehe.domain.posts.models import Card, Post, Restriction
from augenhoehe.foundation import clock

URL = "https://zeitung.example/riemen"


@pytest.fixture
def card(db):
    return Card.objects.create(
        url=URL,
        digest=digest_of(URL),
        title="Riemen im Test",
        description="Drei Wochen.",
        author_name="Ada",
        provider_name="Zeitung",
        folder="cards/17",
        width=800,
        height=400,
        blurhash="L6PZfSi_.AyE_3t7t7R**0o#DgR4",
        published_at=clock.now(),
    )


def shared(cast, card, **how):
    post = cast.says(cast.karl, f"Lest das: {URL}", **how)
    Post.objects.filter(id=post.id).update(card=card)
    return Post.objects.get(id=post.id)


def test_a_post_without_a_link_has_no_card(cast, program):
    post = cast.says(cast.karl, "Kein Link")

    assert program().read(post.id).json()["card"] is None
    assert program().get(f"v1/statuses/{post.id}/card").json() == {}
    assert program().get("v1/statuses/1/card").status_code == 404


def test_a_card_stands_in_its_post(cast, program, card):
    post = shared(cast, card)

    said = program().read(post.id).json()["card"]

    assert said | {"published_at": ""} == {
        "url": URL,
        "title": "Riemen im Test",
        "description": "Drei Wochen.",
        "language": None,
        "type": "link",
        "authors": [{"name": "Ada", "url": "", "account": None}],
        "author_name": "Ada",
        "author_url": "",
        "provider_name": "Zeitung",
        "provider_url": "",
        "html": "",
        "width": 800,
        "height": 400,
        "image": "http://testserver/vorschau/17.webp",
        "image_description": "",
        "embed_url": "",
        "blurhash": "L6PZfSi_.AyE_3t7t7R**0o#DgR4",
        "published_at": "",
        "missing_attribution": None,
    }
    assert program().get(f"v1/statuses/{post.id}/card").json() == said


def test_a_post_whose_pictures_were_taken_out_has_no_card(cast, program, card):
    post = shared(cast, card)

    set_post_restrictions(post, Restriction.MEDIA_REMOVED)

    assert program().read(post.id).json()["card"] is None


def test_a_link_nobody_shared_has_no_list(program, card):
    assert program().get("v1/timelines/link", url="https://x.example/").status_code == 404
    assert program().get("v1/timelines/link").status_code == 404


def test_a_link_has_a_list_of_who_shared_it(cast, program, card):
    post = shared(cast, card)
    shared(cast, card, audience=Audience.UNLISTED)

    answer = program().get("v1/timelines/link", url=URL)

    assert [one["id"] for one in answer.json()] == [str(post.id)]
    assert f"max_id={post.id}" not in answer.headers.get("Link", "")


# --- /api/oembed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "https://[::1",
        "https://elsewhere.example/@karl/1",
        "http://testserver/@karl/1",
        "http://testserver/@karl/" + "1" * 19,
        "http://testserver/@karl",
    ],
)
def test_what_is_no_open_post_is_not_embedded(program, url):
    answer = program().get("oembed", url=url)

    assert answer.status_code == 404
    assert answer.json() == {"error": "Record not found"}


def test_nothing_internal_is_embedded_even_by_who_reads_it(cast, program):
    post = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    answer = program(cast.erika).get("oembed", url=f"http://testserver/@erika/{post.id}")

    assert answer.status_code == 404


def test_a_post_is_embedded_without_scripts(cast, program):
    post = cast.says(cast.karl, "Mein <script>Riemen</script> #rad")

    for address in (f"@karl/{post.id}", f"p/{post.id}", f"users/karl/statuses/{post.id}"):
        answer = program().get("oembed", url=f"http://testserver/{address}", maxwidth=300)
        said = answer.json()
        assert (said["type"], said["version"], said["width"]) == ("rich", "1.0", 300)
        assert said["author_name"] == "Karl Brandt"
        assert "<script" not in said["html"]
        assert f'href="http://testserver/@karl/{post.id}"' in said["html"]
        assert 'href="http://testserver/tags/rad"' in said["html"]
    assert program().get("oembed", url="x", format="xml").status_code == 406


def test_what_stands_behind_a_warning_stays_there(cast, program):
    post = cast.says(cast.karl, "Der Täter ist der Gärtner.", warning="Verrät das Ende")

    html = program().get("oembed", url=f"http://testserver/@karl/{post.id}").json()["html"]

    assert "Verrät das Ende" in html
    assert "Gärtner" not in html


def test_who_wrote_through_a_voice_is_named_on_pages_elsewhere_too(cast, program):
    post = cast.says(cast.jonas, "Das war unser Fehler.", voice=cast.lindenrad)
    name = use_protected_name(cast.lindenrad, by=cast.theo).name
    other = cast.says(cast.theo, "Es kommt ein neuer.", voice=cast.lindenrad)

    said = program().get("oembed", url=f"http://testserver/@lindenrad/{post.id}").json()
    protected = program().get("oembed", url=f"http://testserver/@lindenrad/{other.id}").json()

    assert said["author_name"] == "Lindenrad, written by Jonas Weber"
    assert "Lindenrad, written by Jonas Weber" in said["html"]
    assert protected["author_name"] == f"Lindenrad, written by {name}"
    assert "Theo" not in str(protected)
