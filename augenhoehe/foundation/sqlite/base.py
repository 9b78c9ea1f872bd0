"""The backend Django looks for in this package.

Django turns `%s` into `?` anew each time a statement is asked, which for a page of twenty posts
takes longer than most of the answers (measured: 0.1 of 1.0 ms for a home timeline).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

_MOST = 2000


@lru_cache(maxsize=_MOST)
def _in_words_of_sqlite(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that has read the statement before."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None:
            return _in_words_of_sqlite(str(query))
        return str(super().convert_query(query, param_names=param_names))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with that cursor."""

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
