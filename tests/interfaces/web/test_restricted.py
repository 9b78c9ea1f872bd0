"""What somebody sees where something was restricted: what, since when, why, and the way on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from augenhoehe.domain.criticism.actions import bring_in
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.moderation.actions import end_intervention, intervene
from augenhoehe.domain.moderation.models import Intervention
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import confirm_contact, follow, keep_contact
from augenhoehe.domain.people.internals import block_for_voice, set_account_restrictions
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    edit_post,
    keep_bookmark,
    publish_for_somebody,
    publish_guest_post,
)
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import Post, Restriction, Tag
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import address_of, articles, browser, read, words

WORD = "Schandfleck"
READERS = (None, "gerda", "karl", "erika", "mona", "inga")


@pytest.fixture
def said(cast):
    """Gerda asked; Karl answered with a word, a picture and a hashtag; Ada passed it on."""
    root = cast.says(cast.gerda, "Was haltet ihr von Theo?")
    post = cast.says(
        cast.karl, f"{WORD} #{WORD}", in_reply_to=root, pictures=[cast.picture(cast.karl)]
    )
    pictures = list(post.pictures.all())
    edit_post(post, by=cast.karl, wording=Wording(text=f"{WORD} #{WORD} ja", pictures=pictures))
    boost(post, by=cast.ada)
    follow(cast.karl, by=cast.gerda)
    keep_bookmark(post, by=cast.gerda)
    return Post.objects.get(id=post.id)


def restricted(cast, thing, kind=Kind.REMOVE_POST):
    """Mona acts; the entry is in the register."""
    done = intervene(against(thing, kind), by=cast.mona)
    assert done.state == Intervention.State.IN_FORCE
    return done


def doors(post):
    """Every page on which its words could stand, and what they answer after a removal."""
    own = address_of(post)
    picture = Picture.objects.get().id
    return {
        own: 410,
        f"{own}/fassungen": 404,
        f"{own}/reaktionen": 404,
        address_of(post.in_reply_to): 200,
        f"/media/{picture}/small.webp": 404,
        "/": 200,
        "/alle": 200,
        "/alle.atom": 200,
        "/@karl?antworten=1": 200,
        "/@karl.atom": 200,
        "/@ada": 200,
        f"/tags/{WORD.lower()}": 200,
        f"/tags/{WORD.lower()}.atom": 200,
        f"/suche?q={WORD}s": 200,
        "/faelle": 200,
        f"/api/v1/statuses/{post.id}": 404,
        f"/api/v1/statuses/{Post.objects.get(boost_of=post).id}": 404,
    }


@pytest.mark.parametrize("name", READERS)
def test_a_removed_post_speaks_through_no_door(cast, said, name):
    restricted(cast, said)
    client = browser(cast, getattr(cast, name) if name else None)

    pages = doors(said) | ({"/home": 200, "/gemerkt": 200, reverse("notices"): 200} if name else {})
    for address, status in pages.items():
        answer = client.get(address)
        assert answer.status_code == status, (address, answer)
        page = answer.content.decode().replace(f"q={WORD}", "").replace(f'value="{WORD}', "")
        assert WORD not in page.replace(f"{WORD}s", ""), address


def test_in_its_place_stands_why(cast, said):
    done = restricted(cast, said)

    for address, status in ((address_of(said), 410), (address_of(said.in_reply_to), 200)):
        page = read(browser(cast), address, status)
        assert "A post by Karl Brandt was removed" in words(page)
        assert f'href="/register/{done.uid}"' in page
        assert done.clause.title in words(page)
        assert "/begruendung/" not in page
        assert "Set-Cookie" not in page
    assert "noindex" in read(browser(cast), address_of(said), 410)


def test_only_whom_it_concerns_gets_the_way_to_appeal(cast, said):
    restricted(cast, said)

    for name in READERS:
        who = getattr(cast, name) if name else None
        page = read(browser(cast, who), address_of(said), 410)
        assert ("/begruendung/" in page) == (name == "karl"), name


def test_who_said_it_can_delete_it_for_good(cast, said):
    restricted(cast, said)
    address = address_of(said, "/loeschen")

    assert browser(cast, cast.gerda).get(address).status_code == 404
    karl = browser(cast, cast.karl)
    assert "even if an appeal is won" in words(read(karl, address))
    karl.post(address)

    row = Post.objects.values().get(id=said.id)
    assert (row["text"], row["removed_at"]) == ("", None)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.LOCK_REPLIES, "Replies are closed here"),
        (Kind.PAUSE_THREAD, "This conversation is paused"),
        (Kind.MARK_SENSITIVE, "Marked as sensitive"),
        (Kind.REMOVE_MEDIA, "Pictures were taken out"),
        (Kind.DELIST, "Not in public lists"),
    ],
)
def test_a_lighter_measure_stands_beside_the_post(cast, said, kind, sentence):
    root = Post.objects.get(id=said.in_reply_to_id)
    done = restricted(cast, root, kind)

    card = articles(read(browser(cast), address_of(said)))[0]
    assert sentence in words(card)
    assert f"/register/{done.uid}" in card


def test_where_replies_are_closed_one_reads_that_instead_of_a_form(cast, said):
    restricted(cast, Post.objects.get(id=said.in_reply_to_id), Kind.PAUSE_THREAD)

    page = read(browser(cast, cast.ada), address_of(said))

    assert "This conversation is paused. The entry in the register says why." in words(page)
    assert "composer__text" not in page


def test_a_marked_post_is_covered_everywhere(cast):
    post = cast.says(cast.karl, f"Ein Unfall: {WORD}")
    read(browser(cast), address_of(post))  # remembered as it was
    set_post_restrictions(post, Restriction.MARKED_SENSITIVE)

    page = read(browser(cast), address_of(post))
    card = articles(page)[0]
    assert card.index("<summary>") < card.index(WORD) < card.index("</details>")
    assert WORD not in page.replace(card, "")
    assert WORD not in read(browser(cast), "/alle.atom")
    status = browser(cast).get(f"/api/v1/statuses/{post.id}").json()
    assert (status["sensitive"], status["spoiler_text"]) == (True, "Marked as sensitive")


def test_a_page_of_posts_asks_one_question_more_at_most(cast):
    posts = [cast.says(cast.karl, f"Nummer {n}") for n in range(6)]
    client = browser(cast)
    read(client, "/alle")

    before = _count(client)
    for post in posts[:4]:
        restricted(cast, post, Kind.LOCK_REPLIES)
    read(client, "/alle")
    assert _count(client) == before + 1


def _count(client):
    with CaptureQueriesContext(connection) as queries:
        read(client, "/alle")
    return len(queries)


# Profiles


def test_a_suspended_account_says_so_with_the_entry(cast):
    post = cast.says(cast.karl, "Vorher gesagt")
    done = restricted(cast, cast.karl, Kind.SUSPEND)

    page = read(browser(cast), "/@karl")
    assert "This account is suspended" in words(page)
    assert f"/register/{done.uid}" in page and "/begruendung/" not in page
    assert post.text in page
    assert "/begruendung/" in read(browser(cast, cast.karl), "/@karl")


def test_what_others_do_not_notice_they_are_not_told(cast):
    restricted(cast, cast.karl, Kind.WARN)

    for who in (None, cast.gerda, cast.erika):
        assert "warning" not in words(read(browser(cast, who), "/@karl")).lower()
    assert "You were given a warning" in words(read(browser(cast, cast.karl), "/@karl"))


def test_a_delisted_profile_is_not_for_search_engines(cast):
    set_account_restrictions(cast.karl, OfAccount.DELISTED)

    assert "noindex" in read(browser(cast), "/@karl")


def test_who_is_blocked_for_a_voice_reads_its_profile(cast):
    cast.says(cast.erika, "Wir bauen Räder.", voice=cast.lindenrad)
    block_for_voice(cast.lindenrad, cast.karl)

    page = read(browser(cast, cast.karl), "/@lindenrad")

    assert "Wir bauen Räder." in page
    assert "does not want to be read" not in page


def test_a_closed_hashtag_says_so(cast, said):
    done = restricted(cast, Tag.objects.get(name=WORD.lower()), Kind.BLOCK_HASHTAG)

    page = read(browser(cast), f"/tags/{WORD.lower()}")

    assert "This hashtag is closed here" in words(page)
    assert "Closed, since" in words(page)
    assert f"Why: {done.clause.title}" in words(page)
    assert f'href="/register/{done.uid}"' in page
    assert articles(page) == []


# Guests


@pytest.fixture
def rosa(cast):
    """Rosa's post: she has no account."""
    contact = keep_contact("rosa@example.org")
    confirm_contact(contact)
    assert cast.lindenrad and cast.gerda
    return publish_guest_post(
        guest=contact, name="Rosa Meer", text="@lindenrad @gerda Der Riemen riss."
    )


