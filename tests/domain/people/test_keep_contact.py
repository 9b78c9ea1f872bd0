"""People without an account: their address is found and written to, and never lies open."""

from augenhoehe.domain.people.actions import confirm_contact, keep_contact
from augenhoehe.domain.people.actions.contact import address_of, hash_address
from augenhoehe.domain.people.models import MailContact


def test_the_address_is_nowhere_in_the_clear(db):
    keep_contact("vito@example.org", name="Vito")

    row = MailContact.objects.values().get()
    assert "vito@example.org" not in str(row)
    assert b"vito@example.org" not in bytes(row["address_encrypted"])


def test_another_server_could_not_look_it_up(settings):
    here = hash_address("vito@example.org")
    settings.ADDRESS_KEY = "another key"

    assert hash_address("vito@example.org") != here


def test_the_same_address_is_one_contact_however_it_is_written(db):
    contact = keep_contact("vito@example.org")

    assert keep_contact(" Vito@example.org ") == contact
    assert address_of(contact) == "vito@example.org"


def test_an_address_answers_once(db):
    contact = keep_contact("vito@example.org")
    assert contact.confirmed_at is None

    confirm_contact(contact)
    first = contact.confirmed_at
    confirm_contact(contact)

    assert contact.confirmed_at == first
