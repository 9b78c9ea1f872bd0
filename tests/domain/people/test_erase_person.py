"""Erasure: asked for by the person alone; what is left is a place without a name."""

import pytest

from augenhoehe.domain.people.actions import erase_person, note_reading
from augenhoehe.domain.people.models import Account, Login, Lookup
from augenhoehe.foundation.verdicts import NotAllowed

pytestmark = pytest.mark.django_db


def test_nobody_erases_somebody_else(cast):
    for other in (cast.inga, cast.mona, cast.erika):
        with pytest.raises(NotAllowed):
            erase_person(cast.karl, by=other)


def test_name_and_access_are_gone_at_once(cast):
    erase_person(cast.karl, by=cast.karl)

    left = Account.objects.get(id=cast.karl.id)
    assert (left.handle, left.about) == (f"gone_{left.id}", "")
    assert left.left_at is not None
    assert not Login.objects.filter(account=left).exists()


def test_a_reading_is_written_down(cast):
    note_reading("report", by=cast.mona, role="moderator", about=cast.karl)

    row = Lookup.objects.get()
    assert (row.by, row.about, row.what) == (cast.mona, cast.karl, "report")
