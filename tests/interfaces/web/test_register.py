"""The public register, as whoever comes by reads, filters, downloads and checks it."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail

from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.actions import appeal_against, decide_appeal, intervene
from augenhoehe.domain.moderation.models import RegisterEntry, RegisterSubscriber
from augenhoehe.domain.moderation.register import heads
from augenhoehe.domain.moderation.register.verification import verify_register
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.web.pages.register import ledger
from tests.domain.moderation.measures import a_clause, against
from tests.domain.moderation.register_stories import (
    APPEAL_WON,
    DEMAND_LETTER,
    HOME_ADDRESS,
    SPAM_WAVE,
)

FACTS = {"text": "Der Beitrag nannte eine <Anschrift>.", "language": "de"}
WELL = "Der Beitrag zitiert einen Artikel; das Wort stammt nicht von ihm."
REASONS = {"text": "Wohnungen sind privat.", "language": "de", "milder": "Zu spät."}


@pytest.fixture
def entries(db):
    links = {"url": "http://testserver/p/17"}
    register.append(HOME_ADDRESS, texts={"facts": FACTS, "reasons": REASONS, "links": links})
    register.append(SPAM_WAVE, texts={"facts": FACTS})
    register.append(APPEAL_WON, texts={"reasons": REASONS})
    register.append(
        DEMAND_LETTER, texts={"facts": FACTS}, sealed_until=clock.now() + timedelta(days=30)
    )


def page(client, path, status=200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status, path
    assert not answer.cookies, path
    return unescape(answer.text)


def rows(text):
    return re.findall(r'class="ledger__seq numeric">.*?</span>(\d+)</td>', text)


# --- reading ----------------------------------------------------------------------------


def test_an_empty_register_says_so(db, client):
    assert "Nothing was restricted so far" in page(client, "/register")


def test_what_is_not_there_is_not_there(entries, client):
    for path in ("/register/nothing", "/register/x%00y", "/register/koepfe/7.json"):
        page(client, path, status=404)
    for path in ("/register/bericht/1999", "/register/pruefen/secrets.py"):
        page(client, path, status=404)


def test_the_ledger_tells_everything_and_names_nobody(entries, client):
    verify_register()
    shown = page(client, "/register")

    assert rows(shown) == ["4", "3", "2", "1"]
    assert "<strong>4</strong> entries, chain checked just now" in shown
    assert "Appeal decided, overturned: Post removed" in shown
    assert "41 ×" in shown
    assert RegisterEntry.objects.get(seq=1).hash[:8] in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=remove_post", ["3", "1"]),
        ("kind=remove_post&event=intervention", ["1"]),
        ("ground=rules", ["2", "1"]),
        ("clause=2.1", ["2", "1"]),
        ("criticism=yes", ["4", "3", "1"]),
        ("year=2026", ["4", "3", "2", "1"]),
        ("year=2025", []),
        ("kind=lawsuit", []),
        ("kind=nonsense&year=nonsense&before=nonsense", ["4", "3", "2", "1"]),
        ("before=3", ["2", "1"]),
        ("before=3&criticism=yes", ["1"]),
        ("clause=%00", ["4", "3", "2", "1"]),
    ],
)
def test_filters_are_plain_links(entries, client, query, found):
    assert rows(page(client, f"/register?{query}")) == found


def test_a_filter_says_how_many_there_are_and_can_be_taken_away(entries, client):
    shown = page(client, "/register?kind=remove_post")

    assert '<a href="/register"><span aria-hidden="true">×</span>' in shown
    assert "2 entries" in shown
    assert 'href="/register?kind=remove_post&event=appeal_decided"' in shown


def test_pages_follow_by_number(entries, client, monkeypatch):
    monkeypatch.setattr(ledger, "PAGE", 3)

    first = page(client, "/register")
    assert rows(first) == ["4", "3", "2"]
    assert 'href="/register?before=2"' in first
    assert rows(page(client, "/register?before=2")) == ["1"]


def test_a_page_costs_a_few_questions(entries, client, django_assert_max_num_queries):
    for number in range(60):
        register.append(replace(HOME_ADDRESS, id=f"n{number}"), texts={"facts": FACTS})

    with django_assert_max_num_queries(22):
        page(client, "/register?kind=remove_post")
    # Counted before, since nothing was added; two are savepoints of the test's transaction.
    with django_assert_max_num_queries(11):
        page(client, "/register?kind=remove_post")


def test_no_question_goes_through_all_entries(entries):
    from augenhoehe.domain.moderation.selectors import register as selectors

    plans = []
    for query in (
        "SELECT seq FROM moderation_registerentry WHERE tally_id = 1 AND seq < 9 "
        "ORDER BY seq DESC LIMIT 5",
        "SELECT * FROM moderation_registerentry WHERE about IN ('a', 'b') AND NOT about = ''",
        "SELECT * FROM moderation_registerentry ORDER BY seq DESC LIMIT 1",
    ):
        plans.append(plan_of(query))
    assert selectors.numbers_where(selectors.Sort(kind="remove_post"), limit=5) == [3, 1]
    for plan in plans:
        assert "TEMP B-TREE" not in plan, plan
        assert "SCAN" not in plan or "USING INDEX" in plan, plan


def plan_of(query):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("plans are read on SQLite")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return " ".join(row[3] for row in cursor.fetchall())


# --- an entry ---------------------------------------------------------------------------


def test_an_entry_says_everything_in_words(entries, client):
    shown = page(client, "/register/2026-1")

    for words in (
        "Der Beitrag nannte eine <Anschrift>.",
        "Why the milder means would not do:",
        "office office-7f3a, with the consent of office office-19cc",
        "http://testserver/p/17",
        "on appeal: overturned",
        "/register/2026-3",
    ):
        assert words in shown, words


# --- how long -------------------------------------------------------------------------------


def told(cast, hours, kind=Kind.REMOVE_POST, outcome="overturned"):
    """Mona restricted a post; so many hours later Petra decides the appeal of who wrote it."""
    cast.petra  # noqa: B018
    with pretend_it_is(clock.now() - timedelta(hours=hours)):
        done = intervene(against(cast.says(cast.karl, "Ben ist ein Wurm."), kind), by=cast.mona)
        appeal = appeal_against(done.targets.get(), by=cast.karl, text="Das war ein Zitat, mehr.")
    if outcome:
        decide_appeal(appeal, by=cast.petra, outcome=outcome, reasons=WELL)
    return done.uid


def test_what_was_taken_back_says_how_long_it_lasted(cast, client):
    uid = told(cast, hours=72)

    assert "3 days, then taken back" in page(client, f"/register/{uid}")
    assert "3 days, then taken back" in page(client, "/register")
    assert re.search(r"3 days, then taken back.*\(.* to .*\)", page(client, f"/register/{uid}"))


def test_what_was_ended_on_appeal_says_how_long_too(cast, client):
    uid = told(cast, hours=72, outcome="changed")

    assert "3 days" in page(client, f"/register/{uid}")
    assert "taken back" not in page(client, f"/register/{uid}")


def test_one_of_many_who_was_right_ends_nothing_for_the_others(cast, client):
    cast.petra  # noqa: B018
    posts = [cast.says(who, "Jetzt Uhren kaufen, nur heute!") for who in (cast.karl, cast.ben)]
    done = intervene(against(posts), by=cast.mona)
    mine = done.targets.get(post=posts[0])
    appeal = appeal_against(mine, by=cast.karl, text="Das war ein Zitat und keine Werbung.")
    decide_appeal(appeal, by=cast.petra, outcome="overturned", reasons=WELL)

    assert "no end fixed" in page(client, f"/register/{done.uid}")


def test_a_warning_has_no_length(cast, client):
    uid = told(cast, hours=72, kind=Kind.WARN, outcome="")

    assert "no end fixed" not in page(client, f"/register/{uid}")
    assert "Duration" not in page(client, f"/register/{uid}").split("<aside")[0]


def test_clauses_are_called_by_their_titles(cast, client):
    told(cast, hours=1, outcome="")
    clause = a_clause()

    assert clause.title_en in page(client, "/register").split("register__groups")[1]
    assert clause.title_en in page(client, "/register/bericht/2026")


def test_an_entry_about_another_leads_to_it(entries, client):
    shown = page(client, "/register/2026-3")

    assert "This is about:" in shown
    assert 'href="/register/2026-1"' in shown


def test_erased_and_sealed_words_are_said_to_be(entries, client):
    register.erase_texts("2026-1", ["facts", "links"])

    erased, sealed = page(client, "/register/2026-1"), page(client, "/register/2026-4")

    assert erased.count("These words were erased.") == 2
    assert "may not be published yet" in sealed
    assert "Anschrift" not in erased + sealed


def test_a_broken_chain_is_said_on_every_page(entries, client, tampering):
    RegisterEntry.objects.filter(seq=2).update(record='{"ends": "never"}')
    verify_register()

    shown = page(client, "/register")
    assert "The chain is broken at entry 2" in shown
    assert "chain checked" not in shown
    assert shown.count("not to be relied on") == 3
    assert "cannot be relied on" in page(client, "/register/2026-2")
    assert "cannot be relied on" not in page(client, "/register/2026-1")


@pytest.mark.parametrize("record", ["", "[]", "{", "null", '{"ends": 7, "check": 1, "count": "x"}'])
def test_a_damaged_record_stops_no_page(entries, client, tampering, record):
    RegisterEntry.objects.filter(seq=1).update(record=record)
    verify_register()

    page(client, "/register")
    page(client, "/register/2026-1")
    page(client, "/register.atom")


# --- files ------------------------------------------------------------------------------


def test_the_whole_register_as_a_file(entries, client):
    document = json.loads(client.get("/register.json").getvalue())

    assert [entry["record"]["id"] for entry in document["entries"]] == [
        f"2026-{number}" for number in range(1, 5)
    ]
    assert "texts" not in document["entries"][3]


def test_a_table_of_a_sort(entries, client):
    register.append(replace(HOME_ADDRESS, id="formula", clause="=1+1"), texts={})

    table = client.get("/register.csv?event=intervention").getvalue().decode()

    lines = table.splitlines()
    assert lines[0].startswith("seq,id,at,event,kind")
    assert [line.split(",")[1] for line in lines[1:]] == ["formula", "2026-2", "2026-1"]
    assert ",'=1+1," in lines[1]


def test_a_feed_of_a_sort_and_of_the_heads(entries, client):
    heads.publish_head()

    everything, some = page(client, "/register.atom"), page(client, "/register.atom?kind=suspend")

    assert "Head of the register: entry 4" in everything
    assert everything.count("<entry>") == 5
    assert some.count("<entry>") == 1
    assert "2026-2" in some


def test_heads_are_published_with_their_key(entries, client):
    heads.publish_head()

    document = client.get("/register/koepfe.json").json()

    assert heads.is_signed_by(document["head"], document["public_key"])
    assert client.get("/register/koepfe/4.json").json() == document["heads"][0]


def test_statements_for_the_eu(entries, client):
    answer = client.get("/register/dsa.json")

    assert [statement["puid"] for statement in answer.json()["statements"]] == ["2026-1", "2026-2"]
    assert "Link" not in answer.headers


def test_the_report_of_a_year(entries, client):
    assert "Interventions in 2026" in page(client, "/register/bericht/2026")
    assert client.get("/register/bericht/2026.json").json()["interventions"] == 2
    assert "things,,42" in client.get("/register/bericht/2026.csv").text


def test_everything_to_check_with_can_be_downloaded(entries, client):
    from augenhoehe.domain.moderation.register.verifier import verify_register as verifier

    shown = page(client, "/register/pruefen")
    for name in ("verify_register.py", "register-schema.json", "streisand.toml"):
        assert f'href="/register/pruefen/{name}"' in shown
    with open(verifier.__file__, "rb") as file:
        assert client.get("/register/pruefen/verify_register.py").content == file.read()
    assert heads.public_key() in shown


# --- heads by mail ----------------------------------------------------------------------


def test_heads_by_mail_from_the_form_to_the_end(entries, client):
    assert client.post("/register/koepfe/abonnieren", {"address": "no"}).status_code == 422
    form = {"address": "vera@example.net"}
    assert client.post("/register/koepfe/abonnieren", form).status_code == 302
    run_due_jobs()
    confirm = re.search(r"http://testserver(/register/koepfe/bestaetigen/\S+)", mail.outbox[0].body)

    client.get(confirm[1])
    assert RegisterSubscriber.objects.get().confirmed_at is None  # programs open links too
    client.post(confirm[1])
    assert RegisterSubscriber.objects.get().confirmed_at is not None

    heads.publish_head()
    run_due_jobs()
    letter = mail.outbox[1]
    assert letter.to == ["vera@example.net"]
    leave = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    client.get(leave)
    assert RegisterSubscriber.objects.exists()
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(leave, one_click).status_code == 200
    assert not RegisterSubscriber.objects.exists()
    assert client.post(leave, one_click).status_code == 200  # twice is once


def test_a_made_up_link_is_gone(db, client):
    assert client.get("/register/koepfe/bestaetigen/made-up").status_code == 410
