"""The log of readings: one line a reading, or one a day where a page is opened again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import note_reading_of
from augenhoehe.domain.people.models import Lookup
from augenhoehe.foundation import clock

pytestmark = pytest.mark.django_db


def test_one_thing_is_noted_once_per_person_and_day(cast):
    noon = clock.now().replace(hour=12)
    readings = [(cast.mona, 1), (cast.mona, 1), (cast.mona, 2), (cast.petra, 1)]
    with clock.pretend_it_is(noon):
        for who, number in readings:
            note_reading_of("report", number, by=who, role="moderator", about=cast.karl)
    assert Lookup.objects.count() == 3

    with clock.pretend_it_is(noon + timedelta(days=1)):
        note_reading_of("report", 1, by=cast.mona, role="moderator", about=cast.karl)

    assert Lookup.objects.filter(by=cast.mona, what="report:1").count() == 2
