"""Inspection reads everything it should, stands in the log itself, and changes nothing."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from augenhoehe.domain.codex.agreement import works_agreement_in_force
from augenhoehe.domain.codex.models import WorksAgreement
from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.people.actions import (
    note_reading,
    resolve_protected_name,
    use_protected_name,
)
from augenhoehe.domain.people.models import Lookup
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.interfaces.web.readers import browser, read

pytestmark = pytest.mark.django_db

PAGES = (
    "/einsicht",
    "/einsicht/aufbewahrung",
    "/einsicht/dienste",
    "/einsicht/lesungen",
    "/einsicht/vereinbarung",
    "/einsicht/muster/vereinbarung/en",
    "/einsicht/muster/verzeichnis/de",
    "/einsicht/muster/verzeichnis.en.md",
)
NAMED = {"reference": "BV 7", "agreed_on": "2026-01-02"}


@pytest.mark.parametrize("address", [*PAGES, "/einsicht/lesungen.csv"])
def test_only_inspection_comes_in(cast, address):
    assert browser(cast).get(address).status_code == 302
    for who in (cast.karl, cast.erika, cast.mona, cast.petra):
        assert browser(cast, who).get(address).status_code == 403
    assert browser(cast, cast.sven).get(address).status_code == 200


def test_no_page_of_inspection_takes_anything_but_reading(cast):
    sven = browser(cast, cast.sven)

    for address in PAGES:
        if address != "/einsicht/vereinbarung":
            assert sven.post(address).status_code == 405
    assert sven.post("/einsicht/vereinbarung", NAMED).status_code == 403


def test_readings_of_a_duty_stand_in_the_log_and_so_do_its_readers(cast):
    cast.lindenrad  # noqa: B018 - founded
    name = use_protected_name(cast.lindenrad, by=cast.theo)
    resolve_protected_name(name, by=cast.petra)
    sven = browser(cast, cast.sven)

    page = read(sven, "/einsicht/lesungen")

    assert "who stands behind a protected name" in page
    assert "Theo" not in page  # that it was opened, not what was in it
    assert "inspection: this log" in page
    assert Lookup.objects.filter(by=cast.sven, what="inspection:readings").count() == 1
    filtered = read(sven, "/einsicht/lesungen?role=auditor")
    assert "Petra Blum" in filtered
    body = b"".join(sven.get("/einsicht/lesungen.csv?role=auditor").streaming_content).decode()
    assert "protected_name" in body
    assert "theo" not in body.lower()
    assert "inspection" not in body


@pytest.mark.parametrize("query", ["since=nonsense", "since=2026-13-45", "page=-1", "role=%00"])
def test_nonsense_in_the_filter_is_left_out(cast, query):
    read(browser(cast, cast.sven), f"/einsicht/lesungen?{query}")


def test_the_log_is_paged(cast):
    for _number in range(51):
        note_reading("report", by=cast.mona, role="moderator")

    assert "Show older ones" in read(browser(cast, cast.sven), "/einsicht/lesungen")


def test_secrets_are_not_shown(cast, monkeypatch):
    monkeypatch.setenv("AUGENHOEHE_MAIL_URL", "smtp://us:hush-hush@mail.example:587")

    page = read(browser(cast, cast.sven), "/einsicht")

    assert "mail.example" in page
    assert "hush-hush" not in page


@pytest.mark.parametrize("password", ["hush@hush", "hush:h@sh/hush@", "hush\nh@hush"])
def test_no_part_of_a_secret_is_shown_whatever_is_in_it(cast, monkeypatch, password):
    monkeypatch.setenv("AUGENHOEHE_MAIL_URL", f"smtp://us:{password}@mail.example:587")

    page = read(browser(cast, cast.sven), "/einsicht")

    assert "mail.example" in page
    assert "hush" not in page and "h@" not in page


def test_a_changed_setting_stands_in_the_papers(cast, monkeypatch, settings):
    monkeypatch.setenv("AUGENHOEHE_POST_LENGTH", "777")
    settings.WORKS_COUNCIL = "Betriebsrat Lindenrad, Gera"
    sven = browser(cast, cast.sven)

    for kind in ("vereinbarung", "verzeichnis"):
        assert "777" in read(sven, f"/einsicht/muster/{kind}/en")
        assert "| post_length | 777 |" in read(sven, f"/einsicht/muster/{kind}.en.md")
    assert "Betriebsrat Lindenrad, Gera" in read(sven, "/einsicht/muster/vereinbarung/en")
    assert sven.get("/einsicht/muster/vereinbarung/fr").status_code == 404


def test_an_agreement_needs_two_keys_and_either_side_ends_it(cast):
    inga, sven = browser(cast, cast.inga), browser(cast, cast.sven)
    signed = SimpleUploadedFile("bv.pdf", b"signed")

    assert inga.post("/einsicht/vereinbarung", NAMED).status_code == 422
    assert inga.post("/einsicht/vereinbarung", NAMED | {"document": signed}).status_code == 302
    assert works_agreement_in_force() is None
    assert hashlib.sha256(b"signed").hexdigest() in read(sven, "/einsicht/vereinbarung")
    made = WorksAgreement.objects.get()
    assert inga.post(f"/einsicht/vereinbarung/{made.id}/bestaetigen").status_code == 403
    assert sven.post(f"/einsicht/vereinbarung/{made.id}/bestaetigen").status_code == 302
    assert works_agreement_in_force() == made
    assert sven.post(f"/einsicht/vereinbarung/{made.id}/beenden").status_code == 302
    assert works_agreement_in_force() is None


@pytest.mark.parametrize("ends_it", ["inga", "sven"])
def test_the_other_side_is_told_of_a_new_agreement_and_of_its_end(cast, mailoutbox, ends_it):
    inga, sven = browser(cast, cast.inga), browser(cast, cast.sven)
    other = {"inga": cast.sven, "sven": cast.inga}[ends_it]

    inga.post("/einsicht/vereinbarung", NAMED | {"digest": "a" * 64})
    run_due_jobs()
    assert [one.to for one in mailoutbox] == [["sven@example.org"]]
    assert "BV 7" in mailoutbox[0].body
    assert "waits for the confirmation" in read(sven, "/meldungen")
    mailoutbox.clear()

    made = WorksAgreement.objects.get()
    {"inga": inga, "sven": sven}[ends_it].post(f"/einsicht/vereinbarung/{made.id}/beenden")
    run_due_jobs()
    assert [one.to for one in mailoutbox] == [[f"{other.handle}@example.org"]]
    assert "is ended" in read(browser(cast, other), "/meldungen")


def test_a_report_is_logged_once_per_person_report_and_day(cast):
    said = cast.says(cast.karl, "Grob")
    report = make_report(said, Complaint(category="insult", text="Das war grob."), by=cast.gerda)
    mona = browser(cast, cast.mona)

    for _time in range(3):
        read(mona, f"/aufsicht/meldungen/{report.id}")

    assert Lookup.objects.filter(by=cast.mona, what=f"report:{report.id}").count() == 1
    page = read(browser(cast, cast.sven), "/einsicht/lesungen?what=report")
    assert f"a report ({report.id}): Karl Brandt" in page
