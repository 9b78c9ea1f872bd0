"""People and posts of other servers look like ours, with their home named."""

import re

import pytest
from django.test import Client

from augenhoehe.domain.media import away
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import like, receive_post
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.received import Medium, Said
from augenhoehe.foundation.verdicts import YES, no
from augenhoehe.interfaces.web.pages.media.drawings import average_colour
from augenhoehe.interfaces.web.pages.media.errands import HEADER, Errand
from tests import people_elsewhere as elsewhere

PICTURE = "https://files.rad.example/1.png"


@pytest.fixture(autouse=True)
def _we_talk_with_everybody(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(away, "_guards", [lambda home: YES])


def page(path, client=None):
    client = client or Client()
    client.cookies["augenhoehe_language"] = "en"
    return client.get(path)


def errand_of(answer):
    return Errand.read(answer[HEADER].encode()) if HEADER in answer else None


# Media


def test_a_picture_is_as_private_as_its_post(cast):
    frieda = elsewhere.somebody()
    post = elsewhere.says(
        frieda, media=[Medium(PICTURE)], mentioned=[cast.karl], audience=Audience.DIRECT
    )
    picture = Picture.objects.get(away=PICTURE)
    path = f"/media/{picture.id}/small.webp"

    assert page(path).status_code == 404
    assert page(path, cast.signed_in(cast.gerda)).status_code == 404
    answer = page(path, cast.signed_in(cast.karl))
    assert errand_of(answer).url == PICTURE
    assert errand_of(answer).headers["Cache-Control"].startswith("private")
    assert answer["Cache-Control"] == "no-store"
    assert post.account.domain in errand_of(answer).home


def test_an_open_picture_may_be_kept_by_all(db):
    elsewhere.says(elsewhere.somebody(), media=[Medium(PICTURE, preview=f"{PICTURE}?small")])
    picture = Picture.objects.get()

    small, large = (page(f"/media/{picture.id}/{size}.webp") for size in ("small", "large"))

    assert errand_of(small).url == f"{PICTURE}?small"
    assert errand_of(large).url == PICTURE
    assert errand_of(large).headers["Cache-Control"].startswith("public")


def test_who_has_it_already_is_told_so(db):
    elsewhere.says(elsewhere.somebody(), media=[Medium(PICTURE)])
    path = f"/media/{Picture.objects.get().id}/small.webp"
    tag = errand_of(page(path)).headers["ETag"]

    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304


def test_of_a_server_we_do_not_talk_with_nothing_is_asked(db, monkeypatch):
    elsewhere.says(elsewhere.somebody(portrait_away=PICTURE), media=[Medium(PICTURE)])
    monkeypatch.setattr(away, "_guards", [lambda home: no("suspended")])
    frieda = Account.objects.get(domain=elsewhere.HOME)

    for path in (
        f"/media/{Picture.objects.get().id}/small.webp",
        f"/portraits/{frieda.id}/{frieda.version}/small.webp",
    ):
        answer = page(path)
        assert answer.status_code == 200
        assert HEADER not in answer
        assert answer["Content-Type"] == "image/svg+xml"


def test_what_is_kept_is_sent_from_here(db, settings):
    settings.FEDERATION_KEEP_MEDIA_DAYS = 3
    elsewhere.says(elsewhere.somebody(), media=[Medium(PICTURE)])
    folder = away.folder_for(elsewhere.HOME, PICTURE)
    folder.mkdir(parents=True)
    (folder / "small.webp").write_bytes(b"RIFF, more or less")

    answer = page(f"/media/{Picture.objects.get().id}/small.webp")

    assert HEADER not in answer
    assert b"".join(answer.streaming_content) == b"RIFF, more or less"


def test_a_film_plays_from_our_address(db):
    film = Medium("https://x.example/f", kind="video", mime="video/webm", preview=PICTURE)
    post = elsewhere.says(elsewhere.somebody(), media=[film])
    picture = Picture.objects.get()

    shown = page(f"/@{post.account.address}/{post.id}").text
    answer = page(f"/media/{picture.id}/original.webm")

    assert f'src="/media/{picture.id}/original.webm"' in shown
    assert 'width="640" height="480"' in shown  # nobody said how large it is
    assert errand_of(answer).url == "https://x.example/f"
    assert "sandbox" in errand_of(answer).headers["Content-Security-Policy"]
    assert page(f"/media/{picture.id}/original.mp4").status_code == 404


def test_where_a_word_has_no_picture_the_word_is_read(db):
    emoji = elsewhere.emoji("kette")

    answer = page(f"/emoji/{emoji.id}.webp")

    assert answer.status_code == 204
    assert errand_of(answer).url == emoji.away


@pytest.mark.parametrize(
    ("blurhash", "colour"),
    [("", ""), ("LEHV6nWB2yk8pyo0adR*.7kCMdnj", "#979695"), ("L€€€€€", ""), ("LE", "")],
)
def test_an_empty_place_has_the_colour_of_its_picture(blurhash, colour):
    assert average_colour(blurhash) == colour


# People


def test_a_profile_names_its_home_and_leads_there(cast):
    elsewhere.emoji("kette")
    elsewhere.emoji("riemen", home="andere.example")
    frieda = elsewhere.somebody(
        name="Frieda :kette: :riemen:",
        about_html="<p>Fährt :kette:</p>",
        interest="Ich verkaufe Räder",
        portrait_away=PICTURE,
        header_away=PICTURE,
    )

    text = page("/@frieda@rad.example").text

    assert "@frieda@rad.example" in text
    assert "Interest: Ich verkaufe Räder" in text
    assert 'alt=":kette:"' in text
    assert 'alt=":riemen:"' not in text
    assert "Known here:" in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="{frieda.url}">' in text
    assert f'src="/portraits/{frieda.id}/{frieda.version}/large.webp"' in text
    assert "Open the profile on rad.example" in text
    for path in ("gefolgt-von", "folgt"):
        assert "Those known here" in page(f"/@frieda@rad.example/{path}").text


def test_a_group_elsewhere_has_a_page_and_a_space_of_ours_has_its_own(cast):
    elsewhere.somebody("rennrad", "Rennrad", kind="group")

    assert "group" in page("/@rennrad@rad.example").text
    assert page(f"/@{cast.haus.slug}").status_code == 404


def test_who_has_moved_is_followed_where_they_are(cast):
    old, new = elsewhere.somebody(), elsewhere.somebody("frieda", home="neu.example")
    Account.objects.filter(id=old.id).update(moved_to=new)

    text = page("/@frieda@rad.example", cast.signed_in(cast.karl)).text

    assert "has moved to" in text
    assert 'action="/@frieda@neu.example/folgen"' in text
    assert 'action="/@frieda@rad.example/folgen"' not in text


def test_who_is_gone_is_said_to_be(cast):
    elsewhere.somebody(is_suspended=True)

    assert "is no longer on rad.example" in page("/@frieda@rad.example").text


def test_an_organisation_elsewhere_is_no_voice_of_ours(cast):
    kettenwerk = elsewhere.somebody("kettenwerk", "Kettenwerk", kind="voice")
    elsewhere.says(kettenwerk, writer_name="Rosa Kern")

    text = page("/@kettenwerk@rad.example").text

    assert "written by Rosa Kern (says their server)" in text
    assert "Who speaks here" not in text
    assert "A voice speaks for the organisation" not in text


# Posts


def test_a_post_leads_to_our_pages_of_people_and_words(cast):
    frieda, otto = elsewhere.somebody(), elsewhere.somebody("otto", "Otto")
    post = elsewhere.says(
        frieda,
        '<p><a href="http://testserver/@karl" class="u-url mention">@<span>karl</span></a> '
        f'<a href="{otto.url}" class="u-url mention">@<span>otto</span></a> '
        '<a href="https://rad.example/tags/Rad" class="mention hashtag">#<span>Rad</span></a> '
        '<a href="https://rad.example/@otto/1">#1</a> <a href="https://x.example/">x</a></p>',
        mentioned=[cast.karl, otto],
        hashtags=["Rad"],
    )

    text = page(f"/@frieda@rad.example/{post.id}").text
    links = re.search(r'class="post__text".*?</div>', text, re.DOTALL)[0]

    assert 'href="/@karl"' in links
    assert 'href="/@otto@rad.example"' in links
    assert 'href="/tags/rad"' in links
    assert 'href="https://x.example/"' in links
    post.refresh_from_db()
    assert otto.url in post.html


def test_a_post_says_where_it_comes_from(cast):
    frieda = elsewhere.somebody()
    post = elsewhere.says(frieda)
    like(post, by=cast.karl)

    text = page(f"/@frieda@rad.example/{post.id}").text

    assert f'<link rel="canonical" href="{post.url}">' in text
    assert "On their own server" in text
    assert "as far as known here; rad.example knows more" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "Those known here" in page(f"/@frieda@rad.example/{post.id}/reaktionen").text


def test_many_posts_cost_no_more_than_one(cast, django_assert_max_num_queries):
    elsewhere.emoji("kette")
    people = [elsewhere.somebody(f"p{n}", f"P{n} :kette:", home=f"h{n}.example") for n in range(8)]
    for n, who in enumerate(people):
        elsewhere.emoji("kette", home=who.domain)
        receive_post(
            Said(uri=f"{who.uri}/1", html=f"<p>:kette: {n}</p>", hashtags=["rad"]),
            by=who,
            wanted=True,
        )
    page("/tags/rad")  # what the server learns once

    from augenhoehe.interfaces.web.fragments import memory

    memory.known.clear()
    with django_assert_max_num_queries(22):
        text = page("/tags/rad").text
    assert text.count('alt=":kette:"') == 16


def test_the_answer_names_both_homes(cast):
    post = elsewhere.says(elsewhere.somebody(), mentioned=[cast.karl])

    text = page(f"/@frieda@rad.example/{post.id}", cast.signed_in(cast.karl)).text

    assert "@frieda@rad.example </textarea>" in text


def test_a_notice_names_the_home(cast, commits):
    with commits():
        elsewhere.says(elsewhere.somebody(), mentioned=[cast.karl])

    assert "Frieda (rad.example)" in page("/meldungen", cast.signed_in(cast.karl)).text


# What is at stake


def test_an_interest_that_is_too_long_is_kept_in_the_form(cast):
    karl = cast.signed_in(cast.karl)

    answer = karl.post("/einstellungen/profil", {"name": "Karl", "interest": "x" * 201})

    assert answer.status_code == 422
    assert "x" * 201 in answer.text


def test_an_interest_stands_in_the_profile(cast):
    karl = cast.signed_in(cast.karl)

    karl.post("/einstellungen/profil", {"name": "Karl", "interest": "Ich verkaufe Räder"})

    assert "Interest: Ich verkaufe Räder" in page("/@karl").text
