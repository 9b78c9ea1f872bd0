"""Playbooks beside a case and a composer, texts for elsewhere, and the first steps."""

import logging
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as house
from django.test import Client

from augenhoehe import demo
from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.folder.reading import read_folder
from augenhoehe.domain.codex.written import FIRST, first_clauses
from augenhoehe.domain.criticism.models import PlaybookRun
from augenhoehe.domain.moderation.specimens import IMAGINED
from augenhoehe.domain.people.actions import become_member
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.models import Draft
from augenhoehe.domain.posts.policies_help import may_ask_to_look
from augenhoehe.interfaces.web.pages.first_steps.lines import LINES, rights_by_name, why_not
from tests.walked import lay_playbooks

DEMO = Path(demo.__file__).with_name("codex")
SECRET = "Zitronenfalter gerissen in der Lieferung"


@pytest.fixture(autouse=True)
def laid(cast, settings):
    from augenhoehe.domain.codex.models import Playbook

    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"
    Playbook.objects.all().delete()
    return lay_playbooks()


@pytest.fixture
def case(cast):
    return cast.complains(cast.karl, "Der Riemen ist gerissen.")


def test_nobody_outside_sees_or_opens_one(cast, case):
    karl = cast.signed_in(cast.karl)

    assert karl.post(f"/tisch/{case.id}/anweisung", {"key": "defect"}).status_code == 403
    assert "A defect" not in karl.get(f"/faelle/{case.id}").text
    assert "A defect" not in Client().get(f"/faelle/{case.id}").text
    assert not PlaybookRun.objects.exists()


