"""Signed lists: ours, which anybody can check, and those of organisations elsewhere."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from augenhoehe.domain.people.actions import (
    check_lists_again,
    claim_hats,
    end_membership,
    grant_hat,
    look_at_list,
    settle_all_hats,
)
from augenhoehe.domain.people.hat_list import PATH, Listed, NotBelieved, read, written
from augenhoehe.domain.people.hat_log import published_list
from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.internals import end_hat
from augenhoehe.domain.people.models import Hat
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.people.web_beside import somebody_elses_server

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DOCUMENTATION = Path(__file__).parents[3] / "docs/reference/hat-list.md"


@pytest.fixture
def web(settings):
    settings.FEDERATION_HTTP = settings.FEDERATION_PRIVATE_ADDRESSES = True
    with somebody_elses_server() as beside:
        yield beside


def names(account, words="Radlerbund"):
    return Listed(words, f"{account.handle}@testserver", "", "2026-01-01")


def publish(web, *hats, at=None, organisation=None, key=KEY, next_page="", **other):
    document = written(
        hats,
        organisation=organisation or web.host,
        at=at or clock.now(),
        next_page=next_page,
        key=key,
    )
    web.json(PATH, json.dumps(document | other).encode())
    return document


def words_of(account):
    return [hat.words for hat in wearable(account.id)]


def refused(web, account, reason):
    with pytest.raises(Invalid, match=reason) as refusal:
        claim_hats(web.host, by=account)
    assert refusal.value.field == "domain"
    assert words_of(account) == []


def test_nobody_claims_for_a_voice_or_for_ourselves(cast, settings):
    with pytest.raises(NotAllowed):
        claim_hats("example.org", by=cast.lindenrad)
    for domain in ("", "testserver", "no domain", "localhost", "127.0.0.1", "x" * 300):
        with pytest.raises(Invalid):
            claim_hats(domain, by=cast.karl)


def test_a_customer_wears_what_an_organisation_elsewhere_confirms(cast, web):
    publish(web, names(cast.gerda), names(cast.karl))

    [hat] = claim_hats(web.host, by=cast.karl)

    assert hat.source == Hat.Source.ORGANISATION and hat.domain == web.host
    assert words_of(cast.karl) == [f"Radlerbund ({web.host})"]
    assert claim_hats(web.host, by=cast.karl) == [hat]


def test_nobody_is_given_what_the_list_does_not_say(cast, web):
    publish(web, names(cast.gerda))

    refused(web, cast.karl, "does not name you")


def test_a_list_cannot_put_a_domain_of_others_into_its_words(cast, web):
    publish(web, names(cast.karl, "Service (lindenrad.example) （lindenrad.example） [x]"))
    claim_hats(web.host, by=cast.karl)
    said = f"Service lindenrad.example lindenrad.example x ({web.host})"
    assert words_of(cast.karl) == [said]


def test_a_domain_too_long_to_be_shown_whole_says_nothing(cast):
    with pytest.raises(Invalid) as refusal:
        claim_hats(f"lindenrad.example.{'a' * 60}.example", by=cast.karl)
    assert refusal.value.field == "domain"


def test_the_domain_stands_whole_behind_words_of_any_length(cast, web):
    publish(web, names(cast.karl, "W" * 400))
    claim_hats(web.host, by=cast.karl)
    [said] = words_of(cast.karl)
    assert said.endswith(f" ({web.host})") and len(said) == 100


def test_what_was_withdrawn_does_not_come_back_in_other_words_of_the_list(cast, web):
    publish(web, names(cast.karl))
    [hat] = claim_hats(web.host, by=cast.karl)
    end_hat(hat)
    publish(web, names(cast.karl, "Radlerbund e. V."))

    refused(web, cast.karl, "not")


def test_a_list_that_is_not_right_is_refused_with_the_reason(cast, web):
    refused(web, cast.karl, "publishes no list")
    web.json(PATH, b"<html>")
    refused(web, cast.karl, "not JSON")
    web.json(PATH, b"[" * 100_000)
    refused(web, cast.karl, "not JSON")
    web.json(PATH, b"[]")
    refused(web, cast.karl, "publishes no list")
    publish(web, names(cast.karl), valid_until="2099-01-01T00:00:00Z")
    refused(web, cast.karl, "signature")
    publish(web, names(cast.karl), signature="nonsense")
    refused(web, cast.karl, "signature")
    publish(web, names(cast.karl), organisation="other.example")
    refused(web, cast.karl, "another domain")
    publish(web, names(cast.karl), at=clock.now() - timedelta(days=2))
    refused(web, cast.karl, "expired")
    publish(web, names(cast.karl), at=clock.now() + timedelta(days=2))
    refused(web, cast.karl, "dates")
    web.json(PATH, b" " * 1_000_001)
    refused(web, cast.karl, "too long")
    web.is_down = True
    refused(web, cast.karl, "does not answer")


def test_a_list_on_another_server_is_refused(cast, web):
    with somebody_elses_server() as other:
        publish(other, names(cast.karl), organisation=web.host)
        web.moved[PATH] = other.at(PATH)
        refused(web, cast.karl, "another domain")
        del web.moved[PATH]
        publish(web, next_page=other.at(PATH))
        refused(web, cast.karl, "another domain")


def test_an_older_list_and_another_key_are_not_believed(cast, web):
    newer = clock.now()
    publish(web, names(cast.gerda), at=newer)
    claim_hats(web.host, by=cast.gerda)

    publish(web, names(cast.karl), at=newer - timedelta(hours=1))
    refused(web, cast.karl, "older")
    publish(web, names(cast.karl), key=Ed25519PrivateKey.generate())
    refused(web, cast.karl, "another key")
    assert words_of(cast.gerda)


def test_the_inside_is_never_asked(cast, web, settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = False
    publish(web, names(cast.karl))
    with pytest.raises(Invalid):
        claim_hats(web.host, by=cast.karl)
    assert web.asked == []


def test_it_ends_when_the_list_says_so_no_longer_or_has_expired(cast, web):
    publish(web, names(cast.karl), names(cast.gerda))
    claim_hats(web.host, by=cast.karl)
    claim_hats(web.host, by=cast.gerda)

    publish(web, names(cast.gerda))
    look_at_list(web.host)
    assert words_of(cast.karl) == [] and words_of(cast.gerda)

    web.is_down = True
    look_at_list(web.host)
    assert words_of(cast.gerda)  # its word lasts as long as the list is valid
    with clock.pretend_it_is(clock.now() + timedelta(hours=25)):
        assert check_lists_again() == 1
        assert words_of(cast.gerda) == []
        settle_all_hats()
    assert Hat.objects.get(account=cast.gerda).ended == Hat.Ended.UNCONFIRMED


def test_ours_names_who_speaks_for_us_now(cast):
    grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)
    grant_hat(cast.jonas, "", by=cast.erika, voice=cast.lindenrad)
    end_membership(cast.jonas, by=None)

    body = json.dumps(published_list()).encode()
    page = read(body, domain="testserver", now=clock.now())

    assert [(hat.words, hat.account) for hat in page.hats] == [("Lindenrad", "theo@testserver")]
    assert page.next == ""
    with pytest.raises(NotBelieved):
        read(body.replace(b"theo@", b"karl@"), domain="testserver", now=clock.now())


def test_outsiders_check_it_with_the_lines_of_the_documentation(cast, tmp_path):
    grant_hat(cast.theo, "Räder & „Rahmen“", by=cast.erika, voice=cast.lindenrad)
    published = tmp_path / "list.json"
    published.write_text(json.dumps(published_list(), ensure_ascii=False), encoding="utf-8")
    [lines] = re.findall(r"```python\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.DOTALL)
    program = tmp_path / "check.py"
    program.write_text(lines, encoding="utf-8")

    def check():
        return subprocess.run(
            [sys.executable, program, published], capture_output=True, text=True, check=False
        )

    good = check()
    published.write_text(published.read_text("utf-8").replace("theo", "karl"), encoding="utf-8")
    bad = check()

    assert good.returncode == 0 and "theo@testserver speaks for Räder" in good.stdout
    assert bad.returncode != 0