@pytest.mark.parametrize("page", ["post", "/alle", "/alle.atom"])
def test_a_guest_stands_with_her_name_and_without_a_page(cast, rosa, page):
    shown = read(browser(cast), address_of(rosa) if page == "post" else page)

    assert "Rosa Meer" in shown
    assert "Guest" in shown or "(guest)" in shown
    assert ">Desk<" not in shown and 'href="/@desk"' not in shown and "/@desk<" not in shown
    read(browser(cast), "/@desk", 404)


def test_a_guest_is_answered_by_name_and_not_by_address(cast, rosa):
    page = read(browser(cast, cast.gerda), f"/schreiben?reply={rosa.id}")

    assert "Answer to Rosa Meer" in words(page)
    assert "@desk" not in page.replace(address_of(rosa), "")


def test_notices_name_the_guest(cast, rosa):
    page = words(read(browser(cast, cast.gerda), reverse("notices")))

    assert "Rosa Meer mentions you." in page


def test_clients_see_the_guest(cast, rosa):
    status = browser(cast).get(f"/api/v1/statuses/{rosa.id}").json()

    assert status["account"]["display_name"] == "Rosa Meer (guest)"
    assert (status["guest"], status["written_by"]) == ("Rosa Meer", None)
    assert browser(cast).get(status["account"]["avatar"]).status_code == 200


