"""With whom we talk: nobody else is asked, taken from or sent to."""

import pytest

from augenhoehe.domain.moderation.models import DomainMeasure
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.standing import may_talk_to

pytestmark = pytest.mark.django_db


def suspend(domain):
    DomainMeasure.objects.create(domain=domain, interventions=1, is_suspended=True)


@pytest.mark.parametrize("host", ["spam.example", "SPAM.example:8443", "mail.spam.example"])
def test_a_suspended_server_and_what_is_below_it(host):
    suspend("spam.example")

    assert not may_talk_to(host)


@pytest.mark.parametrize("host", ["notspam.example", "example", "spam.example.org"])
def test_a_neighbour_of_its_name_is_another_server(host):
    suspend("spam.example")

    assert may_talk_to(host)


def test_a_limited_server_is_talked_with():
    DomainMeasure.objects.create(domain="loud.example", interventions=1, is_limited=True)

    assert may_talk_to("loud.example")


def test_a_closed_server_talks_with_nobody(settings):
    settings.FEDERATION = "closed"

    assert not may_talk_to("friendly.example")


def test_with_a_list_only_who_stands_on_it(settings):
    settings.FEDERATION = "allowlist"
    Peer.objects.create(host="friendly.example", allowed_at=clock.now())
    Peer.objects.create(host="known.example")

    assert may_talk_to("friendly.example")
    assert not may_talk_to("known.example")


def test_a_list_does_not_save_from_an_intervention(settings):
    settings.FEDERATION = "allowlist"
    Peer.objects.create(host="friendly.example", allowed_at=clock.now())
    suspend("friendly.example")

    assert not may_talk_to("friendly.example")
