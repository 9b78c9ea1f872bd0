"""Full-text search over stemmed words, the same on SQLite (FTS5) and PostgreSQL (tsvector).

Stemming happens in Python (`words`), so both databases index plain tokens and agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation


@dataclass(frozen=True, slots=True)
class WordIndex:
    """One searchable table: an id and the stemmed words that stand for it."""

    table: str

    def put(self, identifier: int, words: str) -> None:
        """Replace the words of an id. Call it in the transaction that changes the text."""
        self.drop(identifier)
        if not words:
            return
        statement = (
            f"INSERT INTO {self.table} (rowid, words) VALUES (%s, %s)"  # noqa: S608 - own name
            if connection.vendor == "sqlite"
            else f"INSERT INTO {self.table} (id, words) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608
        )
        value: Any = words if connection.vendor == "sqlite" else sorted(set(words.split()))
        with connection.cursor() as cursor:
            cursor.execute(statement, [identifier, value])

    def drop(self, identifier: int) -> None:
        """Forget an id."""
        key = "rowid" if connection.vendor == "sqlite" else "id"
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE {key} = %s", [identifier])  # noqa: S608

    def matching(self, groups: Sequence[Sequence[str]], *, most: int = 2000) -> list[int]:
        """The newest ids that have, of every group, at least one word (as a beginning)."""
        groups = [group for group in groups if group]
        if not groups:
            return []
        sql, query = self._postgres(groups)
        if connection.vendor == "sqlite":
            sql, query = self._sqlite(groups)
        with connection.cursor() as cursor:
            cursor.execute(sql, [query, most])
            return [row[0] for row in cursor.fetchall()]

    def sharing_two(self, words: Sequence[str], *, most: int = 50) -> list[int]:
        """The newest ids that have at least two of these stems.

        Not ranked: a rank would be computed for every match there is before the first is known.
        """
        pairs = list(combinations([word for word in map(_bare, words) if word], 2))
        if not pairs:
            return []
        if connection.vendor == "sqlite":
            query = " OR ".join(f'("{one}" AND "{other}")' for one, other in pairs)
            sql = (
                f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s "  # noqa: S608
                "ORDER BY rowid DESC LIMIT %s"
            )
        else:
            query = " | ".join(f"('{one}' & '{other}')" for one, other in pairs)
            sql = (
                f"SELECT id FROM {self.table} WHERE words @@ %s::tsquery "  # noqa: S608
                "ORDER BY id DESC LIMIT %s"
            )
        with connection.cursor() as cursor:
            cursor.execute(sql, [query, most])
            return [row[0] for row in cursor.fetchall()]

    def how_many_have(self, word: str, *, most: int) -> int:
        """In how many texts a stem stands; counted up to `most`."""
        has, quote = f"{self.table} MATCH %s", '"'
        if connection.vendor != "sqlite":
            has, quote = "words @@ %s::tsquery", "'"
        query = f"{quote}{_bare(word)}{quote}"
        some = f"SELECT 1 FROM {self.table} WHERE {has} LIMIT %s"  # noqa: S608 - own name
        sql = f"SELECT COUNT(*) FROM ({some}) AS some"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [query, most])
            return int(cursor.fetchone()[0])

    def _sqlite(self, groups: Sequence[Sequence[str]]) -> tuple[str, str]:
        # Every word is quoted: nothing a person types can be query syntax.
        quoted = (" OR ".join(f'"{_bare(word)}"*' for word in group) for group in groups)
        query = " AND ".join(f"({group})" for group in quoted)
        return (
            f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s "  # noqa: S608
            "ORDER BY rowid DESC LIMIT %s",
            query,
        )

    def _postgres(self, groups: Sequence[Sequence[str]]) -> tuple[str, str]:
        quoted = (" | ".join(f"'{_bare(word)}':*" for word in group) for group in groups)
        query = " & ".join(f"({group})" for group in quoted)
        return (
            f"SELECT id FROM {self.table} WHERE words @@ %s::tsquery "  # noqa: S608
            "ORDER BY id DESC LIMIT %s",
            query,
        )


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum() or letter == "_")


class CreateWordIndex(Operation):
    """Migration operation: make the table of a `WordIndex`."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Not a model: nothing for the state to know."""

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE VIRTUAL TABLE {self.table} USING fts5(words, "
                "tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
            )
        else:
            editor.execute(f"CREATE TABLE {self.table} (id bigint PRIMARY KEY, words tsvector)")
            editor.execute(f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words)")

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        editor.execute(f"DROP TABLE {self.table}")

    def describe(self) -> str:
        return f"Create the word index {self.table}"
