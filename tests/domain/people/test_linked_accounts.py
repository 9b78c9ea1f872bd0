"""Accounts elsewhere beside a hat: proven by the other server, or not shown."""

import json
from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import (
    check_links_again,
    grant_hat,
    link_account,
    prove_link,
    put_down_hat,
    show_code,
    unlink_account,
)
from augenhoehe.domain.people.hat_log import linked_of
from augenhoehe.domain.people.models import LinkedAccount
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.people.web_beside import somebody_elses_server

pytestmark = pytest.mark.django_db
AP = "application/activity+json"


@pytest.fixture
def web(settings):
    settings.FEDERATION_HTTP = settings.FEDERATION_PRIVATE_ADDRESSES = True
    with somebody_elses_server() as beside:
        yield beside


@pytest.fixture
def hat(cast):
    return grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)


def shown(hat):
    return [one.address for one in linked_of([hat.id]).get(hat.id, [])]


def by_code(cast, hat, web, address, post):
    linked = link_account(hat, address, by=cast.theo, method="code")
    show_code(linked, post, by=cast.theo)
    return linked


def test_only_ones_own_hat_and_only_addresses_of_the_world(cast, hat, settings):
    with pytest.raises(NotAllowed):
        link_account(hat, "https://social.example/@theo", by=cast.jonas)
    for address in (
        "",
        "theo",
        "http://social.example/@theo",
        "https://127.0.0.1/@theo",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://social.example:22/",
        "https://a:b@social.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        f"https://social.example/{'x' * 500}",
    ):
        with pytest.raises(Invalid) as refusal:
            link_account(hat, address, by=cast.theo)
        assert refusal.value.field == "address"
    assert not LinkedAccount.objects.exists()


def test_the_inside_is_never_asked(cast, hat, web, settings):
    mine = f'<a rel="me" href="{settings.BASE_URL}/@theo">ich</a>'
    linked = link_account(hat, web.html("/@theo", mine), by=cast.theo)
    settings.FEDERATION_PRIVATE_ADDRESSES = False

    prove_link(linked.id)

    assert web.asked == [] and shown(hat) == []


def test_a_page_that_links_back_is_shown_and_looking_is_a_job(cast, hat, web, settings):
    mine = f'<a rel="me" href="{settings.BASE_URL}/@theo">ich</a>'
    linked = link_account(hat, web.html("/@theo", mine), by=cast.theo)
    assert shown(hat) == [] and web.asked == []
    assert Job.objects.filter(payload__listener__endswith="prove_linked_account").exists()

    prove_link(linked.id)

    assert shown(hat) == [linked.address]


def test_what_leads_to_another_server_proves_nothing(cast, hat, web, settings):
    with somebody_elses_server() as other:
        mine = f'<a rel="me" href="{settings.BASE_URL}/@theo">ich</a>'
        web.moved["/to"] = other.html("/@theo", mine)
        linked = link_account(hat, web.at("/to"), by=cast.theo)

        prove_link(linked.id)

    assert shown(hat) == []


def test_somebody_elses_reply_with_the_code_proves_nothing(cast, hat, web):
    profile, post = web.at("/@boss"), web.at("/@boss/1")
    linked = by_code(cast, hat, web, profile, post)
    web.html("/@boss/1", f"<title>Vom Chef</title><p>@theo schreibt: {linked.code}</p>")
    prove_link(linked.id)
    assert shown(hat) == []

    note = {"id": post, "attributedTo": web.at("/users/eve"), "content": linked.code}
    web.json("/@boss/1", json.dumps(note).encode(), AP)
    eve = {"id": web.at("/users/eve"), "url": web.at("/@eve")}
    web.json("/users/eve", json.dumps(eve).encode(), AP)
    prove_link(linked.id)
    assert shown(hat) == []


def test_a_post_of_the_account_with_the_code_proves_it(cast, hat, web):
    profile, post = web.at("/@theo"), web.at("/@theo/1")
    linked = by_code(cast, hat, web, profile, post)
    note = {"id": post, "attributedTo": web.at("/users/7"), "content": f"<p>{linked.code}</p>"}
    web.json("/@theo/1", json.dumps(note).encode(), AP)
    actor = {"id": web.at("/users/7"), "url": [{"type": "Link", "href": profile}]}
    web.json("/users/7", json.dumps(actor).encode(), AP)

    prove_link(linked.id)

    assert shown(hat) == [profile]


def test_an_issue_somebody_opened_below_the_account_proves_nothing(cast, hat, web):
    linked = by_code(cast, hat, web, web.at("/bigfirm"), web.at("/bigfirm/tool/issues/1"))
    head = f"<title>{linked.code}</title>"
    for author in ("", web.at("/theo"), web.at("/bigfirm/tool"), "bigfirm"):
        web.html("/bigfirm/tool/issues/1", f'{head}<meta name="author" content="{author}">')
        prove_link(linked.id)
        assert shown(hat) == []


def test_a_page_whose_head_carries_the_code_and_names_the_account_proves_it(cast, hat, web):
    linked = by_code(cast, hat, web, web.at("/theo"), web.at("/theo/status/1"))
    head = f'<meta property="og:description" content="{linked.code}">'
    head += f'<meta property="article:author" content="{web.at("/theo")}">'
    web.html("/theo/status/1", head)

    prove_link(linked.id)

    assert shown(hat) == [web.at("/theo")]


def test_a_post_on_another_host_is_refused(cast, hat, web):
    linked = link_account(hat, web.at("/@theo"), by=cast.theo, method="code")
    with pytest.raises(Invalid) as refusal:
        show_code(linked, "http://other.example/1", by=cast.theo)
    assert refusal.value.field == "post"
    with pytest.raises(NotAllowed):
        show_code(linked, web.at("/1"), by=cast.jonas)


def test_it_is_looked_at_every_week_and_ends_when_it_is_said_no_longer(cast, hat, web, settings):
    mine = f'<a rel="me" href="{settings.BASE_URL}/@theo">ich</a>'
    linked = link_account(hat, web.html("/@theo", mine), by=cast.theo)
    prove_link(linked.id)
    assert check_links_again() == 0

    with clock.pretend_it_is(clock.now() + timedelta(days=8)):
        assert check_links_again() == 1
        web.is_down = True
        prove_link(linked.id)
        assert shown(hat) == [linked.address]
    with clock.pretend_it_is(clock.now() + timedelta(days=30)):
        prove_link(linked.id)
        assert shown(hat) == []


def test_it_ends_with_the_hat_or_by_its_owner(cast, hat, web, settings):
    mine = f'<a rel="me" href="{settings.BASE_URL}/@theo">ich</a>'
    linked = link_account(hat, web.html("/@theo", mine), by=cast.theo)
    other = link_account(hat, web.html("/@theo2", mine), by=cast.theo)
    for one in (linked, other):
        prove_link(one.id)

    unlink_account(other, by=cast.theo)
    assert shown(hat) == [linked.address]
    put_down_hat(hat, by=cast.theo)

    assert shown(hat) == []
