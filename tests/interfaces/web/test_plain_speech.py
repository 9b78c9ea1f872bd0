"""Hints on plain speech where one writes: for the writer alone, and never in the way."""

from __future__ import annotations

import logging
import re
from textwrap import dedent

import pytest
from django.apps import apps
from django.conf import settings as house
from django.core import mail

from augenhoehe.domain.people.actions import add_to_voice, become_member
from augenhoehe.domain.posts.models import Post
from tests.interfaces.web.writers import english, shown_text

SECRET = "Zitronenfalter sind turboklasse. Kommt alle her, wir haben hyperfein geputzt."
MUTED = "augenhoehe_muted_hints"


@pytest.fixture(autouse=True)
def own_rules(tmp_path_factory, settings):
    """Two rules of our own, whatever those that come with us say."""
    folder = tmp_path_factory.mktemp("rules")
    for name, word in (("turbo", "turboklasse"), ("hyper", "hyperfein")):
        path = folder / "de" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            dedent(
                f"""
                extends: existence
                message: "Was heisst '%s' hier?"
                suggestion: eine Zahl
                tokens: [{word}]
                """
            ),
            "utf-8",
        )
    settings.PLAIN_RULES = str(folder)


@pytest.fixture
def erika(cast):
    """Somebody who writes for the voice."""
    return english(cast.signed_in(cast.erika))


def ask(browser, text=SECRET, **more):
    return browser.post("/schreiben/klartext", {"text": text, "slot": "new", **more})


def test_who_speaks_for_nobody_else_gets_none(cast, erika):
    karl = english(cast.signed_in(cast.karl))

    assert "turboklasse" not in ask(karl).text
    assert "turboklasse" not in ask(karl, service="service").text
    assert "turboklasse" not in ask(karl, speak_as=str(cast.lindenrad.id)).text
    assert "turboklasse" not in ask(karl, slot="case:1").text
    assert "Look for plain speech" not in karl.get("/schreiben").text
    shown = karl.post("/schreiben", {"text": SECRET, "audience": "0", "do": "plain"})
    assert "plain-speech__passage" not in shown.text
    assert shown_text(shown) == SECRET
    assert not Post.objects.exists()


def test_nobody_asks_signed_out_or_by_get(client, erika):
    assert client.post("/schreiben/klartext", {"text": SECRET}).status_code in (302, 401, 403)
    assert erika.get("/schreiben/klartext").status_code == 405


@pytest.mark.parametrize("how", ["voice", "service", "private", ""])
def test_the_passages_and_the_notes_beside_them(cast, erika, how):
    """Privately too: what members write stands under the name of the house."""
    said = {"speak_as": str(cast.lindenrad.id)} if how == "voice" else {"service": how}
    answer = ask(erika, **said)

    assert re.findall(r"<mark[^>]*>(.*?)</mark>", answer.text) == ["turboklasse", "hyperfein"]
    assert answer.text.count("Was heisst") == 2
    assert answer.text.count("Do not show this hint again") == 2
    assert "Only you see this. Nothing is kept, nothing is blocked." in answer.text
    assert "2 hints on plain speech below the text" in answer.text
    assert "no-store" in answer["Cache-Control"]
    again = ask(erika, plain_told="2", **said)
    assert "2 hints on plain speech below the text" not in again.text


def test_what_a_rule_advises_is_said_once(erika):
    """Two passages of one rule: both are marked, one note has the advice and its button."""
    answer = ask(erika, "Das ist turboklasse, sehr sogar, und noch einmal turboklasse.")

    assert re.findall(r"<mark[^>]*>(.*?)</mark>", answer.text) == ["turboklasse", "turboklasse"]
    assert answer.text.count("Do not show this hint again") == 1


def test_what_is_typed_stays_words(cast, erika):
    answer = ask(
        erika, "<b>turboklasse</b> &amp; <script>x</script>", service="service", language="de"
    )

    assert "<script>" not in answer.text
    assert "&lt;b&gt;" in answer.text


@pytest.mark.parametrize(
    "text", ["", "x" * 100_000, "🚲" * 300, "turboklasse\r\n\r\nhyperfein " * 90]
)
def test_any_text_gets_an_answer(erika, text):
    assert ask(erika, text, service="service", slot="../x", language="q" * 99).status_code == 200


def test_without_scripts_the_text_stays_and_nothing_is_published(cast, erika):
    sent = {"text": SECRET, "audience": "0", "speak_as": str(cast.lindenrad.id)}

    shown = erika.post("/schreiben", {**sent, "do": "plain"})

    assert shown.status_code == 200
    assert "<mark" in shown.text
    assert shown_text(shown) == SECRET
    muted = erika.post("/schreiben", {**sent, "mute": "de.turbo"})
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", muted.text) == ["hyperfein"]
    assert muted.cookies[MUTED].value == "de.turbo"
    assert muted.cookies[MUTED]["httponly"]
    assert not Post.objects.exists()
    back = erika.post("/schreiben", {**sent, "unmute": "de.turbo"})
    assert len(re.findall("<mark", back.text)) == 2
    assert back.cookies[MUTED].value == ""


