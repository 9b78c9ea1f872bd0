"""A mail as plain data and back, so that it can wait in the table of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate, make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

_PLAIN = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


def as_payload(message: EmailMessage) -> dict[str, Any]:
    """What is needed to send this later; raises ValueError for what could not be sent."""
    if message.attachments:
        raise ValueError("Mail with attachments cannot be queued.")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    # Fixed now, so that a mail that is sent twice by accident can be recognised.
    fixed = {"Message-ID": make_msgid(domain=host or None), "Date": formatdate(localtime=True)}
    message.extra_headers = fixed | message.extra_headers
    message.message()  # refuses headers that were smuggled in, while somebody can be told
    payload: dict[str, Any] = {name: _plain(getattr(message, name)) for name in _PLAIN}
    payload["headers"] = {str(k): str(v) for k, v in message.extra_headers.items()}
    payload["subtype"] = message.content_subtype
    payload["alternatives"] = [
        [str(content), str(kind)] for content, kind in getattr(message, "alternatives", [])
    ]
    return payload


def as_message(payload: Mapping[str, Any]) -> EmailMultiAlternatives:
    """The mail that was queued."""
    message = EmailMultiAlternatives(
        **{name: payload[name] for name in _PLAIN},
        headers=dict(payload["headers"]),
        alternatives=[(content, kind) for content, kind in payload["alternatives"]],
    )
    message.content_subtype = payload["subtype"]
    return message


def _plain(value: Any) -> str | list[str]:
    """Text that may be a lazy translation, or a list of it."""
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)
