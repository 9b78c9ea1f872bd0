"""What has been written down stays: the database itself refuses to change or delete it.

Rules in code can be forgotten, and whoever has the password of the database needs no code.
They are laid again after every migration, since SQLite rebuilds tables and loses them. What
a determined owner of the machine does all the same, the published heads bring to light.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

_REFUSAL = "What has been written down is not changed and not deleted."
_ENTRY = "seq uid record hash at event kind ground clause about is_of_criticism tally_id"
_STEP = "id case_id number kind from_state to_state at record hash"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of which these columns never change."""

    table: str
    columns: tuple[str, ...]
    once: tuple[tuple[str, ...], ...] = ()  # new in every row, alone or together
    may_go: bool = False  # whole rows can be deleted: words, on request
    next_is: str = ""  # numbered without gaps by this column


KEPT = (
    Kept("moderation_registerentry", tuple(_ENTRY.split()), (("uid",),), next_is="seq"),
    Kept("moderation_registerhead", ("id", "seq", "hash", "at", "document"), (("id",),)),
    Kept(
        "moderation_registertext",
        ("id", "seq", "part", "salt", "fields"),
        (("id",), ("seq", "part")),
        may_go=True,
    ),
    Kept("criticism_caseevent", tuple(_STEP.split()), (("id",), ("case_id", "number"))),
)


def install() -> None:
    """Lay the rules anew, all or none."""
    rules = _rules()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (*_removals(), *_FUNCTIONS.get(connection.vendor, ()), *rules.values()):
            cursor.execute(statement)


def remove() -> None:
    """Take the rules away: for tests that tamper, and for nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _removals():
            cursor.execute(statement)


def missing() -> list[str]:
    """The names of rules that are not there as they should be."""
    return sorted(set(_rules()) - set(_installed()))


def _removals() -> Iterator[str]:
    for name in _installed(in_force=False):
        table = name.rsplit("__", 1)[0]
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        yield f"DROP TRIGGER {name}{on}"


def _rules() -> dict[str, str]:
    make = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    return {name: statement for kept in KEPT for name, statement in make(kept)}


def _installed(*, in_force: bool = True) -> list[str]:
    """Our rules in the database; `in_force` leaves out those that are not as we would lay them."""
    if connection.vendor == "postgresql":
        return _installed_on_postgres(in_force)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    names = [name for name in found if name.rsplit("__", 1)[0] in {kept.table for kept in KEPT}]
    rules = _rules()
    return [name for name in names if not in_force or found[name] == rules.get(name)]


def _installed_on_postgres(in_force: bool) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled, prosrc FROM pg_trigger JOIN pg_class ON "
            "pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND relname = ANY(%s)",
            [[kept.table for kept in KEPT]],
        )
        found = cursor.fetchall()
    bodies = {_REFUSE_BODY, _NUMBER_BODY}
    return [
        name
        for name, enabled, body in found
        if not in_force or (enabled in ("O", "A") and body in bodies)
    ]


def _changes(kept: Kept, differs: str) -> str:
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in kept.columns)


# --- SQLite ---------------------------------------------------------------------------------


def _on_sqlite(kept: Kept) -> Iterator[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    conditions = {
        "INSERT": f" WHEN {_is_not_new(kept)}",
        "UPDATE": f" WHEN {_changes(kept, 'IS NOT')}",
        "DELETE": "",
    }
    for what, when in conditions.items():
        if what != "DELETE" or not kept.may_go:
            name = f"{kept.table}__{what.lower()}"
            yield name, f"CREATE TRIGGER {name} BEFORE {what} ON {kept.table}{when} {refuse}"


def _is_not_new(kept: Kept) -> str:
    """Else SQLite's "insert or replace" would be a way to change a row."""
    parts = [  # from names written above, as everything here
        f"EXISTS (SELECT 1 FROM {kept.table} WHERE "  # noqa: S608
        + " AND ".join(f"{column} = NEW.{column}" for column in columns)
        + ")"
        for columns in kept.once
    ]
    if kept.next_is:
        greatest = f"SELECT COALESCE(MAX({kept.next_is}), 0) FROM {kept.table}"  # noqa: S608
        parts.append(f"NEW.{kept.next_is} <> ({greatest}) + 1")
    return " OR ".join(parts)


# --- PostgreSQL -----------------------------------------------------------------------------

_REFUSE_BODY = f" BEGIN RAISE EXCEPTION '{_REFUSAL}'; END "
_NUMBER_BODY = (
    " BEGIN IF NEW.seq <> (SELECT COALESCE(MAX(seq), 0) FROM moderation_registerentry) + 1 "  # noqa: S608
    f"THEN RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN NEW; END "
)
_FUNCTIONS = {
    "postgresql": tuple(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in (("refuse_rewriting", _REFUSE_BODY), ("refuse_gaps", _NUMBER_BODY))
    )
}


def _on_postgres(kept: Kept) -> Iterator[tuple[str, str]]:
    refuse = "EXECUTE FUNCTION refuse_rewriting()"
    row = f"ON {kept.table} FOR EACH ROW"
    rules = {
        "update": f"UPDATE {row} WHEN ({_changes(kept, 'IS DISTINCT FROM')}) {refuse}",
        "delete": f"DELETE {row} {refuse}",
        "truncate": f"TRUNCATE ON {kept.table} FOR EACH STATEMENT {refuse}",
        "insert": f"INSERT {row} EXECUTE FUNCTION refuse_gaps()",
    }
    for what, rule in rules.items():
        if (what == "delete" and kept.may_go) or (what == "insert" and not kept.next_is):
            continue
        yield f"{kept.table}__{what}", f"CREATE TRIGGER {kept.table}__{what} BEFORE {rule}"
