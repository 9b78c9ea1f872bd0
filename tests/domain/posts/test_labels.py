"""Labels: what readers are told before a text. Who writes puts them on, and nobody else."""

from datetime import timedelta

import pytest

from augenhoehe.domain.posts.actions import (
    Wording,
    cancel_scheduled,
    create_filter,
    edit_post,
    publish_due,
    schedule_post,
)
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.drafts import drafts_of
from augenhoehe.domain.posts.filtering import filters_on
from augenhoehe.domain.posts.glance import glances_at
from augenhoehe.domain.posts.labels import (
    Labels,
    checked_labels,
    from_elsewhere,
    in_one_line,
    kinds_named,
    said_labels,
)
from augenhoehe.domain.posts.models import Label, Post, ScheduledPost
from augenhoehe.domain.posts.shop_links import sounds_like_an_offer
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

PAID = Labels(Label.ADVERTISING | Label.PAID_BY, {"paid_by": "Lindenrad GmbH"})
LINE = "Advertising · Paid by Lindenrad GmbH"


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize(
    ("labels", "field"),
    [
        (Labels(Label.PAID_BY), "label_paid_by"),
        (Labels(Label.PAID_BY, {"paid_by": " \u200b… "}), "label_paid_by"),
        (Labels(Label.OWN_INTEREST), "label_own_interest"),
        (Labels(Label.PREPARED_BY_AGENCY), "label_prepared_by_agency"),
        (Labels(Label.PAID_BY, {"paid_by": "x" * 101}), "label_paid_by"),
        (Labels(0, {"paid_by": "Lindenrad"}), "label_paid_by"),
        (Labels(64), "labels"),
        (Labels(-1), "labels"),
    ],
)
def test_a_label_that_says_nothing_is_refused(cast, labels, field):
    with pytest.raises(Invalid) as refusal:
        cast.says(cast.karl, "Tolles Rad", labels=labels)

    assert refusal.value.field == field
    assert not Post.objects.exists()


def test_there_are_no_other_labels():
    with pytest.raises(Invalid, match="no label"):
        kinds_named(["sponsored"])


def test_nobody_labels_what_others_say(cast):
    post = cast.says(cast.karl, "Tolles Rad")

    for who in (cast.erika, cast.hanna):
        with pytest.raises(NotAllowed):
            edit_post(post, by=who, wording=Wording("Tolles Rad", labels=PAID))


def test_everybody_can_label_what_they_say(cast):
    post = cast.says(cast.karl, "Tolles Rad", labels=PAID)

    assert (post.labels, post.label_words) == (3, {"paid_by": "Lindenrad GmbH"})
    assert in_one_line(post) == LINE
    assert post.text == "Tolles Rad" and "Advertising" not in post.html
    revision = post.revisions.get()
    assert (revision.labels, revision.label_words) == (3, {"paid_by": "Lindenrad GmbH"})


def test_words_are_one_line_and_a_machine_needs_none():
    labels = checked_labels(
        Labels(Label.PAID_BY | Label.PREPARED_WITH_MACHINE, {"paid_by": " Linden\n rad "})
    )

    assert labels.words == {"paid_by": "Linden rad"}
    post = Post(labels=labels.kinds, label_words=labels.words)
    assert [one.line for one in said_labels(post)] == [
        "Paid by Linden rad",
        "Prepared with a machine",
    ]


def test_putting_one_on_and_taking_it_away_are_versions(cast):
    post = cast.says(cast.karl, "Tolles Rad")

    post = edit_post(post, by=cast.karl, wording=Wording("Tolles Rad", labels=PAID))
    assert (post.version, in_one_line(post)) == (2, LINE)
    same = edit_post(post, by=cast.karl, wording=Wording("Tolles Rad", labels=PAID))
    assert same.version == 2
    kept = edit_post(post, by=cast.karl, wording=Wording("Ein tolles Rad"))
    assert (kept.version, in_one_line(kept)) == (3, LINE)
    gone = edit_post(kept, by=cast.karl, wording=Wording("Ein tolles Rad", labels=Labels()))
    assert (gone.version, in_one_line(gone)) == (4, "")
    assert [one.labels for one in post.revisions.order_by("number")] == [0, 3, 3, 0]


