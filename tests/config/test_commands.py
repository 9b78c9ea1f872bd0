import json
from pathlib import Path

import pytest

from augenhoehe.config.commands import main
from augenhoehe.config.options import OPTIONS
from augenhoehe.config.upkeep.checks import findings
from augenhoehe.config.upkeep.personal_page import personal_page
from augenhoehe.config.upkeep.settings_page import settings_page
from augenhoehe.domain.people.models import Account, RoleGrant, VoiceMembership
from augenhoehe.domain.spaces.models import Space

ANNA = ["account", "create", "anna", "--email", "anna@example.org", "--password", "Kette-12-blau"]


@pytest.fixture
def call(db, capsys):
    """Run a command; its exit status, what it printed, and what it said aside."""

    def call(*arguments):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["account"],
        ["account", "create", "anna"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "http"],
        ["space", "create", "x", "--name", "X", "--reach", "everywhere"],
    ],
)
def test_wrong_usage_is_said_and_is_status_2(call, arguments):
    status, _, err = call(*arguments)

    assert status == 2
    assert "usage:" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (ANNA, "taken"),
        (["account", "create", "Ä", *ANNA[3:]], "handle"),
        (["account", "create", "berta", "--email", "b", "--password", "Kette-12"], "mail address"),
        (["account", "create", "berta", *ANNA[3:]], "in use"),
        (["token", "create", "nobody"], "no account named nobody"),
        (["token", "create", "anna", "--scopes", "read fly"], "no scope fly"),
        (["role", "grant", "anna", "king"], "no such role"),
        (["voice", "create", "anna", "--name", "Anna"], "taken"),
        (["voice", "create", "service", "--name", "S", "--steward", "anna"], "members"),
        (["space", "create", "X!", "--name", "X", "--reach", "world"], "short name"),
    ],
)
def test_a_refusal_is_one_sentence_and_status_1(call, arguments, reason):
    call(*ANNA)
    accounts = Account.objects.count()

    status, out, err = call(*arguments)

    assert (status, out) == (1, "")
    assert reason in err
    assert len(err.strip().splitlines()) == 1
    assert Account.objects.count() == accounts  # whole or not at all


def test_accounts_roles_tokens_voices_and_spaces(call):
    status, out, _ = call(*ANNA, "--member", "--admin", "--json")
    anna = json.loads(out)
    assert status == 0
    assert isinstance(anna["id"], str)
    assert (anna["name"], anna["email"]) == ("anna", "anna@example.org")

    _, out, _ = call("token", "create", "anna", "--scopes", "read  write follow push", "--json")
    token = json.loads(out)
    assert (token["scope"], token["account_id"]) == ("read write follow push", anna["id"])
    assert token["access_token"]

    assert call("role", "grant", "anna", "desk")[0] == 0
    assert call("role", "revoke", "anna", "desk")[0] == 0
    assert set(RoleGrant.objects.filter(revoked_at=None).values_list("role", flat=True)) == {
        "admin"
    }

    assert call("voice", "create", "service", "--name", "Service", "--steward", "anna")[0] == 0
    assert VoiceMembership.objects.get().role == VoiceMembership.Role.STEWARD
    house = ["--reach", "house", "--join", "request", "--moderator", "anna"]
    assert call("space", "create", "workshop", "--name", "Workshop", *house)[0] == 0
    assert Space.objects.get().reach == "house"
    assert "anna@example.org" in call("account", "list")[1]


def test_the_demo_is_not_loaded_over_somebodys_posts(call):
    call(*ANNA)

    for arguments in (["demo"], ["demo", "--fresh"]):
        status, _, err = call(*arguments)
        assert status == 1, err
    assert Account.objects.filter(handle="anna").exists()


def test_check_gives_advice_and_names_what_is_broken(call, settings, tmp_path):
    settings.IMPRINT_FILE = ""
    status, out, _ = call("check")
    assert status == 0
    assert "advice" in out

    settings.IMPRINT_FILE = str(tmp_path / "missing.md")
    status, out, _ = call("check")
    assert status == 1
    assert out.startswith("BROKEN")


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("BASE_URL", "http://social.example", "passwords travel"),
        ("DEBUG", True, "Developer mode"),
        ("DEMO", True, "demo is on"),
        ("RATE_LIMITS", False, "Rate limits are off"),
        ("FEDERATION_HTTP", True, "plain http"),
        ("FEDERATION_PRIVATE_ADDRESSES", True, "private addresses"),
        ("MAIL_TRANSPORT", {"file_path": "x"}, "nobody receives"),
        ("IMPRINT_FILE", "", "imprint"),
        ("PRIVACY_FILE", "", "privacy"),
        ("CONTACT", "", "turn to"),
        ("TRUSTED_PROXIES", ("proxy.example",), "no address"),
        ("PLAIN_RULES", "/nowhere", "rules in /nowhere are broken"),
    ],
)
def test_check_sees(db, settings, name, value, word):
    setattr(settings, name, value)

    assert any(word in finding.text for finding in findings())


def test_check_sees_settings_that_do_not_exist(db, monkeypatch):
    monkeypatch.setenv("AUGENHOEHE_REGISTRATON", "open")

    assert any("AUGENHOEHE_REGISTRATON" in finding.text for finding in findings())


def test_the_page_of_settings_is_current(settings):
    page = settings_page()

    assert all(option.variable in page and option.purpose in page for option in OPTIONS)
    written = Path(settings.PACKAGE).parent / "docs/reference/settings.md"
    assert written.read_text(encoding="utf-8") == page, "run `augenhoehe settings-docs`"


def test_the_page_of_personal_data_is_current(settings):
    page = personal_page()
    assert "## `posts.Post`" in page

    written = Path(settings.PACKAGE).parent / "docs/reference/personal-data.md"
    assert written.read_text(encoding="utf-8") == page, "run `augenhoehe personal-data-docs`"
