"""Django's mail backend of this server: sending is writing a job."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from augenhoehe.foundation.jobs import enqueue
from augenhoehe.interfaces.mail.envelope import as_payload

KIND = "mail"


class QueuedMail(BaseEmailBackend):
    """Writes each message as a job in the present transaction: rolled back or durable."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = [message for message in email_messages if message.recipients()]
        for message in messages:
            enqueue(KIND, as_payload(message))
        return len(messages)
