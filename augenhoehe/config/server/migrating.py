"""Bringing a database to the state this version expects."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from augenhoehe.domain.moderation.register import triggers


def pending_migrations() -> list[str]:
    """What has not been applied yet, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate_if_needed(say: Callable[[str], object]) -> bool:
    """Migrate an empty or older database; say whether there was anything to do."""
    pending = pending_migrations()
    if pending:
        say(f"Bringing the database up to date ({len(pending)} steps) …")
        call_command("migrate", interactive=False, verbosity=0)
    if triggers.missing():
        # New, lost when SQLite rebuilt a table, or taken away by hand; the chain tells which.
        triggers.install()
    return bool(pending)
