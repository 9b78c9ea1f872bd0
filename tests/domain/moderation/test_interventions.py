"""The one door: what it refuses, what it does, and what it writes down."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import pytest

from augenhoehe.domain.moderation import effects, register
from augenhoehe.domain.moderation.actions import (
    amend,
    end_intervention,
    end_what_is_over,
    intervene,
    review,
)
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.internals import words_of
from augenhoehe.domain.posts.models import Post, Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against, unlawful


def nothing_happened():
    return not Intervention.objects.exists() and not RegisterEntry.objects.exists()


@pytest.fixture
def rude(cast):
    """A rude post by Gerda to Ada: no criticism of the firm."""
    first = cast.says(cast.ada, "Heute am Kanal gefahren.")
    return cast.says(cast.gerda, "Du dumme Kuh.", in_reply_to=first)


@pytest.mark.parametrize("who", ["karl", "erika", "inga", "petra", "wilhelm", "sven"])
def test_nobody_but_a_moderator_restricts_anything(cast, rude, who):
    with pytest.raises(NotAllowed):
        intervene(against(rude), by=getattr(cast, who))

    assert nothing_happened()


def test_unpleasant_is_no_ground_for_anybody(cast, rude):
    for who in (cast.mona, cast.inga):
        with pytest.raises(NotAllowed, match="unpleasant"):
            intervene(against(rude, judgement="unpleasant"), by=who)

    assert nothing_happened()


def test_a_moderator_does_not_decide_on_herself_nor_on_what_answers_her(cast):
    own = cast.says(cast.mona, "Ich finde das auch dumm.")
    answer = cast.says(cast.gerda, "Du dumme Kuh.", in_reply_to=own)

    for thing in (own, answer, cast.mona):
        kind = Kind.SUSPEND if thing is cast.mona else Kind.REMOVE_POST
        with pytest.raises(NotAllowed, match="own affair"):
            intervene(against(thing, kind), by=cast.mona)

    assert nothing_happened()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("facts", ""),
        ("facts", "kurz"),
        ("facts", "x" * 5001),
        ("reasons", "  "),
        ("rung", "nothing"),
        ("rung_why", ""),
        ("category", "RUDE"),
        ("ends_at", clock.now() - timedelta(days=1)),
        ("at_once", True),
    ],
)
def test_what_is_incomplete_is_refused_beside_its_field(cast, rude, field, wrong):
    with pytest.raises(Invalid) as refusal:
        intervene(against(rude, **{field: wrong}), by=cast.mona)

    assert refusal.value.field == field
    assert nothing_happened()


def test_unlawful_needs_the_law_by_name(cast, rude):
    with pytest.raises(Invalid) as refusal:
        intervene(unlawful(rude, norm=" "), by=cast.mona)

    assert refusal.value.field == "norm"


@pytest.mark.parametrize("kind", [Kind.SUSPEND, Kind.BLOCK_HASHTAG, Kind.LIMIT_DOMAIN])
def test_a_measure_fits_what_it_is_taken_against(cast, rude, kind):
    with pytest.raises(Invalid):
        intervene(against(rude, kind), by=cast.mona)


def test_a_removed_post_is_gone_stands_in_the_register_and_its_author_is_named_nowhere(cast, rude):
    done = intervene(against(rude), by=cast.mona)

    rude.refresh_from_db()
    entry = RegisterEntry.objects.get()
    record = json.loads(entry.record)
    assert done.state == Intervention.State.IN_FORCE
    assert rude.removed_at and rude.deleted_at and not rude.text
    assert words_of(Post.objects.get(id=rude.id)).text == "Du dumme Kuh."
    assert record["kind"] == "remove_post" and record["event"] == "intervention"
    assert record["clause"] == done.clause.key and record["rung"] == "note"
    assert record["office"] == done.office.name != cast.mona.name
    assert "gerda" not in entry.record and str(rude.id) not in entry.record
    assert Target.objects.get().told_at is not None


def test_the_same_measure_twice_is_refused(cast, rude):
    intervene(against(rude, Kind.LOCK_REPLIES), by=cast.mona)

    with pytest.raises(Invalid):
        intervene(against(rude, Kind.LOCK_REPLIES), by=cast.mona)

    assert RegisterEntry.objects.count() == 1


def test_what_no_text_can_hold_is_tidied_away(cast, rude):
    done = intervene(
        against(rude, facts="Der Beitrag beleidigt\ud800\x00 einen Menschen."), by=cast.mona
    )

    assert done.facts == "Der Beitrag beleidigt einen Menschen."


def test_ending_one_of_two_leaves_the_other(cast, rude):
    limited = intervene(against(rude, Kind.LIMIT_REACH), by=cast.mona)
    intervene(against(rude, Kind.DELIST), by=cast.mona)

    end_intervention(limited, by=cast.mona, reasons="Die Wogen haben sich geglättet.")

    rude.refresh_from_db()
    assert rude.audience == Post.Audience.UNLISTED
    assert [e.event for e in RegisterEntry.objects.order_by("seq")] == [
        "intervention",
        "intervention",
        "ended",
    ]


def test_what_is_for_a_time_ends_by_itself(cast, rude):
    done = intervene(
        against(cast.gerda, Kind.TIME_LIMIT, ends_at=clock.now() + timedelta(hours=2)),
        by=cast.mona,
    )
    assert end_what_is_over() == 0

    with clock.pretend_it_is(clock.now() + timedelta(hours=3)):
        assert end_what_is_over() == 1
        assert end_what_is_over() == 0

    done.refresh_from_db()
    assert done.state == Intervention.State.ENDED
    assert Account.objects.get(id=cast.gerda.id).restrictions == 0
    assert json.loads(RegisterEntry.objects.get(event="ended").record)["hand"] == "system"


def test_what_has_no_end_is_reviewed_after_ninety_days_by_somebody_else(cast, rude):
    done = intervene(against(cast.gerda, Kind.DELIST), by=cast.mona)
    assert done.review_due_at - done.starts_at == timedelta(days=90)

    with pytest.raises(NotAllowed):
        review(done, by=cast.mona, keep=True, reasons="Es ist noch immer so, wie es war.")
    review(done, by=cast.petra, keep=False, reasons="Seit Wochen ist nichts mehr vorgefallen.")

    done.refresh_from_db()
    assert done.state == Intervention.State.ENDED
    assert [e.event for e in RegisterEntry.objects.order_by("seq")][1:] == ["reviewed", "ended"]


def test_an_entry_is_amended_by_another_entry(cast, rude):
    done = intervene(against(rude), by=cast.mona)
    first = RegisterEntry.objects.get().record

    entry = amend(done, by=cast.mona, text="Die Klausel hieß damals anders als angegeben.")

    assert entry.about == done.uid and RegisterEntry.objects.get(seq=1).record == first


def test_a_voice_is_withdrawn_only_through_this_door_and_comes_back_when_it_was_wrong(cast):
    voice = cast.lindenrad
    measure = against(cast.jonas, Kind.WITHDRAW_VOICE, voice=voice)

    done = intervene(measure, by=cast.erika)  # its steward

    assert voice.id not in cast.reads(cast.jonas).who.voices
    assert done.review_due_at is not None
    end_intervention(done, by=cast.mona, reasons="Das war ein Versehen von uns allen.")
    assert voice.id in cast.reads(cast.jonas).who.voices
    for entry in RegisterEntry.objects.all():
        assert "jonas" not in entry.record


def test_a_hashtag_a_server_and_a_wave(cast):
    cast.lindenrad  # noqa: B018 - the firm is there
    spam = [cast.says(cast.ben, f"Gewinne jetzt Nummer {n} #gewinn") for n in range(3)]
    tag = Tag.objects.get(name="gewinn")

    intervene(against(tag, Kind.BLOCK_HASHTAG), by=cast.mona)
    intervene(against("spam.example", Kind.SUSPEND_DOMAIN), by=cast.mona)
    intervene(against(spam), by=cast.mona)

    tag.refresh_from_db()
    wave = json.loads(RegisterEntry.objects.get(seq=3).record)
    assert tag.blocked_at is not None
    assert wave["count"] == 3
    assert Post.objects.filter(removed_at__isnull=False).count() == 3


@pytest.mark.parametrize("moment", ["effect", "entry", "after"])
def test_there_is_never_an_effect_without_its_entry_nor_the_other_way(
    cast, rude, monkeypatch, moment
):
    def fails(*args, **how):
        raise RuntimeError("the disk is full")

    where = {
        "effect": (effects.posts_internals, "set_post_restrictions"),
        "entry": (register, "append"),
        "after": (sys.modules[intervene.__module__], "emit"),
    }[moment]
    with monkeypatch.context() as broken:
        broken.setattr(*where, fails)
        with pytest.raises(RuntimeError):
            intervene(against(rude), by=cast.mona)

    rude.refresh_from_db()
    assert nothing_happened() and rude.removed_at is None and rude.deleted_at is None
