"""What moderators do with an app: the same doors as on the pages of the office."""

import json
from urllib.parse import urlencode

import pytest

from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.moderation.models import Intervention
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.interfaces.federation.standing import may_talk_to
from augenhoehe.interfaces.mastodon_api.methods import documented, offered
from tests.interfaces.mastodon_api.test_bad_input import BODIES, IDS, QUERIES, fine

WIDE = "read write admin:read admin:write"
_DOORS = sorted(
    (one.verb, one.path) for one in documented() if "/admin/" in one.path and one.key in offered()
)
REASONED = {
    "clause": "spam",
    "facts": "The account posted the same advertisement thirty times within an hour.",
    "reasons": "The same words thirty times crowd out everybody else; a note changed nothing.",
    "rung": "note",
    "rung_why": "A note was written twice and was not answered.",
}


@pytest.fixture
def mona(cast, program):
    return program(cast.mona, scopes=WIDE)


def reported(cast, by=None, text="Kauft Ketten bei mir"):
    post = cast.says(cast.ben, text)
    complaint = Complaint(category="spam", clause_key="spam", text="Das ist Werbung.")
    return make_report(post, complaint, by=by or cast.karl)


def put(program, path, document):
    return program.client.put(f"/api/v1/{path}", document, content_type="application/json")


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "path"), _DOORS)
@pytest.mark.parametrize(
    ("who", "scopes"),
    [
        ("karl", WIDE),  # the scope without the office
        ("erika", WIDE),
        ("mona", "read write"),  # the office without the scope
        ("mona", "read write admin:read:ip_blocks admin:write:ip_blocks"),
    ],
)
def test_it_takes_the_office_and_the_scope(cast, program, verb, path, who, scopes):
    at = path.replace(":id", str(cast.ben.id))

    answer = program(getattr(cast, who), scopes=scopes).client.generic(verb, at)

    assert answer.status_code == 403
    assert json.loads(answer.content)["error"]


@pytest.mark.parametrize(("verb", "path"), _DOORS)
def test_reading_is_not_writing(cast, program, verb, path):
    at = path.replace(":id", str(cast.ben.id))
    reads = program(cast.mona, scopes="admin:read").client.generic(verb, at)
    writes = program(cast.mona, scopes="admin:write").client.generic(verb, at)

    assert (writes if verb == "GET" else reads).status_code == 403


def test_a_voice_holds_no_office(cast, program):
    voiced = program(cast.mona, scopes=WIDE, voice=cast.lindenrad)

    assert voiced.get("v1/admin/reports").status_code == 403


def test_who_is_suspended_moderates_nothing(cast, program, mona):
    from augenhoehe.domain.people.internals import set_account_restrictions
    from augenhoehe.domain.people.models import Restriction

    set_account_restrictions(cast.mona, Restriction.SUSPENDED)

    assert mona.get("v1/admin/accounts").status_code == 403


# --- accounts --------------------------------------------------------------------------------


def test_accounts_come_without_addresses(cast, mona, django_assert_max_num_queries):
    for who in (cast.karl, cast.ada, cast.inga, cast.erika):
        assert who
    mona.get("v2/admin/accounts")
    with django_assert_max_num_queries(14):
        answer = mona.get("v2/admin/accounts", origin="local", status="active")

    found = {one["username"]: one for one in answer.json()}
    assert {"karl", "ada", "inga", "erika", "mona"} <= set(found)
    assert "example.org" not in answer.text
    karl = found["karl"]
    assert (karl["email"], karl["ip"], karl["ips"]) == (None, None, [])
    assert karl["confirmed"] is karl["approved"] is True
    assert karl["account"]["acct"] == "karl"
    assert found["inga"]["role"]["id"] == "2"
    assert int(found["mona"]["role"]["permissions"]) & 16


def test_accounts_are_sought(cast, mona, program):
    for who in (cast.karl, cast.ada, cast.inga):
        assert who
    for path, query, names in [
        ("v1", {"username": "kar"}, ["karl"]),
        ("v1", {"display_name": "okafor"}, ["ada"]),
        ("v1", {"remote": "true"}, []),
        ("v1", {"pending": "true"}, []),
        ("v1", {"email": "karl@example.org"}, []),
        ("v1", {"staff": "true"}, ["inga", "mona"]),
        ("v2", {"permissions": "staff"}, ["inga", "mona"]),
        ("v2", {"role_ids[]": "1"}, ["mona"]),
        ("v2", {"role_ids[]": "77"}, []),
        ("v2", {"status": "suspended"}, []),
        ("v2", {"by_domain": "weg.example"}, []),
    ]:
        said = mona.get(f"{path}/admin/accounts", **query).json()
        assert sorted(one["username"] for one in said) == names, (path, query)
    page = mona.get("v1/admin/accounts", limit=1)
    assert 'rel="next"' in page.headers["Link"]
    inga = program(cast.inga, scopes="admin:read:accounts")
    assert inga.get(f"v1/admin/accounts/{cast.karl.id}").json()["username"] == "karl"
    assert inga.get(f"v1/admin/accounts/{cast.haus.account_id}").status_code == 404


