from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.core.mail.message import BadHeaderError
from django.db import transaction

from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.retry import GiveUp
from augenhoehe.foundation.jobs.worker import run_due_jobs
from augenhoehe.interfaces.mail import sender


@pytest.fixture
def folder(settings, tmp_path):
    """Mail is queued, and sent into this folder."""
    settings.EMAIL_BACKEND = "augenhoehe.interfaces.mail.backend.QueuedMail"
    settings.MAIL_TRANSPORT = {"backend": "file", "file_path": str(tmp_path / "mail")}
    return tmp_path / "mail"


def letter():
    mail = EmailMultiAlternatives(
        "Größe der Kette",
        "Guten Tag – sie passt.",
        "Lindenrad <noreply@lindenrad.example>",
        ["karl@example.org"],
        cc=["erika@example.org"],
        bcc=["archive@example.org"],
        reply_to=["service@lindenrad.example"],
        headers={"X-Case": "7"},
    )
    mail.attach_alternative("<p>Guten Tag</p>", "text/html")
    return mail


def test_a_smuggled_header_is_refused_while_somebody_can_be_told(db, folder):
    with pytest.raises(BadHeaderError):
        send_mail("Hello\nBcc: everybody@example.org", "", None, ["karl@example.org"])

    assert not Job.objects.exists()


def test_what_is_rolled_back_is_not_sent(db, folder):
    with pytest.raises(RuntimeError), transaction.atomic():
        letter().send()
        raise RuntimeError

    run_due_jobs()

    assert not folder.exists()


def test_an_attachment_is_refused_instead_of_lost(db, folder):
    mail = letter()
    mail.attach("a.txt", "text")

    with pytest.raises(ValueError, match="attachments"):
        mail.send()


def test_a_refused_recipient_is_not_tried_for_ten_days(db, settings, monkeypatch):
    import smtplib

    class Refusing:
        def send_messages(self, messages):
            raise smtplib.SMTPRecipientsRefused({"karl@example.org": (550, b"nobody")})

    settings.MAIL_TRANSPORT = {"backend": "smtp"}
    monkeypatch.setattr(sender, "get_connection", lambda *a, **k: Refusing())
    get_connection("augenhoehe.interfaces.mail.backend.QueuedMail").send_messages([letter()])

    with pytest.raises(GiveUp, match="No recipient"):
        sender.send_mail_job(Job.objects.get().payload)


def test_a_mail_arrives_as_it_was_written(db, folder):
    assert letter().send() == 1
    run_due_jobs()

    [path] = folder.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Größe der Kette"
    assert message["To"] == "karl@example.org"
    assert message["Cc"] == "erika@example.org"
    assert message["Reply-To"] == "service@lindenrad.example"
    assert message["X-Case"] == "7"
    assert message["Message-ID"]
    assert message["Bcc"] is None
    assert message.get_body("plain").get_content().strip() == "Guten Tag – sie passt."
    assert message.get_body("html").get_content().strip() == "<p>Guten Tag</p>"
    assert "Guten Tag – sie passt." in path.read_text(encoding="utf-8")  # readable as it is
    assert folder.stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0


def test_sent_twice_it_is_recognisably_the_same(db, folder):
    letter().send()
    payload = Job.objects.get().payload

    sender.send_mail_job(payload)
    sender.send_mail_job(payload)

    ids = {message_from_bytes(path.read_bytes())["Message-ID"] for path in folder.glob("*.eml")}
    assert len(ids) == 1