def test_the_first_version_can_be_sent_all_the_same(cast, erika):
    sent = {"text": SECRET, "audience": "0", "speak_as": str(cast.lindenrad.id), "do": "publish"}

    assert erika.post("/schreiben", sent).status_code == 302
    assert Post.objects.get().text == SECRET


def test_a_rule_is_muted_in_one_browser_only(cast, erika):
    add_to_voice(cast.lindenrad, cast.jonas, by=cast.erika)
    muted = ask(erika, service="service", mute="de.turbo")
    assert muted.cookies[MUTED].value == "de.turbo"

    assert "<mark" in ask(erika, service="service").text
    assert ">turboklasse<" not in ask(erika, service="service").text
    jonas = english(cast.signed_in(cast.jonas))
    assert ">turboklasse<" in ask(jonas, service="service").text


@pytest.mark.parametrize("value", ["<script>", "de.none", "x" * 9000, "|" * 500, "de.turbo\r\nX"])
def test_only_rules_there_are_can_be_muted(erika, value):
    erika.cookies[MUTED] = value.replace("\r\n", "")
    answer = ask(erika, service="service", mute=value)

    assert answer.status_code == 200
    assert answer.cookies[MUTED].value in ("", "de.turbo")


def test_an_answer_and_a_new_wording(cast, erika):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    page = erika.get(f"/tisch/{case.id}").text
    assert "Look for plain speech" in page
    part = ask(erika, slot=f"case:{case.id}", reply_to=str(case.post_id))
    assert ">turboklasse<" in part.text
    sent = {"text": SECRET, "reply_to": str(case.post_id), "do": "plain"}
    for address in (f"/tisch/{case.id}/antworten", f"/faelle/{case.id}/antworten"):
        shown = erika.post(address, sent)
        assert ">turboklasse<" in shown.text
        assert shown_text(shown) == SECRET
    post = cast.says(cast.erika, "Guten Tag.", voice=cast.lindenrad)
    assert ">turboklasse<" in ask(erika, slot=f"edit:{post.id}").text
    own = cast.says(cast.erika, "Guten Tag.")
    assert ">turboklasse<" in ask(erika, slot=f"edit:{own.id}").text
    karl = english(cast.signed_in(cast.karl))
    assert "turboklasse" not in ask(karl, slot=f"edit:{post.id}").text


def test_a_text_for_elsewhere(cast):
    karl = english(cast.signed_in(cast.karl))

    page = karl.post("/anderswo-schreiben", {"text": SECRET, "do": "check"})
    assert ">turboklasse<" in page.text
    muted = karl.post("/anderswo-schreiben", {"text": SECRET, "mute": "de.turbo"})
    assert ">turboklasse<" not in muted.text
    assert muted.cookies[MUTED].value == "de.turbo"


def test_nothing_is_kept_anywhere(cast, erika, caplog, commits):
    """Not the words, not what was found: no row, session, job, log, mail or file has them."""
    caplog.set_level(logging.DEBUG)
    become_member(cast.karl, by=None)
    sent = {"text": SECRET, "speak_as": str(cast.lindenrad.id), "audience": "0"}
    erika.get("/schreiben")
    before = {model: model._base_manager.count() for model in apps.get_models()}

    with commits():
        assert ">turboklasse<" in ask(erika, **sent).text
        assert ">turboklasse<" in erika.post("/schreiben", {**sent, "do": "plain"}).text
        erika.post("/schreiben", {**sent, "mute": "de.turbo"})
        ask(erika, mute="de.hyper", **sent)
        erika.post("/anderswo-schreiben", {"text": SECRET})

    secrets = ("Zitronenfalter", "turboklasse", "de.turbo", "de.hyper", "Was heisst")
    kept = [repr(dict(erika.session)), caplog.text]
    kept += [f"{letter.subject}{letter.body}" for letter in mail.outbox]
    for model in apps.get_models():
        assert model._base_manager.count() == before[model], model
        kept.append(repr(list(model._base_manager.values_list())))
    for path in house.DATA_DIR.rglob("*"):
        if path.is_file() and "sqlite" not in path.name:
            kept.append(path.read_bytes().decode("utf-8", "replace"))
    assert [word for word in secrets for found in kept if word in found] == []


def test_nobody_else_sees_that_there_was_a_hint(cast, erika):
    sent = {"text": SECRET, "audience": "0", "speak_as": str(cast.lindenrad.id)}
    ask(erika, **sent)
    erika.post("/schreiben", {**sent, "do": "publish"})
    post = Post.objects.get()

    for who in (cast.jonas, cast.karl, cast.inga):
        reader = english(cast.signed_in(who))
        page = reader.get(f"/p/{post.id}", follow=True).text
        assert "turboklasse" in page
        assert "Was heisst" not in page
        assert "plain-speech__note" not in page