def test_without_a_clause_nothing_is_restricted(cast, mona):
    for sent in ({"type": "suspend"}, {"type": "suspend", "clause": "haesslich"}, {}):
        refused = mona.send(f"v1/admin/accounts/{cast.ben.id}/action", sent)
        assert refused.status_code == 422
        assert "/api/v1/instance/rules" in refused.json()["error"]
    for missing in ("facts", "rung", "rung_why"):
        sent = {name: value for name, value in REASONED.items() if name != missing}
        answer = mona.send(f"v1/admin/accounts/{cast.ben.id}/action", sent | {"type": "suspend"})
        assert answer.status_code == 422
    for kind in ("sensitive", "verbannen"):
        answer = mona.send(f"v1/admin/accounts/{cast.ben.id}/action", REASONED | {"type": kind})
        assert answer.status_code == 422
    assert not Intervention.objects.exists()


def test_what_is_merely_unpleasant_is_restricted_by_nobody(cast, mona):
    refused = mona.send(
        f"v1/admin/accounts/{cast.ben.id}/action",
        REASONED | {"type": "silence", "judgement": "unpleasant"},
    )

    assert refused.status_code == 403
    assert "unpleasant" in refused.json()["error"]


@pytest.mark.parametrize(
    ("kind", "undo", "shown"),
    [
        ("suspend", "unsuspend", "suspended"),
        ("silence", "unsilence", "silenced"),
        ("disable", "enable", "disabled"),
    ],
)
def test_a_restriction_stands_in_the_register_and_ends_with_reasons(cast, mona, kind, undo, shown):
    at = f"v1/admin/accounts/{cast.ben.id}"

    done = mona.send(f"{at}/action", REASONED | {"type": kind})

    assert done.status_code == 200, done.content
    assert "/register/" in done.json()["register_entry"]
    assert mona.get(at).json()[shown] is True
    assert [one["username"] for one in mona.get("v2/admin/accounts", status=shown).json()] == [
        "ben"
    ]
    assert mona.send(f"{at}/{undo}").status_code == 422  # no reasons
    ended = mona.send(f"{at}/{undo}", {"reasons": "He promised to stop, and he has stopped."})
    assert ended.json()[shown] is False
    assert mona.send(f"{at}/{undo}").status_code == 200  # nothing left to do


def test_criticism_waits_for_a_second_person(cast, mona):
    cast.complains(cast.ben, "@lindenrad Der Riemen reisst bei allen Rädern nach einem Jahr.")

    at = f"v1/admin/accounts/{cast.ben.id}/action"
    blocked = mona.send(at, REASONED | {"type": "suspend"})
    answer = mona.send(at, REASONED | {"type": "silence"})

    assert blocked.status_code == 403
    assert "time limit" in blocked.json()["error"]  # milder means come before
    assert answer.status_code == 202, answer.content
    said = answer.json()
    assert said["state"] == "proposed"
    assert "second person" in said["message"]
    assert mona.client.get(said["url"].removeprefix("http://testserver")).status_code in (200, 302)
    assert account_by_id(cast.ben.id).restrictions == 0


def test_nobody_waits_and_nobody_is_deleted(cast, mona):
    at = f"v1/admin/accounts/{cast.ben.id}"

    for step in ("approve", "reject"):
        assert mona.send(f"{at}/{step}").status_code == 403
    refused = mona.send(at, method="delete")
    assert refused.status_code == 403
    assert "people themselves" in refused.json()["error"]
    assert mona.send(f"{at}/unsensitive").json()["sensitized"] is False


# --- reports ---------------------------------------------------------------------------------


def test_nobody_handles_what_they_are_part_of(cast, mona):
    own = reported(cast, by=cast.mona)

    assert mona.get("v1/admin/reports").json() == []
    assert mona.get(f"v1/admin/reports/{own.id}").status_code == 403
    assert mona.send(f"v1/admin/reports/{own.id}/assign_to_self").status_code == 403


def test_a_report_from_the_queue_to_the_decision(cast, mona):
    report = reported(cast)
    at = f"v1/admin/reports/{report.id}"

    listed = mona.get("v1/admin/reports", target_account_id=cast.ben.id).json()
    assert [one["id"] for one in listed] == [str(report.id)]
    one = mona.get(at).json()
    assert one["account"]["username"] == "karl"
    assert one["target_account"]["username"] == "ben"
    assert one["comment"] == "Das ist Werbung."
    assert (one["category"], one["action_taken"]) == ("spam", False)
    assert [post["id"] for post in one["statuses"]] == [str(report.post_id)]
    assert len(one["rules"]) == 1
    assert mona.send(f"{at}/assign_to_self").json()["assigned_account"]["username"] == "mona"
    assert mona.send(f"{at}/unassign").json()["assigned_account"] is None
    assert mona.send(f"{at}/unassign").status_code == 403
    assert put(mona, f"admin/reports/{report.id}", {"category": "Unfug"}).status_code == 422
    assert put(mona, f"admin/reports/{report.id}", {"rule_ids": ["7"]}).status_code == 422
    legal = put(mona, f"admin/reports/{report.id}", {"category": "legal"}).json()
    assert legal["category"] == "legal"

    wordless = mona.send(f"{at}/resolve")
    assert wordless.status_code == 422
    assert "answer" in wordless.json()["error"]
    decided = mona.send(
        f"{at}/resolve", {"answer": "Ein einzelner Satz über Ketten bleibt stehen."}
    )

    assert decided.json()["action_taken"] is True
    assert decided.json()["action_taken_by_account"]["username"] == "mona"
    assert mona.get("v1/admin/reports").json() == []
    assert len(mona.get("v1/admin/reports", resolved="true").json()) == 1
    assert mona.send(f"{at}/reopen").status_code == 403


