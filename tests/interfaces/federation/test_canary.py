"""The promise of spaces is tried every day: nobody outside reads what is said inside."""

import pytest
from django.db.models import Q
from django.urls import reverse

from augenhoehe.config.upkeep import checks
from augenhoehe.config.upkeep.canary import try_promise
from augenhoehe.config.upkeep.canary.ways import WAYS
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.events import PostPublished
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.domain.spaces.actions import look_at_leaks, note_self_test
from augenhoehe.domain.spaces.models import Space
from augenhoehe.domain.spaces.selectors import leak_to_look_at
from augenhoehe.foundation import events
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.models import Delivery, RemoteActor
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.standing import may_talk_to

pytestmark = pytest.mark.django_db
LEAK = {"reach": "house", "space": "1", "way": "its page"}


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
    test = try_promise()

    assert (test.blind, test.error) == ([], "")


def test_it_disturbs_nobody_and_leaves_nothing(cast, places, tmp_path):
    before = _everything()

    try_promise()

    assert _everything() == before
    assert list(tmp_path.rglob("*.webp")) == []


def _everything():
    rows = (Post, Account, HomeEntry, Job, Delivery, RemoteActor, Notification, Space)
    return {table.__name__: table.objects.count() for table in rows}


# --- a leak, planted ---------------------------------------------------------------------------

_READ = "augenhoehe.domain.posts"


def _everybody(reader, *, post=""):
    return Q(**{f"{post}deleted_at__isnull": True})


PLANTED = {
    "a selector that forgets to ask": (
        [f"{_READ}.selectors.reading.readable"],
        _everybody,
        {"its address", "its picture", "oEmbed", "live news of its thread"},
    ),
    "everybody is taken for a member": (
        ["augenhoehe.domain.people.who._local_person"],
        lambda account_id: Who(account_id, is_member=True),
        {"its status, with an account", "its conversation, with an account"},
    ),
    "a rule of the outbox that forgets to ask": (
        ["augenhoehe.interfaces.federation.outbox.audience._is_internal"],
        lambda post: False,
        {"who is sent it"},
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_it_finds_a_leak(places, monkeypatch, name):
    where, instead, found = PLANTED[name]
    for place in where:
        monkeypatch.setattr(place, instead)

    assert found <= leaking(try_promise())


def test_it_finds_what_a_hasty_listener_sends(cast, places):
    def sends_everything(event):
        post = Post.objects.get(id=event.post_id)
        document = {"id": fresh_uri(), "type": "Create", "content": post.text}
        inboxes = ["https://canary.invalid/inbox"]
        send(document, by=post.account, about="x", to_inboxes=inboxes)

    listeners = events._switchboard.within[PostPublished]
    listeners.append(sends_everything)
    try:
        assert "what was sent" in leaking(try_promise())
    finally:
        listeners.remove(sends_everything)


# --- what follows from a leak --------------------------------------------------------------------


@pytest.fixture
def leaked(cast, places):
    return note_self_test(spaces=1, ways=["its page"], leaks=[LEAK])


def test_nobody_but_an_administrator_looks_at_it(cast, leaked):
    for person in (cast.karl, cast.erika, cast.mona):
        with pytest.raises(NotAllowed, match="administrators"):
            look_at_leaks(by=person)
        assert cast.signed_in(person).get(reverse("self_test")).status_code == 403

    assert leak_to_look_at() == leaked


def test_a_leak_ends_all_exchange_until_an_administrator_has_looked(cast, leaked):
    refusal = may_talk_to("elsewhere.example")
    assert not refusal
    assert "self-test" in str(refusal.reason)

    look_at_leaks(by=cast.inga)

    assert may_talk_to("elsewhere.example")


def test_administrators_are_told_and_read_it_on_their_page(cast, places):
    inga = cast.inga
    note_self_test(
        spaces=1, ways=["its page"], leaks=[{"reach": "house", "space": "1", "way": "its page"}]
    )

    [notice] = Notification.objects.filter(recipient=inga)
    assert (notice.kind, notice.step) == ("moderation", "leak")
    browser = cast.signed_in(inga)
    assert reverse("self_test") in browser.get(reverse("notices")).content.decode()
    page = browser.get(reverse("self_test")).content.decode()
    assert "Something internal can be read outside" in page
    assert browser.post(reverse("self_test_looked")).status_code == 302
    assert may_talk_to("elsewhere.example")


def test_the_check_of_the_server_says_it(places, monkeypatch):
    assert [one.text for one in checks._spaces()] == []
    monkeypatch.setattr("augenhoehe.domain.posts.selectors.reading.readable", _everybody)

    [first, *_more] = checks._spaces()

    assert first.is_broken
    assert "can be read outside" in first.text


def test_a_way_that_stumbles_proves_nothing(places, monkeypatch):
    def broken(*_arguments, **_more):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("augenhoehe.config.upkeep.canary.birds.publish_post", broken)
    test = try_promise()

    assert (test.spaces, test.found_nothing) == (0, False)
    assert "the disk is full" in test.error
