"""What this server says of itself."""

import hashlib

import pytest

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.models import DomainMeasure
from tests.interfaces.mastodon_api.apps import App, with_token
from tests.people_elsewhere import somebody

pytestmark = pytest.mark.django_db


def test_version_two(cast, client, settings):
    settings.CONTACT = "hilfe@lindenrad.example"
    voice = cast.lindenrad
    cast.says(cast.karl, "Hallo")

    said = client.get("/api/v2/instance").json()

    assert said["version"] == "4.5.0 (compatible; Augenhoehe 0.1.0)"
    assert said["domain"] == "testserver"
    assert said["usage"]["users"]["active_month"] == 1
    limits = said["configuration"]
    assert limits["statuses"]["max_characters"] == 500
    assert limits["statuses"]["local_only"] is True
    assert limits["urls"]["streaming"] == "ws://testserver"
    assert len(limits["vapid"]["public_key"]) == 87
    assert said["contact"]["email"] == "hilfe@lindenrad.example"
    assert said["contact"]["account"]["id"] == str(voice.id)
    assert said["api_versions"] == {"mastodon": 7}
    assert said["registrations"]["enabled"] is True


def test_version_one(cast, client):
    cast.says(cast.karl, "Hallo")

    said = client.get("/api/v1/instance/").json()

    assert said["uri"] == "testserver"
    assert said["stats"]["status_count"] == 1
    assert said["urls"]["streaming_api"] == "ws://testserver"
    assert said["contact_account"] is None
    assert said["configuration"]["polls"]["max_options"] == 6


def test_the_rules_are_those_of_the_codex(cast, client):
    german = {"Accept-Language": "de"}
    rules = client.get("/api/v1/instance/rules", headers=german).json()
    clauses = current_clauses(citable=True)

    assert [rule["text"] for rule in rules] == [clause.title_de for clause in clauses]
    assert rules[0]["translations"]["en"]["text"] == clauses[0].title_en
    assert rules == client.get("/api/v2/instance", headers=german).json()["rules"]


def test_closed_registration_is_said(client, settings):
    settings.REGISTRATION = "invite"

    assert client.get("/api/v2/instance").json()["registrations"]["enabled"] is False
    assert client.get("/api/v1/instance").json()["invites_enabled"] is True


def test_measures_on_other_servers_are_public(client):
    DomainMeasure.objects.create(domain="spam.example", interventions=1, is_suspended=True)
    DomainMeasure.objects.create(domain="was.example", interventions=0)

    [said] = client.get("/api/v1/instance/domain_blocks").json()

    assert (said["domain"], said["severity"]) == ("spam.example", "suspend")
    assert said["digest"] == hashlib.sha256(b"spam.example").hexdigest()


def test_servers_of_people_we_know_are_named_without_those_measures_concern(client):
    somebody(home="rad.example")
    somebody(home="spam.example")
    DomainMeasure.objects.create(domain="spam.example", interventions=1, is_suspended=True)

    assert client.get("/api/v1/instance/peers").json() == ["rad.example"]


def test_twelve_weeks(cast, client):
    cast.says(cast.karl, "Hallo")

    weeks = client.get("/api/v1/instance/activity").json()

    assert len(weeks) == 12
    assert weeks[0]["statuses"] == "1"
    assert all(isinstance(value, str) for week in weeks for value in week.values())


def test_the_operators_privacy_page(client, settings, tmp_path):
    file = tmp_path / "privacy.md"
    file.write_text("## Was wir speichern\n\nWenig.")
    settings.PRIVACY_FILE = str(file)

    said = client.get("/api/v1/instance/privacy_policy").json()

    assert said["content"] == "<h2>Was wir speichern</h2>\n<p>Wenig.</p>"
    assert said["updated_at"].endswith("Z")
    settings.PRIVACY_FILE = str(tmp_path / "missing.md")
    assert client.get("/api/v1/instance/privacy_policy").json()["content"] == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("peers", []),
        ("translation_languages", {}),
        ("languages", None),
        ("extended_description", None),
    ],
)
def test_smaller_documents(client, path, expected):
    answer = client.get(f"/api/v1/instance/{path}")

    assert answer.status_code == 200
    assert expected is None or answer.json() == expected


def test_nothing_that_there_is_not(cast, client):
    assert client.get("/api/v1/custom_emojis").json() == []
    assert client.get("/api/v1/instance/terms_of_service").status_code == 404
    assert client.get("/api/v1/announcements").status_code == 401
    http = with_token(App.registered().token(cast.signed_in(cast.karl)))
    assert http.get("/api/v1/announcements").json() == []


def test_what_the_document_costs(cast, client, django_assert_num_queries):
    client.get("/api/v2/instance")

    with django_assert_num_queries(0):
        client.get("/api/v2/instance")


def test_nodeinfo_and_host_meta(client):
    links = client.get("/.well-known/nodeinfo").json()["links"]

    assert [link["href"] for link in links] == [
        "http://testserver/nodeinfo/2.0",
        "http://testserver/nodeinfo/2.1",
    ]
    for link in links:
        said = client.get(link["href"].removeprefix("http://testserver"))
        assert said.json()["software"] == {"name": "augenhoehe", "version": "0.1.0"}
        assert f'profile="{link["rel"]}#"' in said["Content-Type"]
    assert "/.well-known/webfinger?resource={uri}" in client.get("/.well-known/host-meta").text
    assert client.get("/.well-known/host-meta.json").json()["links"][0]["rel"] == "lrdd"


def test_nobody_s_year_is_counted(cast, program):
    karl = program(cast.karl)
    assert program().get("v1/annual_reports").status_code == 401

    nothing = {"annual_reports": [], "accounts": [], "statuses": []}
    assert karl.get("v1/annual_reports").json() == nothing
    assert karl.get("v1/annual_reports/2026/state").json() == {"state": "ineligible"}
    assert karl.send("v1/annual_reports/2026/generate").json() == {}
