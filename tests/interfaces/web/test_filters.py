"""Filters on pages: made by a form, applied to what one reads, and to nobody else's pages."""

from datetime import timedelta

import pytest
from django.test import Client

from augenhoehe.domain.posts.actions import Word, add_post_to_filter, create_filter, mute_thread
from augenhoehe.domain.posts.models import Filter
from augenhoehe.domain.posts.selectors import filters_of
from augenhoehe.foundation import clock
from tests.interfaces.web.readers import address_of, articles, browser, read, words

NEW = "/einstellungen/filter/neu"
SPORT = {
    "title": "Kein <b>Fußball</b>",
    "contexts": ["home", "public"],
    "action": "warn",
    "lasts": "ever",
    "word_0": "Fußball",
    "whole_0": "on",
    "number_0": "",
    "word_1": "",
    "number_1": "",
}


def leaves_out(who, word="Fußball", **how):
    known = {"title": "Kein Fußball", "contexts": ["home", "public", "thread", "account"]} | how
    return create_filter(by=who, words=[Word(word)], **known)


# --- the pages of the settings -----------------------------------------------------------


def test_they_are_nobody_elses(cast):
    mine = leaves_out(cast.karl)
    gerda = browser(cast, cast.gerda)

    assert Client().get("/einstellungen/filter").status_code == 302
    assert "Kein Fußball" not in read(gerda, "/einstellungen/filter")
    for verb, path in (
        ("get", f"/einstellungen/filter/{mine.id}"),
        ("post", f"/einstellungen/filter/{mine.id}"),
        ("post", f"/einstellungen/filter/{mine.id}/entfernen"),
        ("post", "/einstellungen/filter/beitraege/7/zeigen"),
    ):
        assert getattr(gerda, verb)(path).status_code == 404
    assert Filter.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"contexts": []}, "Please choose where it applies."),
        ({"title": " "}, "This field is required."),
        ({"word_0": "x" * 600}, "at most 512 characters"),
        ({"word_0": "\u200b"}, "Please give a word."),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_is_kept(cast, changes, said):
    answer = browser(cast, cast.karl).post(NEW, SPORT | {"word_1": "Handball"} | changes)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Handball"' in answer.text
    assert Filter.objects.count() == 0


def test_a_filter_is_made_changed_and_removed(cast):
    karl = browser(cast, cast.karl)
    made = karl.post(NEW, SPORT, follow=True)
    assert "The filter is set." in made.text
    assert "Kein &lt;b&gt;Fußball&lt;/b&gt;" in made.text
    [one] = filters_of(cast.reads(cast.karl))
    at = f"/einstellungen/filter/{one.id}"
    page = read(karl, at)
    assert 'value="Fußball"' in page
    word = one.keywords.get()

    sent = SPORT | {
        "action": "hide",
        "lasts": "week",
        "number_0": str(word.id),
        "word_0": "",
        "word_1": "Handball",
        "whole_1": "",
        "number_1": "7",  # nobody's
    }
    changed = karl.post(at, sent, follow=True)

    assert "The filter is changed." in changed.text
    [one] = filters_of(cast.reads(cast.karl))
    assert [(w.keyword, w.whole_word) for w in one.keywords.all()] == [("Handball", False)]
    assert one.action == "hide"
    assert timedelta(days=6) < one.ends_at - clock.now() <= timedelta(days=7)
    assert "As long as it was set before" in read(karl, at)
    karl.post(at, sent | {"lasts": "keep", "number_0": "", "number_1": ""})
    assert filters_of(cast.reads(cast.karl))[0].ends_at == one.ends_at
    gone = karl.post(f"{at}/entfernen", follow=True)
    assert "The filter is removed." in gone.text
    assert Filter.objects.count() == 0


def test_an_ended_filter_says_so(cast):
    leaves_out(cast.karl, ends_at=clock.now() - timedelta(hours=1))

    assert "over since" in words(read(browser(cast, cast.karl), "/einstellungen/filter"))


def test_a_single_post_is_shown_again(cast):
    post = cast.says(cast.ada, "Riemen")
    mine = leaves_out(cast.karl)
    entry = add_post_to_filter(mine, post, by=cast.karl)
    karl = browser(cast, cast.karl)
    assert "Show this post again" in read(karl, f"/einstellungen/filter/{mine.id}")

    karl.post(f"/einstellungen/filter/beitraege/{entry.id}/zeigen")

    assert "Show this post again" not in read(karl, f"/einstellungen/filter/{mine.id}")


