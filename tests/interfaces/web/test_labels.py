"""Labels on the web: put on in the composer, shown before the text, found by filters."""

import re

import pytest

from augenhoehe.domain.posts.actions import Wording, edit_post
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Filter, Label, Post
from tests.interfaces.web.writers import english, shown_text

PAID = Labels(Label.ADVERTISING | Label.PAID_BY, {"paid_by": "Lindenrad GmbH"})
OFFER = "Das Modell 7 kostet 1.299 €: https://laden.example/7"


@pytest.fixture
def karl(cast):
    return english(cast.signed_in(cast.karl))


def stands_before(page, first, then):
    words = re.sub(r"<[^>]+>", " ", page)
    return first in words and words.index(first) < words.index(then)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": "paid_by"}, "Please say who paid for it."),
        ({"label_words_paid_by": "Lindenrad"}, "Please tick this label as well"),
        ({"label": "own_interest", "label_words_own_interest": "  "}, "which interest"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_the_text_stays(karl, typed, said):
    answer = karl.post("/schreiben", {"text": "Tolles Rad"} | typed)

    assert answer.status_code == 422
    page = answer.text
    assert said in page and "aria-invalid" in page
    assert shown_text(answer) == "Tolles Rad"
    assert re.search(r'<details class="composer__more composer__labels" open>', page)
    assert not Post.objects.exists()


def test_everybody_labels_and_everybody_reads_it_before_the_text(karl, client):
    karl.post(
        "/schreiben",
        {
            "text": "Ein tolles Rad",
            "warning": "Angeberei",
            "label": ["advertising", "paid_by"],
            "label_words_paid_by": "Lindenrad <GmbH>",
        },
    )

    post = Post.objects.get()
    assert post.labels == 3
    for address in (f"/@karl/{post.id}", "/@karl", "/alle"):
        page = english(client).get(address).text
        assert "Paid by Lindenrad &lt;GmbH&gt;" in page
        assert stands_before(page.split("<main")[1], "Paid by", "Angeberei")
    page = english(client).get(f"/@karl/{post.id}").text
    assert 'og:description" content="[Advertising' in page


def test_a_quotation_says_it_too(cast, client):
    post = cast.says(cast.karl, "Ein tolles Rad", labels=PAID)
    quoting = cast.says(cast.gerda, "Seht her", quoting=post)

    page = english(client).get(f"/@gerda/{quoting.id}").text

    quotation = page.split('<blockquote class="quoted-post')[1].split("</blockquote>")[0]
    assert stands_before(quotation, "Advertising", "Ein tolles Rad")
    assert page.split("<main")[1].count("Paid by Lindenrad GmbH") == 1


def test_feeds_say_it(cast, client):
    cast.says(cast.karl, "Ein tolles Rad", labels=PAID)

    feed = english(client).get("/@karl.atom").text

    assert "[Advertising · Paid by Lindenrad GmbH] Ein tolles Rad" in feed


def test_what_was_taken_away_stays_in_the_history(cast, client):
    post = cast.says(cast.karl, "Ein tolles Rad", labels=PAID)
    edit_post(post, by=cast.karl, wording=Wording("Ein tolles Rad", labels=Labels()))

    page = english(client).get(f"/@karl/{post.id}/fassungen").text

    assert "<del>Advertising · Paid by Lindenrad GmbH</del>" in page
    assert "Advertising" not in english(client).get(f"/@karl/{post.id}").text.split("<main")[1]


def test_editing_keeps_what_is_ticked_and_can_add(cast, karl):
    post = cast.says(cast.karl, "Ein tolles Rad", labels=PAID)
    page = karl.get(f"/@karl/{post.id}/bearbeiten").text
    assert 'value="paid_by" checked' in page and 'value="Lindenrad GmbH"' in page

    karl.post(
        f"/@karl/{post.id}/bearbeiten",
        {"text": "Ein tolles Rad", "label": ["own_interest"], "label_words_own_interest": "Job"},
    )

    post.refresh_from_db()
    assert (post.version, post.labels, post.label_words) == (2, 4, {"own_interest": "Job"})


def test_a_link_to_our_shop_with_a_price_is_only_a_hint(cast, karl, settings):
    settings.OWN_SHOPS = ("laden.example",)
    erika = english(cast.signed_in(cast.erika))

    assert "consider the label" not in karl.post("/schreiben/kennzeichnung", {"text": OFFER}).text
    assert "consider the label" in erika.post("/schreiben/kennzeichnung", {"text": OFFER}).text
    ticked = {"text": OFFER, "label": "advertising"}
    assert "consider" not in erika.post("/schreiben/kennzeichnung", ticked).text
    assert "consider the label" in erika.post("/schreiben", {"text": OFFER, "do": "help"}).text
    erika.post("/schreiben", {"text": OFFER})
    assert Post.objects.get().labels == 0


def test_signed_out_nobody_asks(client):
    assert client.post("/schreiben/kennzeichnung", {"text": OFFER}).status_code in (302, 403)


def test_a_filter_of_labels_folds_posts(cast, client):
    cast.says(cast.karl, "Ein tolles Rad", labels=PAID)
    gerda = english(cast.signed_in(cast.gerda))

    answer = gerda.post(
        "/einstellungen/filter/neu",
        {
            "title": "Keine Werbung",
            "contexts": ["home", "public"],
            "action": "warn",
            "lasts": "ever",
            "labels": ["advertising"],
        },
    )

    assert answer.status_code == 302, answer.text
    assert Filter.objects.get().labels == Label.ADVERTISING
    assert "Filtered: Keine Werbung" in gerda.get("/alle").text
    assert "Advertising" in gerda.get("/einstellungen/filter").text


def test_a_draft_keeps_what_is_ticked(cast, karl):
    typed = {"text": "\\/werbung ist toll", "label": ["paid_by"], "label_words_paid_by": "Oma"}
    karl.post("/entwurf", typed | {"slot": "new", "do": "keep"})

    page = karl.get("/schreiben")

    assert shown_text(page) == "\\/werbung ist toll"
    assert 'value="paid_by" checked' in page.text and 'value="Oma"' in page.text


def test_what_was_typed_signed_out_keeps_its_labels(cast, client):
    browser = english(client)
    browser.post(
        "/schreiben", {"text": "Rad", "label": ["advertising"], "label_words_paid_by": "x"}
    )

    kept = browser.session["unsent"]
    assert (kept["label"], kept["label_words_paid_by"]) == (["advertising"], "x")
    assert not Post.objects.exists()


def test_a_missing_label_can_be_reported(cast):
    post = cast.says(cast.karl, "Ein tolles Rad")

    page = english(cast.signed_in(cast.gerda)).get(f"/melden?post={post.id}")

    assert "A label is missing" in page.text
