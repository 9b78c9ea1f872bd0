"""The front page: open criticism and the latest answers, for whoever comes by."""

from datetime import timedelta

from augenhoehe.domain.criticism.actions import confirm_case
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from tests.interfaces.web.readers import browser, read, words


def test_what_is_inside_stands_not_on_the_front_page_for_nobody(cast):
    cast.complains(cast.jonas, "Unsere Schichten sind zu lang.", space=cast.haus)
    case = cast.complains(cast.jonas, "Die Kantine auch.", space=cast.haus)
    cast.answers(cast.erika, case, "Stimmt, intern.", voice=None)

    for who in (None, cast.karl, cast.erika):
        page = read(browser(cast, who), "/")
        assert "Schichten" not in page and "Stimmt, intern." not in page


def test_what_waits_longest_comes_first(cast):
    now = clock.now()
    with pretend_it_is(now - timedelta(days=3)):
        cast.complains(cast.karl, "Der Riemen ist gerissen.")
    with pretend_it_is(now - timedelta(days=1)):
        cast.complains(cast.gerda, "Die Lieferung fehlt.")

    page = words(read(browser(cast), "/"))
    assert page.index("Der Riemen ist gerissen.") < page.index("Die Lieferung fehlt.")
    assert "3 days" in page


def test_answers_name_the_person_and_what_they_answer(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case, "Das war unser Fehler.", voice=cast.lindenrad)
    confirm_case(case, by=cast.karl)

    page = read(browser(cast), "/")
    assert "No criticism waits for an answer." in words(page)
    assert "Karl Brandt: Der Riemen ist gerissen." in words(page)
    assert "written by Erika Hansen" in words(page)
    assert f'href="/faelle/{case.id}"' in page


def test_it_is_no_wall(cast):
    page = read(browser(cast), "/")

    assert 'href="/anmelden"' in page and 'href="/registrieren"' in page
    assert 'href="/alle"' in page and "<form" not in page


def test_where_nobody_can_sign_up_nobody_is_asked_to(cast, settings):
    settings.REGISTRATION = "closed"

    assert "/registrieren" not in read(browser(cast), "/")


def test_a_deleted_criticism_leaves_no_words(cast):
    page = words(read(browser(cast), "/"))

    assert "Nothing has been answered yet." in page
