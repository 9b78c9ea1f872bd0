"""The server and its register have accounts of their own, and nobody else can have them."""

import pytest

from augenhoehe.domain.people.actions import create_person, instance_account, register_account
from augenhoehe.domain.people.models import Account, Login
from augenhoehe.foundation.verdicts import Invalid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("handle", ["instance", "register", "Register"])
def test_nobody_signs_up_under_the_names_of_the_server(handle: str) -> None:
    with pytest.raises(Invalid, match="belongs to the server"):
        create_person(handle=handle, email="mallory@example.org", password="korrektes Pferd")


def test_the_server_is_one_account_that_nobody_finds() -> None:
    assert instance_account() == instance_account()
    assert instance_account().kind == Account.Kind.INSTANCE
    assert not instance_account().discoverable


def test_the_register_is_one_account_that_anybody_finds() -> None:
    assert register_account() == register_account()
    assert register_account().discoverable
    assert not Login.objects.filter(account=register_account()).exists()