def test_from_the_case_to_the_answer_without_scripts(cast, case):
    erika, jonas = cast.signed_in(cast.erika), cast.signed_in(cast.jonas)
    assert "A defect" in erika.get(f"/tisch/{case.id}").text
    assert "A defect" in erika.get(f"/faelle/{case.id}").text

    answer = erika.post(f"/tisch/{case.id}/anweisung", {"key": "defect"})
    run = PlaybookRun.objects.get()
    assert answer["Location"] == f"/tisch/{case.id}#anweisung-{run.id}"
    there = f"/tisch/{case.id}/anweisung/{run.id}"
    assert erika.post(f"{there}/antworten", {"answer": "safe:no"}).status_code == 302
    assert "Is it ours?" in jonas.get(f"/tisch/{case.id}").text
    jonas.post(f"{there}/antworten", {"answer": "ours:yes"})
    jonas.post(f"{there}/erledigt", {"step": "date", "done": "1"})

    page = erika.get(f"/tisch/{case.id}").text
    for words in ("Repair it", "The workshop", "Postage", "The order number", "Write the answer"):
        assert words in page
    assert 'aria-pressed="true"' in page
    part = erika.post(f"{there}/zurueck", {"question": "ours"}, headers={"HX-Request": "true"})
    assert part.text.strip().startswith("<article")
    wrong = erika.post(f"{there}/antworten", {"answer": "x:y"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert erika.post(f"{there}/nichts").status_code == 404


def test_beside_the_composer_nothing_is_kept(cast):
    erika = cast.signed_in(cast.erika)
    post = cast.says(cast.karl, "Der Riemen ist gerissen.")

    assert "A defect" in erika.get(f"/schreiben?reply_to={post.id}").text
    shown = erika.post("/schreiben", {"text": SECRET, "do": "help"})
    assert "A defect" in shown.text
    assert SECRET in shown.text
    part = erika.post("/schreiben/hilfe", {"text": SECRET, "service": "service"})
    assert "A defect" in part.text
    assert "A defect" not in erika.post("/schreiben/hilfe", {"text": SECRET}).text
    walk = erika.get("/schreiben/hilfe/defect?weg=safe:no,ours:yes")
    assert 'type="checkbox"' in walk.text
    assert erika.get("/schreiben/hilfe/defect?weg=safe:quatsch").status_code == 404
    assert not Draft.objects.exists()


def test_a_draft_for_elsewhere_is_checked_and_not_stored(cast, caplog, commits, tmp_path):
    caplog.set_level(logging.DEBUG)
    karl = cast.signed_in(cast.karl)
    assert "no-store" in karl.get("/anderswo-schreiben")["Cache-Control"]
    before = {model: model._base_manager.count() for model in apps.get_models()}

    with commits():
        page = karl.post("/anderswo-schreiben", {"text": SECRET, "channel": "linkedin"})

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "Late delivery" in page.text
    for model in apps.get_models():
        assert model._base_manager.count() == before[model]
        rows = repr(list(model._base_manager.values_list()))
        assert "Zitronenfalter" not in rows
    assert "Zitronenfalter" not in repr(dict(karl.session))
    assert "Zitronenfalter" not in caplog.text
    for path in house.DATA_DIR.rglob("*"):
        if path.is_file() and "sqlite" not in path.name:
            assert b"Zitronenfalter" not in path.read_bytes()


def test_only_the_wish_to_keep_it_stores_it(cast):
    karl = cast.signed_in(cast.karl)

    assert karl.post("/anderswo-schreiben", {"text": "  ", "do": "keep"}).status_code == 422
    answer = karl.post("/anderswo-schreiben", {"text": SECRET, "do": "keep"})
    assert answer["Location"] == "/entwuerfe"
    assert Draft.objects.get().text == SECRET


def test_an_address_is_only_looked_at(cast):
    page = cast.signed_in(cast.karl).post(
        "/anderswo-schreiben", {"text": "https://www.linkedin.com/posts/1"}
    )
    assert "Late delivery" in page.text


def test_the_first_steps_promise_what_the_policies_allow(cast):
    rights = rights_by_name()
    named = {name for line in LINES for name in (*line.rights, *line.nobody)}
    member = next(one.who for one in IMAGINED if one.name == "member")

    assert len(LINES) == 10
    assert named <= set(rights)
    assert [why_not(line, member) for line in LINES] == [""] * 10
    anyone = next(one.who for one in IMAGINED if one.name == "anyone")
    assert all(why_not(line, anyone) for line in LINES)


@pytest.mark.parametrize("folder", [FIRST, DEMO], ids=["a new server", "the demo"])
def test_every_line_of_them_finds_its_clause(folder):
    keys = {clause.key for clause in read_folder(folder).clauses}

    assert [line for line in LINES if not keys.intersection(line.clauses)] == []


def test_the_line_on_colleagues_asks_what_the_button_asks(cast):
    (line,) = [line for line in LINES if "posts.ask_to_look" in line.rights]

    assert not why_not(line, who_is(cast.theo))
    assert may_ask_to_look(cast.reads(cast.theo), cast.jonas)
    assert why_not(line, who_is(cast.karl)) == str(
        may_ask_to_look(cast.reads(cast.karl), cast.jonas).reason
    )


def test_every_link_from_the_work_to_the_playbooks_leads_there(cast, case):
    erika = cast.signed_in(cast.erika)
    erika.post(f"/tisch/{case.id}/anweisung", {"key": "defect"})
    pages = [
        erika.get(f"/tisch/{case.id}").text,
        erika.get(f"/faelle/{case.id}").text,
        erika.get("/schreiben/hilfe/defect").text,
        erika.get("/codex").text,
        erika.get("/codex/handlungsanweisungen/").text,
        erika.get("/codex/handlungsanweisungen/defect").text,
    ]
    found = {
        address
        for page in pages
        for address in re.findall(r'href="(/codex/[^"#]+)', page.replace("&amp;", "&"))
    }

    assert "/codex/1/handlungsanweisungen/defect" in found
    assert "/codex/1/handlungsanweisungen/" in found
    assert {address: erika.get(address).status_code for address in found} == dict.fromkeys(
        found, 200
    )


def test_beside_a_case_a_playbook_that_is_gone_is_still_linked_as_it_was(cast, case):
    erika = cast.signed_in(cast.erika)
    erika.post(f"/tisch/{case.id}/anweisung", {"key": "defect"})
    publish_version(first_clauses(), [], by=cast.inga, note_de="Ohne.", note_en="Without.")

    page = erika.get(f"/tisch/{case.id}").text

    assert 'href="/codex/1/handlungsanweisungen/defect"' in page
    assert "earlier version" in erika.get("/codex/1/handlungsanweisungen/defect").text
    assert erika.get("/codex/handlungsanweisungen/defect").status_code == 404
    dropped = erika.get("/codex/unterschied").text
    assert '<del><a href="/codex/1/handlungsanweisungen/defect">' in dropped


def test_a_new_member_is_pointed_to_them_until_read(cast):
    karl = cast.signed_in(cast.karl)
    assert "/erste-schritte" not in karl.get("/home").text
    become_member(cast.karl, by=None)

    assert 'href="/erste-schritte"' in karl.get("/home").text
    assert karl.get("/erste-schritte").text.count("first-steps__words") == 10
    karl.post("/erste-schritte/gelesen")
    assert "You are new here" not in karl.get("/home").text
