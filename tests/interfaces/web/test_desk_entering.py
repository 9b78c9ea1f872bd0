"""What somebody said on the telephone: a member enters it, and it stays the caller's."""

import pytest
from django.test import Client

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.interfaces.web.readers import words

CALL = {
    "channel": "telephone",
    "text": "Seit Montag geht niemand ans Telefon.",
    "name": "Frau Maas",
    "topic": "Erreichbarkeit",
}
AT = "/tisch/eintragen"


@pytest.fixture
def erika(cast):
    assert cast.lindenrad
    return cast.signed_in(cast.erika)


def test_customers_criticise_themselves(cast):
    assert cast.lindenrad
    assert Client().get(AT).status_code == 302
    for answer in (cast.signed_in(cast.karl).get(AT), cast.signed_in(cast.karl).post(AT, CALL)):
        assert answer.status_code == 403
        assert "Only members of the organisation" in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"), [("channel", ""), ("channel", "form"), ("text", " "), ("address", "maas")]
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(erika, field, wrong):
    answer = erika.post(AT, CALL | {field: wrong})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "Frau Maas" in answer.content.decode()
    assert not Case.objects.exists()


def test_it_becomes_a_case_of_the_caller_and_says_who_entered_it(cast, erika):
    assert AT in erika.get("/tisch").content.decode()
    assert "Enter what somebody told us" in words(erika.get(AT).content.decode())

    done = erika.post(AT, CALL | {"submission": "abc"})
    again = erika.post(AT, CALL | {"submission": "abc"})

    case = Case.objects.get()
    assert done["Location"] == again["Location"] == f"/faelle/{case.id}"
    assert Post.objects.count() == 1, "a double click is once"
    page = words(Client().get(f"/faelle/{case.id}").content.decode())
    assert "Frau Maas" in page and "Erika Hansen" in page
    assert (case.critic, case.contact, case.topic) == (None, None, "Erreichbarkeit")


def test_with_an_address_the_caller_hears_of_it_and_has_the_last_word(erika, mailoutbox):
    erika.post(AT, CALL | {"address": "maas@example.org"})

    run_due_jobs()
    case = Case.objects.get()
    assert case.contact is not None
    assert [letter.to for letter in mailoutbox] == [["maas@example.org"]]
    assert "maas@example.org" not in Client().get(f"/faelle/{case.id}").content.decode()
