"""As what somebody speaks: a hat that is worn with one post, by a switch or by the first line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.people.actions import end_membership, grant_hat, put_down_hat
from augenhoehe.domain.posts.actions import (
    Wording,
    cancel_scheduled,
    edit_post,
    publish_due,
    schedule_post,
)
from augenhoehe.domain.posts.drafts import drafts_of
from augenhoehe.domain.posts.models import Post, Revision, ScheduledPost
from augenhoehe.domain.posts.selectors import search_posts
from augenhoehe.domain.spaces.actions import wear_by_habit
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

SERVICE = "Lindenrad Kundendienst"


@pytest.fixture
def service(cast):
    """Jonas speaks for customer service: Erika, steward of the voice, confirmed it."""
    return grant_hat(cast.jonas, SERVICE, by=cast.erika, voice=cast.lindenrad)


@pytest.fixture
def workshop(cast):
    return grant_hat(cast.jonas, "die Werkstatt", by=cast.hanna, voice=cast.werkstatt)


def test_nobody_wears_what_is_not_theirs(cast, service):
    for who in (cast.karl, cast.erika):
        with pytest.raises(NotAllowed, match="has ended"):
            cast.says(who, "Ich spreche für den Kundendienst.", hat=service)
    assert not Post.objects.exists()


def test_a_hat_that_has_ended_is_worn_no_more(cast, service):
    put_down_hat(service, by=cast.jonas)

    with pytest.raises(NotAllowed, match="Lindenrad Kundendienst"):
        cast.says(cast.jonas, "Noch einmal", hat=service)


def test_whoever_leaves_speaks_for_nobody(cast, service):
    before = cast.says(cast.jonas, "/hut\nDas Teil ist unterwegs.")
    end_membership(cast.jonas, by=None)

    with pytest.raises(NotAllowed):
        cast.says(cast.jonas, "Noch einmal", hat=service)
    with pytest.raises(Invalid, match="no hat to put on"):
        cast.says(cast.jonas, "/hut\nNoch einmal")
    before.refresh_from_db()
    assert (before.hat_id, before.hat_words, before.in_service) == (service.id, SERVICE, True)


def test_a_hat_is_worn_in_service(cast, service):
    post = cast.says(cast.jonas, "Das Teil ist unterwegs.", hat=service, in_service=False)

    assert (post.hat, post.hat_words, post.in_service) == (service, SERVICE, True)


def test_a_hat_without_words_of_its_own_changes_no_name(cast, service):
    post = cast.says(cast.jonas, "Das Teil ist unterwegs.", hat=service)

    assert post.account == post.written_by == cast.jonas


@pytest.mark.parametrize(
    "first",
    [
        "/hut",
        "/HUT",
        "/hat",
        "/Hut  ",
        "\n\n/hut\r",
        "/hut Lindenrad Kundendienst",
        "/hat lindenrad  KUNDENDIENST",
        "/hut „Lindenrad Kundendienst“",
        "/hut @lindenrad",
    ],
)
def test_the_first_line_puts_the_hat_on_and_is_gone(cast, service, first):
    post = cast.says(cast.jonas, f"{first}\nDas Teil ist unterwegs.\r\nMorgen ist es da.")

    assert post.text == "Das Teil ist unterwegs.\nMorgen ist es da."
    assert post.hat == service
    assert "hut" not in post.html.lower()
    kept = Revision.objects.get()
    assert (kept.text, "/hut" in kept.html) == (post.text, False)
    assert [one.id for one in search_posts(cast.reads(None), "Teil")] == [post.id]
    assert not search_posts(cast.reads(None), "hut")


@pytest.mark.parametrize(
    "text",
    [
        "/hutständer\nsind praktisch",
        "/hut/ist/ein/Pfad\nauf dem Server",
        "/huts\nund mehr",
        "Ich sage:\n/hut",
        "/privat ist mir das egal.\nUnd dir?",
        "/dienstlich\nbin ich hier",
    ],
)
def test_other_words_stay_words(cast, service, text):
    post = cast.says(cast.jonas, text)

    assert (post.text, post.hat_words, post.in_service) == (text, "", False)


def test_a_backslash_says_the_words_themselves(cast, service):
    post = cast.says(cast.jonas, "\\/hut\nschreibt man in die erste Zeile.")

    assert post.text == "/hut\nschreibt man in die erste Zeile."
    assert post.hat_words == ""
    assert cast.says(cast.jonas, "\\\\/hut").text == "\\/hut"


def test_no_hat_and_nothing_is_said(cast):
    for who in (cast.karl, cast.jonas):
        with pytest.raises(Invalid, match="no hat to put on") as refusal:
            cast.says(who, "/hut\nIch bin der Kundendienst.")
        assert refusal.value.field == "text"
    assert not Post.objects.exists()


def test_an_unknown_name_is_answered_with_those_one_has(cast, service):
    with pytest.raises(Invalid) as refusal:
        cast.says(cast.jonas, "/hut Vorstand\nWir denken darüber nach.")

    assert "“Vorstand”" in str(refusal.value)
    assert SERVICE in str(refusal.value)
    assert not Post.objects.exists()


def test_of_several_hats_one_is_named(cast, service, workshop):
    with pytest.raises(Invalid, match="please name one") as refusal:
        cast.says(cast.jonas, "/hut\nDas Teil ist unterwegs.")
    assert SERVICE in str(refusal.value)
    assert "die Werkstatt" in str(refusal.value)

    assert cast.says(cast.jonas, "/hut die Werkstatt\nDas Teil ist da.").hat == workshop


def test_only_a_hat_is_no_post(cast, service):
    with pytest.raises(Invalid, match="Please write something"):
        cast.says(cast.jonas, "/hut")
    picture = cast.picture(cast.jonas)

    post = cast.says(cast.jonas, "/hut", warning="Ein Riss", pictures=[picture])
    assert (post.text, post.warning, post.hat) == ("", "Ein Riss", service)


def test_a_voice_wears_no_hat(cast, service):
    for how in ({"hat": service}, {}):
        with pytest.raises(Invalid, match="a voice always speaks in service"):
            cast.says(cast.jonas, "Hallo" if how else "/hut\nHallo", voice=cast.lindenrad, **how)
    with pytest.raises(Invalid, match="a voice always"):
        cast.says(cast.jonas, "/privat\nHallo", voice=cast.lindenrad)
    assert cast.says(cast.jonas, "Hallo", voice=cast.lindenrad).hat_words == ""


def test_in_a_reply_the_names_an_app_puts_in_front_stay(cast, service):
    asked = cast.says(cast.karl, "Wo bleibt mein Teil?")
    post = cast.says(cast.jonas, "@karl /hut\nEs ist unterwegs.", in_reply_to=asked)

    assert (post.text, post.hat) == ("@karl Es ist unterwegs.", service)
    below = cast.says(cast.jonas, "/hut\n@karl Es ist da.", in_reply_to=asked)
    assert (below.text, below.hat) == ("@karl Es ist da.", service)


def test_with_a_quotation_and_to_a_few_people(cast, service):
    asked = cast.says(cast.karl, "Wo bleibt mein Teil?")

    assert cast.says(cast.jonas, "/hut\nHier.", quoting=asked).hat == service
    letter = cast.says(cast.jonas, "/hut\n@karl nur für dich", audience=3)
    assert (letter.hat, letter.text) == (service, "@karl nur für dich")


def test_in_service_without_a_hat(cast):
    assert cast.says(cast.jonas, "/dienst\nWir haben heute zu.").in_service
    assert cast.says(cast.jonas, "/service\nWe are closed today.").in_service


def test_who_never_speaks_in_service_says_such_words_as_words(cast):
    for text in ("/privat\nist mein Garten.", "/dienst\nist Dienst."):
        assert cast.says(cast.karl, text).text == text


def test_what_is_usual_in_a_space(cast, service):
    with pytest.raises(NotAllowed):
        wear_by_habit(cast.stammtisch, service, by=cast.jonas)  # he has not joined
    wear_by_habit(cast.haus, service, by=cast.jonas)
    wear_by_habit(cast.riementrieb, service, by=cast.jonas)

    inside = cast.says(cast.jonas, "Unter uns", space=cast.haus)
    assert inside.hat == service
    outside = cast.says(cast.jonas, "Der Riemen hält.", space=cast.riementrieb)
    assert outside.hat == service
    asked = cast.says(cast.karl, "Wie lange?", in_reply_to=outside)
    assert cast.says(cast.jonas, "Jahre.", in_reply_to=asked).hat == service


def test_what_is_usual_is_left_for_one_post(cast, service):
    wear_by_habit(cast.riementrieb, service, by=cast.jonas)

    said = cast.says(cast.jonas, "/privat\nIch fahre selbst einen.", space=cast.riementrieb)
    assert (said.hat, said.in_service, said.text) == (None, False, "Ich fahre selbst einen.")
    chosen = cast.says(cast.jonas, "Ich auch.", space=cast.riementrieb, in_service=False)
    assert (chosen.hat, chosen.in_service) == (None, False)


def test_nothing_is_usual_outside_of_the_space_nor_among_a_few(cast, service):
    wear_by_habit(cast.riementrieb, service, by=cast.jonas)
    asked = cast.says(cast.karl, "Wie lange?", in_reply_to=None)

    assert cast.says(cast.jonas, "Guten Morgen").hat is None
    there = cast.says(cast.jonas, "Der Riemen hält.", space=cast.riementrieb)
    letter = cast.says(cast.jonas, "@karl nur für dich", in_reply_to=there, audience=3)
    assert (letter.hat, letter.in_service) == (None, False)
    assert cast.says(cast.jonas, "@karl auch", in_reply_to=asked, audience=3).hat is None


def test_what_is_usual_ends_with_the_hat(cast, service):
    wear_by_habit(cast.riementrieb, service, by=cast.jonas)
    put_down_hat(service, by=cast.jonas)

    assert cast.says(cast.jonas, "Der Riemen hält.", space=cast.riementrieb).hat is None
    with pytest.raises(Invalid, match="do not have this hat"):
        wear_by_habit(cast.riementrieb, service, by=cast.jonas)
    wear_by_habit(cast.riementrieb, None, by=cast.jonas)


def test_of_several_hats_the_usual_one_is_meant(cast, service, workshop):
    wear_by_habit(cast.riementrieb, workshop, by=cast.jonas)

    assert cast.says(cast.jonas, "/hut\nEr hält.", space=cast.riementrieb).hat == workshop


def test_inside_a_member_speaks_in_service_unless_they_say_otherwise(cast):
    assert cast.says(cast.jonas, "Unter uns", space=cast.haus).in_service
    assert not cast.says(cast.jonas, "/privat\nWer hat Kuchen?", space=cast.haus).in_service


def test_no_edit_changes_the_hat(cast, service):
    plain = cast.says(cast.jonas, "Das Teil ist unterwegs.")
    worn = cast.says(cast.jonas, "/hut\nEs ist da.")

    for post in (plain, worn):
        for first in ("/hut", "/privat", "/hut Kundendienst"):
            with pytest.raises(Invalid, match="keeps the hat"):
                edit_post(post, by=cast.jonas, wording=Wording(text=f"{first}\nAnders"))
    edited = edit_post(worn, by=cast.jonas, wording=Wording(text="Es ist wirklich da."))
    assert (edited.hat_words, edited.version) == (SERVICE, 2)
    put_down_hat(service, by=cast.jonas)
    edited = edit_post(worn, by=cast.jonas, wording=Wording(text="Es war da."))
    assert (edited.hat_words, edited.in_service) == (SERVICE, True)


def test_words_that_stand_there_are_no_command_in_an_edit(cast):
    post = cast.says(cast.jonas, "\\/hut\nist ein Befehl.")

    again = edit_post(post, by=cast.jonas, wording=Wording(text="/hut\nist ein guter Befehl."))
    assert again.text == "/hut\nist ein guter Befehl."
    other = edit_post(post, by=cast.jonas, wording=Wording(text="\\/hat\nauch."))
    assert other.text == "/hat\nauch."


def _later(cast, text, **how):
    due = clock.now() + timedelta(hours=1)
    return schedule_post(by=cast.jonas, due_at=due, wording=Wording(text=text), **how)


def _an_hour_later():
    ScheduledPost.objects.update(due_at=clock.now() - timedelta(seconds=1))
    publish_due()


def test_a_hat_is_worn_later(cast, service):
    row = _later(cast, "/hut\nMorgen ist zu.")
    assert (row.wanted["text"], row.wanted["hat"]) == ("Morgen ist zu.", service.id)

    _an_hour_later()

    post = Post.objects.get()
    assert (post.text, post.hat_words, post.in_service) == ("Morgen ist zu.", SERVICE, True)


def test_a_hat_that_ended_meanwhile_keeps_the_post_back(cast, service):
    row = _later(cast, "Morgen ist zu.", hat=service)
    put_down_hat(service, by=cast.jonas)

    _an_hour_later()

    row.refresh_from_db()
    assert not Post.objects.exists()
    assert SERVICE in row.why_failed


def test_what_is_written_for_later_is_read_once(cast, service):
    _later(cast, "/hut\n/privat\nist das nicht.")
    _later(cast, "\\/hut\nist ein Befehl.")

    _an_hour_later()

    first, second = Post.objects.order_by("id")
    assert (first.text, first.hat) == ("/privat\nist das nicht.", service)
    assert (second.text, second.hat) == ("/hut\nist ein Befehl.", None)


def test_nothing_is_kept_for_later_without_a_hat(cast):
    with pytest.raises(Invalid, match="no hat to put on"):
        _later(cast, "/hut\nMorgen ist zu.")
    assert not ScheduledPost.objects.exists()


def test_turned_back_into_a_draft_the_first_line_is_there_again(cast, service):
    row = _later(cast, "/hut\nMorgen ist zu.")

    cancel_scheduled(row, by=cast.jonas, as_draft=True)

    assert drafts_of(cast.jonas)[0].text == f"/hut {SERVICE}\nMorgen ist zu."


def test_a_criticism_is_answered_with_a_hat(cast, service):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    answer = cast.answers(cast.jonas, case, "/hut\nDas war unser Fehler.")

    assert (answer.post.hat, answer.post.text) == (service, "Das war unser Fehler.")


def test_who_wears_none_is_asked_nothing(cast):
    cast.says(cast.jonas, "Guten Morgen")
    with CaptureQueriesContext(connection) as asked:
        cast.says(cast.jonas, "Guten Tag, siehe https://example.org/hut")
    assert not [one["sql"] for one in asked if 'FROM "people_hat"' in one["sql"]]
    assert not [one["sql"] for one in asked if "hathabit" in one["sql"]]
