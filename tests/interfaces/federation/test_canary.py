"""The promise of spaces is tried every day: nobody outside reads what is said inside."""

import pytest
from django.urls import reverse

from augenhoehe.config.upkeep.canary import birds, try_promise, ways
from augenhoehe.config.upkeep.canary.trying import WAYS
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.domain.spaces.actions import look_at_leaks
from augenhoehe.domain.spaces.selectors import leak_to_look_at
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.models import Delivery, RemoteActor
from augenhoehe.interfaces.federation.standing import may_talk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _federation(settings, tmp_path):
    settings.FEDERATION = "open"
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def places(cast):
    """A house and a circle."""
    return cast.lindenrad, cast.haus, cast.kreis


def leaking(test):
    return {leak["way"] for leak in test.leaks}


def test_nothing_internal_gets_out_by_any_way(places):
    test = try_promise()

    assert (test.leaks, test.error, test.spaces) == ([], "", 2)
    assert len(test.ways) == len(WAYS)


def test_every_way_leads_somewhere(places):
    """A way that does not even find what everybody may read would prove nothing."""
    assert try_promise().blind == []


def test_it_disturbs_nobody_and_leaves_nothing(cast, places, tmp_path):
    before = _everything()

    try_promise()

    assert _everything() == before
    assert list(tmp_path.rglob("*.webp")) == []
    assert notices_for(cast.erika) == []


def _everything():
    rows = (Post, Account, HomeEntry, Job, Delivery, RemoteActor)
    return {table.__name__: table.objects.count() for table in rows}
