"""The desk on the web: members see what waits and work on it together."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism import desk
from augenhoehe.domain.criticism.actions import (
    add_block,
    add_webhook,
    begin_answering,
    save_draft,
    set_topic,
    write_note,
)
from augenhoehe.domain.criticism.models import Answer, Case, Webhook
from augenhoehe.domain.people.actions import become_member, grant_role

OWN = "Wir tauschen den Riemen am Montag aus."


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


@pytest.fixture
def case(cast):
    return cast.complains(cast.karl, "Der Riemen ist gerissen.")


def page(client, address, status=200):
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == status
    return response.content.decode()


def words_in(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def now(case):
    return Case.objects.get(id=case.id)


PAGES = ("/tisch", "/tisch/{}", "/tisch/{}/baum", "/tisch/{}/schreibt", "/tisch/bausteine",
         "/tisch/regeln", "/tisch/webhooks")  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_others_read_why_the_desk_is_not_for_them(cast, case, address):
    address = address.format(case.id)

    assert Client().get(address).status_code == 302
    html = page(cast.signed_in(cast.karl), address, 403)
    assert "Only members of the organisation" in html
    assert "/tisch" not in page(cast.signed_in(cast.karl), "/home")


def test_what_is_of_a_circle_is_not_there_for_other_members(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)
    theo = cast.signed_in(cast.theo)

    page(theo, f"/tisch/{case.id}", 404)
    assert "Riemen" not in page(theo, "/tisch")
    assert "Unter uns" in page(cast.signed_in(cast.erika), f"/tisch/{case.id}")
    assert theo.post(f"/tisch/{case.id}/entwurf", {"text": "x"}).status_code == 404


def test_members_find_the_desk(cast, case):
    erika = cast.signed_in(cast.erika)

    assert 'href="/tisch"' in page(erika, "/home")
    html = page(erika, "/tisch")
    assert f'href="/tisch/{case.id}"' in html
    assert "1 waits for an answer" in words_in(html)


@pytest.mark.parametrize(
    "query",
    ["?state=nirgends&keeper=karl&channel=funk", "?after=x", "?after=99999999999999999999",
     "?voice=niemand", "?sort=value", "?person=karl", "?q=%00", "?topic=" + "x" * 500],
)  # fmt: skip
def test_a_filter_nobody_knows_is_left_out(cast, case, query):
    page(cast.signed_in(cast.erika), f"/tisch{query}")


def test_filters_and_search_are_links_and_a_form(cast, case):
    other = cast.complains(cast.gerda, "Die Lieferung fehlt.")
    set_topic(other, "Lieferung", by=cast.erika)
    erika = cast.signed_in(cast.erika)

    assert "Riemen" not in page(erika, "/tisch?topic=Lieferung")
    assert "Lieferung fehlt" not in page(erika, "/tisch?q=riemen")
    html = page(erika, "/tisch?q=nirgendwo")
    assert "There is nothing here" in html
    assert 'href="/tisch?state=answered"' in page(erika, "/tisch")


def test_the_queue_costs_the_same_for_many(cast, case):
    erika = cast.signed_in(cast.erika)

    def count():
        with CaptureQueriesContext(connection) as asked:
            page(erika, "/tisch")
        return len(asked)

    count()
    few = count()
    for n in range(8):
        cast.complains(cast.gerda, f"Noch etwas: {n}")
    assert count() <= few


# --- steps --------------------------------------------------------------------------------


def test_taking_handing_over_and_naming_a_topic(cast, case):
    erika = cast.signed_in(cast.erika)

    refused = erika.post(f"/tisch/{case.id}/nehmen", {"text": " "})
    assert refused.status_code == 422
    assert "sentence of your own" in refused.content.decode()
    assert erika.post(f"/tisch/{case.id}/nehmen", {"text": "Ich sehe nach."}).status_code == 302
    assert now(case).taken_by == cast.erika
    assert erika.post(f"/tisch/{case.id}/uebergeben", {"to": ""}).status_code == 422
    assert erika.post(f"/tisch/{case.id}/uebergeben", {"to": str(cast.karl.id)}).status_code == 422
    erika.post(f"/tisch/{case.id}/uebergeben", {"to": str(cast.jonas.id)})
    assert now(case).taken_by == cast.jonas
    assert "handed it over to Jonas Weber" in words_in(page(Client(), f"/faelle/{case.id}"))
    erika.post(f"/tisch/{case.id}/thema", {"topic": "Riemen"})
    assert now(case).topic == "Riemen"
    assert erika.post(f"/tisch/{case.id}/unfug", {}).status_code == 404
    assert "asks you to look after" in page(cast.signed_in(cast.jonas), "/meldungen")


def test_private_notes_are_read_by_few_and_everybody_knows_that_there_is_one(cast, case):
    write_note(case, "Bestellung 4711", by=cast.erika)

    assert "4711" in page(cast.signed_in(cast.jonas), f"/tisch/{case.id}")
    hanna = cast.signed_in(cast.hanna)
    html = page(hanna, f"/tisch/{case.id}")
    assert "4711" not in html
    assert "There is one." in html
    assert hanna.post(f"/tisch/{case.id}/notiz", {"text": "Neugier"}).status_code == 403
    public = page(Client(), f"/faelle/{case.id}")
    assert "4711" not in public
    assert "private note" in public

    [note] = desk.notes_of(cast.reads(cast.erika), case)
    assert hanna.post(f"/tisch/{case.id}/notiz-loeschen", {"note": note.id}).status_code == 403
    cast.signed_in(cast.jonas).post(f"/tisch/{case.id}/notiz-loeschen", {"note": note.id})
    assert not desk.has_notes(case.id)


def test_two_who_write_the_draft_at_once_read_both_wordings(cast, case):
    jonas = cast.signed_in(cast.jonas)
    save_draft(case, "Von Erika.", by=cast.erika)

    response = jonas.post(f"/tisch/{case.id}/entwurf", {"text": "Von Jonas.", "seen": "0"})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Von Erika." in html
    assert "Von Jonas." in html
    again = jonas.post(f"/tisch/{case.id}/entwurf", {"text": "Von beiden.", "seen": "1"})
    assert again.status_code == 302
    assert desk.draft_of(case).text == "Von beiden."


def test_cases_are_linked_and_separated(cast, case):
    other = cast.complains(cast.gerda, "Mein Riemen ist auch gerissen.")
    erika = cast.signed_in(cast.erika)

    assert "Mein Riemen ist auch" in page(erika, f"/tisch/{case.id}")
    nowhere = erika.post(f"/tisch/{other.id}/verbinden", {"other": "12345"})
    assert nowhere.status_code == 422
    address = f"http://testserver/faelle/{case.id}/"
    assert erika.post(f"/tisch/{other.id}/verbinden", {"other": address}).status_code == 302
    assert now(other).merged_into == case
    erika.post(f"/tisch/{other.id}/trennen")
    assert now(other).merged_into is None


def test_nobody_works_on_their_own_criticism(cast, case):
    become_member(cast.karl, by=None)
    karl = cast.signed_in(cast.karl)

    assert "works on it without you" in page(karl, f"/tisch/{case.id}")
    assert karl.post(f"/tisch/{case.id}/entwurf", {"text": "x"}).status_code == 403


# --- answering ----------------------------------------------------------------------------


def sheet(**typed):
    return {
        "verdict": "true",
        "text": OWN,
        "answers_seen": "0",
        "submission": "",
        "speak_as": "",
    } | typed


def test_who_is_writing_is_seen_by_the_others(cast, case):
    jonas, erika = cast.signed_in(cast.jonas), cast.signed_in(cast.erika)

    assert jonas.post(f"/tisch/{case.id}/schreibt").status_code == 302
    quiet = jonas.post(f"/tisch/{case.id}/schreibt", headers={"hx-request": "true"})
    assert quiet.status_code == 200
    for address in (f"/tisch/{case.id}", f"/tisch/{case.id}/schreibt", "/tisch"):
        assert "A colleague is writing an answer" in words_in(page(erika, address))
        assert "is writing an answer" not in words_in(page(jonas, address))


@pytest.mark.parametrize("place", ["tisch", "faelle"])
def test_who_was_slower_is_told_and_loses_nothing(cast, case, place):
    begin_answering(case, by=cast.jonas)
    cast.answers(cast.erika, case, "Erika war schneller.")
    jonas = cast.signed_in(cast.jonas)

    response = jonas.post(f"/{place}/{case.id}/antworten", sheet())

    html = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else answered while you were writing" in html
    assert OWN in html
    assert "Erika war schneller." in html
    assert 'name="answers_seen" value="1"' in html
    assert "What you typed is still here" in html
    assert Answer.objects.count() == 1
    assert jonas.post(f"/{place}/{case.id}/antworten", sheet(answers_seen="1")).status_code == 302
    assert Answer.objects.count() == 2


def test_blocks_are_put_in_without_losing_a_word_and_do_not_suffice(cast, case):
    block = add_block("Dank", "Danke für Ihre Nachricht und Ihre Geduld.", by=cast.erika)
    jonas = cast.signed_in(cast.jonas)

    html = jonas.post(
        f"/tisch/{case.id}/antworten", sheet(text="Ein Anfang.", insert=str(block.id))
    ).content.decode()
    assert re.search(r"Ein Anfang\.\s+Danke für Ihre Nachricht und Ihre Geduld\.", html)
    assert not Answer.objects.exists()
    canned = jonas.post(f"/tisch/{case.id}/antworten", sheet(text=block.text))
    assert canned.status_code == 422
    assert "sentence of your own" in canned.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_needs_the_first_question_and_then_stands(cast, case):
    jonas = cast.signed_in(cast.jonas)

    refused = jonas.post(f"/tisch/{case.id}/antworten", sheet(verdict=""))
    assert refused.status_code == 422
    assert OWN in refused.content.decode()
    assert jonas.post(f"/tisch/{case.id}/antworten", sheet()).status_code == 302
    assert now(case).state == "answered"
    assert OWN in page(jonas, f"/tisch/{case.id}")


# --- the tree, the blocks, the rules, the addresses ---------------------------------------


def test_the_six_questions_are_kept_and_drawn(cast, case):
    erika = cast.signed_in(cast.erika)

    refused = erika.post(f"/tisch/{case.id}/baum", {"answer_1": "true", "answer_4": "yes"})
    assert refused.status_code == 422
    assert "name the norm" in refused.content.decode()
    typed = {"answer_1": "true", "answer_4": "yes", "why_4": "§ 185 StGB", "answer_6": "yes",
             "why_5": "Ich habe das Getriebe gebaut."}  # fmt: skip
    assert erika.post(f"/tisch/{case.id}/baum", typed).status_code == 302
    html = page(erika, f"/tisch/{case.id}")
    assert "<svg" in html
    assert f"/aufsicht/eingriff?post={case.post_id}" in html
    assert "Insert who answers" in html
    assert "§ 185" in page(erika, f"/tisch/{case.id}/baum")
    assert "§ 185" not in page(Client(), f"/faelle/{case.id}")


def test_text_blocks_are_kept_by_writers(cast, case):
    erika, wilhelm = cast.signed_in(cast.erika), cast.signed_in(cast.wilhelm)

    assert wilhelm.post("/tisch/bausteine", {"name": "A", "text": "B"}).status_code == 403
    assert erika.post("/tisch/bausteine", {"name": "", "text": "B"}).status_code == 422
    assert erika.post("/tisch/bausteine", {"name": "Dank", "text": "Danke."}).status_code == 302
    again = erika.post("/tisch/bausteine", {"name": "Dank", "text": "Danke."})
    assert again.status_code == 422
    [block] = desk.text_blocks()
    erika.post(f"/tisch/bausteine/{block.id}", {"name": "Dank", "text": "Vielen Dank."})
    assert "Vielen Dank." in page(wilhelm, "/tisch/bausteine")
    erika.post(f"/tisch/bausteine/{block.id}/verwerfen")
    assert desk.text_blocks() == []


RULES = {"day_0": "09:00–12:00, 13:00-17:00", "sign_hours": "2", "answer_hours": "6",
         "holidays": "2026-12-25\n2026-12-26", "time_zone": "Europe/Berlin"}  # fmt: skip


def test_the_rules_are_read_by_all_and_set_with_the_duty(cast, case):
    erika, hanna = cast.signed_in(cast.erika), cast.signed_in(cast.hanna)
    grant_role(cast.hanna, "desk", by=None)

    assert "09:00–17:00" in page(erika, "/tisch/regeln")
    assert erika.post("/tisch/regeln", RULES).status_code == 403
    wrong = hanna.post("/tisch/regeln", RULES | {"day_3": "neun bis fünf"})
    assert wrong.status_code == 422
    assert "neun bis fünf" in wrong.content.decode()
    assert hanna.post("/tisch/regeln", RULES).status_code == 302
    assert desk.desk_rules().hours == {"0": [["09:00", "12:00"], ["13:00", "17:00"]]}
    assert not desk.desk_rules().digest
    erika.post("/tisch/brief", {"wanted": "0"})
    assert not desk.wants_digest(cast.erika)


def test_the_secret_of_an_address_is_shown_once(cast, case):
    grant_role(cast.hanna, "desk", by=None)
    hanna = cast.signed_in(cast.hanna)

    assert cast.signed_in(cast.erika).get("/tisch/webhooks").status_code == 403
    assert hanna.post("/tisch/webhooks", {"url": "https://10.0.0.1/"}).status_code == 422
    response = hanna.post("/tisch/webhooks", {"url": "https://werkzeug.example/ohr"})
    secret = Webhook.objects.get().secret
    assert secret in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert secret not in page(hanna, "/tisch/webhooks")
    hook = add_webhook("https://werkzeug.example/zwei", by=cast.hanna)
    assert hanna.post(f"/tisch/webhooks/{hook.id}/pruefen").status_code == 302
    assert hanna.post(f"/tisch/webhooks/{hook.id}/entfernen").status_code == 302
    assert Webhook.objects.count() == 1


def test_no_figure_stands_beside_a_person(cast, case):
    for n in range(7):
        cast.answers(cast.jonas, cast.complains(cast.gerda, f"Noch etwas: {n}."))

    for address in ("/tisch?state=all", f"/tisch/{case.id}", "/tisch/regeln"):
        said = words_in(page(cast.signed_in(cast.erika), address))
        assert not re.search(r"Jonas Weber\W{0,3}\d|\b7\W{1,3}Jonas", said)
