"""Pages about what went wrong: what happened, what one can do, whom to ask."""

import errno

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.web import errors
from augenhoehe.interfaces.web.middleware import HonestFaults, Refusals
from tests.interfaces.web.readers import browser, read, words

HERE = "/irgendwo"


@pytest.fixture
def request_of_anyone(db):
    return RequestFactory().get(HERE)


def no_database(*_args, **_more):
    raise OperationalError("database is locked")


def test_nothing_there_leads_on(cast):
    page = read(browser(cast), "/gibt/es/nicht", 404)

    assert "There is nothing at this address." in words(page)
    assert 'href="/suche"' in page and 'href="/impressum"' in page and "noindex" in page


def test_a_refusal_says_why(request_of_anyone):
    answer = Refusals(lambda r: None).process_exception(
        request_of_anyone, NotAllowed("Only <b>moderators</b> can do that.")
    )

    assert answer.status_code == 403
    assert "Only &lt;b&gt;moderators&lt;/b&gt; can do that." in answer.content.decode()


def test_patience_says_how_long(request_of_anyone):
    answer = Refusals(lambda r: None).process_exception(request_of_anyone, Patience(42))

    assert (answer.status_code, answer["Retry-After"]) == (429, "42")
    assert "42 seconds" in words(answer.content.decode())


def test_a_form_from_elsewhere_is_refused_and_the_text_is_not_lost(cast):
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(cast, cast.karl).cookies

    answer = client.post("/schreiben", {"text": "Von woanders."})
    assert answer.status_code == 403
    assert "This form could not be accepted." in words(answer.content.decode())


def test_a_full_disk_and_a_locked_database_are_said_as_they_are(request_of_anyone):
    guard = HonestFaults(lambda r: None)

    for fault in (OSError(errno.ENOSPC, "No space"), OperationalError("database is locked")):
        answer = guard.process_exception(request_of_anyone, fault)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert "what was saved is safe" in words(answer.content.decode())
    assert guard.process_exception(request_of_anyone, ValueError("a mistake")) is None


@pytest.mark.parametrize(("page", "status"), [(errors.broken, 500), (errors.unavailable, 503)])
def test_what_may_be_broken_is_not_asked(rf, page, status):
    request = rf.get(HERE)
    request.COOKIES["augenhoehe_session"] = "somebody"
    request.user = property(no_database)

    with connection.execute_wrapper(no_database):
        answer = page(request)

    assert answer.status_code == status
    assert "To the front page" in words(answer.content.decode())


def test_a_mistake_of_ours_shows_no_trace(cast, monkeypatch, settings):
    monkeypatch.setattr("augenhoehe.interfaces.web.pages.timeline.views.as_list", lambda *_: 1 / 0)
    client = browser(cast)
    client.raise_request_exception = False

    page = read(client, "/alle", 500)
    assert "Something broke on our side." in words(page)
    assert "ZeroDivisionError" not in page and "Traceback" not in page


def test_whom_to_ask_is_said(cast, settings):
    settings.CONTACT = "hilfe@lindenrad.example"

    assert "hilfe@lindenrad.example" in read(browser(cast), "/gibt/es/nicht", 404)


@pytest.mark.parametrize(
    ("page", "fault", "status"),
    [
        (errors.bad_request, SuspiciousOperation("x"), 400),
        (errors.forbidden, PermissionDenied("No entry."), 403),
        (errors.not_found, None, 404),
    ],
)
def test_programs_get_errors_in_their_form(rf, page, fault, status):
    answer = page(rf.get("/api/v1/anything"), fault)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"


def test_the_pattern_library_is_for_developers(cast, settings):
    assert browser(cast).get("/styleguide/").status_code == 404

    settings.DEBUG = True
    page = read(browser(cast), "/styleguide/")
    assert "written by" in words(page) and "Unter uns · Internal" in words(page)


@pytest.mark.parametrize(
    "address", ["/anmelden", "/schreiben", "/entwurf", "/bilder", "/api/v1/statuses"]
)
def test_a_form_in_another_alphabet_is_refused_and_not_a_fault(cast, address):
    form = "application/x-www-form-urlencoded; charset=latin-1"

    answer = Client(raise_request_exception=False).post(address, b"text=a", content_type=form)

    assert answer.status_code < 500


@pytest.mark.parametrize("address", ["/@{}", "/@{}.atom", "/@{}/team", "/suche?q=@{}", "/p/{}"])
def test_a_word_without_end_is_nobodys_name(cast, address):
    answer = Client(raise_request_exception=False).get(address.format("a" * 60_000))

    assert answer.status_code in (200, 404)
