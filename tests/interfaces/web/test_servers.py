"""Other servers and how it goes with them, for administrators alone."""

from datetime import timedelta

import pytest

from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer


@pytest.fixture
def elsewhere(cast):
    """A server that does not answer, for which something waits."""
    activity = Activity.objects.create(
        uri="http://testserver/activities/1",
        account=cast.karl,
        kind="Create",
        object="http://testserver/p/1",
        document=b"{}",
    )
    peer = Peer.objects.create(
        host="elsewhere.example",
        software="mastodon",
        version="4.5.0",
        failures=6,
        last_error="timeout",
        last_failed_at=clock.now(),
        closed_until=clock.now() + timedelta(hours=1),
    )
    Delivery.objects.create(
        activity=activity,
        inbox="https://elsewhere.example/inbox",
        host="elsewhere.example",
        line=1,
        due_at=clock.now() + timedelta(hours=2),
    )
    return peer


def test_others_have_no_such_page(cast, elsewhere, client):
    for path in ("", "/elsewhere.example"):
        assert client.get(f"/verwaltung/server{path}").status_code == 302
        for who in (cast.karl, cast.mona, cast.erika):
            assert cast.signed_in(who).get(f"/verwaltung/server{path}").status_code == 403
    told = cast.signed_in(cast.mona).post(
        "/verwaltung/server/erneut", {"host": "elsewhere.example"}
    )
    assert told.status_code == 403
    assert Peer.objects.get().failures == 6


def test_the_list_tells_who_does_not_answer(cast, elsewhere):
    Peer.objects.create(host="fine.example", software="gotosocial")
    page = cast.signed_in(cast.inga).get("/verwaltung/server").content.decode()
    assert "2 servers are known." in page
    assert "1 does not answer at present." in page
    assert "mastodon 4.5.0" in page
    assert page.index("elsewhere.example</a>") < page.index("fine.example</a>")


def test_the_list_costs_the_same_for_many(cast, elsewhere, django_assert_max_num_queries):
    Peer.objects.bulk_create(Peer(host=f"h{number}.example") for number in range(60))
    inga = cast.signed_in(cast.inga)
    inga.get("/verwaltung/server")
    with django_assert_max_num_queries(20):
        page = inga.get("/verwaltung/server").content.decode()
    assert "Show more servers" in page
    assert "h9.example" in inga.get("/verwaltung/server?seite=2").content.decode()


@pytest.mark.parametrize(
    "asked", ["?seite=0", "?seite=-1", "?seite=x", f"?seite={'9' * 400}", "?q=%00"]
)
def test_nonsense_is_an_empty_list_or_the_first(cast, elsewhere, asked):
    assert cast.signed_in(cast.inga).get(f"/verwaltung/server{asked}").status_code == 200


def test_one_server_is_tried_again(cast, elsewhere):
    inga = cast.signed_in(cast.inga)
    page = inga.get("/verwaltung/server/elsewhere.example").content.decode()
    assert "This server does not answer." in page
    assert "timeout" in page
    answer = inga.post("/verwaltung/server/erneut", {"host": "elsewhere.example"}, follow=True)
    assert "1 delivery is tried now." in answer.content.decode()
    assert Delivery.objects.get().due_at <= clock.now()
    assert Peer.objects.get().closed_until is None


def test_an_unknown_server_is_not_found(cast):
    inga = cast.signed_in(cast.inga)
    assert inga.get("/verwaltung/server/nowhere.example").status_code == 404
    assert inga.post("/verwaltung/server/erneut", {"host": "nowhere.example"}).status_code == 404
