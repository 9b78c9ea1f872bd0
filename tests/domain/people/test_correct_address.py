"""Who mistyped their address when signing up puts it right, until one is confirmed."""

import pytest
from allauth.account.models import EmailAddress

from augenhoehe.domain.people.actions import correct_address, create_person
from augenhoehe.domain.people.models import Login
from augenhoehe.foundation.verdicts import Invalid
from tests.cast import PASSWORD


@pytest.fixture
def otto(db):
    person = create_person(handle="otto", email="otto@exmaple.org", password=PASSWORD)
    EmailAddress.objects.create(user=person.login, email="otto@exmaple.org", primary=True)
    return person


def address_of(person):
    return Login.objects.get(account=person).email


@pytest.mark.parametrize(
    ("email", "code"), [("nowhere", "malformed"), ("", "malformed"), ("gerda@example.org", "taken")]
)
def test_an_address_has_to_be_one_and_free(cast, otto, email, code):
    _ = cast.gerda

    with pytest.raises(Invalid) as refusal:
        correct_address(email, by=otto)

    assert refusal.value.code == code
    assert address_of(otto) == "otto@exmaple.org"


def test_what_is_confirmed_stays(cast):
    with pytest.raises(Invalid, match="confirmed already"):
        correct_address("other@example.org", by=cast.gerda)


def test_the_new_one_takes_the_place_of_the_first(otto):
    correct_address(" Otto@Exmaple.org ", by=otto)
    correct_address("otto@example.org", by=otto)

    (address,) = EmailAddress.objects.filter(user=otto.login)
    assert (address.email, address.primary, address.verified) == ("otto@example.org", True, False)
    assert address_of(otto) == "otto@example.org"
