"""The mirror: figures anybody can check, about the organisation and never about a person."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from augenhoehe.domain.codex.selectors import current_clause
from augenhoehe.domain.criticism.models import Answer, Case, CaseEvent
from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.models import Appeal, Intervention
from augenhoehe.domain.moderation.register.format import Facts
from augenhoehe.domain.moderation.terms import (
    Event,
    Ground,
    Hand,
    Kind,
    Source,
    Target,
)
from augenhoehe.domain.presence import selectors
from augenhoehe.foundation import clock
from tests.interfaces.web.readers import browser, read, words

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
S = Case.State
# The example of the design notes, in hours: answered after, or seen waiting for so long.
ANSWERED = (1, 2, 5, 8, 12, 24)
STILL_OPEN = (2, 8, 20, 30)


@pytest.fixture(autouse=True)
def _counted_anew():
    selectors.forget()
    yield
    selectors.forget()


@pytest.fixture
def anyone(cast):
    return browser(cast)


def tells(cast, **fields):
    """A public case that was opened so many hours ago; `fields` are what it came to."""
    opened = NOW - timedelta(hours=fields.pop("opened", 200))
    for name in ("answered_at", "state_since"):
        if name in fields:
            fields[name] = opened + timedelta(hours=fields[name])
    post = cast.says(
        fields.pop("who", cast.karl), "Der Riemen ist gerissen.", **fields.pop("how", {})
    )
    return Case.objects.create(
        post=post,
        about=cast.lindenrad,
        critic=post.account,
        opened_at=opened,
        audience=post.audience,
        **{"state_since": opened, **fields},
    )


def tells_the_example(cast):
    """Twice, as there are no rates below twenty; the curve is the same."""
    for _ in range(2):
        for hours in ANSWERED:
            tells(cast, state=S.ANSWERED, answered_at=hours, state_since=hours)
        for hours in STILL_OPEN:
            tells(cast, opened=hours)


def period(client, number=0):
    with clock.pretend_it_is(NOW):
        return client.get("/spiegel.json").json()["periods"][number]


def page(client):
    with clock.pretend_it_is(NOW):
        return read(client, "/spiegel")


# --- the worked example, through the whole path ---------------------------------------------


def test_the_example_of_the_design_notes_stands_on_the_page(cast, anyone):
    tells_the_example(cast)

    first = period(anyone)["first_answer"]

    waiting = {minutes / 60: round(1 - share, 4) for minutes, share, _, _ in first["curve"]}
    assert waiting == {1: 0.9, 2: 0.8, 5: 0.6857, 8: 0.5714, 12: 0.4286, 24: 0.2143}
    assert first["median_minutes"] == 12 * 60
    assert (first["cases"], first["answered"]) == (20, 12)
    said = words(page(anyone))
    assert "Half were answered within 12 hours ." in said
    assert "n = 20" in said
    assert "79%" in said  # within 24 hours, by the curve
    assert "8.67" not in said  # the mean of those that were closed


def test_the_page_says_what_the_document_says(cast, anyone):
    tells_the_example(cast)
    document, said = period(anyone), words(page(anyone))

    assert f"{document['open']['count']} of {document['cases']} cases" in said
    for row in document["first_answer"]["by"][2:]:
        assert f"{row['share']:.0%}" in said
    share = document["first_answer"]["within_24_hours"]
    assert (
        f"({share['hits']} of {share['of']})" in said or f"{share['hits']} of {share['of']}" in said
    )


def test_german_numbers_are_german(cast, anyone):
    tells_the_example(cast)
    Case.objects.filter(state=S.OPEN).update(opened_at=NOW - timedelta(hours=84))
    anyone.cookies["augenhoehe_language"] = "de"

    assert "3,5" in words(page(anyone))


# --- what is not counted, and what cannot be hidden ------------------------------------------


def test_only_what_everybody_may_read_is_counted(cast, anyone):
    tells(cast)
    tells(cast, who=cast.erika, how={"audience": "members", "space": cast.haus})

    assert period(anyone)["cases"] == 1


def test_below_twenty_the_page_tells_counts(cast, anyone):
    for _ in range(7):
        tells(cast, state=S.ANSWERED, answered_at=1)

    said = words(page(anyone))

    assert "too few for a figure: 7" in said
    assert "7 of them answered." in said
    assert period(anyone)["first_answer"]["median_minutes"] is None
    assert period(anyone)["first_answer"]["within_24_hours"]["share"] is None


def test_removed_criticism_stays_open_and_unanswered(cast, anyone):
    tells_the_example(cast)
    before = period(anyone)
    Case.objects.filter(answered_at__isnull=False).update(state=S.REMOVED)

    after = period(anyone)

    assert after["cases"] == before["cases"]
    assert after["open"]["count"] == 20
    assert after["first_answer"]["answered"] == 0
    assert after["first_answer"]["median_minutes"] is None
    assert "12 of them were removed by the organisation" in words(page(anyone))


def test_what_is_older_than_the_window_is_in_the_whole(cast, anyone):
    tells(cast, opened=24 * 100)
    tells(cast, opened=24 * 80)

    assert period(anyone, 0)["cases"] == 1
    assert period(anyone, 1)["cases"] == 2
    assert period(anyone, 1)["open"]["oldest_minutes"] == 100 * 24 * 60


# --- the register -----------------------------------------------------------------------------


def enters(number, kind, *, criticism=False, days_ago=1):
    facts = Facts(
        id=f"2026-{number}",
        at=NOW - timedelta(days=days_ago),
        event=Event.INTERVENTION,
        kind=kind,
        target=Target.POST,
        ground=Ground.RULES,
        clause="spam",
        clause_version="1",
        category="STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        source=Source.OWN_INITIATIVE,
        hand=Hand.MODERATOR,
        office="M-7F3K",
        criticism=criticism,
        appeal_until=NOW.date() + timedelta(days=180),
    )
    return register.append(facts, texts={})


def test_interventions_are_counted_in_the_register(cast, anyone):
    enters(1, Kind.REMOVE_POST, days_ago=100)
    enters(2, Kind.REMOVE_POST, criticism=True)
    enters(3, Kind.REMOVE_POST)
    enters(4, Kind.WARN)

    counted = {
        row["kind"]: (row["count"], row["of_criticism"]) for row in period(anyone)["register"]
    }
    ever = {row["kind"]: row["count"] for row in period(anyone, 1)["register"]}

    export = json.loads(b"".join(anyone.get("/register.json").streaming_content))
    records = [entry["record"] for entry in export["entries"]]
    since = (NOW - timedelta(days=90)).isoformat()
    kinds = [record["kind"] for record in records if record["at"] >= since[:19]]
    assert counted == {"remove_post": (2, 1), "warn": (1, 0)}
    assert {kind: n for kind, (n, _) in counted.items()} == Counter(kinds)
    assert ever == {"remove_post": 3, "warn": 1}
    assert "Post removed 2 1" in words(page(anyone))


def test_a_window_may_be_older_than_every_entry(cast, anyone):
    enters(1, Kind.WARN, days_ago=100)

    assert period(anyone)["register"] == []


# --- never a person -----------------------------------------------------------------------------


def test_no_output_holds_a_handle_or_a_name(cast, anyone):
    people = [cast.erika, cast.jonas, cast.theo, cast.mona, cast.priya, cast.karl]
    tells_the_example(cast)
    for place, case in enumerate(Case.objects.all()):
        Answer.objects.create(
            case=case,
            post=case.post,
            given_by=people[place % 5],
            verdict="true",
            given_at=NOW - timedelta(days=40),  # in a month that is over
        )

    document = period(anyone)
    html = page(anyone)

    assert document["persons_answering"] == 5.0
    said = json.dumps(document) + re.sub(r"<(head|footer|header).*?</\1>", "", html, flags=re.S)
    for person in people:
        for word in (person.handle, *person.name.split(), f"/{person.id}"):
            assert not re.search(rf"\b{re.escape(word)}\b", said, re.I), word


def test_the_running_month_is_not_given_out_yet(cast, anyone):
    tells_the_example(cast)
    people = [cast.erika, cast.jonas, cast.theo, cast.mona, cast.priya]
    for place, case in enumerate(Case.objects.all()):
        Answer.objects.create(
            case=case, post=case.post, given_by=people[place % 5], verdict="true", given_at=NOW
        )

    assert period(anyone)["persons_answering"] is None


def test_four_busy_people_are_no_figure(cast, anyone):
    tells_the_example(cast)
    people = [cast.erika, cast.jonas, cast.theo, cast.mona]
    for place, case in enumerate(Case.objects.all()):
        Answer.objects.create(
            case=case,
            post=case.post,
            given_by=people[place % 4],
            verdict="true",
            given_at=NOW - timedelta(days=40),
        )

    assert period(anyone)["persons_answering"] is None
    assert "fewer than five persons" in words(page(anyone))


# --- the page -----------------------------------------------------------------------------------


def test_an_empty_server_has_an_empty_mirror(anyone):
    said = words(read(anyone, "/spiegel"))

    assert "too few for a figure: 0" in said
    assert "None." in said


def test_the_page_is_for_everybody_without_a_cookie_and_every_picture_has_words(cast, client):
    tells_the_example(cast)

    html = client.get("/spiegel", headers={"accept-language": "en"}).text

    assert not client.cookies
    assert html.count('<svg class="plot"') == html.count("<desc id=") == 2
    assert html.count('class="figure__table"') == 2


def test_the_same_figures_are_not_told_twice(cast, client):
    tells(cast)
    young = client.get("/spiegel", headers={"accept-language": "en"}).text
    assert "opened in the last 90 days" not in young
    assert "since the beginning" in young

    opened = clock.now() - timedelta(days=120)
    Case.objects.filter(id=Case.objects.earliest("id").id).update(opened_at=opened)
    selectors.forget()
    older = client.get("/spiegel", headers={"accept-language": "en"}).text
    assert "opened in the last 90 days" in older


def test_looking_often_counts_once(cast, anyone, django_assert_max_num_queries):
    tells(cast)
    with django_assert_max_num_queries(16):
        read(anyone, "/spiegel.json")
    with django_assert_max_num_queries(4):
        read(anyone, "/spiegel.json")


def test_what_happened_since_is_seen(cast, anyone, monkeypatch):
    monkeypatch.setattr(selectors, "_REST", 0)
    read(anyone, "/spiegel.json")
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    assert anyone.get("/spiegel.json").json()["periods"][0]["open"]["count"] == 1
    cast.answers(cast.erika, case)
    assert CaseEvent.objects.count() >= 2
    assert anyone.get("/spiegel.json").json()["periods"][0]["open"]["count"] == 0


def test_appeals_are_counted_and_rated_from_twenty_on(cast, anyone):
    removal = Intervention.objects.create(
        uid="2026-1",
        kind=Kind.REMOVE_POST,
        ground=Ground.RULES,
        clause=current_clause("spam"),
        facts="",
        reasons="",
        language="en",
        rung=Intervention.Rung.ASK,
        rung_why="",
    )
    outcomes = ["overturned"] * 5 + ["changed"] * 2 + ["upheld"] * 12 + [""] * 3
    for outcome in outcomes:
        Appeal.objects.create(
            intervention=removal, party="other", text="", outcome=outcome, created_at=NOW
        )

    few = period(anyone)["appeals"]
    Appeal.objects.filter(outcome="").update(outcome="overturned")
    many = period(anyone)["appeals"]

    assert (few["received"], few["undecided"], few["overturned"]) == (22, 3, 5)
    assert few["won"]["share"] is None
    assert many["won"] | {"low": 0, "high": 0} == {
        "hits": 8, "of": 22, "share": 0.3636, "low": 0, "high": 0,
    }  # fmt: skip
    assert many["won"]["low"] < 0.3636 < many["won"]["high"]
    assert "36%" in words(page(anyone))
