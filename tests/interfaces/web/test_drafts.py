"""What one is writing is kept until it is published or not wanted any more."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.domain.posts.models import Draft
from tests.cast import PASSWORD
from tests.interfaces.web.writers import english, shown_text

SCRIPT = {"Accept": "application/json"}


def test_a_draft_comes_only_from_this_site(cast):
    browser = cast.signed_in(cast.karl)
    browser.handler.enforce_csrf_checks = True

    assert browser.post("/entwurf", {"slot": "new", "text": "x"}).status_code == 403
    assert not Draft.objects.exists()


def test_a_script_of_somebody_signed_out_is_told_so(db):
    answer = Client().post("/entwurf", {"slot": "new", "text": "x"}, headers=SCRIPT)

    assert answer.status_code == 401
    assert "error" in answer.json()


def test_looking_changes_nothing(cast):
    assert cast.signed_in(cast.karl).get("/entwurf").status_code == 405
    assert Client().get("/entwuerfe").status_code == 302


@pytest.mark.parametrize("slot", ["", "reply:0", "reply:x", "edit:" + "9" * 30, "../x", "x" * 999])
def test_a_strange_slot_is_that_of_a_new_post(cast, slot):
    cast.signed_in(cast.karl).post("/entwurf", {"slot": slot, "text": "Kein Verlust"})

    assert Draft.objects.get().slot == "new"


def test_nobody_sees_drafts_of_others(cast):
    cast.signed_in(cast.karl).post("/entwurf", {"slot": "new", "text": "Karls Geheimnis"})

    other = cast.signed_in(cast.ada)

    assert "Karls Geheimnis" not in other.get("/entwuerfe").content.decode()
    assert "Karls Geheimnis" not in other.get("/schreiben").content.decode()


def test_a_draft_stands_in_the_composer_again_until_it_is_published(cast):
    browser = english(cast.signed_in(cast.karl))

    kept = browser.post("/entwurf", {"slot": "new", "text": "Halb fert"}, headers=SCRIPT)
    page = browser.get("/schreiben")

    assert kept.json()["saved"]
    assert shown_text(page) == "Halb fert"
    assert "Your draft" in page.content.decode()
    browser.post("/schreiben", {"text": "Halb fertig, ganz da"})
    assert not Draft.objects.exists()
    assert shown_text(browser.get("/schreiben")) == ""


def test_each_place_has_its_own_draft(cast):
    parent = cast.says(cast.ada, "Frage")
    browser = english(cast.signed_in(cast.karl))

    browser.post("/entwurf", {"slot": f"reply:{parent.id}", "text": "Antw"}, headers=SCRIPT)
    browser.post("/schreiben", {"text": "Etwas anderes"})

    assert shown_text(browser.get("/schreiben")) == ""
    assert shown_text(browser.get(f"/schreiben?reply_to={parent.id}")) == "Antw"


def test_drafts_are_listed_with_the_way_on(cast):
    post = cast.says(cast.karl, "Alt")
    parent = cast.says(cast.ada, "Frage")
    cast.haus  # noqa: B018 - Karl may not know of it
    browser = english(cast.signed_in(cast.karl))
    for slot in ("new", f"reply:{parent.id}", f"edit:{post.id}", "space:haus", "case:1"):
        browser.post("/entwurf", {"slot": slot, "text": f"Für {slot} <b>"})

    page = browser.get("/entwuerfe").content.decode()

    assert f'href="/schreiben?reply_to={parent.id}"' in page
    assert f'href="/@karl/{post.id}/bearbeiten"' in page
    assert page.count("is not there any more") == 2
    assert "Unter uns" not in page
    assert "<b>" not in page


def test_a_draft_is_kept_and_discarded_without_scripts(cast):
    browser = english(cast.signed_in(cast.karl))

    kept = browser.post("/entwurf", {"slot": "new", "text": "Später", "do": "keep"})
    assert kept["Location"] == "/entwuerfe"
    assert "Später" in browser.get("/entwuerfe").content.decode()
    dropped = browser.post("/entwurf", {"slot": "new", "do": "drop", "list": "1"})

    assert dropped["Location"] == "/entwuerfe"
    assert not Draft.objects.exists()


def test_keeping_a_draft_survives_the_end_of_the_session(cast):
    cast.karl  # noqa: B018
    browser = english(Client())

    sent = browser.post("/entwurf", {"slot": "new", "text": "Noch nicht fertig", "do": "keep"})
    back = browser.post(sent["Location"], {"login": "karl", "password": PASSWORD}, follow=True)

    assert shown_text(back) == "Noch nicht fertig"


def test_words_of_an_error_page_do_not_push_out_a_draft(cast):
    browser = english(cast.signed_in(cast.karl))
    browser.post("/entwurf", {"slot": "new", "text": "Mein Entwurf"})

    text = shown_text(browser.get("/schreiben", {"text": "Von der Fehlerseite"}))

    assert "Mein Entwurf" in text
    assert "Von der Fehlerseite" in text


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(slot=st.text(max_size=20), text=st.text(max_size=200), warning=st.text(max_size=20))
def test_whatever_is_kept_can_be_listed(cast, slot, text, warning):
    browser = cast.signed_in(cast.karl)
    sent = {"slot": slot, "text": text, "warning": warning}

    answer = browser.post(
        "/entwurf", {name: value.encode("utf-8", "surrogatepass") for name, value in sent.items()}
    )

    assert answer.status_code == 302
    assert browser.get("/entwuerfe").status_code == 200


def test_what_is_published_in_one_tab_takes_no_words_of_the_other(cast):
    browser = english(cast.signed_in(cast.karl))
    first = keep(browser, "Mein Riemen", seen="")
    second = keep(browser, "Meine Bremse", seen="")

    browser.post("/schreiben", {"text": "Mein Riemen ist neu.", "audience": "0", "seen": first})

    assert [draft.text for draft in Draft.objects.all()] == ["Meine Bremse"]
    listed = browser.get("/entwuerfe").content.decode()
    way_on = re.search(r'href="(/schreiben\?draft=[0-9a-f]+)"', listed)
    assert way_on, listed
    page = browser.get(way_on[1])
    assert shown_text(page) == "Meine Bremse"
    assert f'name="seen" value="{second}"' in page.content.decode()
    browser.post("/schreiben", {"text": "Die Bremse auch.", "audience": "0", "seen": second})
    assert not Draft.objects.exists()


def test_a_draft_beside_another_is_discarded_alone(cast):
    browser = cast.signed_in(cast.karl)
    keep(browser, "Mein Riemen", seen="")
    second = keep(browser, "Meine Bremse", seen="")

    browser.post("/entwurf", {"slot": "new", "do": "drop", "seen": second})

    assert [draft.text for draft in Draft.objects.all()] == ["Mein Riemen"]


def test_a_new_wording_that_is_saved_is_no_draft_any_more(cast):
    post = cast.says(cast.karl, "Mein Riemen ist gerisen.")
    browser = cast.signed_in(cast.karl)
    seen = keep(browser, "Mein Riemen ist geri", slot=f"edit:{post.id}", seen="")

    wording = {"text": "Mein Riemen ist gerissen.", "seen": seen}
    browser.post(f"/@karl/{post.id}/bearbeiten", wording)

    post.refresh_from_db()
    assert post.text == "Mein Riemen ist gerissen."
    assert not Draft.objects.exists()


def keep(browser: Client, text: str, *, seen: str, slot: str = "new") -> str:
    """As the script of a page keeps what is typed there; the page knows its draft by that."""
    words = {"slot": slot, "text": text, "seen": seen}
    return browser.post("/entwurf", words, headers=SCRIPT).json()["seen"]
