"""The right to post is taken from somebody who works here by the one door, with a way back."""

from __future__ import annotations

import pytest

from augenhoehe.domain.moderation.actions import end_intervention, intervene
from augenhoehe.domain.moderation.models import RegisterEntry, RegisterText, Target
from augenhoehe.domain.moderation.policies_appeals import may_appeal
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.actions import become_member, create_person
from augenhoehe.domain.posts.selectors.reading import post_for
from augenhoehe.foundation.verdicts import NotAllowed
from tests.domain.moderation.measures import against

pytestmark = pytest.mark.django_db


def test_nobody_above_takes_it_by_being_above(cast):
    for who in (cast.wilhelm, cast.inga, cast.erika, cast.sven):
        with pytest.raises(NotAllowed):
            intervene(against(cast.jonas, Kind.WITHDRAW_POSTING_RIGHT), by=who)

    assert cast.says(cast.jonas, "Ich schreibe weiter.").account == cast.jonas
    assert not RegisterEntry.objects.exists()


def test_it_is_gone_with_an_appeal_and_without_a_name_and_comes_back(cast):
    done = intervene(against(cast.jonas, Kind.WITHDRAW_POSTING_RIGHT), by=cast.mona)

    cast.jonas.refresh_from_db()
    with pytest.raises(NotAllowed):
        cast.says(cast.jonas, "Und doch.")
    assert may_appeal(cast.reads(cast.jonas).who, Target.objects.get(intervention=done))
    said = " ".join(entry.record for entry in RegisterEntry.objects.all())
    said += " ".join(str(text.__dict__) for text in RegisterText.objects.all())
    assert "jonas" not in said.lower()
    assert str(cast.jonas.id) not in said

    end_intervention(done, by=cast.mona, reasons="Das war ein Versehen von uns allen.")
    cast.jonas.refresh_from_db()
    assert cast.says(cast.jonas, "Wieder da.").account == cast.jonas


def test_a_new_colleague_writes_in_the_own_name_at_once(cast):
    nele = create_person(
        handle="nele", name="Nele", email="nele@example.org", password="fahrradklingel"
    )
    become_member(nele, by=cast.inga)

    post = cast.says(nele, "Mein erster Tag.")

    assert post_for(cast.reads(None), post.id) == post  # for everybody, at once
