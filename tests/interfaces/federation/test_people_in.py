"""Somebody of another server becomes somebody we know: named rightly, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import accept_follower, block, follow
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.asking import Answer, run_here
from augenhoehe.interfaces.federation.models import Peer, RemoteActor
from augenhoehe.interfaces.federation.resolve.by_name import found_by_name
from augenhoehe.interfaces.federation.resolve.people import REFRESH, known_or_fetched_actor
from tests.interfaces.federation.elsewhere import Elsewhere, asking

pytestmark = pytest.mark.django_db


def learn(someone, *, anew=False, ask=None):
    return run_here(known_or_fetched_actor(someone.id, anew=anew), ask or someone.server.ask)


# --- refusals --------------------------------------------------------------------------


def test_a_name_that_does_not_lead_to_the_actor_is_nobodys(elsewhere):
    ada = elsewhere.person("ada")
    for address in [url for url in elsewhere.documents if "webfinger" in url]:
        elsewhere.documents[address] = Answer(address, status=404)

    assert learn(ada) is None
    assert not Account.objects.filter(uri=ada.id).exists()


def test_nobody_takes_a_name_of_another_server(elsewhere):
    other = Elsewhere("other.example")
    other.person("karl")
    impostor = elsewhere.person("karl", webfinger="karl@other.example")

    assert learn(impostor, ask=asking(elsewhere, other)) is None


def test_a_host_that_gives_its_people_names_of_another_host_is_not_believed(elsewhere):
    other = Elsewhere("other.example")
    other.person("karl")
    impostor = elsewhere.person("mallory")
    for address in [url for url in elsewhere.documents if "webfinger" in url]:
        claim = impostor.webfinger | {"subject": "acct:karl@other.example"}
        elsewhere.documents[address] = claim

    assert learn(impostor, ask=asking(elsewhere, other)) is None


def test_nobody_elsewhere_has_a_name_of_ours(elsewhere, cast, settings):
    impostor = elsewhere.person("ada", webfinger=f"{cast.karl.handle}@{settings.HOST}")

    assert learn(impostor) is None


def test_a_document_that_speaks_for_another_address_is_not_believed(elsewhere):
    ada, eve = elsewhere.person("ada"), Elsewhere("evil.example").person("eve")
    eve.server.documents[eve.id] = ada.document  # and Ada's own server has another one
    elsewhere.documents[ada.id] = Answer(ada.id, status=404)

    assert learn(eve, ask=asking(elsewhere, eve.server)) is None


def test_what_is_no_actor_is_nobody(elsewhere):
    note = elsewhere.person("ada").note()

    assert run_here(known_or_fetched_actor(note["id"]), elsewhere.ask) is None


def test_whom_we_do_not_talk_to_we_do_not_ask(elsewhere, settings):
    settings.FEDERATION = "closed"

    assert learn(elsewhere.person("ada")) is None
    assert elsewhere.asked == []


# --- known -----------------------------------------------------------------------------


def test_somebody_is_kept_with_what_their_server_says_of_them(elsewhere):
    ada = elsewhere.person(
        "ada",
        name="Ada Lovelace",
        summary='<p>Engines<script>alert(1)</script> and <a href="javascript:x">more</a></p>',
        icon={"type": "Image", "url": "https://elsewhere.example/ada.png", "name": "A portrait"},
        manuallyApprovesFollowers=True,
        discoverable=False,
        attachment=[
            {"type": "PropertyValue", "name": "Home", "value": '<a href="https://a.example">a</a>'},
            {"type": "PropertyValue", "name": "Long", "value": "x" * 1000},
        ],
        alsoKnownAs=["https://old.example/ada"],
    )
    account = learn(ada)

    assert account.address == "ada@elsewhere.example"
    assert (account.name, account.kind) == ("Ada Lovelace", Account.Kind.PERSON)
    assert account.about == "Engines and more"
    assert "script" not in account.about_html and "javascript" not in account.about_html
    assert account.portrait_away == "https://elsewhere.example/ada.png"
    assert account.portrait_alt == "A portrait"
    assert account.approves_followers and not account.discoverable
    assert account.also_known_as == ["https://old.example/ada"]
    assert [len(line.value) <= 300 for line in account.fields.all()] == [True, True]
    actor = RemoteActor.objects.get(account=account)
    assert actor.shared_inbox == "https://elsewhere.example/inbox"
    assert actor.followers == ada.followers
    assert actor.keys == ada.kept_keys


def test_a_second_time_nobody_is_asked(elsewhere):
    ada = elsewhere.person("ada")
    first = learn(ada)
    elsewhere.asked.clear()

    assert learn(ada) == first
    assert elsewhere.asked == []


def test_a_name_may_lie_on_another_host_if_both_say_so(elsewhere):
    names = Elsewhere("names.example")
    ada = elsewhere.person("ada")
    claim = ada.webfinger | {"subject": "acct:ada@names.example"}
    for host in (elsewhere, names):
        url = f"{host.base}/.well-known/webfinger?resource=acct:ada@{host.host}"
        host.documents[url] = claim

    assert learn(ada, ask=asking(elsewhere, names)).address == "ada@names.example"


def test_an_actor_may_say_its_name_itself(elsewhere):
    names = Elsewhere("names.example")
    ada = elsewhere.person("ada", webfinger="countess@names.example")
    url = "https://names.example/.well-known/webfinger?resource=acct:countess@names.example"
    names.documents[url] = ada.webfinger | {"subject": "acct:countess@names.example"}

    assert learn(ada, ask=asking(elsewhere, names)).address == "countess@names.example"


def test_host_meta_leads_to_webfinger_where_it_is_not_at_its_place(elsewhere):
    ada = elsewhere.person("ada")
    usual = "https://elsewhere.example/.well-known/webfinger?resource=acct:ada@elsewhere.example"
    elsewhere.documents[usual] = Answer(usual, status=404)
    meta = b'<XRD><Link rel="lrdd" template="https://elsewhere.example/.well-known/find?r={uri}"/></XRD>'
    where = "https://elsewhere.example/.well-known/host-meta"
    elsewhere.documents[where] = Answer(where, 200, meta, "application/xrd+xml")
    found = "https://elsewhere.example/.well-known/find?r=acct%3Aada%40elsewhere.example"
    elsewhere.documents[found] = ada.webfinger

    assert learn(ada).handle == "ada"


def test_somebody_is_found_by_their_name(elsewhere):
    elsewhere.person("ada")

    account = run_here(found_by_name("Ada", "ELSEWHERE.example"), elsewhere.ask)

    assert account is None  # their server knows no "Ada"
    account = run_here(found_by_name("ada", "ELSEWHERE.example"), elsewhere.ask)
    assert account == account_by_address("ada@elsewhere.example")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("Person", "person"), ("Service", "person"), ("Group", "group"), ("Organization", "person")],
)
def test_kinds_of_actors(elsewhere, kind, expected):
    account = learn(elsewhere.person("it", kind=kind))

    assert account.kind == expected
    assert account.is_automated == (kind == "Service")


def test_an_organisation_of_another_augenhoehe_is_a_voice(elsewhere):
    Peer.objects.create(host="elsewhere.example", software="augenhoehe")

    assert learn(elsewhere.person("house", kind="Organization")).is_voice


def test_for_whom_somebody_works_is_their_first_line(elsewhere):
    ada = elsewhere.person("ada", affiliation={"type": "Organization", "name": "Radhaus"})

    (line,) = learn(ada).fields.all()
    assert line.value == "Radhaus"


def test_lists_on_another_host_are_not_theirs(elsewhere):
    account = learn(elsewhere.person("ada", followers="https://evil.example/all"))

    assert RemoteActor.objects.get(account=account).followers == ""


# --- learned anew ----------------------------------------------------------------------


def test_learned_anew_changes_what_changed_and_counts_it_once(elsewhere):
    ada = elsewhere.person("ada")
    before = learn(ada)
    ada.name = "Countess"
    ada.publish()
    after = learn(ada, anew=True)
    again = learn(ada, anew=True)

    assert after.name == "Countess"
    assert (after.version, again.version) == (before.version + 1, before.version + 1)


def test_who_is_seen_after_a_day_is_learned_anew_by_one_job(elsewhere):
    ada = elsewhere.person("ada")
    learn(ada)
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        learn(ada)
        learn(ada)

    assert Job.objects.filter(kind=REFRESH).count() == 1


def test_a_name_given_to_another_account_is_theirs_now(elsewhere, cast):
    old = elsewhere.person("ada").known_here()
    Account.objects.filter(id=old.id).update(uri="https://elsewhere.example/users/ada-of-before")
    follow(old, by=cast.karl)
    accept_follower(cast.karl, by=old)
    new = learn(elsewhere.people["ada"])

    old.refresh_from_db()
    assert new.id != old.id and new.address == "ada@elsewhere.example"
    assert old.left_at is not None and old.address != new.address
    assert not Follow.objects.filter(followed=old).exists()


# --- gone ------------------------------------------------------------------------------


def test_who_is_gone_is_let_go_and_follows_end(elsewhere, cast):
    ada = elsewhere.person("ada")
    account = learn(ada)
    follow(account, by=cast.karl)
    accept_follower(cast.karl, by=account)
    follow(cast.karl, by=account)
    elsewhere.gone(ada.id)

    assert learn(ada, anew=True) is None
    account.refresh_from_db()
    assert account.left_at is not None
    assert not Follow.objects.exists()
    assert RemoteActor.objects.get(account=account).keys == []


def test_a_tombstone_says_so_too(elsewhere):
    ada = elsewhere.person("ada")
    learn(ada)
    elsewhere.documents[ada.id] = {"type": "Tombstone", "id": ada.id}

    assert learn(ada, anew=True) is None


def test_not_found_may_be_a_mistake_and_counts_after_a_week(elsewhere):
    ada = elsewhere.person("ada")
    account = learn(ada)
    del elsewhere.documents[ada.id]

    assert learn(ada, anew=True) == account
    with clock.pretend_it_is(clock.now() + timedelta(days=8)):
        assert learn(ada, anew=True) is None


def test_who_comes_back_is_there_again(elsewhere):
    ada = elsewhere.person("ada")
    learn(ada)
    elsewhere.gone(ada.id)
    learn(ada, anew=True)
    ada.publish()

    assert learn(ada, anew=True).left_at is None


def test_a_slow_server_loses_nobody(elsewhere):
    ada = elsewhere.person("ada")
    account = learn(ada)
    elsewhere.documents[ada.id] = Answer(ada.id, trouble="timeout")

    assert learn(ada, anew=True) == account
    assert Account.objects.get(id=account.id).left_at is None


def test_whom_their_server_suspended_is_away_until_it_says_otherwise(elsewhere):
    ada = elsewhere.person("ada", suspended=True)

    assert learn(ada).left_at is not None
    ada.more = {}
    ada.publish()
    assert learn(ada, anew=True).left_at is None


def test_who_blocked_us_cannot_be_followed(elsewhere, cast):
    account = learn(elsewhere.person("ada"))
    block(cast.karl, by=account)

    with pytest.raises(NotAllowed):
        follow(account, by=cast.karl)