def test_a_measure_decides_the_report_it_follows_from(cast, mona):
    report = reported(cast)

    done = mona.send(
        f"v1/admin/accounts/{cast.ben.id}/action",
        REASONED | {"type": "suspend", "report_id": str(report.id)},
    )

    assert done.status_code == 200, done.content
    assert Intervention.objects.get().report_id == report.id


def test_reports_cost_no_query_each(cast, mona, django_assert_max_num_queries):
    for number in range(4):
        reported(cast, text=f"Kauft Ketten, Nummer {number}")
    mona.get("v1/admin/reports")

    with django_assert_max_num_queries(30):
        assert len(mona.get("v1/admin/reports").json()) == 4


# --- other servers ---------------------------------------------------------------------------


def test_a_server_is_limited_with_a_clause_and_free_again_with_reasons(cast, mona):
    assert mona.send("v1/admin/domain_blocks", {"severity": "suspend"}).status_code == 422
    for sent in (
        {"domain": "spam.example"},
        REASONED | {"domain": "spam.example", "severity": "noop"},
        REASONED | {"domain": "testserver"},
    ):
        assert mona.send("v1/admin/domain_blocks", sent).status_code == 422

    made = mona.send(
        "v1/admin/domain_blocks", REASONED | {"domain": "Spam.example", "severity": "suspend"}
    )

    assert made.status_code == 200, made.content
    block = made.json()
    assert (block["domain"], block["severity"]) == ("spam.example", "suspend")
    assert [one["id"] for one in mona.get("v1/admin/domain_blocks").json()] == [block["id"]]
    at = f"v1/admin/domain_blocks/{block['id']}"
    assert mona.get(at).json() == block
    assert mona.send(at, method="delete").status_code == 422
    freed = mona.send(at, {"reasons": "Its operators removed the accounts."}, method="delete")
    assert freed.status_code == 200
    assert mona.get("v1/admin/domain_blocks").json() == []
    assert mona.get(at).status_code == 404


def test_an_administrator_keeps_the_list_of_allowed_servers(cast, program, settings):
    settings.FEDERATION = "allowlist"
    inga = program(cast.inga, scopes=WIDE)
    at = "v1/admin/domain_allows"
    assert program(cast.mona, scopes=WIDE).get(at).status_code == 403
    for nonsense in ({}, {"domain": ""}, {"domain": "a b"}, {"domain": "x/y"}):
        assert inga.send(at, nonsense).status_code == 422
    assert not may_talk_to("rad.example")

    made = inga.send(at, {"domain": "Rad.example"}).json()

    assert made["domain"] == "rad.example"
    assert may_talk_to("rad.example")
    assert inga.send(at, {"domain": "rad.example"}).json() == made
    assert inga.get(at).json() == [made] == [inga.get(f"{at}/{made['id']}").json()]
    assert inga.send(f"{at}/{made['id']}", method="delete").json() == {}
    assert not may_talk_to("rad.example")
    assert inga.get(at).json() == []
    assert inga.get(f"{at}/{made['id']}").status_code == 404


def test_nothing_is_put_first_for_moderators_either(mona):
    for which in ("tags", "statuses", "links"):
        assert mona.get(f"v1/admin/trends/{which}").json() == []


# --- whatever is sent ------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "path"), _DOORS)
def test_strange_ids_queries_and_bodies(cast, mona, verb, path):
    for identifier in IDS if ":" in path else [""]:
        fine(mona.client.generic(verb, path.replace(":id", identifier)))
    at = path.replace(":id", str(cast.ben.id))
    for query in QUERIES:
        fine(mona.client.generic(verb, at, QUERY_STRING=urlencode(query, doseq=True)))
    if verb != "GET":
        odd = [
            {"type": {"a": 1}, "clause": [], "domain": {"x": 1}},
            REASONED | {"type": "suspend", "expires_in": 10**30, "rung": "x"},
            REASONED | {"type": "suspend", "report_id": "7", "norm": "x" * 900},
            REASONED | {"domain": "x" * 400, "category": "\0", "judgement": "x"},
            {"answer": "x" * 9000, "outcome": "x", "category": {}, "rule_ids": {"a": "b"}},
        ]
        for body in [*BODIES, *odd]:
            fine(mona.client.generic(verb, at, json.dumps(body), content_type="application/json"))
