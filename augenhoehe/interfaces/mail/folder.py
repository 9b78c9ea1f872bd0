"""Mail into a folder, one readable file each: for trying things out and for the demo."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import Message
from email.utils import parseaddr
from pathlib import Path
from secrets import token_hex

from django.core.mail import EmailMessage


class MailFolder:
    """Writes mail to `folder`, which nobody else may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in messages:
            self._write(message.message())
        return len(messages)

    def _write(self, message: Message) -> None:
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        path = self._folder / f"{moment}-{_recipient(message)}-{token_hex(2)}.eml"
        draft = path.with_suffix(".part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes())
        draft.rename(path)


def _recipient(message: Message) -> str:
    """The first recipient as part of a file name."""
    address = parseaddr(str(message["To"] or "nobody"))[1]
    return "".join(c if c.isalnum() or c in "@.-_+" else "_" for c in address)[:80]
