"""Everything that happens, put into the order of time before it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from augenhoehe.foundation.clock import pretend_it_is


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """Something somebody does at a moment; `number` keeps apart what happens at once."""

    at: datetime
    number: int
    do: Callable[[], object] = field(compare=False)


class Plan:
    """What is going to happen."""

    def __init__(self) -> None:
        self._deeds: list[Deed] = []

    def __len__(self) -> int:
        return len(self._deeds)

    def at(self, moment: datetime, do: Callable[[], object]) -> None:
        """Let something happen then."""
        self._deeds.append(Deed(moment, len(self._deeds), do))

    def happen(self, each: Callable[[int], object]) -> None:
        """Do it all, each at its time; `each` is told how many are done."""
        for done, deed in enumerate(sorted(self._deeds), start=1):
            with pretend_it_is(deed.at):
                deed.do()
            each(done)
