"""Really sending a queued mail: the job of kind "mail"."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from augenhoehe.foundation.jobs.retry import GiveUp
from augenhoehe.interfaces.mail.envelope import as_message
from augenhoehe.interfaces.mail.folder import MailFolder


def send_mail_job(payload: Mapping[str, Any]) -> None:
    """Send one mail as the settings say; what will never work is given up at once."""
    message = as_message(payload)
    transport = dict(settings.MAIL_TRANSPORT)
    if "file_path" in transport:
        MailFolder(Path(transport["file_path"])).send_messages([message])
        return
    _send_by_smtp(message, transport)


def _send_by_smtp(message: EmailMessage, transport: dict[str, Any]) -> None:
    connection = get_connection(transport.pop("backend"), **transport)
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(_is_final(code) for code, _ in refusal.recipients.values()):
            raise GiveUp(f"No recipient was accepted: {refusal}") from None
        raise
    except smtplib.SMTPDataError as refusal:
        if _is_final(refusal.smtp_code):
            raise GiveUp(f"The mail was refused: {refusal}") from None
        raise


def _is_final(code: int) -> bool:
    return 500 <= code < 600
