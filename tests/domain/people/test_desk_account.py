"""The account under which people without one write is nobody's, and nobody's way in."""

import pytest

from augenhoehe.domain.people.actions import create_person, desk_account, follow
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.people.selectors import account_by_address, accounts_by_handles
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_nobody_else_can_have_its_handle(db):
    for handle in ("desk", "Desk", "_desk"):
        with pytest.raises(Invalid) as refusal:
            create_person(handle=handle, email="a@example.org", password="Lieber zu Fuss")
        assert refusal.value.code == "reserved"


def test_it_is_not_found_addressed_or_followed(cast):
    desk = desk_account()

    assert account_by_address("desk") is None
    assert accounts_by_handles([("desk", "")]) == []
    assert search_people("desk") == []
    with pytest.raises(NotAllowed):
        follow(desk, by=cast.karl)


def test_there_is_one(db):
    desk = desk_account()

    assert desk_account() == desk
    assert (desk.handle, desk.kind, desk.discoverable) == ("desk", Account.Kind.GROUP, False)
    assert desk.is_desk


def test_somebody_who_has_the_handle_already_keeps_it(db):
    Account.objects.create(handle="Desk", name="Desiree K.")

    assert desk_account().handle == "_desk"
    Account.objects.create(handle="desk", domain="elsewhere.example", name="Desk")
    assert desk_account().handle == "_desk"
