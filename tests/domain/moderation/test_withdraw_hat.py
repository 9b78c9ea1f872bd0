"""A hat is taken from somebody who works here by the one door alone."""

import pytest

from augenhoehe.domain.moderation.actions import end_intervention, intervene
from augenhoehe.domain.moderation.models import RegisterEntry, RegisterText
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import (
    end_membership,
    grant_hat,
    make_hat_rule,
    set_groups,
    settle_all_hats,
)
from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.models import Hat
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against

pytestmark = pytest.mark.django_db


def words_of(account):
    return [hat.words for hat in wearable(account.id)]


@pytest.fixture
def hat(cast):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.jonas, ["Presse"])
    return Hat.objects.get(account=cast.jonas)


def test_what_does_not_fit_is_refused(cast, hat):
    with pytest.raises(Invalid) as refusal:
        intervene(against(cast.jonas, Kind.WITHDRAW_HAT), by=cast.mona)
    assert refusal.value.field == "hat"
    with pytest.raises(Invalid):
        intervene(against(cast.theo, Kind.WITHDRAW_HAT, hat=hat), by=cast.mona)
    with pytest.raises(NotAllowed):
        intervene(against(cast.jonas, Kind.WITHDRAW_HAT, hat=hat), by=cast.erika)
    assert not RegisterEntry.objects.exists()


def test_a_steward_withdraws_the_hat_of_her_voice_only_by_this_door(cast):
    mine = grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)

    intervene(against(cast.theo, Kind.WITHDRAW_HAT, hat=mine), by=cast.erika)

    assert words_of(cast.theo) == []
    with pytest.raises(Invalid, match="intervention"):
        grant_hat(cast.theo, "Die Linde", by=cast.erika, voice=cast.lindenrad)


def test_it_is_not_given_again_while_it_is_in_force_and_nobody_is_named(cast, hat):
    intervene(against(cast.jonas, Kind.WITHDRAW_HAT, hat=hat), by=cast.mona)

    settle_all_hats()
    set_groups(cast.jonas, [])
    set_groups(cast.jonas, ["Presse"])

    assert words_of(cast.jonas) == []
    said = " ".join(entry.record for entry in RegisterEntry.objects.all())
    said += " ".join(str(text.__dict__) for text in RegisterText.objects.all())
    assert "jonas" not in said.lower() and str(cast.jonas.id) not in said
    with pytest.raises(Invalid):
        intervene(against(cast.jonas, Kind.WITHDRAW_HAT, hat=hat), by=cast.mona)


def test_it_comes_back_when_it_was_wrong(cast, hat):
    done = intervene(against(cast.jonas, Kind.WITHDRAW_HAT, hat=hat), by=cast.mona)

    end_intervention(done, by=cast.mona, reasons="Das war ein Versehen von uns allen.")

    assert [one.id for one in wearable(cast.jonas.id)] == [hat.id]


def test_what_is_confirmed_no_longer_does_not_come_back(cast, hat):
    done = intervene(against(cast.jonas, Kind.WITHDRAW_HAT, hat=hat), by=cast.mona)
    end_membership(cast.jonas, by=None)

    end_intervention(done, by=cast.mona, reasons="Das war ein Versehen von uns allen.")

    assert words_of(cast.jonas) == []
    hat.refresh_from_db()
    assert hat.ended == Hat.Ended.UNCONFIRMED
