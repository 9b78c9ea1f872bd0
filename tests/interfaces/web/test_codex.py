"""The codex on the web: what holds, what held, and an address for every clause."""

from dataclasses import replace

import pytest

from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.written import first_clauses
from tests.interfaces.web.readers import browser, read, words


@pytest.fixture
def anyone(cast):
    return browser(cast)


@pytest.fixture
def second(cast):
    """A second version: one clause worded anew, one dropped, one new."""
    clauses = [
        replace(c, text_en="We argue about <things>.", text_de="Wir streiten über Sachen.")
        if c.key == "insult"
        else replace(c, key="calm", title_en="Stay calm")
        if c.key == "flooding"
        else c
        for c in first_clauses()
    ]
    return publish_version(clauses, by=cast.inga, note_en="Shorter.", note_de="Kürzer.")


def test_what_does_not_exist_is_not_found(anyone):
    for address in (
        "/codex/9",
        "/codex/1/nothing",
        "/codex/0/insult",
        "/codex/99999999999999999999",
        "/codex/unterschied",  # with one version there is nothing to compare
        "/codex/unterschied?von=1&bis=7",
        "/codex/unterschied?von=x&bis=²",
    ):
        read(anyone, address, 404)


def test_the_page_is_for_everybody_in_both_languages_without_a_cookie(client, db):
    german = client.get("/codex", headers={"accept-language": "de"})
    english = client.get("/codex", headers={"accept-language": "en"})

    assert "Nicht beleidigen" in german.text
    assert "No insults" in english.text
    assert not client.cookies
    assert 'id="insult"' in english.text
    assert 'href="/codex/1/insult"' in english.text


def test_an_old_clause_keeps_its_address_and_says_that_it_changed(anyone, second):
    old = words(read(anyone, "/codex/1/insult"))

    assert "Sharp criticism of the organisation" in old
    assert "This clause reads differently now." in old
    assert "We argue about <things>." in words(read(anyone, "/codex/2/insult"))
    assert "no longer stands in the codex" in words(read(anyone, "/codex/1/flooding"))
    assert "reads the same" in words(read(anyone, "/codex/1/hate"))


def test_the_difference_marks_words(anyone, second):
    page = read(anyone, "/codex/unterschied")

    assert '<ins><span class="visually-hidden">added: </span>&lt;</ins>' in page
    assert "<ins>Stay calm</ins>" in page
    assert "<del>Do not flood conversations</del>" in page
    assert "14 clauses are unchanged" in page
    assert "Shorter." in page


def test_the_earlier_version_says_so(anyone, second):
    assert "This is an earlier version." in read(anyone, "/codex/1")
    assert "This is an earlier version." not in read(anyone, "/codex")


def test_the_document_holds_every_version_in_both_languages(anyone, second):
    document = anyone.get("/codex.json").json()

    assert [version["number"] for version in document["versions"]] == [2, 1]
    insult = document["versions"][1]["clauses"][0]
    assert insult["title"] == {"en": "No insults", "de": "Nicht beleidigen"}
    assert insult["url"].endswith("/codex/1/insult")


def test_the_page_asks_little(anyone, second, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        read(anyone, "/codex")


# --- the next version, and reading it -------------------------------------------------------


def test_what_is_planned_only_administrators_read(cast, anyone):
    for path in ("", "/klausel", "/vorschau", "/unterschied", "/handlungsanweisung"):
        assert browser(cast, cast.erika).get(f"/codex/entwurf{path}").status_code == 403
        assert anyone.get(f"/codex/entwurf{path}").status_code == 302


def test_a_day_that_is_none_is_not_found(anyone):
    for day in ("gestern", "2026-02-30", "0001-01-01"):
        assert anyone.get(f"/codex/am/{day}").status_code == 404


def test_any_two_versions_are_compared_and_a_day_has_its_version(anyone, second):
    assert "Stay calm" in read(anyone, "/codex/unterschied/2/1")
    assert "Version 2" in words(read(anyone, "/codex/am/2100-01-01"))
    assert "there was no codex" in words(read(anyone, "/codex/am/2001-01-01"))
    assert anyone.get("/codex/unterschied/1/9").status_code == 404
    assert b"version 2" in anyone.get("/codex.atom").content


def test_a_version_is_written_published_and_read(cast, settings):
    settings.WORKS_COUNCIL = "Betriebsrat"
    inga, erika = browser(cast, cast.inga), browser(cast, cast.erika)
    inga.post("/codex/entwurf/beginnen")
    inga.post("/codex/entwurf/klausel/insult/runter")
    state = inga.get("/codex/entwurf").context["form"].initial["seen"]
    note = {"seen": state, "note_de": "Kürzer.", "note_en": "Shorter."}

    refused = inga.post("/codex/entwurf/veroeffentlichen", note)

    assert refused.status_code == 422
    assert "works council" in words(refused.content.decode())
    page = read(inga, "/codex/entwurf/klausel/insult")
    assert "approval of this instruction" in words(page)
    assert "Version 1" in words(read(erika, "/codex"))

    settings.WORKS_COUNCIL = ""
    assert inga.post("/codex/entwurf/veroeffentlichen", note).status_code == 302
    assert "Version 2" in words(read(erika, "/codex"))
    assert "Read and understood" in read(erika, "/codex/lesen")
    assert erika.post("/codex/lesen/2/insult").status_code == 302
    assert erika.get("/codex/lesen.json").json()["acknowledged"][0]["clause"] == "insult"


def test_a_broken_playbook_is_shown_by_line_and_kept_as_typed(cast):
    inga = browser(cast, cast.inga)
    inga.post("/codex/entwurf/beginnen")

    answer = inga.post("/codex/entwurf/handlungsanweisung", {"key": "x", "source": "id: &a x"})

    assert answer.status_code == 422
    assert "Line 1" in words(answer.content.decode())
    assert "id: &amp;a x" in answer.content.decode()


def test_a_planned_playbook_is_seen_as_a_picture(cast):
    inga = browser(cast, cast.inga)
    inga.post("/codex/entwurf/beginnen")

    page = read(inga, "/codex/entwurf/handlungsanweisung/press")

    assert "<svg class=" in page
    assert "playbook-map__card" in page


def test_more_versions_and_plans_ask_no_more(cast, second, django_assert_max_num_queries):
    inga = browser(cast, cast.inga)
    inga.post("/codex/entwurf/beginnen")
    for address, most in (("/codex/entwurf", 12), ("/codex/lesen", 14), ("/codex/unterschied", 12)):
        read(inga, address)
        with django_assert_max_num_queries(most):
            read(inga, address)