def test_who_brought_it_in_stands_below(cast):
    post = publish_for_somebody(by=cast.jonas, text="Am Telefon: er riss.", name="Rosa Meer")

    card = articles(read(browser(cast), address_of(post)))[0]

    assert "Rosa Meer Guest, brought in by Jonas Weber" in words(card)
    assert 'href="/@jonas"' in card


def test_brought_in_from_elsewhere_says_from_where(cast):
    case = bring_in(
        by=cast.gerda,
        about=cast.lindenrad,
        url="https://fahrradforum.example/1",
        excerpt="Drei Wochen gewartet.",
    )

    shown = words(read(browser(cast), f"/faelle/{case.id}"))

    assert "brought in by Gerda" in shown
    assert "from fahrradforum.example" in shown
    assert "Guest" not in shown


# --- what came back ---------------------------------------------------------------------


def test_what_came_back_says_so_on_its_own_page_and_nowhere_else(cast, said):
    done = restricted(cast, said)
    end_intervention(done, by=cast.mona, reasons="Der Streit ist beigelegt, wie wir hören.")

    own = read(browser(cast), address_of(said))
    assert "This post was removed for a time and came back." in words(own)
    assert f"/register/{done.uid}" in own
    for elsewhere in ("/alle", "/@karl"):
        assert "came back" not in read(browser(cast), elsewhere)
    assert "came back" not in read(browser(cast), address_of(said.in_reply_to))


def test_the_place_of_a_removed_post_has_a_heading(cast, said):
    restricted(cast, said)

    assert "<h1>This post was removed</h1>" in read(browser(cast), address_of(said), status=410)