@pytest.mark.parametrize(
    ("typed", "text", "line"),
    [
        ("/werbung\nTolles Rad", "Tolles Rad", "Advertising"),
        ("/Ad\n/paid by Lindenrad GmbH\nTolles Rad", "Tolles Rad", LINE),
        ("@erika /bezahlt von: Lindenrad\nHallo", "@erika Hallo", "Paid by Lindenrad"),
        ("/maschine\nHallo", "Hallo", "Prepared with a machine"),
        ("/agentur Blau & Co\nHallo", "Hallo", "Prepared by an agency: Blau & Co"),
        ("/interesse ich arbeite dort\nHi", "Hi", "Own interest: ich arbeite dort"),
        ("\\/werbung\nTolles Rad", "/werbung\nTolles Rad", ""),
        ("/werbung ist überall", "/werbung ist überall", ""),
        ("Tolles Rad\n/werbung", "Tolles Rad\n/werbung", ""),
    ],
)
def test_the_first_lines_put_labels_on(cast, typed, text, line):
    post = cast.says(cast.karl, typed)

    assert (post.text, in_one_line(post)) == (text, line)


def test_a_first_line_without_its_words_publishes_nothing(cast):
    with pytest.raises(Invalid, match="who paid"):
        cast.says(cast.karl, "/paid by\nTolles Rad")

    assert not Post.objects.exists()


def test_a_label_stands_beside_a_hat(cast):
    for typed in ("/dienst\n/werbung\nHallo", "/werbung\n/dienst\nHallo"):
        post = cast.says(cast.erika, typed)
        assert (post.text, post.in_service, post.labels) == ("Hallo", True, 1)


def test_what_is_said_later_keeps_its_labels(cast):
    due = clock.now() + timedelta(hours=1)
    schedule_post(by=cast.karl, due_at=due, wording=Wording("/ad\n\\/werbung", labels=None))
    schedule_post(by=cast.karl, due_at=due, wording=Wording("Rad", labels=PAID))
    with clock.pretend_it_is(due + timedelta(minutes=1)):
        publish_due()

    one, other = Post.objects.order_by("id")
    assert (one.text, one.labels) == ("/werbung", 1)
    assert in_one_line(other) == LINE


def test_what_is_taken_back_keeps_them_as_first_lines(cast):
    due = clock.now() + timedelta(hours=1)
    row = schedule_post(by=cast.karl, due_at=due, wording=Wording("Rad", labels=PAID))

    cancel_scheduled(row, by=cast.karl, as_draft=True)

    draft = drafts_of(cast.karl)[0].text
    assert draft == "/werbung\n/bezahlt von Lindenrad GmbH\nRad"
    assert in_one_line(cast.says(cast.karl, draft)) == LINE
    assert not ScheduledPost.objects.exists()


def test_a_filter_finds_labels_and_not_ones_own(cast):
    labelled = cast.says(cast.karl, "Tolles Rad", labels=PAID)
    other = cast.says(cast.karl, "Werbung ist überall")
    for who in (cast.gerda, cast.karl):
        create_filter(by=who, title="Keine Werbung", contexts=["home"], labels=Label.ADVERTISING)

    found = filters_on(reader_for(cast.gerda), glances_at([labelled.id, other.id]))

    assert {post_id: one[0].keywords for post_id, one in found.items()} == {
        labelled.id: ("advertising",)
    }
    assert filters_on(reader_for(cast.karl), glances_at([labelled.id])) == {}


def test_another_server_says_what_it_likes_and_we_keep_what_is_harmless():
    said = {
        "advertising": True,
        "paid_by": "<b>\u202eLinden\nrad" + "x" * 200,
        "own_interest": True,
        "prepared_by_agency": " … ",
        "prepared_with_machine": True,
    }

    labels = from_elsewhere(said)

    assert labels.names == ("advertising", "paid_by", "prepared_with_machine")
    assert len(labels.words["paid_by"]) <= 100 and "\n" not in labels.words["paid_by"]


@pytest.mark.parametrize(
    ("text", "is_offer"),
    [
        ("Das Modell 7 kostet 1.299 €: https://laden.example/7", True),
        ("Ab EUR 49 auf https://shop.laden.example/bremsen", True),
        ("Das Modell 7 kostet 1.299 €.", False),
        ("Mehr unter https://laden.example/7 in 7 Tagen", False),
        ("49 € bei https://anderswo.example/7", False),
        ("49 € bei https://laden.example.evil.example/7", False),
    ],
)
def test_an_offer_is_a_price_and_one_of_our_shops(settings, text, is_offer):
    settings.OWN_SHOPS = ("laden.example",)

    assert sounds_like_an_offer(text) is is_offer
