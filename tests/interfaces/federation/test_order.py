"""Whatever goes wrong: every inbox hears of each thing in the order in which it happened."""

from collections import defaultdict
from datetime import timedelta

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import Delivery
from augenhoehe.interfaces.federation.outbox import claim
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.outbox.retry import Answered
from augenhoehe.interfaces.federation.outbox.turns import deliver_waiting
from tests.cast import Cast

INBOXES = (
    "https://one.example/inbox",
    "https://one.example/ada/inbox",
    "https://two.example/inbox",
)
LIVES = ("Create", "Update", "Delete")
ANSWERS = (202, 202, 202, 500, 503, 429, 403, 401, 404, 0)


class InOrder(TestCase):
    """Three things are said, changed and deleted, while servers answer whatever they like."""

    @settings(max_examples=25)
    @given(
        answers=st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=40),
        deaths=st.sets(st.integers(0, 12), max_size=3),
        days=st.booleans(),
    )
    def test_every_inbox_hears_of_each_thing_in_its_order(self, answers, deaths, days):
        karl = Cast().karl
        began = clock.now()
        for kind in LIVES:
            for thing in range(3):
                _say(karl, kind, f"https://testserver/p/{thing}")
        heard = _Heard(answers)
        for step in range(14):
            pause = timedelta(days=step) if days else timedelta(minutes=7 * step)
            with clock.pretend_it_is(began + pause):
                if step in deaths:
                    claim.claim(5)  # taken by somebody who dies with it
                deliver_waiting(post=heard.post)
        heard.require_order()
        if set(answers) == {202}:
            with clock.pretend_it_is(began + timedelta(days=20)):
                deliver_waiting(post=heard.post)
            assert not Delivery.objects.exists()
            assert all(one == list(LIVES) for one in heard.by_thing.values())


def _say(account, kind, about):
    document = {
        "id": fresh_uri(),
        "type": kind,
        "actor": local_uri(account.id),
        "object": about,
    }
    send(document, by=account, about=about, to_inboxes=INBOXES)


class _Heard:
    """What arrived, by inbox and thing; answers what it is told to, again and again."""

    def __init__(self, answers):
        self.answers, self.asked = answers, 0
        self.by_thing = defaultdict(list)

    def post(self, url, body, headers):
        document = orjson.loads(body)
        status = self.answers[self.asked % len(self.answers)]
        self.asked += 1
        if 200 <= status < 300:
            self.by_thing[url, document["object"]].append(document["type"])
        return Answered(status, trouble="" if status else "timeout")

    def require_order(self):
        for kinds in self.by_thing.values():
            once = list(dict.fromkeys(kinds))
            assert once == sorted(once, key=LIVES.index)
            assert kinds == sorted(kinds, key=LIVES.index)
            assert kinds[0] == "Create"
