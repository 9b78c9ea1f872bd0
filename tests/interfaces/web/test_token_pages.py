"""Pages with a secret in their address: nothing keeps them, and their forms can be sent."""

from __future__ import annotations

import pytest
from django.test import Client

from augenhoehe.domain.criticism.actions import submit_criticism
from augenhoehe.domain.criticism.actions.links import make_link
from augenhoehe.domain.criticism.letter_tokens import letter_token
from augenhoehe.domain.criticism.links import submission_token, token_of
from augenhoehe.domain.criticism.models import CriticLink, Submission
from augenhoehe.domain.moderation.actions import Complaint, intervene, make_report, object_to
from augenhoehe.domain.moderation.models import Appeal, RegisterSubscriber
from augenhoehe.domain.moderation.register import subscribers
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.moderation.tokens_reports import objection_token, report_token
from tests.domain.moderation.measures import against, unlawful

ADDRESS = "rosa@example.net"


@pytest.fixture
def pages(cast):
    """Every page that is reached by a token, by what it is for."""
    post = cast.says(cast.karl, "Ihr Pfeifen.")
    report = make_report(post, Complaint(category="insult", text="Er schimpft."), by=None)
    done = intervene(against(post), by=cast.mona)
    notice = statement_token(done.targets.get())
    words = "Das war doch keine Beleidigung, sondern ein Scherz."
    objection = object_to(done, text=words, by=None, address=ADDRESS)
    case = cast.complains(cast.gerda, "Der Riemen ist gerissen.")
    submission = submit_criticism(
        about=cast.lindenrad, address=ADDRESS, text="Der Riemen ist gerissen.", name="Rosa"
    )
    heads = subscribers.ask_for_heads(ADDRESS)
    return {
        "link": f"/v/{token_of(make_link(to=cast.gerda, case=case))}",
        "submission": f"/kritik/bestaetigen/{submission_token(submission)}",
        "statement": f"/begruendung/{notice}",
        "appeal": f"/einspruch/{notice}",
        "report": f"/melden/{report_token(report)}",
        "objection": f"/register/{done.uid}/einwand/{objection_token(objection)}",
        "heads": f"/register/koepfe/bestaetigen/{subscribers.confirm_token(heads)}",
        "leave": f"/register/koepfe/abmelden/{subscribers.leave_token(heads)}",
        "letters": f"/tisch/brief/{letter_token(cast.jonas.id)}",
    }


def test_nothing_keeps_them_and_browsers_send_their_forms(cast, pages):
    for name, address in pages.items():
        page = Client().get(address)

        assert page.status_code == 200, (name, page)
        assert page["Cache-Control"] == "private, no-store", name
        # With "no-referrer" browsers say `Origin: null`, and the form is refused as forged.
        assert page["Referrer-Policy"] == "same-origin", name


def test_looking_changes_nothing(cast, pages):
    for address in pages.values():
        Client().get(address)
        Client().head(address)

    assert RegisterSubscriber.objects.get().confirmed_at is None
    assert not CriticLink.objects.filter(used_at__isnull=False).exists()
    assert not Submission.objects.filter(case__isnull=False).exists()
    assert Appeal.objects.get().confirmed_at is None


def test_nobody_is_buried_in_letters_from_many_addresses(cast, settings, mailoutbox):
    settings.RATE_LIMITS = True
    done = intervene(against(cast.says(cast.karl, "Ihr Pfeifen.")), by=cast.mona)
    ways = {
        "/register/koepfe/abonnieren": {},
        f"/register/{done.uid}/einwand": {"text": "Das war doch nur ein grober Scherz von ihm."},
        f"/melden?account={cast.karl.id}": {"category": "insult", "text": "Er schimpft."},
    }
    for way, said in ways.items():
        found = [
            Client(REMOTE_ADDR=f"192.0.2.{n}").post(way, said | {"address": ADDRESS}).status_code
            for n in range(8)
        ]
        assert found[-1] == 429, (way, found)
        assert 429 not in found[:5], (way, found)


def test_a_wish_goes_with_the_post_it_was_said_in(cast):
    case = cast.complains(cast.karl, "Der Riemen.", wanted="Kommt in den Birkenweg 7.")
    intervene(unlawful(case.post), by=cast.mona)

    assert "Birkenweg" not in Client().get(f"/faelle/{case.id}").content.decode()
    assert "Birkenweg" not in cast.signed_in(cast.jonas).get(f"/tisch/{case.id}").content.decode()
