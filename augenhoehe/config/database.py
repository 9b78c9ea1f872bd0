"""DATABASE_URL (or the data folder) into Django's database settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# IMMEDIATE: a transaction that will write says so at once, instead of failing half way when
# another has written meanwhile. FULL: what was answered with success survives a power cut.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    # Statements a connection keeps ready: more than there are forms of what pages ask.
    "cached_statements": 500,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA mmap_size=134217728;"
        "PRAGMA cache_size=-8000;"
        "PRAGMA temp_store=MEMORY;"
        "PRAGMA journal_size_limit=67108864;"
    ),
}


def database_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Settings for the default database; an empty URL means SQLite in the data folder."""
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        path = unquote(parts.path)[1:] if url else str(data_dir / "augenhoehe.sqlite3")
        return {
            "ENGINE": "augenhoehe.foundation.sqlite",
            "NAME": path,
            "OPTIONS": dict(_SQLITE),
            "CONN_MAX_AGE": None,
            # A file also in tests: an in-memory database fails readers beside a writer.
            "TEST": {"NAME": str(data_dir / "test.sqlite3")},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
