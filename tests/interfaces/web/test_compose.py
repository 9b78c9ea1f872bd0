"""Writing a post on the web: what is refused keeps its text, what is published stands right."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.domain.people.actions import block, leave_voice, use_protected_name
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post, Revision
from augenhoehe.interfaces.web.pages.compose import changes, views
from tests.cast import PASSWORD
from tests.interfaces.web.writers import button_of, english, shown_text

NASTY = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


# --- what is refused ---------------------------------------------------------------------


def test_who_is_signed_out_is_led_to_the_sign_in(db):
    answer = english(Client()).get("/schreiben?reply_to=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/anmelden?next=%2Fschreiben%3Freply_to%3D1"


def test_a_form_of_another_site_publishes_nothing(cast):
    browser = english(cast.signed_in(cast.karl))
    browser.handler.enforce_csrf_checks = True

    answer = browser.post(
        "/schreiben", {"text": "Nicht von mir"}, headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403
    assert "Nicht von mir" not in answer.content.decode()
    assert not Post.objects.exists()


def test_a_form_that_was_too_old_gives_its_text_back(cast):
    browser = english(cast.signed_in(cast.karl))
    browser.handler.enforce_csrf_checks = True

    answer = browser.post("/schreiben", {"text": "Eine Stunde <Arbeit>", "reply_to": "7"})

    assert answer.status_code == 403
    assert "Eine Stunde &lt;Arbeit&gt;" in answer.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"text": ""}, "Please write something."),
        ({"text": " \n "}, "Please write something."),
        ({"text": "x" * 501}, "At most 500 characters; these are 501."),
        ({"text": "x", "warning": "y" * 301}, "at most 300 characters"),
        ({"text": "x", "audience": "7"}, "Please choose once more who can read this."),
        ({"text": "x", "audience": "space:gibt-es-nicht"}, "Please choose once more"),
        ({"text": "x", "speak_as": "1"}, "You do not write for this voice."),
        ({"text": "x", "language": "xx"}, "Please choose a language of the list."),
        ({"text": "x", "audience": "3"}, "Please mention with @ for whom this is."),
        ({"text": "Für @karl selbst", "audience": "3"}, "Please mention with @ for whom this is."),
    ],
)
def test_what_cannot_be_used_comes_back_with_its_reason(cast, typed, where):
    answer = english(cast.signed_in(cast.karl)).post("/schreiben", typed)

    assert answer.status_code == 422
    assert where in unescape(answer.content.decode())
    assert shown_text(answer).strip() == typed["text"].strip()
    assert not Post.objects.exists()


def test_everything_typed_is_kept_when_something_is_wrong(cast):
    answer = english(cast.signed_in(cast.jonas)).post(
        "/schreiben",
        {
            "text": "x" * 501,
            "warning": "Bremse",
            "language": "en",
            "audience": "2",
            "service": "service",
            "submission": "3c0ad6f2-1ac4-4d9f-9d0c-ff1a1dd1b6a1",
        },
    )

    page = answer.content.decode()
    assert 'value="Bremse"' in page
    assert '<option value="en" selected>' in page
    assert re.search(r'<option value="2"[^>]* selected>', page)
    assert re.search(r'value="service" checked', page)
    assert "3c0ad6f2-1ac4-4d9f-9d0c-ff1a1dd1b6a1" in page
    assert button_of(answer) == "Publish for followers only"


@pytest.mark.parametrize("field", ["text", "warning", "language", "speak_as", "audience", "next"])
def test_script_stays_words_in_every_field(cast, field):
    sent = {"text": "Hallo", field: NASTY * (40 if field == "text" else 1)}

    answer = english(cast.signed_in(cast.karl)).post("/schreiben", sent, follow=True)

    assert "<script>alert" not in answer.content.decode()
    assert "<img src=x" not in answer.content.decode()


def test_nobody_writes_through_a_voice_of_others(cast):
    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben", {"text": "Wir zahlen alles.", "speak_as": str(cast.lindenrad.id)}
    )

    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_who_left_a_voice_meanwhile_keeps_the_text(cast):
    browser, voice = english(cast.signed_in(cast.jonas)), str(cast.lindenrad.id)
    assert voice in browser.get("/schreiben").content.decode()
    leave_voice(cast.lindenrad, by=cast.jonas)

    answer = browser.post("/schreiben", {"text": "Für die Firma", "speak_as": voice})

    assert answer.status_code == 422
    assert shown_text(answer) == "Für die Firma"


def test_the_house_is_no_place_for_customers(cast):
    browser = english(cast.signed_in(cast.karl))
    cast.haus  # noqa: B018 - it is there

    assert browser.get("/schreiben?space=haus").status_code == 404
    answer = browser.post("/schreiben", {"text": "Guten Tag, Haus", "space": "haus"})
    assert answer.status_code == 422
    assert "Guten Tag, Haus" in shown_text(answer)
    assert not Post.objects.exists()


def test_an_internal_choice_is_not_offered_to_customers(cast):
    cast.haus  # noqa: B018

    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben", {"text": "Ins Haus", "audience": "space:haus"}
    )

    assert answer.status_code == 422
    assert not Post.objects.exists()


@pytest.mark.parametrize("strange", ["0", "-1", "x", "9" * 30, "９", "1 2"])
def test_replies_to_strange_ids_go_nowhere_and_keep_the_text(cast, strange):
    browser = english(cast.signed_in(cast.karl))

    assert browser.get("/schreiben", {"reply_to": strange}).status_code == 404
    answer = browser.post("/schreiben", {"text": "Antwort", "reply_to": strange})
    assert answer.status_code == 422
    assert shown_text(answer) == "Antwort"


def test_nobody_replies_to_what_they_cannot_read(cast):
    inside = cast.says(cast.erika, "Nur für uns", space=cast.haus)
    browser = english(cast.signed_in(cast.karl))

    assert browser.get(f"/schreiben?reply_to={inside.id}").status_code == 404
    answer = browser.post("/schreiben", {"text": "Aha", "reply_to": str(inside.id)})
    assert answer.status_code == 422
    assert "Nur für uns" not in answer.content.decode()


def test_a_reply_to_what_was_deleted_meanwhile_keeps_its_text(cast):
    parent = cast.says(cast.ada, "Kennt das wer?")
    delete_post(parent, by=cast.ada)

    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben", {"text": "Ja, ich!", "reply_to": str(parent.id)}
    )

    assert answer.status_code == 422
    assert "not there any more" in answer.content.decode()
    assert shown_text(answer) == "Ja, ich!"


def test_whoever_is_blocked_is_told_and_keeps_the_text(cast):
    parent = cast.says(cast.ada, "Bitte nicht mehr.")
    block(cast.karl, by=cast.ada)

    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben", {"text": "@ada doch", "reply_to": str(parent.id)}
    )

    assert answer.status_code == 403
    assert "does not want to be addressed" in answer.content.decode()
    assert shown_text(answer) == "@ada doch"


def test_too_many_posts_ask_for_patience_with_the_text_kept(cast, rate_limits):
    browser = english(cast.signed_in(cast.karl))
    for number in range(20):
        assert browser.post("/schreiben", {"text": f"Nummer {number}"}).status_code == 302

    answer = browser.post("/schreiben", {"text": "Eins noch"})

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "A moment of patience" in answer.content.decode()
    assert shown_text(answer) == "Eins noch"


def test_the_same_words_again_ask_for_patience(cast, rate_limits):
    browser = english(cast.signed_in(cast.karl))
    browser.post("/schreiben", {"text": "Kauft nichts!"})

    answer = browser.post("/schreiben", {"text": "Kauft nichts!"})

    assert answer.status_code == 429
    assert Post.objects.count() == 1


def test_a_locked_database_is_an_honest_503_and_the_text_is_shown(cast, monkeypatch):
    def locked(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(views, "publish_or_hand_in", locked)
    answer = english(cast.signed_in(cast.karl)).post("/schreiben", {"text": "Mühsam getippt"})

    assert answer.status_code == 503
    assert "Mühsam getippt" in answer.content.decode()


def test_a_page_written_by_somebody_else_is_not_published(cast):
    answer = english(cast.signed_in(cast.gerda)).post(
        "/schreiben", {"text": "Ich, Karl, finde", "writer": str(cast.karl.id)}
    )

    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_the_way_back_never_leads_to_another_site(cast):
    for there in ("https://evil.example/", "//evil.example", "\\\\evil.example", "javascript:1"):
        answer = english(cast.signed_in(cast.karl)).post(
            "/schreiben", {"text": f"An {there}", "next": there}
        )

        assert answer["Location"].startswith("/@karl/")


# --- once, and never lost ------------------------------------------------------------------


def test_a_form_sent_twice_is_one_post(cast):
    browser = english(cast.signed_in(cast.karl))
    form = {"text": "Einmal", "submission": "3c0ad6f2-1ac4-4d9f-9d0c-ff1a1dd1b6a1"}

    first, second = browser.post("/schreiben", form), browser.post("/schreiben", form)

    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1


def test_another_text_from_the_same_page_is_another_post(cast):
    browser = english(cast.signed_in(cast.karl))
    key = "3c0ad6f2-1ac4-4d9f-9d0c-ff1a1dd1b6a1"

    browser.post("/schreiben", {"text": "Erstens", "submission": key})
    browser.post("/schreiben", {"text": "Zweitens", "submission": key})

    assert Post.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_same_moment_is_one_post(cast):
    browsers = [english(cast.signed_in(cast.karl)) for _ in range(4)]
    form = {"text": "Zugleich", "submission": "3c0ad6f2-1ac4-4d9f-9d0c-ff1a1dd1b6a1"}

    def send(browser):
        try:
            return browser.post("/schreiben", form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(send, browsers))

    assert len(places) == 1
    assert Post.objects.count() == 1


@pytest.mark.parametrize("was_signed_in", [True, False])
def test_a_text_survives_the_end_of_the_session(cast, was_signed_in):
    parent = cast.says(cast.ada, "Wer fährt mit?")
    browser = english(cast.signed_in(cast.karl) if was_signed_in else Client())
    Session.objects.all().delete()

    sent = browser.post(
        "/schreiben",
        {
            "text": "@ada Ich, am Sonntag!",
            "reply_to": str(parent.id),
            "warning": "Frühaufsteher",
            "audience": "2",
            "writer": str(cast.karl.id),
        },
    )
    assert sent["Location"] == f"/anmelden?next=%2Fschreiben%3Freply_to%3D{parent.id}"
    signed_in = browser.post(sent["Location"], {"login": "karl", "password": PASSWORD})
    back = browser.get(signed_in["Location"])

    assert shown_text(back) == "@ada Ich, am Sonntag!"
    assert 'value="Frühaufsteher"' in back.content.decode()
    assert button_of(back) == "Publish for followers only"


def test_a_text_that_was_published_in_the_end_is_not_offered_again(cast):
    cast.karl  # noqa: B018
    browser = english(Client())
    sent = browser.post("/schreiben", {"text": "Doch noch da"})
    browser.post(sent["Location"], {"login": "karl", "password": PASSWORD})
    assert shown_text(browser.get("/schreiben")) == "Doch noch da"

    browser.post("/schreiben", {"text": "Doch noch da"})

    assert shown_text(browser.get("/schreiben")) == ""


def test_a_lost_text_is_not_shown_to_somebody_else(cast):
    browser = english(Client())
    browser.post("/schreiben", {"text": "Karls Sorgen", "writer": str(cast.karl.id)})

    cast.gerda  # noqa: B018
    browser.post("/anmelden?next=/schreiben", {"login": "gerda", "password": PASSWORD})

    assert "Karls Sorgen" not in browser.get("/schreiben").content.decode()


# --- what goes well ------------------------------------------------------------------------


def test_a_post_is_published_where_its_button_said(cast):
    browser = english(cast.signed_in(cast.karl))
    assert button_of(browser.get("/schreiben")) == "Publish for everyone"

    answer = browser.post(
        "/schreiben",
        {"text": "Der Riemen ist gerissen. #riemen", "warning": "Technik", "language": "de"},
    )

    post = Post.objects.get()
    assert answer["Location"] == f"/@karl/{post.id}#p{post.id}"
    assert (post.audience, post.warning, post.language) == (Audience.PUBLIC, "Technik", "de")


def test_a_post_from_another_page_leads_back_there(cast):
    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben", {"text": "Hallo", "next": "/home"}
    )

    assert answer["Location"] == "/home"


@pytest.mark.parametrize(
    ("where", "button"),
    [
        ("haus", "Publish in Unter uns (internal)"),
        ("stammtisch", "Publish in Stammtisch (for everyone)"),
        ("kreis", "Publish in Kreis Bremse (internal)"),
    ],
)
def test_in_a_space_the_button_names_it(cast, where, button):
    getattr(cast, where)
    browser = english(cast.signed_in(cast.mona))

    page = browser.get(f"/schreiben?space={where}")
    browser.post("/schreiben", {"text": "Hier", "space": where})

    assert button_of(page) == button
    assert Post.objects.get().space.slug == where


def test_a_space_can_be_chosen_while_writing(cast):
    cast.haus  # noqa: B018
    browser = english(cast.signed_in(cast.jonas))
    assert "Unter uns (internal: who works here)" in browser.get("/schreiben").content.decode()

    browser.post("/schreiben", {"text": "Unter uns gesagt", "audience": "space:haus"})

    assert Post.objects.get().audience == Audience.HOUSE


def test_a_reply_addresses_everybody_but_oneself(cast):
    parent = cast.says(cast.ada, f"@karl @gerda @{cast.lindenrad.handle} was meint ihr?")

    page = english(cast.signed_in(cast.karl)).get(f"/schreiben?reply_to={parent.id}")

    assert shown_text(page).startswith("@ada ")
    assert set(shown_text(page).split()) == {"@ada", "@gerda", "@lindenrad"}
    assert "was meint ihr?" in page.content.decode()


def test_a_reply_offers_no_wider_audience(cast):
    parent = cast.says(cast.ada, "@karl unter uns", audience=Audience.DIRECT)
    browser = english(cast.signed_in(cast.karl))

    page = browser.get(f"/schreiben?reply_to={parent.id}")

    assert button_of(page) == "Send to those mentioned"
    sent = {"text": "@ada klar", "reply_to": str(parent.id), "audience": "0"}
    assert browser.post("/schreiben", sent).status_code == 422


def test_a_reply_inside_stays_inside(cast):
    parent = cast.says(cast.erika, "Nur für uns", space=cast.haus)
    browser = english(cast.signed_in(cast.jonas))

    page = browser.get(f"/schreiben?reply_to={parent.id}")
    browser.post("/schreiben", {"text": "Ja", "reply_to": str(parent.id)})

    assert button_of(page) == "Publish in Unter uns (internal)"
    assert Post.objects.get(text="Ja").audience == Audience.HOUSE


def test_a_member_speaks_through_a_voice_with_the_own_name_below(cast):
    voice = str(cast.lindenrad.id)
    browser = english(cast.signed_in(cast.jonas))
    assert "Lindenrad, signed Jonas Weber" in browser.get("/schreiben").content.decode()

    browser.post("/schreiben", {"text": "Wir prüfen das.", "speak_as": voice})

    post = Post.objects.get()
    assert (post.account, post.written_by, post.in_service) == (cast.lindenrad, cast.jonas, True)


def test_a_protected_name_is_shown_before_one_writes(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.priya)

    page = english(cast.signed_in(cast.priya)).get("/schreiben").content.decode()

    assert f"signed with the protected name “{protected.name}”" in page


@pytest.mark.parametrize(("said", "kept"), [("service", True), ("private", False), ("", False)])
def test_a_member_says_whether_it_was_written_in_service(cast, said, kept):
    english(cast.signed_in(cast.jonas)).post(
        "/schreiben", {"text": "Meine Meinung", "service": said}
    )

    assert Post.objects.get().in_service is kept


def test_a_customer_cannot_write_in_service(cast):
    browser = english(cast.signed_in(cast.karl))
    browser.post("/schreiben", {"text": "Im Dienst", "service": "service"})

    assert Post.objects.get().in_service is False
    assert 'name="service"' not in browser.get("/schreiben").content.decode()


def test_words_of_another_page_are_taken_along(cast):
    page = english(cast.signed_in(cast.karl)).get("/schreiben", {"text": "Aus der Fehlerseite"})

    assert shown_text(page) == "Aus der Fehlerseite"


# --- changing and deleting -------------------------------------------------------------------


def test_nobody_changes_what_others_said(cast):
    post = cast.says(cast.ada, "Meins")
    browser = english(cast.signed_in(cast.karl))

    for page in ("bearbeiten", "loeschen"):
        address = f"/@ada/{post.id}/{page}"
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"text": "Seins"}).status_code == 403
    assert Post.objects.get().text == "Meins"


def test_what_cannot_be_read_can_neither_be_changed_nor_deleted(cast):
    post = cast.says(cast.erika, "Nur für uns", space=cast.haus)
    browser = english(cast.signed_in(cast.karl))

    for page in ("bearbeiten", "loeschen"):
        assert browser.get(f"/@erika/{post.id}/{page}").status_code == 404
        assert browser.post(f"/@erika/{post.id}/{page}").status_code == 404
    assert browser.get(f"/@karl/{post.id}/bearbeiten").status_code == 404


def test_a_wrong_new_wording_comes_back(cast):
    post = cast.says(cast.karl, "Kurz")

    answer = english(cast.signed_in(cast.karl)).post(
        f"/@karl/{post.id}/bearbeiten", {"text": "x" * 501}
    )

    assert answer.status_code == 422
    assert shown_text(answer) == "x" * 501
    assert Post.objects.get().version == 1


def test_a_new_wording_keeps_the_old_one(cast):
    post = cast.says(cast.karl, "Der Reimen", language="de")
    browser = english(cast.signed_in(cast.karl))
    address = f"/@karl/{post.id}/bearbeiten"
    assert shown_text(browser.get(address)) == "Der Reimen"

    for _ in range(2):  # saved twice by accident
        answer = browser.post(address, {"text": "Der Riemen", "language": "de"})

    assert answer["Location"] == f"/@karl/{post.id}#p{post.id}"
    assert list(Revision.objects.values_list("text", flat=True)) == ["Der Reimen", "Der Riemen"]


def test_a_new_wording_survives_the_end_of_the_session(cast):
    post = cast.says(cast.karl, "Alt")
    browser = english(Client())

    sent = browser.post(f"/@karl/{post.id}/bearbeiten", {"text": "Neu", "writer": cast.karl.id})
    back = browser.post(sent["Location"], {"login": "karl", "password": PASSWORD}, follow=True)

    assert shown_text(back) == "Neu"
    assert Post.objects.get().text == "Alt"


def test_a_colleague_changes_a_post_of_their_voice(cast):
    post = cast.says(cast.jonas, "Wir prüfen", voice=cast.lindenrad)

    english(cast.signed_in(cast.erika)).post(
        f"/@lindenrad/{post.id}/bearbeiten", {"text": "Wir haben geprüft."}
    )

    assert list(Revision.objects.values_list("written_by__handle", flat=True)) == ["jonas", "erika"]


def test_an_answer_to_a_criticism_cannot_be_deleted(cast):
    answer = cast.answers(cast.jonas, cast.complains(cast.karl, "Riemen gerissen"))
    browser = english(cast.signed_in(cast.jonas))
    address = f"/@{answer.post.account.handle}/{answer.post.id}/loeschen"

    page = browser.get(address)

    assert page.status_code == 403
    assert "An answer to a criticism stays" in page.content.decode()
    assert browser.post(address).status_code == 403
    thread = browser.get(address.removesuffix("/loeschen")).content.decode()
    assert address.replace("/loeschen", "/bearbeiten") in thread
    assert address not in thread  # nor is it offered


def test_deleting_says_first_what_stays(cast):
    post = cast.says(cast.karl, "Zu schnell getippt")
    browser = english(cast.signed_in(cast.karl))
    address = f"/@karl/{post.id}/loeschen"

    page = browser.get(address).content.decode()
    assert "What stays is its place in the conversation" in page
    assert Post.objects.get().deleted_at is None
    answer = browser.post(address)

    assert answer["Location"] == "/home"
    assert Post.objects.get().text == ""


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=600), warning=st.text(max_size=40), reply=st.text(max_size=8))
def test_whatever_is_typed_is_answered(cast, text, warning, reply):
    answer = english(cast.signed_in(cast.karl)).post(
        "/schreiben",
        {
            "text": text.encode("utf-8", "surrogatepass"),
            "warning": warning.encode("utf-8", "surrogatepass"),
            "reply_to": reply.encode("utf-8", "surrogatepass"),
        },
    )

    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        english(cast.signed_in(cast.karl)).get(answer["Location"])


@pytest.mark.parametrize("back", ["1e400", "front", "//evil.example", "/\\evil.example", "."])
def test_what_is_published_leads_to_a_page_of_this_server(cast, back):
    form = {"text": "Mein Riemen ist gerissen.", "audience": "0", "next": back}

    answer = cast.signed_in(cast.karl).post("/schreiben", form)

    assert answer.status_code == 302 and answer["Location"].startswith("/@karl/")


def test_a_wording_saved_in_the_moment_of_deleting_is_refused_and_no_fault(cast, monkeypatch):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    karl = cast.signed_in(cast.karl)
    karl.raise_request_exception = False
    read = changes.Composer.read

    def read_while_it_goes(composer, request):
        delete_post(post, by=cast.karl)
        return read(composer, request)

    monkeypatch.setattr(changes.Composer, "read", read_while_it_goes)
    answer = karl.post(f"/@karl/{post.id}/bearbeiten", {"text": "Er hält."})

    assert answer.status_code == 403
