"""The page of conversations among a few people."""

import re

from django.test import Client

from augenhoehe.domain.posts.actions import Word, create_filter
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Conversation
from tests.interfaces.web.readers import address_of, browser, read, words

PAGE = "/nachrichten"


def tells(cast, who, text, **how):
    return cast.says(who, text, audience=Audience.DIRECT, **how)


def of(who):
    return Conversation.objects.get(owner=who)


def test_it_is_nobody_elses(cast):
    tells(cast, cast.karl, "Unter uns, @gerda")
    ada = browser(cast, cast.ada)

    assert Client().get(PAGE).status_code == 302
    assert "Unter uns" not in read(ada, PAGE)
    assert ada.post(f"{PAGE}/{of(cast.karl).id}/weglegen").status_code == 404
    assert of(cast.karl).hidden_at is None


def test_nonsense_changes_nothing(cast):
    tells(cast, cast.karl, "Unter uns, @gerda")
    karl = browser(cast, cast.karl)

    assert karl.post(f"{PAGE}/{of(cast.karl).id}/verbrennen").status_code == 404
    assert karl.post(f"{PAGE}/7/gelesen").status_code == 404
    assert karl.get(f"{PAGE}/{of(cast.karl).id}/gelesen").status_code == 405


def test_without_any_there_is_a_way_on(cast):
    assert "You have no messages yet." in read(browser(cast, cast.karl), PAGE)


def test_the_others_and_what_was_said_last(cast):
    first = tells(cast, cast.karl, "Unter uns, @gerda")
    reply = tells(cast, cast.gerda, "@karl Gern.", in_reply_to=first)
    karl, gerda = browser(cast, cast.karl), browser(cast, cast.gerda)

    page = read(karl, PAGE)
    assert "new Gerda Vogt" in words(page)
    assert address_of(reply) in page
    assert "You: @karl Gern." in words(read(gerda, PAGE))
    assert "notice-list__line--new" not in read(gerda, PAGE)


def test_reading_leaves_it_unread_and_a_button_does_not(cast):
    tells(cast, cast.gerda, "Unter uns, @karl")
    karl = browser(cast, cast.karl)
    read(karl, PAGE)
    assert of(cast.karl).is_unread

    karl.post(f"{PAGE}/{of(cast.karl).id}/gelesen")
    assert not of(cast.karl).is_unread
    assert "Mark as unread" in read(karl, PAGE)
    karl.post(f"{PAGE}/{of(cast.karl).id}/ungelesen")
    assert of(cast.karl).is_unread


def test_what_is_put_away_comes_back_with_news(cast):
    first = tells(cast, cast.gerda, "Unter uns, @karl")
    karl = browser(cast, cast.karl)

    away = karl.post(f"{PAGE}/{of(cast.karl).id}/weglegen", follow=True)
    assert "Put away." in away.text
    assert "Unter uns" not in read(karl, PAGE)
    tells(cast, cast.gerda, "@karl Noch etwas", in_reply_to=first)

    assert "Noch etwas" in read(karl, PAGE)


def test_filtered_words_are_not_in_the_list(cast):
    tells(cast, cast.gerda, "@karl Fußball?")
    create_filter(by=cast.karl, title="Sport", contexts=["thread"], words=[Word("Fußball")])

    page = read(browser(cast, cast.karl), PAGE)

    assert "Filtered: Sport" in page
    assert "Fußball" not in page


def test_older_ones_stand_on_the_next_page(cast):
    for number in range(22):
        tells(cast, cast.gerda, f"@karl Nummer {number}")
    karl = browser(cast, cast.karl)
    page = read(karl, PAGE)

    older = re.search(r'href="(\?before=\d+)"', page)[1]

    assert "Nummer 21" in page
    assert "Nummer 1<" not in page
    assert "Nummer 1<" in read(karl, PAGE + older)
