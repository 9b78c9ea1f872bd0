"""AUGENHOEHE_MAIL_URL into the settings of a Django mail backend."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def mail_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """The backend that really sends and its arguments; an empty URL writes files."""
    parts = urlsplit(url)
    if parts.scheme in ("smtp", "smtps"):
        return {
            "backend": "django.core.mail.backends.smtp.EmailBackend",
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.port == 587,
            "timeout": 30,
        }
    return {
        "backend": "django.core.mail.backends.filebased.EmailBackend",
        "file_path": unquote(parts.path) if url else str(data_dir / "mail"),
    }
