"""A stretch of a list that is ordered by id, as programs ask for it page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet


class _WithId(Protocol):
    @property
    def id(self) -> int: ...


_Row = TypeVar("_Row")
_Known = TypeVar("_Known", bound=_WithId)
_Rows = TypeVar("_Rows", bound=QuerySet[Any, Any])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Older than `before`, newer than `after`, at most `limit` rows.

    `upwards`: those directly above `after` instead of the newest. Every page reads from the
    newest row to the oldest, whichever end it was found from.
    """

    before: int | None = None
    after: int | None = None
    limit: int = 20
    upwards: bool = False

    def cut(self, rows: _Rows, by: str = "id") -> _Rows:
        """The rows in the order in which the database finds them; see `newest_first`."""
        if self.before is not None:
            rows = rows.filter(**{f"{by}__lt": self.before})
        if self.after is not None:
            rows = rows.filter(**{f"{by}__gt": self.after})
        return rows.order_by(by if self.upwards else f"-{by}")[: self.limit]

    def among(self, rows: Sequence[_Known]) -> list[_Known]:
        """The same of rows that are few and at hand already; newest first."""
        before = float("inf") if self.before is None else self.before
        after = float("-inf") if self.after is None else self.after
        found = sorted((one for one in rows if after < one.id < before), key=lambda one: -one.id)
        return found[-self.limit :] if self.upwards else found[: self.limit]

    def newest_first(self, rows: Sequence[_Row]) -> list[_Row]:
        return list(reversed(rows)) if self.upwards else list(rows)


FIRST = Stretch()
