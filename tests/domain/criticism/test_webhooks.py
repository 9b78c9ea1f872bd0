"""The organisation's own tools are told of public cases: signed, and again until it arrives."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from augenhoehe.domain.criticism.actions import (
    add_webhook,
    deliver_webhook,
    drop_webhook,
    tell_webhooks,
    try_webhook,
)
from augenhoehe.domain.criticism.events import CaseOpened
from augenhoehe.domain.criticism.models import Webhook
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def hanna(cast):
    grant_role(cast.hanna, "desk", by=None)
    return cast.hanna


@pytest.fixture
def tool(settings):
    """A tool on this machine that writes down what it is told; `tool.status` is its answer."""
    settings.FEDERATION_PRIVATE_ADDRESSES = settings.FEDERATION_HTTP = True
    heard = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), body))
            self.send_response(server.status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    server.status, server.heard = 200, heard
    server.url = f"http://127.0.0.1:{server.server_port}/ohr"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("somebody", ["karl", "erika", "inga", "mona"])
def test_only_people_with_the_duty_keep_addresses(cast, somebody):
    with pytest.raises(NotAllowed, match="duty"):
        add_webhook("https://werkzeug.example/", by=getattr(cast, somebody))


@pytest.mark.parametrize(
    "url",
    [
        "http://werkzeug.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.7/",
        "https://jemand:geheim@werkzeug.example/",
        "https://werkzeug.example:8443/",
        "ftp://werkzeug.example/",
        "werkzeug",
        "",
    ],
)
def test_addresses_of_our_own_network_are_refused(hanna, url):
    with pytest.raises(Invalid) as refusal:
        add_webhook(url, by=hanna)

    assert refusal.value.field == "url"
    assert not Webhook.objects.exists()


def test_a_step_of_a_public_case_arrives_signed(cast, hanna, tool):
    hook = add_webhook(tool.url, by=hanna)
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)

    run_due_jobs()

    told = {json.loads(body)["event"]: (headers, body) for headers, body in tool.heard}
    assert set(told) == {"case.opened", "case.answered"}
    headers, body = told["case.answered"]
    signed = headers["X-Augenhoehe-Timestamp"].encode() + b"." + body
    proof = hmac.new(hook.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Augenhoehe-Signature"] == f"sha256={proof}"
    said = json.loads(body)
    assert said["case"]["url"] == f"http://testserver/faelle/{case.id}"
    assert headers["X-Augenhoehe-Delivery"] == said["id"]
    for private in ("Karl", "karl", "Erika", "erika", "Riemen"):
        assert private not in body.decode()
    hook.refresh_from_db()
    assert (hook.last_status, hook.last_at is not None) == ("200", True)


def test_what_is_internal_is_told_to_no_tool(cast, hanna, tool):
    add_webhook(tool.url, by=hanna)
    cast.complains(cast.jonas, "Am Tor 4 zieht es.", space=cast.haus)
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)
    tell_webhooks(CaseOpened(case.id))

    run_due_jobs()

    assert tool.heard == []


def test_what_did_not_arrive_is_tried_again(cast, hanna, tool):
    hook = add_webhook(tool.url, by=hanna)
    tool.status = 503
    try_webhook(hook, by=hanna)

    run_due_jobs()
    hook.refresh_from_db()
    job = Job.objects.get(kind="webhook")
    assert (hook.last_status, job.attempts, job.gave_up_at) == ("503", 1, None)

    tool.status = 204
    deliver_webhook(job.payload)
    hook.refresh_from_db()
    assert hook.last_status == "204"
    [first, second] = [json.loads(body)["id"] for _headers, body in tool.heard]
    assert first == second  # the other side can tell that it is the same


def test_redirects_are_not_followed_and_gone_is_gone(cast, hanna, tool):
    hook = add_webhook(tool.url, by=hanna)
    for status in (307, 410):
        tool.status = status
        try_webhook(hook, by=hanna)
        run_due_jobs()

    hook.refresh_from_db()
    assert len(tool.heard) == 2
    assert hook.last_status == "410"
    assert Job.objects.filter(kind="webhook", gave_up_at__isnull=False).count() == 1


def test_a_name_that_leads_into_our_network_is_found_when_it_is_asked(hanna, settings, tool):
    settings.FEDERATION_PRIVATE_ADDRESSES = False
    hook = Webhook.objects.create(url="http://localhost/ohr", secret="x", by=hanna)
    try_webhook(hook, by=hanna)

    run_due_jobs()

    hook.refresh_from_db()
    assert hook.last_status == "refused: address"
    assert tool.heard == []


def test_nothing_goes_to_an_address_that_was_taken_away(cast, hanna, tool):
    hook = add_webhook(tool.url, by=hanna)
    try_webhook(hook, by=hanna)
    with pytest.raises(NotAllowed):
        drop_webhook(hook, by=cast.karl)
    drop_webhook(hook, by=hanna)

    run_due_jobs()

    assert tool.heard == []
