"""Statements for the transparency database of the European Union: every rule, both ways."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from augenhoehe.domain.moderation.dsa import schema, terms
from augenhoehe.domain.moderation.dsa.rules import problems
from augenhoehe.domain.moderation.dsa.statements import InvalidStatement, Statement, batches, export

REMOVED_ADDRESS = Statement(
    puid="2026-0017",
    decision_ground=terms.DecisionGround.INCOMPATIBLE_CONTENT,
    category=terms.Category.DATA_PROTECTION_AND_PRIVACY_VIOLATIONS,
    content_type=(terms.ContentType.TEXT,),
    content_date=date(2026, 11, 22),
    application_date=date(2026, 11, 23),
    decision_facts="The post gave the home address of a private person.",
    source_type=terms.SourceType.ARTICLE_16,
    automated_detection=False,
    decision_visibility=(terms.DecisionVisibility.CONTENT_REMOVED,),
    incompatible_content_ground="Codex, version 3, clause 2.1",
    incompatible_content_explanation="Home addresses are nobody's business here.",
)
VALID = export(REMOVED_ADDRESS)

ILLEGAL = {
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "§ 186 StGB",
    "illegal_content_explanation": "It claims a crime that did not happen.",
    "incompatible_content_ground": None,
    "incompatible_content_explanation": None,
}
REMOVED_BY_OTHER_MEANS = ["DECISION_VISIBILITY_OTHER"]
ONLY_ACCOUNT = {
    "decision_visibility": None,
    "decision_account": "DECISION_ACCOUNT_SUSPENDED",
}


def fields_with_problems(changes):
    statement = {**VALID, **changes}
    given = {field: value for field, value in statement.items() if value is not None}
    return {problem.field for problem in problems(given)}


# --- the enumerations -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (terms.DecisionVisibility, 7),
        (terms.DecisionMonetary, 3),
        (terms.DecisionProvision, 4),
        (terms.DecisionAccount, 2),
        (terms.AccountType, 2),
        (terms.DecisionGround, 2),
        (terms.ContentType, 8),
        (terms.SourceType, 4),
        (terms.AutomatedDecision, 3),
        (terms.Category, 16),
        (terms.KEYWORDS, 69),
        (terms.TERRITORIES, 30),
        (terms.LANGUAGES, 184),
    ],
)
def test_no_word_of_the_schema_is_missing_and_none_is_too_many(words, count):
    assert len(words) == len(set(words)) == count


def test_the_keywords_a_company_needs_are_there():
    needed = (
        "HIDDEN_ADVERTISEMENT INAUTHENTIC_USER_REVIEWS INAUTHENTIC_ACCOUNTS DEFAMATION"
        " TRADE_SECRET_INFRINGEMENT COORDINATED_HARM OTHER"
    )

    assert {f"KEYWORD_{name}" for name in needed.split()} <= terms.KEYWORDS


# --- what is required -------------------------------------------------------------------

REQUIRED = [
    "decision_ground",
    "content_type",
    "category",
    "content_date",
    "application_date",
    "decision_facts",
    "source_type",
    "automated_detection",
    "automated_decision",
    "puid",
]


@pytest.mark.parametrize("field", REQUIRED)
@pytest.mark.parametrize("nothing", [None, ""], ids=["left out", "empty"])
def test_what_is_required_may_not_be_left_out(field, nothing):
    assert field in fields_with_problems({field: nothing})


def test_a_statement_with_all_that_is_required_passes():
    assert set(REQUIRED) < set(VALID)
    assert problems(VALID) == []


def test_blanks_are_no_facts():
    assert fields_with_problems({"decision_facts": "  "}) == {"decision_facts"}


def test_a_statement_without_a_decision_is_none():
    assert fields_with_problems({"decision_visibility": None}) == {"decision_visibility"}
    assert fields_with_problems({"decision_visibility": []}) == {"decision_visibility"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decision_monetary", "DECISION_MONETARY_SUSPENSION"),
        ("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION"),
        ("decision_account", "DECISION_ACCOUNT_TERMINATED"),
    ],
)
def test_any_one_decision_is_enough(field, value):
    assert fields_with_problems({"decision_visibility": None, field: value}) == set()


# --- conditions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("decision_visibility", ["DECISION_VISIBILITY_OTHER"]),
        ("decision_monetary", "DECISION_MONETARY_OTHER"),
        ("content_type", ["CONTENT_TYPE_OTHER"]),
    ],
)
def test_other_has_to_be_explained_and_only_other(field, other):
    explanation = f"{field}_other"

    assert fields_with_problems({field: other}) == {explanation}
    assert fields_with_problems({explanation: "Moved to another page."}) == {explanation}
    assert fields_with_problems({field: other, explanation: "Moved to another page."}) == set()


@pytest.mark.parametrize("field", ["illegal_content_legal_ground", "illegal_content_explanation"])
def test_illegal_content_needs_the_norm_and_why(field):
    assert fields_with_problems({**ILLEGAL, field: None}) == {field}
    assert fields_with_problems({field: "§ 186 StGB"}) == {field}
    assert fields_with_problems(ILLEGAL) == set()


@pytest.mark.parametrize(
    "field", ["incompatible_content_ground", "incompatible_content_explanation"]
)
def test_content_against_the_rules_needs_the_clause_and_why(field):
    assert fields_with_problems({field: None}) == {field}
    assert fields_with_problems({**ILLEGAL, field: "Clause 2.1"}) == {field}


def test_whether_it_is_illegal_too_may_be_said_of_content_against_the_rules_only():
    field = "incompatible_content_illegal"

    assert fields_with_problems({**ILLEGAL, field: "No"}) == {field}
    assert fields_with_problems({field: "Perhaps"}) == {field}
    assert fields_with_problems({field: "No"}) == set()


def test_where_nobody_gave_notice_nobody_is_named():
    voluntary = {"source_type": "SOURCE_VOLUNTARY"}

    assert fields_with_problems({**voluntary, "source_identity": "An association"}) == {
        "source_identity"
    }
    assert fields_with_problems({"source_identity": "An association"}) == set()
    assert fields_with_problems(voluntary) == set()


# --- forms ------------------------------------------------------------------------------


@pytest.mark.parametrize("field", list(schema.TEXTS))
def test_texts_have_a_greatest_length(field):
    with_field = {
        "decision_visibility_other": {"decision_visibility": REMOVED_BY_OTHER_MEANS},
        "decision_monetary_other": {"decision_monetary": "DECISION_MONETARY_OTHER"},
        "content_type_other": {"content_type": ["CONTENT_TYPE_OTHER"]},
        "illegal_content_legal_ground": ILLEGAL,
        "illegal_content_explanation": ILLEGAL,
    }.get(field, {})
    longest = {"decision_facts": 5000}.get(field, 2000 if "explanation" in field else 500)
    start = "https://lindenrad.example/codex#" if field.endswith("url") else ""

    fits = start.ljust(longest, "a")
    assert fields_with_problems({**with_field, field: fits}) == set()
    assert fields_with_problems({**with_field, field: fits + "a"}) == {field}


def test_texts_are_text():
    assert fields_with_problems({"decision_facts": 17}) == {"decision_facts"}


@pytest.mark.parametrize("field", [*schema.CHOICES])
def test_choices_know_the_words_of_the_schema_only(field):
    assert field in fields_with_problems({field: "SOMETHING_ELSE"})
    assert field in fields_with_problems({field: ["SOMETHING_ELSE"]})
    for word in schema.CHOICES[field].allowed:
        assert field not in fields_with_problems({field: word})


@pytest.mark.parametrize("field", [*schema.LISTS])
def test_lists_know_the_words_of_the_schema_only(field):
    words = sorted(schema.LISTS[field].allowed)

    assert field in fields_with_problems({field: [words[0], "SOMETHING_ELSE"]})
    assert field in fields_with_problems({field: [{}]})
    assert field in fields_with_problems({field: words[0]})
    assert field not in fields_with_problems({field: words})


@pytest.mark.parametrize(
    ("field", "day", "accepted"),
    [
        ("content_date", "1999-12-31", False),
        ("content_date", "2000-01-01", True),
        ("content_date", "2038-01-01", True),
        ("content_date", "2038-01-02", False),
        ("application_date", "2019-12-31", False),
        ("application_date", "2020-01-01", True),
        ("application_date", "2038-01-02", False),
        ("content_date", "2026-02-30", False),
        ("content_date", "2026-2-3", False),
        ("content_date", "20260203", False),
        ("content_date", "2026-02-03T10:00:00Z", False),
        ("content_date", "03.02.2026", False),
        ("content_date", 20260203, False),
        ("end_date_visibility_restriction", "2027-01-01", True),
        ("end_date_visibility_restriction", "2038-01-02", False),
        ("end_date_monetary_restriction", "2027-01-01", True),
        ("end_date_monetary_restriction", "soon", False),
        ("end_date_service_restriction", "2027-01-01", True),
        ("end_date_service_restriction", "2038-01-02", False),
        ("end_date_account_restriction", "2027-01-01", True),
        ("end_date_account_restriction", "2038-01-02", False),
    ],
)
def test_days(field, day, accepted):
    assert fields_with_problems({field: day}) == (set() if accepted else {field})


@pytest.mark.parametrize("puid", ["2026-0017", "a_B-9", "0"])
def test_an_id_of_letters_digits_and_dashes(puid):
    assert fields_with_problems({"puid": puid}) == set()


@pytest.mark.parametrize("puid", ["2026/17", "ä", "a b", "17\n", "§"])
def test_any_other_id_is_refused(puid):
    assert fields_with_problems({"puid": puid}) == {"puid"}


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("https://lindenrad.example/codex/3#2.1", True),
        ("codex, clause 2.1", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
    ],
)
def test_the_rules_have_a_web_address(url, accepted):
    field = "decision_ground_reference_url"

    assert fields_with_problems({field: url}) == (set() if accepted else {field})


@pytest.mark.parametrize(
    ("content_id", "accepted"),
    [
        ({"EAN-13": "4006381333931"}, True),
        ({"EAN-13": "400638133393"}, False),
        ({"EAN-13": "400638133393x"}, False),
        ({"EAN-8": "40063813"}, False),
        ({}, False),
        ("4006381333931", False),
    ],
)
def test_a_product_has_thirteen_digits(content_id, accepted):
    assert fields_with_problems({"content_id": content_id}) == (
        set() if accepted else {"content_id"}
    )


def test_fields_the_schema_does_not_know_are_refused():
    assert fields_with_problems({"moderator": "Mona"}) == {"moderator"}


# --- no personal data -------------------------------------------------------------------


def test_the_record_has_no_place_for_a_person():
    names = {field.name for field in fields(Statement)}

    assert "source_identity" not in names
    assert not {name for name in names if "author" in name or "name" in name or "mail" in name}
    # Everything else the schema knows has its place, but for the product number.
    assert schema.KNOWN_FIELDS - names == {"source_identity", "content_id"}


@pytest.mark.parametrize(
    "text",
    [
        "Written by karl.berg@example.org.",
        "Written by @karl.",
        "Written by @karl@social.example.",
        "The post gave the number +49 30 1234567.",
        "The post gave the number 0171/2345678.",
        "The post gave the account DE02 1203 0000 0000 2020 51.",
    ],
)
def test_texts_with_somebodys_address_are_refused(text):
    assert fields_with_problems({"decision_facts": text}) == {"decision_facts"}


@pytest.mark.parametrize(
    "text",
    [
        "Posted on 03.11.2026 at 08:15, against § 201a StGB (BGBl. I S. 3322).",
        "The price of 1 200 000 euros was invented; article 2008-0815 does not exist.",
        "The post ended with: answer us @ the counter.",
    ],
)
def test_dates_norms_and_numbers_are_no_persons(text):
    assert fields_with_problems({"decision_facts": text}) == set()


def test_the_address_of_a_profile_is_a_person_too():
    field = "decision_ground_reference_url"

    assert fields_with_problems({field: "https://lindenrad.example/@karl/17"}) == {field}


# --- the export -------------------------------------------------------------------------


def test_an_invalid_statement_is_not_exported_and_says_why():
    with pytest.raises(InvalidStatement, match=r"decision_facts: .*karl@example") as refusal:
        export(replace(REMOVED_ADDRESS, decision_facts="Ask karl@example.org."))

    assert [problem.field for problem in refusal.value.problems] == ["decision_facts"]


def test_a_statement_becomes_json_of_the_schema():
    assert json.loads(json.dumps(VALID)) == {
        "puid": "2026-0017",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "category": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": "2026-11-22",
        "application_date": "2026-11-23",
        "decision_facts": "The post gave the home address of a private person.",
        "source_type": "SOURCE_ARTICLE_16",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "incompatible_content_ground": "Codex, version 3, clause 2.1",
        "incompatible_content_explanation": "Home addresses are nobody's business here.",
    }


def test_everything_that_can_be_said_can_be_exported():
    full = replace(
        REMOVED_ADDRESS,
        decision_visibility=(terms.DecisionVisibility.OTHER,),
        decision_visibility_other="Moved to a page of its own.",
        decision_monetary=terms.DecisionMonetary.OTHER,
        decision_monetary_other="A voucher was withdrawn.",
        decision_provision=terms.DecisionProvision.PARTIAL_SUSPENSION,
        decision_account=terms.DecisionAccount.SUSPENDED,
        incompatible_content_illegal=True,
        decision_ground_reference_url="https://lindenrad.example/codex/3",
        content_type=(terms.ContentType.TEXT, terms.ContentType.OTHER),
        content_type_other="A map.",
        content_language="DE",
        account_type=terms.AccountType.PRIVATE,
        category_addition=(terms.Category.CYBER_VIOLENCE,),
        category_specification=("KEYWORD_OTHER",),
        category_specification_other="Home address",
        territorial_scope=("DE", "AT"),
        end_date_visibility_restriction=date(2027, 5, 23),
        end_date_monetary_restriction=date(2027, 5, 23),
        end_date_service_restriction=date(2027, 5, 23),
        end_date_account_restriction=date(2027, 5, 23),
    )

    exported = export(full)

    assert exported["incompatible_content_illegal"] == "Yes"
    assert exported["end_date_account_restriction"] == "2027-05-23"
    assert set(exported) == schema.KNOWN_FIELDS - {
        "source_identity",
        "content_id",
        "illegal_content_legal_ground",
        "illegal_content_explanation",
    }


def numbered(count):
    return [replace(REMOVED_ADDRESS, puid=f"2026-{number}") for number in range(count)]


def test_an_id_is_never_used_twice():
    with pytest.raises(InvalidStatement, match="used before"):
        list(batches([*numbered(150), REMOVED_ADDRESS, REMOVED_ADDRESS]))


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])]
)
def test_at_most_a_hundred_are_sent_at_once(count, sizes):
    sent = list(batches(numbered(count)))

    assert [len(body["statements"]) for body in sent] == sizes
    assert all(set(body) == {"statements"} for body in sent)
