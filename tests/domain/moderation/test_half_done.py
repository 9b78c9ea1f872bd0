"""Never the effect without the entry, nor the entry without the effect: in every way there is."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.moderation import effects, register
from augenhoehe.domain.moderation.actions import (
    consent,
    end_intervention,
    end_what_is_over,
    intervene,
    put_into_force,
    review,
)
from augenhoehe.domain.moderation.events import InterventionEnded, InterventionTookEffect
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock, events
from augenhoehe.foundation.clock import pretend_it_is
from tests.domain.moderation.measures import against, unlawful

WHY = "Beim zweiten Lesen trifft der Beitrag keinen Menschen mehr."
LATER = timedelta(days=2)


class Broken(Exception):
    """The machine gives up at the worst moment."""


def _break(*_args, **_how):
    raise Broken


def everything():
    """All rows that an intervention or its end touches."""
    tables = (Intervention, Target, RegisterEntry, Post, Account, Case, CaseEvent, Notification)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def _criticism(cast):
    return cast.complains(cast.karl, "Die Bremse von Lindenrad ist Schrott.").post


def _intervene(cast):
    critical = _criticism(cast)
    return lambda: intervene(unlawful(critical), by=cast.mona)


def _put_into_force(cast):
    proposed = intervene(against(_criticism(cast)), by=cast.mona)
    consent(proposed, by=cast.petra, reasons="Ich habe es geprüft und sehe es ebenso.")
    return lambda: put_into_force(proposed, by=cast.mona)


def _end(cast):
    done = intervene(against(cast.says(cast.gerda, "Du Trottel.")), by=cast.mona)
    return lambda: end_intervention(done, by=cast.mona, reasons=WHY)


def _review(cast):
    done, petra = intervene(unlawful(_criticism(cast)), by=cast.mona), cast.petra
    return lambda: review(done, by=petra, keep=False, reasons=WHY)


def _time_is_over(cast):
    until = clock.now() + timedelta(days=1)
    quarrel = cast.says(cast.gerda, "Du Trottel.")
    intervene(against(quarrel, Kind.LOCK_REPLIES, ends_at=until), by=cast.mona)
    return end_what_is_over


WAYS = {
    "intervene": _intervene,
    "put into force": _put_into_force,
    "end": _end,
    "review": _review,
    "time is over": _time_is_over,
}


def _break_at(moment, monkeypatch):
    """At the effect, at the entry, or after both: when the affected are told."""
    if moment == "effect":
        monkeypatch.setattr(effects.posts_internals, "set_post_restrictions", _break)
    elif moment == "entry":
        monkeypatch.setattr(register, "append", _break)
    else:
        within = events._switchboard.within
        for event in (InterventionTookEffect, InterventionEnded):
            monkeypatch.setitem(within, event, [*within[event], _break])


@pytest.mark.parametrize("moment", ["effect", "entry", "told"])
@pytest.mark.parametrize("way", WAYS)
def test_whatever_breaks_nothing_has_happened(cast, monkeypatch, way, moment):
    act = WAYS[way](cast)
    before = everything()

    with pretend_it_is(clock.now() + LATER):
        with monkeypatch.context() as broken:
            _break_at(moment, broken)
            with pytest.raises(Broken):
                act()
        assert everything() == before
        act()

    assert RegisterEntry.objects.count() > len(before[2]), "the second time it works"