# --- where one reads ---------------------------------------------------------------------


def test_a_post_stands_behind_the_name_of_the_filter(cast):
    cast.says(cast.ada, "Heute Fußball")
    cast.says(cast.ada, "Heute Riemen")
    leaves_out(cast.karl, title="Kein <i>Sport</i>")

    page = read(browser(cast, cast.karl), "/alle")

    assert page.count('<details class="filtered">') == 1
    assert "Filtered: Kein &lt;i&gt;Sport&lt;/i&gt;" in page
    assert len(articles(page)) == 2
    assert "filtered" not in read(browser(cast, cast.gerda), "/alle")
    assert "filtered" not in read(Client(), "/alle")


def test_a_hidden_post_is_left_out_but_keeps_its_place_in_a_conversation(cast):
    first = cast.says(cast.ada, "Was macht ihr heute?")
    reply = cast.says(cast.ben, "Fußball", in_reply_to=first)
    post = cast.says(cast.ben, "Fußball und sonst nichts")
    leaves_out(cast.karl, action="hide")
    karl = browser(cast, cast.karl)

    assert "sonst nichts" not in read(karl, "/alle")
    assert "sonst nichts" not in read(karl, "/@ben")
    assert read(karl, address_of(first)).count('<details class="filtered">') == 1
    assert "filtered" not in read(karl, address_of(reply))  # asked for by itself
    assert "filtered" not in read(karl, address_of(post))


def test_a_filter_applies_where_it_is_meant_to(cast):
    cast.says(cast.ada, "Heute Fußball")
    leaves_out(cast.karl, contexts=["account"])
    karl = browser(cast, cast.karl)

    assert "filtered" not in read(karl, "/alle")
    assert 'class="filtered"' in read(karl, "/@ada")


def test_pictures_are_blurred(cast):
    cast.says(cast.ada, "Fußball", pictures=[cast.picture(cast.ada)])
    leaves_out(cast.karl, action="blur")

    page = read(browser(cast, cast.karl), "/alle")

    assert 'class="post post--blurred"' in page
    assert 'class="filtered"' not in page


def test_notices_too_but_never_those_of_a_case(cast):
    post = cast.says(cast.karl, "Was macht ihr?")
    cast.says(cast.ada, "Fußball", in_reply_to=post)
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case, "Fußball ist schuld.")
    karl = browser(cast, cast.karl)
    assert "Ada Okafor" in words(read(karl, "/meldungen"))

    hidden = leaves_out(cast.karl, contexts=["notifications"], action="hide")
    page = words(read(karl, "/meldungen"))
    assert "Ada Okafor" not in page
    assert "answered your criticism" in page
    Filter.objects.filter(id=hidden.id).update(action="warn")
    assert "Filtered: Kein Fußball" in words(read(karl, "/meldungen"))


def test_criticism_under_a_case_is_never_filtered(cast):
    case = cast.complains(cast.ada, "Fußball auf dem Werksgelände")
    leaves_out(cast.karl)

    assert "filtered" not in read(browser(cast, cast.karl), f"/faelle/{case.id}")


# --- muting a conversation ---------------------------------------------------------------


def test_muting_from_the_menu_and_back(cast):
    post = cast.says(cast.ada, "Hallo")
    karl = browser(cast, cast.karl)
    at = address_of(post)
    assert "Mute the conversation" in read(karl, at)
    assert "Mute the conversation" not in read(Client(), at)

    muted = karl.post(f"/posts/{post.id}/mute", headers={"referer": f"http://testserver{at}"})

    assert muted.status_code == 302
    assert "Unmute the conversation" in read(karl, at)
    row = karl.post(f"/posts/{post.id}/unmute", headers={"HX-Request": "true"}).text
    assert "Mute the conversation" in row


def test_a_muted_conversation_is_muted_in_every_post_of_it(cast):
    post = cast.says(cast.ada, "Hallo")
    reply = cast.says(cast.ben, "Selber", in_reply_to=post)
    mute_thread(post, by=cast.karl)

    assert "Unmute the conversation" in read(browser(cast, cast.karl), address_of(reply))
