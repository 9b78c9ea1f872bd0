"""Criticism without an account: the form, the link in the letter, and what a link can do."""

import re

import pytest
from django.test import Client

from augenhoehe.domain.criticism.actions import contest_case, make_link, remove_case_of
from augenhoehe.domain.criticism.links import submission_token, token_of
from augenhoehe.domain.criticism.models import Case, Offer, Submission
from augenhoehe.domain.people.actions import confirm_contact, keep_contact
from augenhoehe.foundation.jobs.run import run_due_jobs

FORM = {
    "text": "Niemand geht ans Telefon.",
    "wanted": "Einen Rückruf",
    "name": "Ida",
    "address": "ida@example.org",
}
URL = "https://bewertungen.example/lindenrad/17"


@pytest.fixture(autouse=True)
def english(settings):
    """Whatever language people chose, these stories are read in English."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


def words_in(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def last_link(mailoutbox):
    run_due_jobs()
    return re.search(r"http://testserver(/\S+/[0-9a-f]+-[0-9a-f]{40})", mailoutbox[-1].body)[1]


def state_of(case):
    return Case.objects.get(id=case.id).state


# --- the form ------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["text", "name", "address"])
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(cast, field):
    assert cast.lindenrad

    response = Client().post("/kritik", FORM | {field: ""})

    assert response.status_code == 422
    html = response.content.decode()
    assert f'id="id_{field}_error"' in html or "field__errors" in html
    kept = [value for name, value in FORM.items() if name != field]
    assert all(value in html for value in kept)
    assert not Submission.objects.exists()


def test_the_answer_does_not_tell_whether_an_address_is_known(cast, mailoutbox):
    assert cast.lindenrad
    confirm_contact(keep_contact("known@example.org"))
    assert cast.karl  # has a login with this address

    answers = {
        (response.status_code, response["Location"])
        for address in ("new@example.org", "known@example.org", "karl@example.org")
        for response in [Client().post("/kritik", FORM | {"address": address})]
    }
    run_due_jobs()

    assert answers == {(302, "/kritik/gesendet")}
    assert len({mail.subject for mail in mailoutbox}) == 1


def test_haste_asks_for_patience(cast, rate_limits):
    assert cast.lindenrad
    for _n in range(6):
        assert Client().post("/kritik", FORM).status_code == 302

    response = Client().post("/kritik", FORM)

    assert response.status_code == 429
    assert FORM["text"] in response.content.decode()


def test_who_reads_the_form_and_signed_out_pages_may_be_found(cast):
    assert cast.lindenrad
    page = Client().get("/kritik").content.decode()

    assert 'autocomplete="email"' in page
    assert "noindex" not in page
    assert "noindex" in Client().get("/kritik/gesendet").content.decode()


def test_with_several_voices_one_chooses(cast):
    assert cast.lindenrad
    assert cast.werkstatt

    assert Client().post("/kritik", FORM).status_code == 422
    Client().post("/kritik", FORM | {"voice": "werkstatt"})

    assert Submission.objects.get().about == cast.werkstatt


# --- the whole way -------------------------------------------------------------------------


def test_from_the_form_to_confirmed_without_an_account(cast, mailoutbox):
    assert cast.lindenrad
    Client().post("/kritik", FORM)
    link = last_link(mailoutbox)
    page = Client().get(link)
    assert page.status_code == 200
    assert "You criticise Lindenrad, under the name Ida:" in words_in(page)
    # "no-referrer" would have browsers send the form with "Origin: null", which is refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert not Case.objects.exists(), "looking changes nothing"

    done = Client().post(link)
    case = Case.objects.get()
    assert done["Location"] == f"/faelle/{case.id}"
    html = words_in(Client().get(f"/faelle/{case.id}"))
    assert "Ida criticised this" in html
    assert "The form, without an account" in html
    assert "ida@example.org" not in html

    cast.answers(cast.jonas, case, "Ab morgen sind wir wieder da.")
    link = last_link(mailoutbox)
    page = Client().get(link)
    assert page.status_code == 200
    assert "Ab morgen sind wir wieder da." in words_in(page)
    assert state_of(case) == "answered"

    assert Client().post(link, {"step": "nicht-beantwortet", "text": ""}).status_code == 422
    done = Client().post(link, {"step": "nicht-beantwortet", "text": "Und heute?"})
    assert done["Location"] == f"/faelle/{case.id}"
    assert state_of(case) == "disputed"
    assert Client().post(link, {"step": "erledigt"}).status_code == 403

    cast.answers(cast.priya, Case.objects.get(), "Ich rufe Sie an.")
    Client().post(last_link(mailoutbox), {"step": "erledigt", "text": "Danke."})

    assert state_of(case) == "confirmed"
    assert "Ida says: resolved" in words_in(Client().get(f"/faelle/{case.id}"))


def test_a_late_or_forged_link_says_so(cast):
    assert cast.lindenrad
    Client().post("/kritik", FORM)
    token = submission_token(Submission.objects.get())

    for path in (f"/kritik/bestaetigen/{token}0", "/v/1-2", f"/v/{token}"):
        assert Client().get(path).status_code == 403
        assert Client().post(path, {"step": "erledigt"}).status_code == 403
    assert not Case.objects.exists()


def test_a_used_link_offers_a_new_one(cast, mailoutbox):
    Client().post("/kritik", FORM | {"voice": cast.lindenrad.handle})
    Client().post(last_link(mailoutbox))
    case = Case.objects.get()
    cast.answers(cast.jonas, case)
    link = last_link(mailoutbox)
    Client().post(link, {"step": "nicht-beantwortet", "text": "Nein."})

    page = Client().get(link)
    assert page.status_code == 403
    assert "This link was used already." in words_in(page)
    assert Client().post(link, {"step": "neu"}).status_code == 302
    fresh = last_link(mailoutbox)

    assert fresh != link
    assert Client().get(fresh).status_code == 200


def test_what_a_link_cannot_do(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    token = token_of(make_link(to=cast.karl, case=case))

    for step in ("kuemmern", "abhilfe", "widersprechen", "unfug", "annehmen", ""):
        assert Client().post(f"/v/{token}", {"step": step}).status_code == 403
    assert state_of(case) == "open"


# --- brought in, marked, offered -----------------------------------------------------------


def test_who_is_signed_in_brings_in_at_once(cast):
    assert cast.lindenrad
    gerda = cast.signed_in(cast.gerda)

    wrong = gerda.post("/kritik/mitbringen", {"source_url": "unfug", "text": "Schlecht."})
    assert wrong.status_code == 422
    done = gerda.post("/kritik/mitbringen", {"source_url": URL, "text": "Schlecht."})

    case = Case.objects.get()
    assert done["Location"] == f"/faelle/{case.id}"
    html = words_in(Client().get(f"/faelle/{case.id}"))
    assert "Gerda Vogt brought this in from elsewhere" in html
    assert "Nobody here can confirm this case" in html
    assert URL[:50] in html


def test_who_is_not_signed_in_confirms_an_address_first(cast, mailoutbox):
    assert cast.lindenrad
    bringing = {"source_url": URL, "text": "Schlecht.", "address": "ida@example.org"}

    assert Client().post("/kritik/mitbringen", bringing)["Location"] == "/kritik/gesendet"
    assert not Case.objects.exists()
    Client().post(last_link(mailoutbox))

    assert Case.objects.get().source_url == URL


def test_a_mark_asks_the_author_and_changes_nothing(cast):
    post = cast.says(cast.karl, "Nie wieder.")
    assert cast.lindenrad
    assert Client().post(f"/posts/{post.id}/kritik").status_code == 302
    assert not Offer.objects.exists()
    page = cast.signed_in(cast.gerda).get(f"/@karl/{post.id}").content.decode()
    assert f"/posts/{post.id}/kritik" in page
    assert f"/posts/{post.id}/kritik" not in Client().get(f"/@karl/{post.id}").content.decode()

    cast.signed_in(cast.gerda).post(f"/posts/{post.id}/kritik")

    offer = Offer.objects.get()
    assert not Case.objects.exists()
    assert "Is your post criticism?" in words_in(cast.signed_in(cast.karl).get("/meldungen"))
    assert f"/angebote/{offer.id}/annehmen" in (
        cast.signed_in(cast.karl).get(f"/@karl/{post.id}").content.decode()
    )


def test_only_the_author_decides_an_offer(cast):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")
    offer = Offer.objects.get()

    for step in ("annehmen", "ablehnen"):
        refused = cast.signed_in(cast.erika).post(f"/angebote/{offer.id}/{step}")
        assert refused.status_code == 403
    assert cast.signed_in(cast.karl).post(f"/angebote/{offer.id}/unfug").status_code == 404
    assert cast.signed_in(cast.karl).get(f"/angebote/{offer.id}/annehmen").status_code == 405
    assert not Case.objects.exists()

    cast.signed_in(cast.karl).post(f"/angebote/{offer.id}/annehmen", {"wanted": "Ersatz"})

    assert Case.objects.get(post=post).wanted == "Ersatz"


def test_a_no_stays_a_no(cast):
    cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")
    offer = Offer.objects.get()

    done = cast.signed_in(cast.karl).post(f"/angebote/{offer.id}/ablehnen")

    assert done.status_code == 302
    page = cast.signed_in(cast.karl).get(f"/@karl/{offer.post_id}").content.decode()
    assert "/angebote/" not in page


# --- the page of a case --------------------------------------------------------------------


def test_two_views_stand_side_by_side(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)
    contest_case(case, by=cast.erika, text="Er hielt: https://lindenrad.example/pruefung")

    html = Client().get(f"/faelle/{case.id}").content.decode()

    both = html.split('class="said__both"')[1]
    assert "Der Riemen ist gerissen." in both
    assert "Er hielt" in both
    assert "disputed: the organisation disagrees" in html
    own = cast.signed_in(cast.karl).get(f"/faelle/{case.id}").content.decode()
    assert "gelten-lassen" in own
    cast.signed_in(cast.karl).post(f"/faelle/{case.id}/gelten-lassen", {"text": ""})
    assert state_of(case) == "answered"


def test_a_removed_case_keeps_its_page_and_leads_to_the_register(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    remove_case_of(case.post)

    page = Client().get(f"/faelle/{case.id}")

    assert page.status_code == 200
    assert "removed by an intervention" in words_in(page)
    assert "/register" in page.content.decode()
    assert not page.cookies


def test_the_team_is_told_by_the_name_that_was_given(cast, mailoutbox):
    assert cast.lindenrad
    Client().post("/kritik", FORM)
    Client().post(last_link(mailoutbox))

    assert "Ida criticises Lindenrad." in words_in(cast.signed_in(cast.erika).get("/meldungen"))
