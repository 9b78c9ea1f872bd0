"""Nearly the same words: told to the writer before, shown to readers after."""

from __future__ import annotations

import pytest
from django.apps import apps

from augenhoehe.domain.posts.actions import settle_echo
from augenhoehe.domain.posts.models import Post
from augenhoehe.interfaces.web.same_words import pieces_like
from tests.interfaces.web.writers import english, shown_text

TEXT = "Unser neuer Riemen hält zwei Winter lang, kommt vorbei und seht ihn euch in Linden an."
ALIKE = "Unser neuer Riemen hält zwei Winter lang, kommt vorbei und seht ihn euch in Linden mal an."


def ask(browser, text=TEXT, **more):
    return browser.post("/schreiben/gleichklang", {"text": text, "slot": "new", **more})


@pytest.fixture
def told(cast):
    """Erika and Jonas said it already."""
    posts = [cast.says(cast.erika, TEXT), cast.says(cast.jonas, ALIKE)]
    for post in posts:
        settle_echo(post.id)
    return posts


def test_nobody_asks_signed_out_or_by_get(cast, client):
    assert client.post("/schreiben/gleichklang", {"text": TEXT}).status_code in (302, 401, 403)
    assert cast.signed_in(cast.erika).get("/schreiben/gleichklang").status_code == 405


def test_customers_are_told_nothing(cast, told):
    karl = english(cast.signed_in(cast.karl))

    assert "echo-hint" not in ask(karl).text
    assert "/schreiben/gleichklang" not in karl.get("/schreiben").text
    assert "echo-hint" not in karl.post("/schreiben", {"text": TEXT, "do": "help"}).text


def test_what_only_some_will_read_is_not_compared(cast, told):
    theo = english(cast.signed_in(cast.theo))

    for where in ({"audience": "2"}, {"audience": f"space:{cast.haus.slug}"}, {"slot": "case:1"}):
        assert "echo-hint" not in ask(theo, **where).text


@pytest.mark.parametrize("text", ["", "x" * 100_000, "🚲" * 300, "<script>x</script> " * 30])
def test_any_text_gets_an_answer(cast, text):
    answer = ask(cast.signed_in(cast.theo), text, slot="../x", audience="9", speak_as="q")

    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_members_are_told_before_and_nothing_is_kept(cast, told):
    theo = english(cast.signed_in(cast.theo))
    answer = ask(theo, TEXT + " Zitronenfalter.")

    assert "2 posts of this organisation say nearly the same" in answer.text
    assert "Erika Hansen" in answer.text
    assert "This blocks nothing. Nobody else sees it, and nothing is kept." in answer.text
    assert "no-store" in answer["Cache-Control"]
    for model in apps.get_models():
        assert "Zitronenfalter" not in repr(list(model._base_manager.values_list()))


def test_without_scripts_a_button_brings_it_along(cast, told):
    theo = english(cast.signed_in(cast.theo))
    shown = theo.post("/schreiben", {"text": TEXT, "audience": "0", "do": "help"})

    assert "2 posts of this organisation say nearly the same" in shown.text
    assert shown_text(shown) == TEXT
    assert Post.objects.count() == 2


def test_no_page_where_the_post_cannot_be_read(cast, client):
    internal = cast.says(cast.erika, TEXT, space=cast.haus)

    assert client.get(f"/beitrag/{internal.id}/gleichklang").status_code == 404
    karl = cast.signed_in(cast.karl)
    assert karl.get(f"/beitrag/{internal.id}/gleichklang").status_code == 404
    assert client.get("/beitrag/999999/gleichklang").status_code == 404
    assert client.post(f"/beitrag/{internal.id}/gleichklang").status_code == 405


def test_readers_are_told_after_without_a_cookie(cast, client, told):
    one, other = told
    page = english(client).get(f"/beitrag/{one.id}/gleichklang")

    assert page.status_code == 200
    assert not page.cookies
    assert 'content="noindex"' in page.text
    assert f'href="/@jonas/{other.id}"' in page.text
    assert '<mark class="echo__same">Unser neuer Riemen' in page.text
    assert "the same" in page.text
    assert "Why this is shown" in page.text
    shown = client.get(f"/@erika/{one.id}").text
    assert "Similar to 1 other post of this organisation" in shown
    assert f'href="/beitrag/{one.id}/gleichklang"' in shown


def test_the_same_words_are_those_that_stand_in_pairs():
    found = pieces_like("Der Riemen hält, sagt sie", "Er sagt: DER RIEMEN hält")

    assert [(one.words, one.is_same) for one in found] == [
        ("Der Riemen hält", True),
        (", sagt sie", False),
    ]
    assert "".join(one.words for one in pieces_like(TEXT, ALIKE)) == TEXT
    assert pieces_like("", ALIKE) == []
    assert not any(one.is_same for one in pieces_like("allein", "allein"))


def test_what_is_marked_stays_words(cast, client):
    one = cast.says(cast.erika, TEXT + " <b>fett</b>")
    settle_echo(one.id)
    settle_echo(cast.says(cast.jonas, TEXT + " <b>fett</b> & <script>x</script>").id)
    page = client.get(f"/beitrag/{one.id}/gleichklang")

    assert "<script>x" not in page.text
    assert "<b>fett" not in page.text
    assert "&lt;" in page.text
