"""Criticism on the web: somebody criticises, somebody answers, and only the critic confirms."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from augenhoehe.domain.criticism.actions import (
    claim_remedy,
    confirm_case,
    dispute_case,
    remove_case_of,
    take_case,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.people.actions import become_member, create_person, use_protected_name
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is

ANSWER = {"verdict": "true", "text": "Sie haben recht.", "submission": "one-and-only"}


@pytest.fixture(autouse=True)
def english(settings):
    """Whatever language people chose, these stories are read in English."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


def page(client, address, status=200):
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == status
    return response.content.decode()


def read(case, status=200):
    """The page of a case for anyone on the web."""
    return page(Client(), f"/faelle/{case.id}", status)


def state_of(case):
    return Case.objects.get(id=case.id).state


def words_in(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- who may read -------------------------------------------------------------------------


def test_internal_criticism_is_nothing_for_outsiders(cast):
    case = cast.complains(cast.jonas, "Am Tor 4 zieht es.", space=cast.haus)

    read(case, 404)
    page(cast.signed_in(cast.karl), f"/faelle/{case.id}", 404)
    assert "Tor 4" not in page(cast.signed_in(cast.karl), "/faelle")

    html = page(cast.signed_in(cast.erika), f"/faelle/{case.id}")
    assert 'class="inside"' in html
    assert "Tor 4" in page(cast.signed_in(cast.erika), "/faelle")


def test_an_address_that_leads_nowhere(cast):
    page(Client(), "/faelle/12345", 404)
    page(Client(), f"/faelle/{2**70}", 404)
    assert Client().post("/faelle/12345/unfug").status_code == 404


def test_who_only_reads_gets_no_cookie_and_no_form(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)

    response = Client().get(f"/faelle/{case.id}")

    assert not response.cookies
    assert "<form" not in response.content.decode()


def test_a_protected_name_hides_who_it_is(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    use_protected_name(cast.lindenrad, by=cast.theo)
    take_case(case, by=cast.theo, text="Ich sehe nach.")
    cast.answers(cast.theo, case, voice=cast.lindenrad)
    claim_remedy(case, by=cast.theo, text="Ersetzt.")

    html = read(case)

    assert "Colleague 1" in html
    assert "Theo" not in html
    assert "theo" not in html


# --- the list -----------------------------------------------------------------------------


def test_what_waits_longest_stands_on_top(cast):
    with pretend_it_is(clock.now() - timedelta(days=3)):
        older = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    newer = cast.complains(cast.luise, "Das Rad kam nicht.")
    with pretend_it_is(clock.now() - timedelta(days=9)):
        answered = cast.complains(cast.ada, "Falsche Pedale.")
        cast.answers(cast.erika, answered)
    take_case(older, by=cast.erika, text="Ich kümmere mich.")  # is no answer, and no new wait

    html = page(Client(), "/faelle")

    assert html.index(f"/faelle/{older.id}") < html.index(f"/faelle/{newer.id}")
    assert f"/faelle/{answered.id}" not in html
    assert "2 wait for an answer, the oldest for 3 days." in words_in(html)


def test_every_condition_is_a_link(cast):
    waiting = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    done = cast.complains(cast.luise, "Das Rad kam nicht.", about=cast.werkstatt)
    cast.answers(cast.erika, done)
    confirm_case(done, by=cast.luise)

    confirmed = page(Client(), "/faelle?state=confirmed")
    assert f"/faelle/{done.id}" in confirmed
    assert f"/faelle/{waiting.id}" not in confirmed
    about_werkstatt = page(Client(), "/faelle?state=all&voice=werkstatt")
    assert f"/faelle/{done.id}" in about_werkstatt
    assert f"/faelle/{waiting.id}" not in about_werkstatt
    assert "There is nothing here" in page(Client(), "/faelle?state=withdrawn")
    assert f"/faelle/{waiting.id}" in page(Client(), "/faelle?state=nonsense&page=x")


def test_what_was_removed_stays_in_the_figures(cast):
    with pretend_it_is(clock.now() - timedelta(days=3)):
        older = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.complains(cast.luise, "Das Rad kam nicht.")
    before = words_in(page(Client(), "/faelle"))
    assert "Removed" not in before
    remove_case_of(older.post)

    after = words_in(page(Client(), "/faelle"))

    for said in (before, after):
        assert "2 wait for an answer, the oldest for 3 days." in said
    assert "1 of them was removed by an intervention and stays open here." in after
    assert f"/faelle/{older.id}" in page(Client(), "/faelle?state=removed")
    assert "Removed 1 All 2" in after


def test_a_long_list_has_pages(cast, monkeypatch):
    monkeypatch.setattr("augenhoehe.interfaces.web.pages.cases.listing.PAGE", 2)
    cases = [cast.complains(cast.karl, f"Mangel {n}") for n in range(3)]

    first, second = page(Client(), "/faelle"), page(Client(), "/faelle?page=2")

    assert "/faelle?page=2" in first
    assert f"/faelle/{cases[2].id}" not in first
    assert f"/faelle/{cases[2].id}" in second


# --- marking a post as criticism ----------------------------------------------------------


def test_nobody_makes_a_case_of_somebody_elses_post(cast):
    post = cast.says(cast.karl, "Der Riemen ist gerissen.")
    assert cast.lindenrad

    assert Client().get(f"/faelle/neu?post={post.id}").status_code == 302
    page(cast.signed_in(cast.erika), f"/faelle/neu?post={post.id}", 403)
    answer = cast.signed_in(cast.erika).post(
        f"/faelle/neu?post={post.id}", {"voice": "lindenrad", "wanted": ""}
    )
    assert answer.status_code == 403
    assert not Case.objects.exists()


def test_the_author_marks_a_post_as_criticism(cast):
    assert cast.werkstatt
    karl = cast.signed_in(cast.karl)
    assert cast.lindenrad
    post = cast.says(cast.karl, "@lindenrad Der Riemen ist gerissen.")

    form = page(karl, f"/faelle/neu?post={post.id}")
    assert re.search(r'value="lindenrad"[^>]*checked', form)
    nobody = karl.post(f"/faelle/neu?post={post.id}", {"wanted": "Ein neuer Riemen"})
    assert nobody.status_code == 422
    assert "Ein neuer Riemen" in nobody.content.decode()
    answer = karl.post(
        f"/faelle/neu?post={post.id}", {"voice": "lindenrad", "wanted": "Ein neuer Riemen"}
    )

    case = Case.objects.get()
    assert answer["Location"] == f"/faelle/{case.id}"
    assert "Ein neuer Riemen" in read(case)
    again = karl.get(f"/faelle/neu?post={post.id}")
    assert again["Location"] == f"/faelle/{case.id}"


def test_who_addresses_a_voice_is_asked_once_whether_it_is_criticism(cast):
    assert cast.lindenrad
    karl = cast.signed_in(cast.karl)

    karl.post("/schreiben", {"text": "@lindenrad Der Riemen ist gerissen.", "audience": "0"})
    post = Post.objects.get()
    offer = f'href="/faelle/neu?post={post.id}">mark it as criticism'
    assert offer in page(karl, f"/@karl/{post.id}")
    assert offer not in page(karl, f"/@karl/{post.id}")

    karl.post("/schreiben", {"text": "Ein schöner Tag.", "audience": "0"})
    assert "mark it as criticism" not in page(karl, "/home")


# --- the main job -------------------------------------------------------------------------


def test_the_whole_way_from_criticism_to_resolved(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.", wanted="Die Wahrheit")
    erika, jonas = cast.signed_in(cast.erika), cast.signed_in(cast.jonas)
    karl = cast.signed_in(cast.karl)
    at = f"/faelle/{case.id}"

    assert erika.post(f"{at}/kuemmern", {"text": "Ich frage nach."})["Location"] == at
    voice = {"speak_as": str(cast.lindenrad.id)}
    assert erika.post(f"{at}/antworten", ANSWER | voice)["Location"] == at
    assert karl.post(f"{at}/nicht-beantwortet", {"text": "Warum?"})["Location"] == at
    assert jonas.post(f"{at}/antworten", ANSWER | {"text": "Ein Grat."})["Location"] == at
    assert jonas.post(f"{at}/abhilfe", {"text": "Scheibe getauscht."})["Location"] == at
    assert karl.post(f"{at}/erledigt", {"text": ""})["Location"] == at

    html = read(case)
    assert state_of(case) == "confirmed"
    for words in ("Ich frage nach.", "Sie haben recht.", "Warum?", "Ein Grat.", "getauscht"):
        assert words in html
    assert "7 steps, history verified." in words_in(html)
    assert html.count("clock__step--settled") == 1
    assert "clock__tick" in html


def test_only_the_critic_confirms(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)

    for somebody in (cast.erika, cast.hanna, cast.mona, cast.inga, cast.luise):
        client = cast.signed_in(somebody)
        assert "erledigt" not in page(client, f"/faelle/{case.id}")
        assert client.post(f"/faelle/{case.id}/erledigt", {"text": "x"}).status_code == 403

    assert state_of(case) == "answered"


def test_after_not_answered_somebody_else_answers(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    assert cast.jonas
    dispute_case(case, by=cast.karl, text="Das steht nicht im Handbuch.")

    html = page(cast.signed_in(cast.erika), f"/faelle/{case.id}")
    assert "Now somebody else answers." in html
    assert "antworten" not in html
    refused = cast.signed_in(cast.erika).post(f"/faelle/{case.id}/antworten", ANSWER)
    assert refused.status_code == 403
    assert "Sie haben recht." in refused.content.decode()  # nothing typed is lost
    assert "/antworten" in page(cast.signed_in(cast.jonas), f"/faelle/{case.id}")


def test_the_critic_waits_and_is_told_so(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    html = page(cast.signed_in(cast.karl), f"/faelle/{case.id}")

    assert "It is the organisation" in html
    assert "/erledigt" not in html
    assert "/zuruecknehmen" in html


def test_who_neither_criticised_nor_works_here_just_reads(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    html = page(cast.signed_in(cast.luise), f"/faelle/{case.id}")

    assert f"/faelle/{case.id}/" not in html


# --- wrong input, haste, two at once ------------------------------------------------------


def test_the_first_question_comes_first(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    answer = cast.signed_in(cast.erika).post(
        f"/faelle/{case.id}/antworten", {"text": "Nur Geduld.", "verdict": ""}
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Please say first whether it is true." in html
    assert "Nur Geduld." in html
    assert state_of(case) == "open"


def test_a_wrong_form_comes_back_with_itself(cast, settings):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    erika = cast.signed_in(cast.erika)

    empty = erika.post(f"/faelle/{case.id}/kuemmern", {"text": "  "})
    too_long = erika.post(f"/faelle/{case.id}/kuemmern", {"text": "x" * 2001})
    long_answer = erika.post(f"/faelle/{case.id}/antworten", ANSWER | {"text": "y" * 501})

    assert (empty.status_code, too_long.status_code, long_answer.status_code) == (422, 422, 422)
    assert "Please say it in a sentence of your own." in empty.content.decode()
    assert "x" * 2001 in too_long.content.decode()
    assert "y" * 501 in long_answer.content.decode()


def test_script_in_every_field_stays_text(cast):
    script = "<script>alert(1)</script>"
    case = cast.complains(cast.karl, script, wanted=script)
    take_case(case, by=cast.erika, text=script)

    html = read(case)

    assert script not in html
    assert html.count("&lt;script&gt;alert(1)") >= 3


def test_somebody_else_was_quicker_and_nothing_is_lost(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    karl = cast.signed_in(cast.karl)
    confirm_case(case, by=cast.karl)

    late = karl.post(f"/faelle/{case.id}/nicht-beantwortet", {"text": "Doch nicht erledigt."})

    assert late.status_code == 409
    assert "Doch nicht erledigt." in late.content.decode()
    assert "Somebody was quicker" in late.content.decode()


def test_the_same_click_twice_is_one_step(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    erika, karl = cast.signed_in(cast.erika), cast.signed_in(cast.karl)

    for _click in range(2):
        assert erika.post(f"/faelle/{case.id}/antworten", ANSWER).status_code == 302
    for _click in range(2):
        assert karl.post(f"/faelle/{case.id}/erledigt", {"text": ""}).status_code == 302

    assert Post.objects.filter(in_reply_to=case.post).count() == 1
    assert case.events.filter(kind="confirmed").count() == 1


def test_words_survive_a_session_that_ended(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    karl = Client()

    sent = karl.post(f"/faelle/{case.id}/nicht-beantwortet", {"text": "Und die Scheibe?"})
    assert sent.status_code == 302
    assert sent["Location"].startswith("/anmelden")
    karl.force_login(cast.karl.login, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "Und die Scheibe?" in page(karl, f"/faelle/{case.id}")


def test_haste_asks_for_patience_and_keeps_the_words(cast, rate_limits):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    erika = cast.signed_in(cast.erika)
    for n in range(20):
        erika.post(f"/faelle/{case.id}/kuemmern", {"text": f"Nummer {n}"})

    hasty = erika.post(f"/faelle/{case.id}/kuemmern", {"text": "Nummer 21"})

    assert hasty.status_code == 429
    assert int(hasty["Retry-After"]) > 0
    assert "Nummer 21" in hasty.content.decode()


# --- what stays ---------------------------------------------------------------------------


def test_the_case_of_a_deleted_post_stays_without_its_words(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case, "Das tut uns leid.")
    delete_post(case.post, by=cast.karl)

    html = read(case)

    assert "gerissen" not in html
    assert "deleted this post" in html
    assert "Das tut uns leid." in html
    assert "history verified" in html


def test_a_history_that_was_tampered_with_is_said(cast, tampering):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    case.events.filter(number=2).update(at=clock.now() - timedelta(days=1))

    assert "Step 2 is not as it was written down." in words_in(read(case))


def test_a_new_member_can_answer_at_once(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    nadja = create_person(handle="nadja", email="n@example.org", password=None)
    become_member(nadja, by=None)

    answer = cast.signed_in(nadja).post(f"/faelle/{case.id}/antworten", ANSWER)

    assert answer["Location"] == f"/faelle/{case.id}"


def test_who_comes_second_is_told_and_does_not_take_over(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    at = f"/faelle/{case.id}"
    erika, jonas = cast.signed_in(cast.erika), cast.signed_in(cast.jonas)
    assert 'name="seen" value="1"' in page(jonas, at)
    erika.post(f"{at}/kuemmern", {"text": "Ich frage nach.", "seen": "1"})

    late = jonas.post(f"{at}/kuemmern", {"text": "Das mache ich.", "seen": "1"})

    assert late.status_code == 409 and "Das mache ich." in late.content.decode()
    case.refresh_from_db()
    assert case.taken_by == cast.erika
    again = erika.post(f"{at}/kuemmern", {"text": "Ich frage nach.", "seen": "1"})
    assert again.status_code == 302  # a double click is once
