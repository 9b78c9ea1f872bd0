"""Somebody signs up."""

import pytest
from allauth.account.models import EmailAddress

from augenhoehe.domain.people.actions import create_person
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.people.selectors import account_by_address, email_of
from augenhoehe.foundation.verdicts import Invalid
from tests.cast import PASSWORD


def sign_up(handle="otto", email="otto@example.org", **more):
    return create_person(handle=handle, email=email, password=PASSWORD, **more)


@pytest.mark.parametrize(
    "handle",
    [
        "",
        " ",
        "@",
        "o o",
        "ot/to",
        "öttö",
        "<b>",
        "o" * 31,
        ".otto",
        "otto.",
        "о_cyrillic",
        "a\x00b",
    ],
)
def test_a_handle_has_plain_letters(db, handle):
    with pytest.raises(Invalid) as refusal:
        sign_up(handle)

    assert refusal.value.field == "handle"
    assert not Account.objects.exists()


@pytest.mark.parametrize("handle", ["admin", "Postmaster", "augenhoehe", "abuse"])
def test_nobody_poses_as_the_server(db, handle):
    with pytest.raises(Invalid, match="belongs to the server"):
        sign_up(handle)


def test_a_handle_is_had_once_however_it_is_written(cast):
    assert cast.karl

    with pytest.raises(Invalid, match="taken"):
        sign_up("KARL")


@pytest.mark.parametrize("email", ["", "karl", "karl@", "a@b@c", "karl@example.org\n"])
def test_an_address_is_one(cast, email):
    assert cast.karl

    with pytest.raises(Invalid) as refusal:
        sign_up(email=email)

    assert refusal.value.field == "email"


def test_an_address_is_used_once_however_it_is_written(cast):
    assert cast.karl

    with pytest.raises(Invalid, match="in use"):
        sign_up(email="Karl@Example.org")


def test_somebody_signs_up(db):
    otto = sign_up(" @Otto ", name=" Otto \u202eNormal ", language="de")

    assert otto.handle == "Otto"
    assert otto.name == "Otto Normal"
    assert otto.login.check_password(PASSWORD)
    assert not EmailAddress.objects.exists()  # allauth sends the link
    assert account_by_address("@otto") == otto
    assert email_of("@otto") == "otto@example.org"
    assert search_people("normal") == [otto]


def test_without_a_name_the_handle_is_the_name(db):
    assert sign_up(name="  ").name == "otto"


def test_the_command_line_vouches_for_an_address(db):
    otto = sign_up(address_confirmed=True)

    assert EmailAddress.objects.get(user=otto.login).verified


def test_without_a_password_one_signs_in_otherwise(db):
    otto = create_person(handle="otto", email="otto@example.org", password=None)

    assert not otto.login.has_usable_password()


def test_whether_somebody_works_here_is_not_asked_at_sign_up(db):
    assert not sign_up().affiliations.exists()
