"""Pages about who speaks for what."""

import pytest

from augenhoehe.domain.people.actions import (
    end_membership,
    grant_hat,
    make_hat_rule,
    set_groups,
    use_protected_name,
)
from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.models import Hat, HatRule, LinkedAccount

pytestmark = pytest.mark.django_db


@pytest.fixture
def hat(cast):
    return grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)


def page(client, path="/huete"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_log_is_public_tells_by_whom_and_sets_no_cookie(cast, hat, client):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.hanna, ["Presse"])

    html = page(client)

    assert "Theo Kurz" in html and "confirmed by Erika Hansen, steward" in html
    assert "confirmed by the group Presse" in html and "made by Inga Roth" in html
    assert not client.cookies
    assert client.get(f"/huete/{hat.id}").url == f"/huete#hut-{hat.id}"
    assert client.get("/huete/1").status_code == 404
    assert client.get("/huete?seite=99999999999999999999").status_code == 200


def test_who_left_stands_in_it_for_ever_and_a_protected_name_protects(cast, hat, client):
    grant_hat(cast.jonas, "Die Linde", by=cast.erika, voice=cast.lindenrad)
    end_membership(cast.theo, by=None)
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    html = page(client)

    assert "Theo Kurz" in html
    assert "Jonas" not in html and protected.name in html


def test_the_log_has_pages_and_asks_a_fixed_number_of_questions(
    cast, client, django_assert_max_num_queries
):
    Hat.objects.bulk_create(
        [Hat(account=cast.theo, words=f"Nr. {n:03}", source="steward") for n in range(120)]
    )
    page(client)
    with django_assert_max_num_queries(8):
        html = page(client)
    assert "?seite=2" in html and "Nr. 049" in html and "Nr. 050" not in html
    last = Hat.objects.get(words="Nr. 119")
    assert client.get(f"/huete/{last.id}").url.startswith("/huete?seite=3#")


def test_the_profile_says_for_what_somebody_speaks(cast, hat, client):
    LinkedAccount.objects.create(
        hat=hat, address="https://social.example/@theo", verified_at=hat.since
    )
    LinkedAccount.objects.create(hat=hat, address="https://unproven.example/@theo")

    html = page(client, "/@theo")

    assert "speaks for" in html and "https://social.example/@theo" in html
    assert "unproven.example" not in html


def test_ones_own_hats_are_put_down_and_nobody_elses(cast, hat, client):
    assert client.get("/einstellungen/huete").status_code == 302
    karl, theo = cast.signed_in(cast.karl), cast.signed_in(cast.theo)

    assert karl.post(f"/einstellungen/huete/{hat.id}/ablegen").status_code == 404
    assert "Lindenrad" in page(theo, "/einstellungen/huete")
    assert theo.post(f"/einstellungen/huete/{hat.id}/ablegen").status_code == 302

    assert wearable(cast.theo.id) == []


def test_an_account_elsewhere_is_named_and_a_bad_address_stays_typed(cast, hat):
    theo = cast.signed_in(cast.theo)
    path = f"/einstellungen/huete/{hat.id}/verknuepfen"

    wrong = theo.post(path, {"address": "https://127.0.0.1/", "method": "rel_me"})
    assert wrong.status_code == 422 and "https://127.0.0.1/" in wrong.content.decode()
    done = theo.post(path, {"address": "https://social.example/@theo", "method": "code"})

    linked = LinkedAccount.objects.get()
    assert done.url == f"/einstellungen/huete/konto/{linked.id}/code"
    assert linked.code in page(theo, done.url)
    assert "waits for your post" in page(theo, "/einstellungen/huete")
    assert cast.signed_in(cast.karl).get(done.url).status_code == 404
    theo.post(f"/einstellungen/huete/konto/{linked.id}/loesen")
    linked.refresh_from_db()
    assert linked.until


def test_a_claim_that_cannot_be_is_said_beside_its_field(cast):
    wrong = cast.signed_in(cast.karl).post("/einstellungen/huete/anspruch", {"domain": "kein Ort"})
    assert wrong.status_code == 422 and "kein Ort" in wrong.content.decode()


def test_giving_is_for_stewards_and_administrators(cast):
    voice = cast.lindenrad
    assert cast.signed_in(cast.theo).get("/verwaltung/huete").status_code == 403
    erika, inga = cast.signed_in(cast.erika), cast.signed_in(cast.inga)
    said = {"voice": voice.handle, "person": "theo", "words": ""}

    assert cast.signed_in(cast.jonas).post("/verwaltung/huete/bestaetigen", said).status_code == 403
    wrong = erika.post("/verwaltung/huete/bestaetigen", said | {"person": "karl"})
    assert wrong.status_code == 422
    assert erika.post("/verwaltung/huete/bestaetigen", said).status_code == 302
    assert [one.words for one in wearable(cast.theo.id)] == ["Lindenrad"]

    rule = {"kind": "mail_domain", "value": "nonsense", "words": "Lindenrad"}
    assert erika.post("/verwaltung/huete/regel", rule).status_code == 403
    assert inga.post("/verwaltung/huete/regel", rule).status_code == 422
    assert inga.post("/verwaltung/huete/regel", rule | {"value": "x.example"}).status_code == 302
    made = HatRule.objects.get()
    assert "Address at x.example" in page(inga, "/verwaltung/huete")
    assert erika.post(f"/verwaltung/huete/regel/{made.id}/schliessen").status_code == 403
    assert inga.post(f"/verwaltung/huete/regel/{made.id}/schliessen").status_code == 302


def test_the_signed_list_is_for_everybody(cast, hat, client):
    answer = client.get("/.well-known/augenhoehe-hats")
    assert answer.json()["hats"][0]["account"] == "theo@testserver"
    assert answer["Access-Control-Allow-Origin"] == "*" and not client.cookies
    assert client.get("/.well-known/augenhoehe-hats?after=nonsense").status_code == 200


def test_the_form_of_an_intervention_offers_the_hats_somebody_has(cast, hat):
    mona = cast.signed_in(cast.mona)
    html = page(mona, f"/aufsicht/eingriff?account={cast.theo.id}&kind=withdraw_hat")
    assert 'value="withdraw_hat"' in html and f'value="{hat.id}"' in html
    without = page(mona, f"/aufsicht/eingriff?account={cast.karl.id}")
    assert 'value="withdraw_hat"' not in without
