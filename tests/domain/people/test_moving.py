"""Karl moves. Both accounts have to say that they are his, and nobody moves somebody else."""

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import add_alias, drop_alias, move_account, take_back_move
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db):
    """Karl's other account."""
    return Account.objects.create(
        handle="karl",
        domain="elsewhere.example",
        name="Karl",
        uri="https://elsewhere.example/users/karl",
    )


def test_nobody_moves_somebody_else(cast, elsewhere):
    with pytest.raises(NotAllowed):
        move_account(cast.karl, to=elsewhere, by=cast.gerda)
    with pytest.raises(NotAllowed):
        add_alias(cast.karl, elsewhere, by=cast.gerda)


def test_the_other_account_has_to_agree_first(cast, elsewhere):
    with pytest.raises(Invalid, match="does not say yet"):
        move_account(cast.karl, to=elsewhere, by=cast.karl)


def test_nobody_moves_to_themselves(cast):
    for verb in (lambda: add_alias(cast.karl, cast.karl, by=cast.karl),):
        with pytest.raises(Invalid):
            verb()
    with pytest.raises(Invalid):
        move_account(cast.karl, to=cast.karl, by=cast.karl)


def test_who_moved_waits_a_month_for_the_next_time(cast, elsewhere):
    elsewhere.also_known_as = [uri_of(cast.karl)]
    elsewhere.save()
    move_account(cast.karl, to=elsewhere, by=cast.karl)
    take_back_move(cast.karl, by=cast.karl)

    with pytest.raises(Invalid, match="thirty days"):
        move_account(cast.karl, to=elsewhere, by=cast.karl)
    with clock.pretend_it_is(clock.now() + timedelta(days=31)):
        move_account(cast.karl, to=elsewhere, by=cast.karl)


def test_karl_says_where_he_lives_now(cast, elsewhere):
    elsewhere.also_known_as = [uri_of(cast.karl)]
    elsewhere.save()

    move_account(cast.karl, to=elsewhere, by=cast.karl)

    assert Account.objects.get(id=cast.karl.id).moved_to == elsewhere


def test_karl_names_his_old_account_and_takes_it_back(cast, elsewhere):
    add_alias(cast.karl, elsewhere, by=cast.karl)
    add_alias(cast.karl, elsewhere, by=cast.karl)
    assert Account.objects.get(id=cast.karl.id).also_known_as == [elsewhere.uri]

    drop_alias(cast.karl, elsewhere.uri, by=cast.karl)
    assert Account.objects.get(id=cast.karl.id).also_known_as == []
